import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What a CloudFront function may weigh, code and all (quota of CloudFront Functions, not adjustable). */
const largestFunctionBytes = 10_240;

/** Marks a path in few letters; written in the old JavaScript that CloudFront's functions speak, and run here too. */
const markSource = `
function mark(path) {
  var sum = 7;
  for (var at = 0; at < path.length; at += 1) sum = (sum * 31 + path.charCodeAt(at)) % 999999937;
  return sum.toString(36);
}`.trim();

const mark = new Function(`${markSource} return mark;`)() as (path: string) => string;

function pathsOf(pages: string): string[] {
  return readdirSync(pages, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `/${relative(pages, join(parentPath, name)).split(sep).join('/')}`)
    .sort();
}

/**
 * The function that CloudFront runs before it looks for a page. A folder is its index.html; a page that is not there is
 * answered with 404.html at once, because S3 would say 403 in XML, and an error page of the distribution would also
 * stand
 * in for the 403 of the API. It knows the pages by their marks, so that a hundred more still fit.
 * `more` are files that the deployment adds to the pages, such as `console/settings.json`.
 * @throws Error when the pages have no index.html or 404.html, or the function would be larger than CloudFront takes.
 */
export function pageLookup(pages: string, more: readonly string[] = []): string {
  for (const page of ['index.html', '404.html'])
    if (!existsSync(join(pages, page)))
      throw new Error(`the citizen pages are missing: there is no ${join(pages, page)}; run npm run build`);
  const known = [...pathsOf(pages), ...more.map((file) => `/${file}`)].map(mark).join(' ');
  const code = `
var known = ' ${known} ';
var missing = ${JSON.stringify(readFileSync(join(pages, '404.html'), 'utf8'))};
${markSource}
function handler(event) {
  var request = event.request;
  var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);
  if (last === '') request.uri += 'index.html';
  else if (last.indexOf('.') === -1) request.uri += '/index.html';
  if (known.indexOf(' ' + mark(request.uri) + ' ') !== -1) return request;
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: { 'content-type': { value: 'text/html; charset=utf-8' }, 'cache-control': { value: 'no-store' } },
    body: { encoding: 'text', data: missing },
  };
}
`.trim();
  const bytes = Buffer.byteLength(code);
  if (bytes > largestFunctionBytes)
    throw new Error(
      `404.html and the list of pages are ${bytes} bytes of function; CloudFront takes ${largestFunctionBytes}`,
    );
  return code;
}
