import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { ProposalsView } from '../../shared/contracts/officer-view.ts';
import { ServiceState } from '../../shared/contracts/service-state.ts';
import { bare, openStage, until } from './center.ts';
import { ask, post } from './citizen.ts';

// Before anybody has declared anything: a shock in the feed asks citizens whether they felt it, until an officer decides.

const service = 'protezione-civile';
let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
beforeAll(async () => {
  opened = await openStage({ silent: bare, at: new Date('2026-11-30T02:36:00Z') });
  stage = opened.stage;
}, 240_000);
afterAll(async () => {
  await opened?.close();
});

const state = async (of: string) =>
  ServiceState.parse(JSON.parse((await ask(stage.url, { path: `/v1/services/${of}` })).text));
const page = async (path: string) => (await ask(stage.url, { path })).text;
const proposals = async (headers: Record<string, string>) => {
  const path = `/v1/services/${service}/proposals`;
  return ProposalsView.parse(JSON.parse((await ask(stage.url, { path, headers })).text)).proposals;
};

test('a shock in the feed stands on home, form and state within minutes, with what INGV says and nothing declared', async () => {
  const at = new Date(stage.clock.now() - 60_000).toISOString().slice(0, 23);
  const head = [
    '#EventID|Time|Latitude|Longitude|Depth/Km|Author|Catalog|Contributor|ContributorID',
    '|MagType|Magnitude|MagAuthor|EventLocationName|EventType',
  ].join('');
  const quake = `7063251|${at}|42.70|13.23|8.1|SURVEY-INGV||||Mw|6.0|--|1 km W Accumoli (RI)|earthquake`;
  writeFileSync(join(opened.data, 'alerts', 'quakes.txt'), `${head}\n${quake}\n`);
  const told = await until('the shock in the state', 180_000, async () => {
    const now = await state(service);
    return now.quakes !== undefined && now;
  });
  expect(told).toMatchObject({
    posture: 'ordinary',
    quakes: [
      { quake: '7063251', magnitude: 6, place: '1 km W Accumoli (RI)', page: expect.stringContaining('7063251') },
    ],
  });
  expect(told.areas).toBeUndefined();
  expect(told.quakes?.[0]?.provinces).toContain('Rieti');
  // As served, without a script.
  for (const path of ['/it/', `/it/${service}/`, `/it/${service}/contact/`])
    await until(`the shock on ${path}`, 60_000, async () => (await page(path)).includes('Hai sentito una scossa?'));
  expect(await page('/it/familyline/')).not.toContain('Hai sentito una scossa?');
  expect(await state('familyline')).not.toHaveProperty('quakes');
});

test('refused by the officer it is gone from the state and from the pages as they are served', async () => {
  const headers = { authorization: `Bearer ${await stage.token('anna.ferri')}` };
  const [quake] = (await proposals(headers)).filter(({ cause }) => cause === 'quake');
  const refused = await post(
    stage.url,
    `/v1/services/${service}/proposals/${encodeURIComponent(quake?.id ?? '')}/decisions`,
    { verdict: 'refused', revision: quake?.revision, reason: 'Una prova' },
    headers,
  );
  expect(refused.status).toBe(201);
  await until('the state says no more', 20_000, async () => (await state(service)).quakes === undefined);
  for (const path of ['/it/', `/it/${service}/`, `/it/${service}/contact/`])
    await until(`nothing on ${path}`, 60_000, async () => !(await page(path)).includes('Hai sentito una scossa?'));
});

test('and no role lacks a permission for it', () => {
  expect(stage.refused()).toEqual([]);
});
