import { beforeEach, describe, expect, test } from '@jest/globals';
import { superviseDesk } from '../../../functions/desk/board.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import { type BoardAsked, BoardView, boardRowsOfPart } from '../../../shared/contracts/board.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { dueKey, placeIn, shardOf } from '../../../shared/core/cases/worklist.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { worklistItem } from '../../fixtures/worklist-item.ts';
import { deskOf, openCase } from './desk-of.ts';

const bruno = { subject: 'bruno', name: 'Bruno Neri' };
const until = '2026-11-29T20:00:00.000Z';

let desk: Desk;
beforeEach(() => {
  desk = deskOf({ officer: bruno, roles: rolesOf('supervisor') });
});

const request = (body: unknown) =>
  ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  }) as unknown as DeskRequest;
const asked = async (body: BoardAsked, of: Desk = desk) =>
  BoardView.parse((await superviseDesk(of, request(body))).body);
const look = async (of: Desk = desk, colleagues?: true) => {
  const view = await asked({ do: 'look', ...(colleagues && { colleagues }) }, of);
  if (view.is !== 'board') throw new Error('no board');
  return view;
};
const refusal = async (doing: Promise<unknown>) => {
  const thrown = await doing.catch((error: unknown) => error);
  if (!(thrown instanceof Refusal)) throw new Error(`not refused: ${JSON.stringify(thrown)}`);
  return thrown;
};
const agreed = (): PreparedService => ({
  ...protezioneCivile,
  desk: { ...protezioneCivile.desk, unionAgreement: { act: 'Accordo del 3 marzo 2026', date: '2026-03-03' } },
});
const take = (subject: string): CaseEvent[] => [{ type: 'TakenInCharge', by: subject, subject, how: 'chosen', until }];
const listed = () => listAll({ register: desk.register, worklist: desk.worklist, hmac });

describe('the board', () => {
  test('tells supervisors what waits by lane, and the list behind a figure holds those cases', async () => {
    const [one, two] = [await openCase(desk, 'one', {}), await openCase(desk, 'two', {})];
    await openCase(desk, 'three', {}, take('carla'));
    await listed();
    const { lines, hours, people, more } = await look();
    expect(lines.find(({ key }) => key === 'protezione-civile/lane/information')).toMatchObject({
      waiting: 3,
      free: 2,
      oldest: '2026-11-28T09:00:00.000Z',
    });
    // A Sunday: it opens on Monday at nine in Rome.
    expect(hours).toEqual({ open: false, changesAt: '2026-11-30T08:00:00.000Z' });
    expect([people, more]).toEqual([{ present: 0, break: 0, known: 0, coming: 0 }, []]);
    const list = await asked({ do: 'list', of: 'lane', id: 'information', what: 'free' });
    if (list.is !== 'list') throw new Error('no list');
    expect(list.items.map(({ caseId }) => caseId).sort()).toEqual([one, two].sort());
    expect([list.count, list.more]).toEqual([2, false]);
  });

  test('tells of the cases that came today, by lane, how many were answered; what joined another is none of its own', async () => {
    const day = '2026-11-28';
    const sent: CaseEvent[] = [
      { type: 'Answered', by: 'carla', answer: 'aaaaaaaaaaaaaaaa', channel: 'page' },
      { type: 'AnswerSent', answer: 'aaaaaaaaaaaaaaaa' },
    ];
    await openCase(desk, 'one', {}, sent);
    const main = await openCase(desk, 'two', {});
    const joined = await openCase(desk, 'three', {});
    const today = async (of: Desk) => {
      await listAll({ register: desk.register, worklist: desk.worklist, hmac, today: day });
      return (await look(of)).today;
    };
    const then = { ...desk, now: new Date(`${day}T18:00:00.000Z`) };
    const lane = (arrived: number, answered: number) => ({ lane: 'information', arrived, answered });
    expect(await today(then)).toMatchObject({ day, more: false });
    expect((await today(then))?.lanes).toContainEqual(lane(3, 1));
    const join = { type: 'JoinTo', caseId: main, by: 'carla', reason: 'the same' } as const;
    await changeCase({ register: desk.register, caseId: joined, command: join, at: `${day}T12:00:00.000Z` });
    expect((await today(then))?.lanes).toContainEqual(lane(2, 1));
    expect((await today(desk))?.lanes).toContainEqual(lane(0, 0));
  });

  test('tells who is there, who pauses, and whose shift begins in the next four hours', async () => {
    const add = (subject: string, from: string) =>
      desk.shifts.change({
        subject,
        version: 1,
        at: until,
        by: bruno,
        after: { name: subject, skills: [], groups: [], week: [{ days: ['sunday'], from, to: '20:00' }] },
      });
    // A Sunday, eleven in Rome.
    for (const [subject, from] of [
      ['anna', '08:00'],
      ['dina', '12:00'],
      ['ezio', '15:00'],
      ['fabia', '15:01'],
    ] as const)
      await add(subject, from);
    for (const [subject, presence] of [
      ['anna', 'present'],
      ['ezio', 'break'],
    ] as const)
      await desk.shifts.setPresence({ subject, name: subject, presence: { presence, since: until, until } });
    expect((await look()).people).toEqual({ present: 1, break: 1, known: 4, coming: 1 });
  });

  test('is for supervisors alone', async () => {
    for (const role of ['operator', 'expert', 'dutyOfficer', 'administrator', 'auditor'] as const)
      expect(
        (await refusal(superviseDesk({ ...desk, roles: rolesOf(role) }, request({ do: 'look' })))).problemName,
      ).toBe('not-allowed');
  });

  test('tells figures of one person where the service names the union agreement, and nowhere else', async () => {
    await openCase(desk, 'one', {}, take('carla'));
    await listed();
    const ofOne: BoardAsked = { do: 'list', of: 'colleague', id: 'carla', what: 'waiting' };
    for (const body of [{ do: 'look', colleagues: true }, ofOne] as BoardAsked[]) {
      const refused = await refusal(superviseDesk(desk, request(body)));
      expect([refused.problemName, refused.members]).toEqual(['act-refused', { refused: 'no-union-agreement' }]);
    }
    expect((await look()).agreement).toBeUndefined();
    const withAgreement = { ...desk, definition: agreed() };
    const { lines, agreement } = await look(withAgreement, true);
    expect(lines.find(({ of }) => of === 'colleague')).toMatchObject({ id: 'carla', waiting: 1 });
    expect(agreement).toEqual({ act: 'Accordo del 3 marzo 2026', date: '2026-03-03' });
    expect((await look(withAgreement)).lines.some(({ of }) => of === 'colleague')).toBe(false);
    expect((await asked(ofOne, withAgreement)).is).toBe('list');
  });

  test('lists no cases of a team of fewer than three without that agreement', async () => {
    await openCase(desk, 'one', {}, take('carla'));
    await listed();
    const ofTeam: BoardAsked = { do: 'list', of: 'shift', id: 'none', what: 'waiting' };
    expect((await look()).small).toContainEqual({ of: 'shift', id: 'none', people: 0, present: 0 });
    expect((await refusal(superviseDesk(desk, request(ofTeam)))).members).toEqual({ refused: 'no-union-agreement' });
    expect((await asked(ofTeam, { ...desk, definition: agreed() })).is).toBe('list');
  });

  test('reads a thousand cases of a lane at most, however many are open, and names the lanes that have more', async () => {
    const open = Array.from({ length: 3_000 }, (_, number) =>
      worklistItem(`PC-0000-0000-${String(number).padStart(4, '0')}-0000`, {
        dueAt: `2026-11-${number < 1_500 ? 10 : 30}T10:00:00.000Z`,
      }),
    );
    const reads: number[] = [];
    const worklist: Desk['worklist'] = {
      ...desk.worklist,
      readPlace: async (place, _after, limit) => {
        reads.push(limit);
        return open
          .filter(({ lane, caseId }) => placeIn(lane, shardOf(caseId)) === place)
          .sort((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1))
          .slice(0, limit);
      },
    };
    const { lines, more } = await look({ ...desk, worklist });
    expect(reads).toEqual(Array(protezioneCivile.lanes.length * 8).fill(boardRowsOfPart));
    expect(more).toEqual(['information']);
    // The first due first: all that is told is past its time.
    expect(lines.find(({ id }) => id === 'information')).toMatchObject({ waiting: 1_000, overdue: 1_000 });
  });
});

describe('cases that are moved together', () => {
  const there = (subject: string, name: string) =>
    desk.shifts.setPresence({
      subject,
      name,
      presence: { presence: 'present', since: until, until: '2026-11-29T21:00:00.000Z' },
    });
  const seen = async (...codes: string[]) =>
    Promise.all(codes.map(async (code) => ({ code, version: (await desk.register.read(code)).length })));
  const ownerOf = async (code: string) => {
    const { state } = await readCase(desk.register, code);
    return state.stage === 'none' ? undefined : state.owner?.subject;
  };

  test('are previewed without being touched, then moved, and what changed meanwhile is named and left', async () => {
    await there('dina', 'Dina Lodi');
    const [one, two] = [await openCase(desk, 'one', {}, take('carla')), await openCase(desk, 'two', {}, take('carla'))];
    const cases = await seen(one, two);
    const to = { to: 'colleague', subject: 'dina' } as const;
    expect(await asked({ do: 'preview', to, cases })).toEqual({
      is: 'moves',
      done: false,
      cases: [{ code: one }, { code: two }],
    });
    expect([await ownerOf(one), await ownerOf(two)]).toEqual(['carla', 'carla']);
    const note = { type: 'AddNote', by: 'Carla', subject: 'carla', text: 'Quasi fatta.' } as const;
    await changeCase({ register: desk.register, caseId: two, command: note, at: until });
    expect(await asked({ do: 'move', to, cases, reason: 'È in malattia.' })).toEqual({
      is: 'moves',
      done: true,
      cases: [{ code: one }, { code: two, skipped: 'changed' }],
    });
    expect([await ownerOf(one), await ownerOf(two)]).toEqual(['dina', 'carla']);
  });

  test('go to colleagues of this desk and to lanes of it, the urgent one apart', async () => {
    const cases = await seen(await openCase(desk, 'one', {}));
    for (const to of [
      { to: 'colleague', subject: 'nobody' },
      { to: 'lane', lane: 'urgent' },
      { to: 'lane', lane: 'nowhere' },
    ] as const)
      expect((await refusal(superviseDesk(desk, request({ do: 'preview', to, cases })))).problemName).toBe('invalid');
  });

  test('are proposed from whoever is away to whoever is there, by name', async () => {
    await there('dina', 'Dina Lodi');
    const code = await openCase(desk, 'one', {}, take('carla'));
    await listed();
    expect(await asked({ do: 'propose' })).toMatchObject({
      is: 'proposal',
      moves: [{ code, from: 'carla', to: { subject: 'dina', name: 'Dina Lodi' }, because: 'away' }],
    });
  });
});

describe('answers that a second person looks at', () => {
  // The Monday after: the sample is that of the week that is over.
  const monday = () => ({ ...desk, now: new Date('2026-11-30T09:00:00.000Z') });
  const as = (subject: string, name: string) => ({
    ...monday(),
    officer: { subject, name },
    roles: rolesOf('operator'),
  });
  const answered = (name: string, by = 'Carla Villa', subject = 'carla') =>
    openCase(desk, name, { message: 'Quando riapre la strada?' }, [
      { type: 'Answered', by, subject, answer: 'a'.repeat(16), channel: 'phone', personal: { message: 'Lunedì.' } },
      { type: 'AnswerSent', answer: 'a'.repeat(16), by, subject },
    ]);
  const week = '2026-W48';
  const sample = async (of: Desk) => {
    const view = await asked({ do: 'sample' }, of);
    if (view.is !== 'sample') throw new Error('no sample');
    return view;
  };
  const drawnOf = (count: number): PreparedService => ({
    ...protezioneCivile,
    desk: { ...protezioneCivile.desk, reviewsAWeek: count },
  });

  test('are drawn by the secret of the service, so many a week, the same ones whoever asks and however often', async () => {
    for (let number = 0; number < 12; number += 1) await answered(`case ${number}`);
    await openCase(desk, 'not answered', {});
    await listed();
    const first = (await sample(monday())).cases.map(({ code }) => code);
    expect(first).toHaveLength(10);
    await listed();
    expect((await sample(as('dina', 'Dina Lodi'))).cases.map(({ code }) => code)).toEqual(first);
    const three = { ...monday(), definition: drawnOf(3) };
    expect((await sample(three)).cases.map(({ code }) => code)).toEqual(first.slice(0, 3));
    expect((await sample({ ...monday(), definition: drawnOf(0) })).cases).toEqual([]);
  });

  test('are read without who answered, and the read is kept with its ground', async () => {
    const code = await answered('one');
    await listed();
    const view = await asked({ do: 'read-sampled', week, code }, as('dina', 'Dina Lodi'));
    expect(view).toMatchObject({
      is: 'sampled',
      asked: [{ text: 'Quando riapre la strada?' }],
      answered: [{ text: 'Lunedì.' }],
    });
    expect(JSON.stringify(view)).not.toMatch(/Carla|carla/);
    expect(await desk.reads.latest(code, 10)).toMatchObject([{ subject: 'dina', ground: 'review' }]);
  });

  test('are never looked at by whoever gave them, nor is what was not drawn', async () => {
    const code = await answered('one');
    await listed();
    const own = as('carla', 'Carla Villa');
    expect((await sample(own)).cases).toMatchObject([{ code, own: true, state: 'waiting' }]);
    const review = { do: 'review', week, code, version: 2, right: true } as const;
    for (const body of [{ do: 'read-sampled', week, code }, review])
      expect((await refusal(superviseDesk(own, request(body)))).members).toEqual({ refused: 'own-answer' });
    const other = { ...review, week: '2026-W40' };
    expect((await refusal(superviseDesk(as('dina', 'Dina Lodi'), request(other)))).problemName).toBe('not-found');
    expect((await refusal(superviseDesk({ ...own, roles: rolesOf('expert') }, request(review)))).problemName).toBe(
      'not-allowed',
    );
  });

  test('are right, or come back to the desk with words; the board counts both, and no one is reviewed twice', async () => {
    const [one, two] = [await answered('one'), await answered('two')];
    await listed();
    const dina = as('dina', 'Dina Lodi');
    const said = (code: string, right: boolean, words?: string) =>
      asked({ do: 'review', week, code, version: 2, right, ...(words !== undefined && { words }) }, dina);
    expect(await said(one, true)).toEqual({ is: 'reviewed', code: one, right: true });
    expect((await refusal(said(two, false))).errors?.[0]?.pointer).toBe('/words');
    await said(two, false, 'Manca l’orario.');
    await listed();
    const { reviews } = await look(monday());
    expect(reviews).toEqual({ week, drawn: 2, reviewed: 2, toCorrect: 1 });
    const list = await asked({ do: 'list', of: 'lane', id: 'information', what: 'free' }, monday());
    expect(list.is === 'list' && list.items.map(({ caseId }) => caseId)).toEqual([two]);
    const again = { do: 'review', week, code: one, version: 3, right: true };
    expect((await refusal(superviseDesk(dina, request(again)))).members).toEqual({ refused: 'nothing-new' });
  });

  test('leave the sample with the personal data of their case', async () => {
    const code = await answered('one');
    await listed();
    expect((await sample(monday())).cases).toHaveLength(1);
    const erase = { type: 'ErasePersonalData', reason: 'asked', upToVersion: 2 } as const;
    await changeCase({ register: desk.register, caseId: code, command: erase, at: '2026-11-30T08:00:00.000Z' });
    await listed();
    expect((await sample(monday())).cases).toEqual([]);
  });
});
