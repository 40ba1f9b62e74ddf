import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { showJudgedDanger } from '../../../functions/desk/act-on-danger.ts';
import { actOnCase } from '../../../functions/desk/case-acts.ts';
import type { Desk } from '../../../functions/desk/desk.ts';
import { cellName, isMostlyFalse, publishable } from '../../../functions/desk/rules/judged-danger.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import { JudgedDanger } from '../../../shared/contracts/judged-danger.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { listedCase } from '../../../shared/core/cases/worklist-item.ts';
import { openEntries, openEntry, sealEntry } from '../../../shared/core/chain.ts';
import { hearDanger, worstOf } from '../../../shared/core/danger/hear-danger.ts';
import { isoWeek } from '../../../shared/core/hours/iso-week.ts';
import { present } from '../../../shared/core/present.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { deskOf } from './desk-of.ts';

const now = new Date('2026-11-28T10:00:00.000Z');
const at = '2026-11-28T09:00:00.000Z';
const code = (name: string) => mintCode('PC', name, hmac);

let desk: Desk;
beforeEach(() => {
  desk = deskOf({ now });
});

/** A case whose citizen wrote these words, heard as intake hears them. */
async function given(name: string, words: string, ...more: CaseEvent[]) {
  const danger = worstOf([hearDanger(words, lifeFirst)]);
  const urgent = danger?.level === 'lane';
  const entry = sealEntry({
    caseId: code(name),
    at,
    events: [
      caseOpened({ urgent, lane: urgent ? 'urgent' : 'information' }),
      contactReceived({ receivedAt: at, personal: { message: words, ...present({ danger }) } }),
      ...more,
    ],
    previous: undefined,
    salt: randomHex(),
    sha256,
  });
  await desk.register.append(entry);
  return code(name);
}
const acting = (caseId: string, version: number, body: object) =>
  actOnCase(desk, {
    headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
    pathParameters: { code: caseId },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
const read = async (caseId: string) => openEntries(await desk.register.read(caseId));
const counts = async () => (await desk.judgedCounts.latest(1))[0]?.[1];

const violent = 'Buongiorno. Mio marito mi picchia.';
const calm = 'Le persiane sono giù e la posta esce dalla cassetta.';

describe('staff who say that there was danger', () => {
  test('put a case outside the urgent lane into it, where it waits for somebody like any urgent one', async () => {
    const caseId = await given('missed', calm, { type: 'TakenInCharge', by: 'Carla Villa' });
    const reply = await acting(caseId, 1, { act: 'was-danger', kind: 'trapped', reason: 'C’era una persona chiusa.' });
    expect(reply.status).toBe(201);
    expect(DeskCase.parse(JSON.parse(JSON.stringify(reply.body)))).toMatchObject({
      urgent: true,
      lane: 'urgent',
      judged: { judged: 'danger', kind: 'trapped', reason: 'C’era una persona chiusa.' },
    });
    const listed = listedCase(caseId, 2, await read(caseId));
    expect(listed).toMatchObject({ open: true, item: { lane: 'urgent', waitsSince: now.toISOString() } });
    expect(JSON.stringify(listed)).not.toContain('trapped');
  });

  test('leave of it in the chain neither kind nor reason, and both go with the personal data', async () => {
    const caseId = await given('chain', calm);
    await acting(caseId, 1, { act: 'was-danger', kind: 'violence', reason: 'picchiata' });
    const last = (await desk.register.read(caseId)).at(-1);
    expect(last?.events).not.toMatch(/violence|picchiata/);
    expect(last && openEntry(last)[0]).toMatchObject({
      type: 'DangerJudged',
      by: 'operator-1',
      judged: 'danger',
      inLane: false,
      personal: { dangerKind: 'violence', message: 'picchiata' },
    });
  });

  test('of a closed case leave it closed, and it is counted all the same', async () => {
    const caseId = await given('closed', calm, { type: 'Closed', reason: 'answered' });
    await acting(caseId, 1, { act: 'was-danger' });
    expect((await read(caseId)).at(-1)?.events.map(({ type }) => type)).toEqual(['DangerJudged']);
    expect(await counts()).toEqual({ 'outside|danger|other|it': 1 });
  });
});

describe('staff who say that there was none', () => {
  test('leave the case in its lane until it is taken up', async () => {
    const caseId = await given('false', violent);
    const reply = await acting(caseId, 1, { act: 'was-none', reason: 'Racconta un film.' });
    expect(reply.body).toMatchObject({ urgent: true, lane: 'urgent', judged: { judged: 'none', kind: 'violence' } });
    expect(await counts()).toEqual({ 'lane|none|violence|it': 1 });
  });
});

describe('a judgement', () => {
  test('that is sent again because its answer was lost is counted once', async () => {
    const caseId = await given('again', violent);
    for (let sent = 0; sent < 3; sent += 1) await acting(caseId, 1, { act: 'was-danger' });
    expect(await counts()).toEqual({ 'lane|danger|violence|it': 1 });
    expect(await desk.register.read(caseId)).toHaveLength(2);
  });

  test('that is corrected is counted as it now is, and where the case lay before anybody judged', async () => {
    const caseId = await given('corrected', calm);
    await acting(caseId, 1, { act: 'was-danger', kind: 'trapped' });
    await acting(caseId, 2, { act: 'was-none' });
    expect(await counts()).toEqual({ 'outside|danger|trapped|it': 0, 'outside|none|other|it': 1 });
    await expect(acting(caseId, 3, { act: 'was-none' })).rejects.toMatchObject({ problemName: 'act-refused' });
  });

  test('is refused of a case whose personal data are gone, and for what is no act', async () => {
    const caseId = await given('erased', calm, { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 });
    await expect(acting(caseId, 1, { act: 'was-danger' })).rejects.toMatchObject({ problemName: 'act-refused' });
    await expect(acting(caseId, 1, { act: 'was-fun' })).rejects.toMatchObject({ problemName: 'invalid' });
    await expect(acting(caseId, 1, { act: 'was-none', kind: 'fire' })).rejects.toMatchObject({
      problemName: 'invalid',
    });
  });
});

describe('the counts', () => {
  const cell = (inLane: boolean, judged: 'danger' | 'none', kind: 'fire' | 'water' = 'fire') =>
    cellName({ inLane, judged, kind, language: 'it' });

  test('tell no small cell, nor a sum from which one could be worked out', () => {
    const weeks = [
      ['2026-W48', { [cell(true, 'danger')]: 7, [cell(true, 'none')]: 4, [cell(false, 'danger')]: 5 }],
      ['2026-W47', { [cell(true, 'danger')]: 7, [cell(true, 'none')]: 5, [cell(true, 'none', 'water')]: 0 }],
      ['2026-W46', { [cell(true, 'none')]: 3, [cell(true, 'none', 'water')]: 2 }],
    ] as const;
    const shown = publishable('protezione-civile', weeks);
    expect(JudgedDanger.parse(JSON.parse(JSON.stringify(shown)))).toEqual(shown);
    const [one, other, third] = shown.weeks;
    expect(one?.cells.map(({ count }) => count)).toEqual([7, undefined, 5]);
    expect(one).not.toHaveProperty('lane');
    expect(other).toMatchObject({ cells: [{ count: 7 }, { count: 5 }], lane: { danger: 7, none: 5 } });
    expect(third).toMatchObject({ lane: { danger: 0, none: 5 } });
  });

  test('are those of the desk, which hold no code', async () => {
    const caseId = await given('shown', violent);
    await acting(caseId, 1, { act: 'was-danger' });
    const { body } = await showJudgedDanger(desk);
    expect(body).toEqual({
      service: 'protezione-civile',
      weeks: [{ week: '2026-W48', cells: [{ inLane: true, judged: 'danger', kind: 'violence', language: 'it' }] }],
    });
  });

  test.each([
    ['of twenty', 20, 0, false],
    ['of more than twenty, half', 11, 11, false],
    ['of more than twenty, more than half', 12, 10, true],
  ])('say that most of the lane was false, %s', (_what, none, danger, expected) => {
    // Outside the lane nothing is false.
    expect(
      isMostlyFalse({ [cell(true, 'none')]: none, [cell(true, 'danger')]: danger, [cell(false, 'none')]: 99 }),
    ).toBe(expected);
  });

  test.each([
    ['2026-11-28T10:00:00.000Z', '2026-W48'],
    // Monday begins in Rome.
    ['2026-11-29T22:59:59.000Z', '2026-W48'],
    ['2026-11-29T23:00:00.000Z', '2026-W49'],
    ['2026-01-01T12:00:00.000Z', '2026-W01'],
    ['2027-01-01T12:00:00.000Z', '2026-W53'],
    ['2024-12-30T12:00:00.000Z', '2025-W01'],
  ])('are of the ISO week of %s in Rome: %s', (instant, week) => {
    expect(isoWeek(instant)).toBe(week);
  });
});
