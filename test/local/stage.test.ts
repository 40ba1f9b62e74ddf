import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStage } from '../../local/stage/stage.ts';
import type { Stage } from '../../local/stage-interface.ts';
import { awsCall } from '../../local/template/aws-call.ts';
import { writeApplication } from './fixtures/application.ts';

let templates: string;
let data: string;
let stage: Stage;
const start = () => startStage({ port: 0, data, templates, at: new Date('2027-03-28T00:59:00Z') });
const get = (path: string, init?: RequestInit) => fetch(`${stage.url}${path}`, init);
const copies = async () => {
  const { Items } = await awsCall<{ Items: { id: { S: string }; from: { S: string } }[] }>(
    'dynamodb',
    stage.endpoints.dynamodb,
    'Scan',
    { TableName: 'records-Copies' },
  );
  return Items.map((item) => item.id.S).sort();
};

beforeAll(async () => {
  templates = writeApplication();
  data = mkdtempSync(join(tmpdir(), 'sportello-stage-'));
  stage = await start();
}, 30_000);

afterAll(async () => {
  await stage?.stop();
  rmSync(templates, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
}, 30_000);

describe('the one-machine stage', () => {
  test('says by name what it cannot do', () => {
    expect(stage.notHonoured).toEqual(['AWS::Quantum::Computer of Strange']);
  });

  test('sends a request to its route, with the event that AWS would send', async () => {
    const response = await get('/v1/things/7?x=1', { headers: { 'X-Thing': 'a' } });
    const event = (await response.json()) as Record<string, Record<string, unknown>>;
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /v1/things/{id}',
      rawPath: '/v1/things/7',
      rawQueryString: 'x=1',
      pathParameters: { id: '7' },
    });
    expect(event['headers']?.['x-thing']).toBe('a');
    expect(response.headers.get('x-seen')).toBe('center-Web');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('carries a contact from the route over the queue to the table, and its new item over the stream to the next function', async () => {
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, index) => get(`/v1/send/first-${index}`, { method: 'POST' })),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(25).fill(202));
    await stage.idle(10_000);
    expect((await copies()).filter((id) => id.startsWith('first-'))).toHaveLength(25);
    const calls = await stage.calls();
    expect(calls['Web']?.['sqs.SendMessage']).toBe(25);
    expect(calls['Keep']?.['dynamodb.PutItem']).toBe(25);
  }, 20_000);

  test('refuses what the role does not allow, and says so', async () => {
    const response = await get('/v1/forbidden');
    expect(await response.json()).toMatchObject({ __type: 'AccessDeniedException' });
    expect(stage.refused()).toEqual([
      'Web may not dynamodb:Scan on arn:aws:dynamodb:eu-south-1:000000000000:table/records-Things',
    ]);
  });

  test('shows its own clock to the functions', async () => {
    const shown = (await (await get('/v1/now')).json()) as { now: string; at: string; remaining: boolean };
    expect(shown.now).toMatch(/^2027-03-28T0[01]:/);
    expect(shown.at).toBe('1970-01-01T00:00:00.000Z');
    expect(shown.remaining).toBe(true);
  });

  test('limits a route as the template says', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await get('/v1/few')).status);
    expect(statuses).toEqual([200, 200, 429]);
    const response = await get('/v1/few');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test('survives a function that fails, hangs or dies', async () => {
    expect((await get('/v1/throw')).status).toBe(500);
    const [slow, beside] = await Promise.all([get('/v1/slow'), get('/v1/things/8')]);
    expect([slow.status, beside.status]).toEqual([503, 200]);
    expect((await get('/v1/crash')).status).toBe(500);
    expect((await get('/v1/things/9')).status).toBe(200);
  }, 20_000);

  test.each([
    ['a broken escape', '/v1/%E0%A4%A', 400],
    ['a body over 10 MB', '/v1/things/1', 413],
  ])('refuses %s', async (_what, path, status) => {
    const response = await get(path, status === 413 ? { method: 'POST', body: Buffer.alloc(11 * 1024 * 1024) } : {});
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status });
  });

  test('loses nothing while the table is down', async () => {
    await stage.emulator('dynamodb').stop();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => get(`/v1/send/down-${index}`, { method: 'POST' })),
    );
    expect(answers.every((answer) => answer.status === 202)).toBe(true);
    await stage.emulator('dynamodb').start();
    await stage.idle(20_000);
    expect((await copies()).filter((id) => id.startsWith('down-'))).toHaveLength(10);
  }, 40_000);

  test('finds everything again after it was stopped', async () => {
    await get('/v1/send/last', { method: 'POST' });
    await stage.stop();
    stage = await start();
    await stage.idle(20_000);
    expect(await copies()).toContain('last');
    expect(await copies()).toHaveLength(36);
  }, 40_000);

  test('says who uses the data folder', async () => {
    await expect(start()).rejects.toThrow(/in use by another running stage/);
  }, 20_000);

  test('says that a port is taken', async () => {
    const port = Number(new URL(stage.url).port);
    const elsewhere = mkdtempSync(join(tmpdir(), 'sportello-stage-'));
    await expect(startStage({ port, data: elsewhere, templates })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is taken`,
    );
    rmSync(elsewhere, { recursive: true });
  });
});
