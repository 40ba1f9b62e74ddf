import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { openStage, templates } from './center.ts';
import { ask, byPhone, contactTo, post } from './citizen.ts';

const service = 'protezione-civile';
const contacts = `/v1/services/${service}/contacts`;

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;

beforeAll(async () => {
  opened = await openStage();
  stage = opened.stage;
}, 240_000);
afterAll(() => opened?.close());

/** The name of the API's own address, as its identity on this machine makes it. */
async function nameOfApi(): Promise<string> {
  const folder = await templates();
  const { createHash } = await import('node:crypto');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.template.json'))) {
    const { Resources } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const [id, { Type }] of Object.entries<{ Type: string }>(Resources))
      if (Type === 'AWS::ApiGatewayV2::Api') {
        const stack = file.slice(0, -'.template.json'.length);
        const hash = createHash('sha256').update(`${stack}/${id}`).digest('hex').slice(0, 10);
        return `${hash}.execute-api.eu-south-1.amazonaws.com`;
      }
  }
  throw new Error('the templates have no API');
}

describe('past the firewall, by the API’s own address', () => {
  test('nothing is answered but 404, whatever key is sent along', async () => {
    const host = await nameOfApi();
    const officer = `Bearer ${await stage.token('franca.sala')}`;
    const contact = byPhone(contactTo(service, 'Una domanda'));
    for (const key of [undefined, '', 'guessed', 'k'.repeat(64)]) {
      const headers = { host, authorization: officer, ...(key !== undefined && { 'x-origin-key': key }) };
      expect((await post(stage.url, contacts, contact, headers)).status).toBe(404);
      for (const path of ['/v1/status', '/v1/services', `/v1/services/${service}/declarations`, '/v1/nowhere'])
        expect([path, (await ask(stage.url, { path, headers })).status]).toEqual([path, 404]);
    }
  });

  test('through the portal all of them are answered, and what a caller sends as a key counts for nothing', async () => {
    const headers = { authorization: `Bearer ${await stage.token('franca.sala')}`, 'x-origin-key': 'guessed' };
    for (const path of ['/v1/status', '/v1/services', `/v1/services/${service}/declarations`])
      expect([path, (await ask(stage.url, { path, headers })).status]).toEqual([path, 200]);
    expect((await post(stage.url, contacts, byPhone(contactTo(service, 'Una domanda')), headers)).status).toBe(202);
  });
});
