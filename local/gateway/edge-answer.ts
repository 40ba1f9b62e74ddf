import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { type CacheRules, cacheKey, type edgeCache, type KeptAnswer } from './edge-cache.ts';

/** Answers GET and HEAD from what the edge keeps, as CloudFront does; whatever else goes to the API. */
export async function atEdge(
  edge: ReturnType<typeof edgeCache>,
  request: IncomingMessage,
  response: ServerResponse,
  { rules, path, query }: { rules: CacheRules; path: string; query: string },
  call: (response: ServerResponse) => Promise<void>,
): Promise<void> {
  const { method = 'GET', headers } = request;
  if (method !== 'GET' && method !== 'HEAD') return call(response);
  let isHit = true;
  const key = cacheKey(rules, { method, path, query, headers });
  const answer = await edge.answer(key, rules, () => {
    isHit = false;
    return heard(request, call);
  });
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.setHeader('x-cache', isHit ? 'Hit from cloudfront' : 'Miss from cloudfront');
  response.statusCode = answer.status;
  response.end(answer.body);
}

/** What is answered to a response that nobody reads. */
function heard(request: IncomingMessage, call: (response: ServerResponse) => Promise<void>): Promise<KeptAnswer> {
  return new Promise((resolve, reject) => {
    const unseen = new ServerResponse(request);
    unseen.writeHead = ((status: number, headers: OutgoingHttpHeaders = {}) => {
      unseen.statusCode = status;
      for (const [name, value] of Object.entries(headers)) if (value !== undefined) unseen.setHeader(name, value);
      return unseen;
    }) as typeof unseen.writeHead;
    unseen.end = ((body?: string | Buffer) => {
      const headers = Object.fromEntries(
        Object.entries(unseen.getHeaders()).map(([name, value]) => [
          name,
          Array.isArray(value) ? value : String(value),
        ]),
      );
      resolve({ status: unseen.statusCode, headers, body: Buffer.from(body ?? '') });
      return unseen;
    }) as typeof unseen.end;
    // Whoever asked first may have gone before they were answered: those who wait with them are told so.
    call(unseen).then(() => reject(new Error('the origin did not answer')), reject);
  });
}
