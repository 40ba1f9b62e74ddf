import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Names under which this machine calls itself. */
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

type Asked = Pick<IncomingMessage, 'method' | 'headers' | 'url'>;

/** Who a listener knows: origins and names besides its own, and addresses that a page of theirs may show in itself. */
export type Known = {
  origins?: readonly string[];
  names?: readonly string[];
  shows?: (url: string) => boolean;
};

/**
 * Why a listener that is for this machine only does not answer a request; undefined when it may. A page of another site
 * reaches 127.0.0.1 through the browser of whoever looks at it, under a name of its own (DNS rebinding) or from its own
 * origin: the Host must be a name of this machine or one of `names`, the Origin the listener's own or one of `origins`,
 * and what another origin asks for without naming itself (Sec-Fetch-Site, Fetch Metadata of the W3C) may only be a page
 * to look at, or a picture or frame whose address it `shows`.
 */
export function refusedAtDoor(
  { method, headers, url = '/' }: Asked,
  { origins = [], names = [], shows = () => false }: Known = {},
): string | undefined {
  const host = headers.host ?? '';
  const { hostname } = URL.parse(`http://${host}`) ?? { hostname: '' };
  if (!loopback.has(hostname) && !names.includes(hostname))
    return `This machine is not called ${hostname || 'nothing'}.`;
  const { origin } = headers;
  if (origin !== undefined) {
    const known = origin === `http://${host}` || origins.includes(origin);
    return known ? undefined : 'A page of another origin may not ask here.';
  }
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  const into = headers['sec-fetch-dest'];
  const isPage = headers['sec-fetch-mode'] === 'navigate' && into === 'document';
  const looks = method === 'GET' && (isPage || ((into === 'image' || into === 'iframe') && shows(url)));
  return looks ? undefined : 'A page of another origin may not ask here.';
}

/**
 * A listener for this machine only: what `refusedAtDoor` refuses gets 403, and a handler that throws answers 500
 * instead of ending the process.
 */
export function atDoor(handle: RequestListener, known: Known = {}): RequestListener {
  return guarded(
    (request, response) => {
      const refused = refusedAtDoor(request, known);
      if (refused === undefined) return handle(request, response);
      request.resume();
      problem(response, 403, 'Forbidden', refused);
    },
    () => {},
  );
}

/** A listener whose handler may throw, at once or later: that answers 500 and is told to `log`. */
export function guarded(
  handle: (request: IncomingMessage, response: ServerResponse & { req: IncomingMessage }) => unknown,
  log: (line: string) => void,
): RequestListener {
  return (request, response) => {
    const failed = (failure: unknown) => {
      log(`failed on ${request.method} ${request.url}: ${failure instanceof Error ? failure.stack : failure}`);
      if (response.headersSent) response.destroy();
      else problem(response, 500, 'Internal Server Error', 'This could not be answered.');
    };
    try {
      const answered = handle(request, response);
      if (answered instanceof Promise) answered.catch(failed);
    } catch (failure) {
      failed(failure);
    }
  };
}

/** Answers with an RFC 9457 problem; HEAD gets its headers. */
export function problem(
  response: ServerResponse,
  status: number,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent) return;
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(response.req?.method === 'HEAD' ? undefined : body);
}
