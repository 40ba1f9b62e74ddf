import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actOnCase } from '../../../functions/desk/case-acts.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { lookUpCaller } from '../../../functions/desk/look-up-caller.ts';
import { factsOfPerson, type NotedFact, notedFacts } from '../../../functions/desk/rules/person-facts.ts';
import { showCase } from '../../../functions/desk/show-case.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import { CallerView } from '../../../shared/contracts/caller.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import { type PersonFact, personFacts } from '../../../shared/contracts/person-fact.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { changeCase } from '../../../shared/shell/stores/case-file.ts';
import { eraseTogether } from '../../../shared/shell/stores/erase-case.ts';
import { deskOf, openCase } from './desk-of.ts';

let desk: Desk;
let [first, second] = ['', ''];
const phone = '+39 333 1234567';
beforeEach(async () => {
  desk = deskOf();
  first = await openCase(desk, 'first', { phone, message: 'La strada è chiusa?' });
  second = await openCase(desk, 'second', { phone, message: 'E il ponte?' });
  await listAll({ register: desk.register, worklist: desk.worklist, hmac: desk.hmac });
});

const request = (code: string, body: object = {}, version = 1): DeskRequest =>
  ({
    headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
    pathParameters: { code },
    isBase64Encoded: false,
    body: JSON.stringify(body),
  }) as unknown as DeskRequest;
const parsed = (body: unknown) => JSON.parse(JSON.stringify(body));
const shown = async (code: string) => DeskCase.parse(parsed((await showCase(desk, request(code))).body)).facts;
const act = (code: string, body: object, version = 1) => actOnCase(desk, request(code, body, version));
const called = async () =>
  CallerView.parse(parsed((await lookUpCaller(desk, request('', { phone: '333 1234567' }))).body)).facts;
const deaf = { act: 'note-fact', fact: 'deaf', reason: 'L’ha detto allo sportello.' };

describe('a fact about a person', () => {
  test('noted on one case shows on every case of theirs and when they call, and why in its own case alone', async () => {
    await act(first, deaf);
    expect(await shown(first)).toMatchObject([{ fact: 'deaf', by: 'Carla Villa', code: first, reason: deaf.reason }]);
    for (const facts of [await shown(second), await called()]) {
      expect(facts).toMatchObject([{ fact: 'deaf', code: first, version: 2 }]);
      expect(JSON.stringify(facts)).not.toContain('sportello');
    }
  });

  test('that is an interpreter names the language, and no other does', async () => {
    const without = { act: 'note-fact', fact: 'interpreter', reason: 'x' };
    await expect(act(first, without)).rejects.toMatchObject({ problemName: 'invalid' });
    await expect(act(first, { ...deaf, language: 'LIS' })).rejects.toMatchObject({ problemName: 'invalid' });
    await expect(act(first, { ...deaf, reason: ' ' })).rejects.toMatchObject({ problemName: 'invalid' });
    await act(first, { ...without, language: 'LIS' });
    expect(await shown(second)).toMatchObject([{ fact: 'interpreter', language: 'LIS' }]);
  });

  test('is gone everywhere once it is taken away, where it was noted', async () => {
    await act(first, deaf);
    await act(first, { act: 'drop-fact', fact: 'deaf', reason: 'Era il fratello.' }, 2);
    expect([await shown(first), await shown(second), await called()]).toEqual([[], [], []]);
  });

  test('is gone with the personal data of its case, and is noted on none that is erased', async () => {
    await act(first, deaf);
    const left = {
      removeFile: async () => undefined,
      removeMail: async () => undefined,
      removeHeld: async () => 0,
      removeLetters: async () => 0,
      removeDrafts: async () => 0,
    };
    const at = desk.now.toISOString();
    const { register } = desk;
    await eraseTogether({ register, caseId: first, reason: 'asked', at, salt: randomHex, sha256, left });
    expect([await shown(second), await called()]).toEqual([[], []]);
    expect(JSON.stringify(await register.read(first))).not.toContain('deaf');
    const command = { type: 'NoteFact', by: 'x', fact: { fact: 'deaf' }, reason: 'x' } as const;
    expect(await changeCase({ register, caseId: first, command, at })).toMatchObject({ refused: 'erased' });
  });

  test('is shown for a year after it was noted last', async () => {
    await act(first, deaf);
    desk.now = new Date(desk.now.getTime() + 366 * 86_400_000);
    expect(await shown(second)).toEqual([]);
    await act(second, deaf);
    expect(await shown(second)).toMatchObject([{ code: second }]);
  });
});

test('of whatever was noted and taken away in whatever order, each is shown once, as it was said last', () => {
  const facts = fc.constantFrom<PersonFact>(
    ...personFacts.filter((fact) => fact !== 'interpreter').map((fact) => ({ fact })),
    { fact: 'interpreter', language: 'arabo' },
    { fact: 'interpreter', language: 'LIS' },
  );
  const told = fc.array(fc.record({ fact: facts, drops: fc.boolean() }), { maxLength: 30 });
  fc.assert(
    fc.property(told, (all) => {
      let noted: readonly NotedFact[] = [];
      for (const [place, { fact, drops }] of all.entries()) {
        const type = drops ? 'PersonFactDropped' : 'PersonFactNoted';
        const event = { type, by: 'x', personal: { message: 'x', fact } } as CaseEvent;
        noted = notedFacts(noted, event, new Date(Date.UTC(2026, 10, 1, 0, place)).toISOString());
      }
      const now = new Date('2026-11-29T10:00:00.000Z');
      const seen = factsOfPerson([{ code: 'PC-1', version: 1, facts: noted }], now);
      const names = seen.map(({ fact, language = '' }) => `${fact} ${language}`);
      expect(new Set(names).size).toBe(names.length);
      for (const { fact } of personFacts.map((one) => ({ fact: one }))) {
        const last = all.findLast((one) => one.fact.fact === fact);
        expect(seen.some((one) => one.fact === fact)).toBe(last !== undefined && !last.drops);
      }
    }),
  );
});

describe('what is known of the person of several cases', () => {
  const now = new Date('2026-11-30T10:00:00.000Z');
  const noted = (fact: PersonFact, at: string, reason?: string): NotedFact => ({
    ...fact,
    by: 'Carla Villa',
    at,
    ...(reason !== undefined && { reason }),
  });
  const one = (code: string, ...facts: NotedFact[]) => ({ code, version: 3, facts });

  test('is told the newest first, whichever case has it', () => {
    const [old, recent] = [
      noted({ fact: 'deaf' }, '2026-10-01T10:00:00.000Z'),
      noted({ fact: 'blind' }, '2026-11-01T10:00:00.000Z'),
    ];
    for (const cases of [
      [one('PC-1', old), one('PC-2', recent)],
      [one('PC-2', recent), one('PC-1', old)],
    ])
      expect(factsOfPerson(cases, now).map(({ fact, code }) => [fact, code])).toEqual([
        ['blind', 'PC-2'],
        ['deaf', 'PC-1'],
      ]);
  });

  test('is each fact as it was noted last, a language in whatever letters, with why in its own case alone', () => {
    const arabic = (language: string, at: string) => noted({ fact: 'interpreter', language }, at, 'lo ha detto');
    const cases = [
      one('PC-1', arabic('Arabo', '2026-10-01T10:00:00.000Z')),
      one('PC-2', arabic('arabo', '2026-11-01T10:00:00.000Z')),
    ];
    const told = { fact: 'interpreter', language: 'arabo', by: 'Carla Villa', at: '2026-11-01T10:00:00.000Z' };
    expect(factsOfPerson(cases, now, 'PC-1')).toEqual([{ ...told, code: 'PC-2', version: 3 }]);
    expect(factsOfPerson(cases, now, 'PC-2')).toEqual([{ ...told, code: 'PC-2', version: 3, reason: 'lo ha detto' }]);
  });

  test('is nothing that was noted 365 days ago or earlier', () => {
    const at = (instant: string) => factsOfPerson([one('PC-1', noted({ fact: 'deaf' }, instant))], now);
    expect(at('2025-11-30T10:00:00.001Z')).toHaveLength(1);
    expect(at('2025-11-30T10:00:00.000Z')).toEqual([]);
  });

  test('stands in no case whose event tells no fact', () => {
    const before = [noted({ fact: 'deaf' }, '2026-11-01T10:00:00.000Z')];
    const event = { type: 'PersonFactNoted', by: 'x', personal: {} } as unknown as CaseEvent;
    expect(notedFacts(before, event, now.toISOString())).toEqual(before);
    expect(notedFacts(before, { type: 'NoteAdded', by: 'x' } as unknown as CaseEvent, '')).toEqual(before);
  });
});
