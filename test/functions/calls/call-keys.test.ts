import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { signedHeaders } from '../../../shared/shell/webhook.ts';
import { end, standForAws } from '../../fixtures/aws-endpoint.ts';

/** What stands for Secrets Manager. */
let secret = '';
let readings = 0;
let silent = false;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    readings += 1;
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (silent) {
      response.statusCode = 400;
      return response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }));
    }
    response.end(JSON.stringify({ Name: 'calls', SecretString: secret }));
  });
});

let admittedSource: typeof import('../../../functions/calls/call-keys.ts').admittedSource;
let readSources: typeof import('../../../functions/calls/call-keys.ts').readSources;
beforeAll(async () => {
  await standForAws(server);
  ({ admittedSource, readSources } = await import('../../../functions/calls/call-keys.ts'));
});
afterAll(() => end(server));

const [first, second] = [1, 2].map((byte) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`) as [string, string];
const token = 'a-token-of-an-appliance';
const keep = (...keys: string[]) => {
  secret = JSON.stringify({
    ivr: { kind: 'webhook', adapter: 'canonical', keys },
    pbx: { kind: 'bearer', adapter: 'asterisk', timeZone: 'Europe/Zurich', keys: [token] },
  });
};
const body = Buffer.from('{}');
const start = Date.parse('2026-09-11T10:00:00Z');
/** A container of its own: keys are held by the secret's name. */
let container = '';
let containers = 0;
beforeEach(() => {
  containers += 1;
  container = `calls-${containers}`;
  readings = 0;
  silent = false;
  keep(first);
});
const ask = (key: string, seconds: number, source = 'ivr') => {
  const now = start + seconds * 1000;
  return admittedSource(container, source, { headers: signedHeaders(key, 'msg_1', now, body), body }, now);
};
const verdictOf = (admitted: unknown) => (typeof admitted === 'string' ? admitted : 'believed');

describe('the keys of a source', () => {
  test('are read once for many requests', async () => {
    for (let at = 0; at < 50; at += 1) expect(verdictOf(await ask(first, at))).toBe('believed');
    expect(readings).toBe(1);
  });

  test('are read once for requests that come together', async () => {
    const together = await Promise.all(Array.from({ length: 20 }, () => ask(first, 0)));
    expect(together.map(verdictOf)).toEqual(Array(20).fill('believed'));
    expect(readings).toBe(1);
  });

  test('change without a gap: old, both, new, each at its first use', async () => {
    expect(verdictOf(await ask(first, 0))).toBe('believed');
    keep(first, second);
    expect(verdictOf(await ask(second, 61))).toBe('believed');
    expect(verdictOf(await ask(first, 62))).toBe('believed');
    expect(readings).toBe(2);
  });

  test('that were taken away are refused after ten minutes at most', async () => {
    expect(verdictOf(await ask(first, 0))).toBe('believed');
    keep(second);
    expect(verdictOf(await ask(first, 599))).toBe('believed');
    expect(verdictOf(await ask(first, 600))).toBe('no-key-fits');
  });

  test('are asked for again at most once a minute, however many guesses come', async () => {
    for (let at = 0; at < 120; at += 1) expect(verdictOf(await ask(second, at))).toBe('no-key-fits');
    expect(readings).toBe(2);
  });

  test('stay what they were while Secrets Manager does not answer', async () => {
    expect(verdictOf(await ask(first, 0))).toBe('believed');
    silent = true;
    expect(verdictOf(await ask(first, 700))).toBe('believed');
    expect(verdictOf(await ask(second, 800))).toBe('no-key-fits');
  });

  test('that were never read refuse nobody: the failure is ours', async () => {
    silent = true;
    await expect(ask(first, 0)).rejects.toThrow();
    silent = false;
    expect(verdictOf(await ask(first, 1))).toBe('believed');
  });
});

describe('a source', () => {
  test('that nobody named is unknown', async () => {
    expect(await ask(first, 0, 'other')).toBe('unknown-source');
    expect(await ask(first, 0, '__proto__')).toBe('unknown-source');
    expect(await ask(first, 0, 'constructor')).toBe('unknown-source');
  });

  test('with a token is believed by its token, not by a signature, and brings its adapter and time zone', async () => {
    const headers = { authorization: `Bearer ${token}` };
    expect(await admittedSource(container, 'pbx', { headers, body }, start)).toMatchObject({
      adapter: 'asterisk',
      timeZone: 'Europe/Zurich',
    });
    expect(await ask(first, 0, 'pbx')).toBe('nothing-signed');
    expect(await admittedSource(container, 'ivr', { headers, body }, start)).toBe('nothing-signed');
  });

  test('that is written wrong is left out; the others stay', () => {
    const text = JSON.stringify({
      good: { kind: 'bearer', keys: [token] },
      short: { kind: 'bearer', keys: ['guess-me'] },
      unsigned: { kind: 'webhook', keys: ['not base64!'] },
      keyless: { kind: 'bearer', keys: [] },
      nowhere: { kind: 'bearer', timeZone: 'Europe/Atlantis', keys: [token] },
      'Not A Name': { kind: 'bearer', keys: [token] },
      other: { kind: 'basic', keys: [token] },
    });
    expect([...readSources(text).keys()]).toEqual(['good']);
    expect(readSources(text).get('good')).toEqual({
      kind: 'bearer',
      adapter: 'canonical',
      timeZone: 'Europe/Rome',
      keys: [token],
    });
  });

  test.each(['', 'kJ8sd7f6gs87dfg68s7df6g', '[]', 'null', '"text"', '{'])(
    'is none in a secret that nobody has written yet: %s',
    (text) => expect(readSources(text).size).toBe(0),
  );
});
