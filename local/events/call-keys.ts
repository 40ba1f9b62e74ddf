import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from '../template/template.ts';

type Sources = Record<string, { kind: 'webhook' | 'bearer'; adapter: string; timeZone?: string; keys: string[] }>;

/** The source that exists for whoever tries call records by hand. */
const developmentSource = 'development';

const fileIn = (data: string) => join(data, 'call-keys.json');

function readKeys(data: string): Record<string, Sources> {
  const file = fileIn(data);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/**
 * Keys of a service's sources of call records, from `DIR/call-keys.json`; a service that has none there gets a source
 * to try with.
 */
export function callKeysOf(data: string, service: string): Sources {
  const kept = readKeys(data);
  const own = kept[service];
  if (own !== undefined) return own;
  const made: Sources = {
    [developmentSource]: { kind: 'bearer', adapter: 'canonical', keys: [randomBytes(24).toString('hex')] },
  };
  const file = fileIn(data);
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...kept, [service]: made }, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}

/**
 * The value of a secret that holds keys of such sources, read anew each time so that keys can be changed; undefined for
 * another secret.
 */
export function callKeysSecret(data: string, { properties }: Resource): string | undefined {
  const service = /^Keys of the sources that post call records to ([a-z][a-z0-9-]*)/.exec(
    String(properties['Description'] ?? ''),
  )?.[1];
  return service === undefined ? undefined : JSON.stringify(callKeysOf(data, service));
}

/** Where to post a call record by hand, and with which key; undefined where somebody wrote other keys. */
export function developmentCalls(data: string, url: string, service: string): string | undefined {
  const [key] = callKeysOf(data, service)[developmentSource]?.keys ?? [];
  return key && `${url}/v1/services/${service}/calls/${developmentSource} with Authorization: Bearer ${key}`;
}
