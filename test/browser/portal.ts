import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareService, readServices } from '../../cdk/house/services.ts';
import { buildPortal } from '../../web/build.ts';

/** The services as they are bundled, prepared in a year that does not move. */
export const services = readServices([fileURLToPath(new URL('../../shared/services', import.meta.url))]).map(
  (definition) => prepareService(definition, 2026),
);

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
};

// What the distribution sends with every page: an inline style or script would be refused here as it is there.
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** What a test answers itself, such as a form or the API; undefined leaves it to the built files. */
export type Answer = (request: IncomingMessage, body: string) => Answered | undefined | Promise<Answered | undefined>;
type Answered = { status?: number; type: string; body: string; headers?: Record<string, string | string[]> };

/** Serves a fresh build of the portal on 127.0.0.1, with a place for a test's own answers. */
export async function servePortal(answer: Answer = () => undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-portal-'));
  await buildPortal(folder, services);
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const own = await answer(request, body);
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
    try {
      const file = path.endsWith('/') ? `${path}index.html` : path;
      const content = own?.body ?? readFileSync(join(folder, file));
      response.writeHead(own?.status ?? 200, {
        'Content-Type': own?.type ?? types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        'Content-Security-Policy': contentSecurityPolicy,
        ...own?.headers,
      });
      response.end(content);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
