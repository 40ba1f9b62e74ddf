import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { endShifts } from '../../../functions/desk/give-back.ts';
import { setPresence } from '../../../functions/desk/presence.ts';
import { editShift, showShifts } from '../../../functions/desk/shifts.ts';
import { takeNext } from '../../../functions/desk/take-next.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import { type ShiftBody, ShiftsView } from '../../../shared/contracts/shift.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { openEntry, sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { readCase } from '../../../shared/shell/stores/case-file.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { deskOf } from './desk-of.ts';

// A Monday, eleven in Rome.
const now = new Date('2026-11-30T10:00:00.000Z');
const carla = { subject: 'carla', name: 'Carla Villa' };
const dina = { subject: 'dina', name: 'Dina Lodi' };
const mornings: ShiftBody['week'] = [{ days: ['monday'], from: '08:00', to: '14:00' }];
const end = new Date('2026-11-30T13:00:30.000Z');

let desk: Desk;
beforeEach(() => {
  desk = deskOf({ now, officer: carla });
});

const request = (body: unknown, { subject, version }: { subject?: string; version?: number } = {}) =>
  ({
    headers: {
      'content-type': 'application/json',
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify(body),
    isBase64Encoded: false,
    ...(subject !== undefined && { pathParameters: { subject } }),
  }) as unknown as DeskRequest;

const led = () => ({ ...desk, officer: { subject: 'bruno', name: 'Bruno Neri' }, roles: rolesOf('supervisor') });
const shift = (more: Partial<ShiftBody> = {}): ShiftBody => ({
  name: 'Carla Villa',
  skills: [],
  groups: [],
  week: mornings,
  ...more,
});
const edit = (subject: string, body: ShiftBody, version = 0) => editShift(led(), request(body, { subject, version }));
const is = (who: typeof carla, presence: string, at = now) =>
  setPresence({ ...desk, officer: who, now: at }, request({ presence }));
const next = (who = carla, body: object = {}) => takeNext({ ...desk, officer: who }, request(body));
const codeIn = (body: unknown) => DeskCase.parse(JSON.parse(JSON.stringify(body))).code;
const view = async (of: Desk = led()) => ShiftsView.parse((await showShifts(of)).body);
const refusal = async (doing: Promise<unknown>) => {
  const thrown = await doing.catch((error: unknown) => error);
  if (!(thrown instanceof Refusal)) throw new Error(`not refused: ${JSON.stringify(thrown)}`);
  return thrown;
};

/** A case that waits; listed at once. */
async function given(name: string, about: Parameters<typeof caseOpened>[0] = {}, ...more: CaseEvent[][]) {
  const caseId = mintCode('PC', name, hmac);
  const at = '2026-11-29T09:00:00.000Z';
  let previous: Parameters<typeof sealEntry>[0]['previous'];
  for (const events of [[caseOpened(about), contactReceived({ receivedAt: at })], ...more]) {
    const entry = sealEntry({ caseId, at, events, previous, salt: randomHex(), sha256 });
    await desk.register.append(entry);
    previous = entry;
  }
  await listed();
  return caseId;
}
const listed = () => listAll({ register: desk.register, worklist: desk.worklist, hmac });
const ownerOf = async (code: string) => {
  const { state } = await readCase(desk.register, code);
  return state.stage === 'none' ? undefined : state.owner?.subject;
};
const lastOf = async (code: string) => (await desk.register.read(code)).flatMap(openEntry).at(-1);

describe('the table of shifts', () => {
  test('is edited by supervisors, and tells them who changed what', async () => {
    await edit('carla', shift());
    await edit('carla', shift({ lanes: ['information'], skills: ['instances'], groups: ['risks'] }), 1);
    const seen = await view();
    expect(seen.colleagues).toMatchObject([{ subject: 'carla', version: 2, lanes: ['information'] }]);
    expect(seen.changes).toHaveLength(2);
    expect(seen.changes?.find(({ version }) => version === 2)).toMatchObject({
      by: { subject: 'bruno' },
      before: shift(),
      after: { skills: ['instances'] },
    });
    expect((await view(desk)).changes).toBeUndefined();
  });

  test('is not edited by an operator, nor on a version that somebody else has changed', async () => {
    expect((await refusal(editShift(desk, request(shift(), { subject: 'carla', version: 0 })))).problemName).toBe(
      'not-allowed',
    );
    await edit('carla', shift());
    expect((await refusal(edit('carla', shift({ skills: ['instances'] })))).problemName).toBe('changed-meanwhile');
    expect((await refusal(editShift(led(), request(shift(), { subject: 'carla' })))).problemName).toBe(
      'precondition-required',
    );
    expect((await view()).changes).toHaveLength(1);
  });

  test('takes no lane, skill or group that the service does not have, and says which there are', async () => {
    const wrong = await refusal(edit('carla', shift({ lanes: ['nowhere'], skills: ['x'], groups: ['y'] })));
    expect(wrong.errors?.map(({ pointer }) => pointer)).toEqual(['/lanes', '/skills', '/groups']);
    expect(wrong.errors?.[2]?.detail).toMatch(/risks/);
  });

  test('lists whoever said that they are there, before any supervisor names them', async () => {
    await is(dina, 'present');
    expect((await view(desk)).colleagues).toMatchObject([
      { ...dina, version: 0, presence: { presence: 'present', until: '2026-11-30T22:00:00.000Z' } },
    ]);
  });
});

describe('whoever goes', () => {
  test('gives back what they have as they sign out, and nothing of anybody else', async () => {
    const [mine, other] = [await given('mine'), await given('other')];
    await is(carla, 'present');
    expect([mine, other]).toContain(codeIn((await next()).body));
    const had = (await ownerOf(mine)) === 'carla' ? mine : other;
    expect(codeIn((await next(dina)).body)).not.toBe(had);
    await listed();
    expect((await is(carla, 'signed-out')).body).toMatchObject({ presence: 'signed-out', gaveBack: 1 });
    expect(await ownerOf(had)).toBeUndefined();
    expect(await lastOf(had)).toMatchObject({ type: 'Released', because: 'shift-over', by: 'Carla Villa' });
    expect(await ownerOf(had === mine ? other : mine)).toBe('dina');
  });

  test('has nothing left when the shift is over, whether they say so or not: the clock does it once', async () => {
    const code = await given('a');
    await edit('carla', shift());
    await is(carla, 'present');
    await next();
    await listed();
    const keeping = { ...desk, service: 'protezione-civile' };
    expect(await endShifts(keeping, new Date('2026-11-30T12:59:59.000Z'))).toEqual({ ended: 0, failed: 0 });
    expect(await ownerOf(code)).toBe('carla');
    expect(await endShifts(keeping, end)).toEqual({ ended: 1, failed: 0 });
    expect(await ownerOf(code)).toBeUndefined();
    const last = await lastOf(code);
    expect(last).toMatchObject({ type: 'Released', because: 'shift-over', by: 'sportello' });
    expect(last).not.toHaveProperty('subject');
    const before = (await desk.register.read(code)).length;
    expect(await endShifts(keeping, end)).toEqual({ ended: 0, failed: 0 });
    expect((await desk.register.read(code)).length).toBe(before);
  });

  test('leaves a danger to life on top of its lane', async () => {
    const earlier = await given('earlier', { lane: 'urgent', urgent: true });
    const left = await given('left', { lane: 'urgent', urgent: true, firstAnswerDueAt: '2026-12-24T09:00:00.000Z' });
    await is(carla, 'present');
    await next();
    await listed();
    expect(codeIn((await next()).body)).toBe(left);
    await listed();
    await is(dina, 'present');
    await desk.shifts.setPresence({
      ...carla,
      presence: { presence: 'present', since: now.toISOString(), until: end.toISOString() },
    });
    // The first was answered for in the meantime by being given to a colleague, so that only the second is left behind.
    const released = { type: 'Released', by: 'Carla Villa', subject: 'carla', because: 'given-back' } as const;
    const previous = (await desk.register.read(earlier)).at(-1);
    await desk.register.append(
      sealEntry({ caseId: earlier, at: now.toISOString(), events: [released], previous, salt: randomHex(), sha256 }),
    );
    await listed();
    await endShifts({ ...desk, service: 'protezione-civile' }, end);
    await listed();
    expect(codeIn((await next(dina)).body)).toBe(left);
    await listed();
    expect(codeIn((await next(dina)).body)).toBe(earlier);
  });

  test('who is given back only in part is signed out by no clock until all of it went back', async () => {
    await given('a');
    await is(carla, 'present');
    await next();
    await listed();
    const broken = { ...desk.register, append: () => Promise.reject(new Error('away')) };
    const late = new Date('2026-12-01T10:00:00.000Z');
    expect(await endShifts({ ...desk, register: broken, service: 'x' }, late)).toEqual({ ended: 0, failed: 1 });
    expect((await desk.shifts.presences())[0]?.presence.presence).toBe('present');
    expect(await endShifts({ ...desk, service: 'x' }, late)).toEqual({ ended: 1, failed: 0 });
  });
});

describe('next goes by the shift of whoever asks', () => {
  test('by lanes and languages, but danger to life goes to anybody', async () => {
    await edit('carla', shift({ lanes: ['complaints'], languages: ['de'] }));
    await given('a', { lane: 'information' });
    await given('b', { lane: 'complaints', kind: 'complaint', language: 'it' });
    expect((await next()).status).toBe(204);
    expect((await next(carla, { lanes: ['information'] })).status).toBe(204);
    const german = await given('c', { lane: 'complaints', kind: 'complaint', language: 'de' });
    expect(codeIn((await next()).body)).toBe(german);
    const danger = await given('d', { lane: 'urgent', urgent: true, language: 'it' });
    expect(codeIn((await next()).body)).toBe(danger);
  });

  test('by skills, as long as somebody who has the skill is there', async () => {
    const code = await given('a', { kind: 'instance', lane: 'instances' });
    await edit('dina', shift({ name: 'Dina Lodi', skills: ['instances'] }));
    await is(dina, 'present');
    expect((await next()).status).toBe(204);
    await is(dina, 'break');
    expect(codeIn((await next()).body)).toBe(code);
  });

  test('and leaves so many free for the telephone as the posture asks for, danger to life apart', async () => {
    await given('a');
    await given('b');
    await is(carla, 'present');
    await is(dina, 'present');
    expect((await next()).status).toBe(201);
    await listed();
    const kept = await refusal(next(dina));
    expect(kept.problemName).toBe('act-refused');
    expect(kept.members).toEqual({ refused: 'kept-for-phone' });
    // Carla is busy as it is: one more of hers leaves nobody less free.
    expect((await next(carla)).status).toBe(201);
    const danger = await given('c', { lane: 'urgent', urgent: true });
    expect(codeIn((await next(dina)).body)).toBe(danger);
  });

  test('and as many where all press at the same moment, before the list tells who is busy', async () => {
    const people = Array.from({ length: 20 }, (_, number) => ({ subject: `o-${number}`, name: `O ${number}` }));
    for (const one of people) await is(one, 'present');
    for (let number = 0; number < 50; number += 1) await given(`many-${number}`);
    const press = () =>
      Promise.all(
        people.map((one) =>
          next(one).then(
            ({ status }) => status,
            (error) => error.members.refused,
          ),
        ),
      );
    // Whoever was handed one is handed another, though the list knows of none yet: that leaves nobody less free.
    for (const answers of [await press(), await press()]) {
      expect(answers.filter((answer) => answer === 201)).toHaveLength(people.length - 1);
      expect(answers.filter((answer) => answer === 'kept-for-phone')).toHaveLength(1);
    }
  });

  test('and whoever is handed nothing, because nothing waits, stays free', async () => {
    await is(carla, 'present');
    await is(dina, 'present');
    expect((await next()).status).toBe(204);
    expect((await desk.shifts.handed()).to.size).toBe(0);
  });

  test('one who is there alone answers what is written all the same', async () => {
    await given('a');
    await is(carla, 'present');
    expect((await next()).status).toBe(201);
  });
});
