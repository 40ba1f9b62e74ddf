import { existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { problem, refusedAtDoor } from '../door.ts';
import { faultOf } from '../faults.ts';
import type { SideDoor } from '../gateway/gateway.ts';
import { contentTypeOf } from '../gateway/portal.ts';
import type { Host } from '../lambda/host.ts';
import type { EmulatorName, Stage } from '../stage-interface.ts';

const emulators: EmulatorName[] = ['dynamodb', 'queues', 'mail', 'telephones', 'oidc', 'smtp'];
const local = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * `/_stage`, for this machine only: `GET /_stage` addresses and names, `GET /_stage/calls` (to AWS), `GET
 * /_stage/rings` (of staff's telephones), `GET /_stage/memory`, `POST
 * /_stage/emulators/{dynamodb|queues|mail|telephones|oidc|smtp}/{stop|start}`, `POST /_stage/tokens/{name}`: a token of
 * a colleague in staff.json, `GET`, `PUT` and `DELETE /_stage/faults`: what functions meet on purpose, as a list of
 * `Fault`.
 */
export function stageDoor(stage: Stage): SideDoor {
  const answer = (response: ServerResponse, value: unknown) => {
    response.setHeader('content-type', 'application/json');
    response.end(`${JSON.stringify(value, null, 2)}\n`);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse, path: string, host: Host) => {
    const names = [new URL(stage.url).hostname];
    if (!local.has(request.socket.remoteAddress ?? '') || refusedAtDoor(request, { names }) !== undefined)
      return problem(response, 403, 'Forbidden', 'The stage answers this machine only.');
    const [, , what, name, act] = path.split('/');
    if (request.method === 'GET' && what === undefined) {
      const { url, addresses, endpoints, names, environments, notHonoured, data } = stage;
      return answer(response, {
        url,
        pid: process.pid,
        now: new Date(stage.clock.now()).toISOString(),
        addresses,
        endpoints,
        names,
        environments,
        notHonoured,
        refused: stage.refused(),
        down: emulators.filter((one) => stage.emulator(one) && stage.emulator(one).pid === undefined),
        data,
      });
    }
    if (request.method === 'GET' && what === 'calls') return answer(response, await stage.calls());
    if (request.method === 'GET' && what === 'rings') return answer(response, await stage.rings());
    if (request.method === 'GET' && what === 'memory') return answer(response, await stage.memory());
    if (what === 'faults' && ['GET', 'PUT', 'DELETE'].includes(request.method ?? '')) {
      try {
        if (request.method !== 'GET') host.meet(await faultsOf(request));
      } catch (wrong) {
        return problem(response, 400, 'Bad Request', wrong instanceof Error ? wrong.message : String(wrong));
      }
      return answer(response, host.faults());
    }
    if (request.method === 'POST' && what === 'tokens' && name !== undefined) {
      const token = await stage.token(name);
      if (token === undefined) return problem(response, 404, 'Not Found', `There is no ${name} in local/staff.json.`);
      response.setHeader('cache-control', 'no-store');
      return answer(response, { token });
    }
    const emulator = emulators.some((one) => one === name) ? stage.emulator(name as EmulatorName) : undefined;
    if (request.method === 'POST' && what === 'emulators' && emulator) {
      if (act === 'stop') await emulator.stop();
      else if (act === 'start') await emulator.start();
      else return problem(response, 404, 'Not Found', 'An emulator can stop or start.');
      return answer(response, { name, running: emulator.pid !== undefined });
    }
    problem(
      response,
      404,
      'Not Found',
      'The stage knows /_stage, /_stage/calls, /_stage/rings, /_stage/memory, /_stage/faults, /_stage/tokens/{name} and /_stage/emulators/{name}/{stop|start}.',
    );
  };
  return {
    prefix: '/_stage',
    handle: (request, response, path, _query, host) => handle(request, response, path, host),
  };
}

async function faultsOf(request: IncomingMessage) {
  if (request.method === 'DELETE') return [];
  const given: unknown = JSON.parse(await text(request));
  if (!Array.isArray(given)) throw new Error('a list of faults is expected');
  return given.map(faultOf);
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sportello API</title>
<link rel="stylesheet" href="/api-docs/swagger-ui.css">
<div id="api"></div>
<script src="/api-docs/swagger-ui-bundle.js"></script>
<script src="/api-docs/start.js"></script>
</html>
`;

const startScript = "SwaggerUIBundle({ url: '/api-docs/openapi.json', dom_id: '#api', deepLinking: true });\n";

/** `/api-docs/`: the published OpenAPI description, shown by Swagger UI. */
export function apiDocsDoor(root: string): SideDoor {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const send = (response: ServerResponse, type: string, body: string | Buffer) => {
    response.setHeader('content-type', type);
    response.end(body);
  };
  return {
    prefix: '/api-docs',
    handle(_request, response, path) {
      if (path === '/api-docs') {
        response.writeHead(308, { location: '/api-docs/' });
        return response.end();
      }
      const name = path.slice('/api-docs/'.length);
      if (name === '') return send(response, 'text/html; charset=utf-8', page);
      if (name === 'start.js') return send(response, 'text/javascript; charset=utf-8', startScript);
      const file = name === 'openapi.json' ? join(root, 'docs/api/openapi.json') : join(folder, normalize(`/${name}`));
      const isFile = existsSync(file) && statSync(file).isFile();
      if (!isFile || (!file.startsWith(`${folder}${sep}`) && name !== 'openapi.json')) {
        return problem(
          response,
          404,
          'Not Found',
          name === 'openapi.json'
            ? 'docs/api/openapi.json does not exist: npm run contracts writes it.'
            : 'There is no such file.',
        );
      }
      send(response, contentTypeOf(file), readFileSync(file));
    },
  };
}
