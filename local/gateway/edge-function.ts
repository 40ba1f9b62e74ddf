import type { IncomingMessage } from 'node:http';
import { createContext, Script } from 'node:vm';
import type { Properties } from '../template/identity.ts';
import type { Application } from '../template/template.ts';

type Headers = Record<string, string>;

/** An answer as the distribution hands it on. */
export type EdgeAnswer = { status: number; headers: Headers; body: string };

/** What the distribution makes of a refusal of the API's own; undefined where it hands it on as it is. */
export type OnRefusal = (
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  refusal: { status: number; title: string; headers: Headers },
) => Promise<EdgeAnswer | undefined>;

/**
 * The function that a behaviour runs on what its origin answers (Lambda@Edge, origin response), with its code in the
 * template; here on the refusals of the API itself, which no function of the center has seen.
 */
export function onRefusalOf(
  application: Application,
  associations: Properties[],
  log: (line: string) => void,
): OnRefusal | undefined {
  const association = associations.find((entry) => entry['EventType'] === 'origin-response');
  for (const { EventType } of associations)
    if (EventType !== 'origin-response') log(`not honoured on one machine: a function of Lambda@Edge at ${EventType}`);
  const code = application.find(String(association?.['LambdaFunctionARN'] ?? ''))?.properties['Code']?.ZipFile;
  if (typeof code !== 'string') return undefined;
  const exported: { handler?: (event: object) => Promise<Properties> } = {};
  new Script(code).runInContext(createContext({ exports: exported }), { timeout: 10_000 });
  return async (request, { status, title, headers }) => {
    const response = { status: String(status), statusDescription: title, headers: listed(headers) };
    const asked = { method: request.method, uri: request.url, headers: listed(request.headers) };
    try {
      const answer = await exported.handler?.({ Records: [{ cf: { request: asked, response } }] });
      if (answer === undefined || answer['body'] === undefined) return undefined;
      const given = Object.entries<Properties[]>(answer['headers'] ?? {});
      return {
        status: Number(answer['status']),
        headers: Object.fromEntries(given.map(([name, [first]]) => [name, String(first?.['value'])])),
        body: String(answer['body']),
      };
    } catch (problem) {
      log(`the function at the edge failed: ${problem}`);
      return undefined;
    }
  };
}

/** Headers as a CloudFront event has them. */
const listed = (headers: IncomingMessage['headers'] | Headers) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [{ key: name, value: String(value) }]]),
  );
