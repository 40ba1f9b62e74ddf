import { describe, expect, test } from '@jest/globals';
import {
  type CaseTrace,
  casesToClose,
  dueCases,
  keptUntil,
  noteEntry,
} from '../../../functions/retention/rules/due-cases.ts';
import { isMailDue } from '../../../functions/retention/rules/due-mails.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { HeldBox, HeldMail } from '../../../shared/contracts/held-mail.ts';
import { codeOf, firstEntryOf } from '../../tools/register-of.ts';

const day = 86_400_000;
const opened = '2026-11-20T10:00:01.000Z';
const at = (days: number) => new Date(Date.parse(opened) + days * day).toISOString();

/** An entry as it is after its personal part went, which the rule reads no more than others. */
const entryOf = (caseId: string, version: number, days: number, ...events: CaseEvent[]): RegisterEntry => ({
  ...firstEntryOf(1),
  caseId,
  version,
  at: at(days),
  events: JSON.stringify({ events }),
});

const tracesOf = (...entries: RegisterEntry[]) => {
  const traces = new Map<string, CaseTrace>();
  for (const entry of entries) noteEntry(traces, entry);
  return traces;
};

const one = codeOf(1);
const closed: CaseEvent = { type: 'Closed', reason: 'done' };
const answered: CaseEvent = { type: 'Answered', by: 'a' };
const spoke: CaseEvent = { type: 'MessageAdded', from: 'citizen' };

/** Days after its opening for which a case is kept that was told these things, one a day. */
function keptDays(...events: CaseEvent[]): number {
  const traces = tracesOf(
    firstEntryOf(1),
    ...events.map((event, index) => entryOf(one, index + 2, index + 1, event)).reverse(),
  );
  return (keptUntil(traces.get(one) as CaseTrace) - Date.parse(opened)) / day;
}

describe('the personal data of a case', () => {
  test('are kept while somebody works on it, and the days of its kind from its closing on', () => {
    expect(keptDays()).toBe(Number.POSITIVE_INFINITY);
    expect(keptDays({ type: 'TakenInCharge', by: 'a' }, closed)).toBe(2 + 365);
  });

  test('count from the answer where nobody closes it, and not while the citizen waits for another', () => {
    expect(keptDays(answered)).toBe(1 + 365);
    expect(keptDays(answered, spoke)).toBe(Number.POSITIVE_INFINITY);
    expect(keptDays(answered, spoke, answered)).toBe(3 + 365);
  });

  test('are kept while something is promised to its household, and count anew from what was noted of it last', () => {
    const of = { household: '00000000000000a1', by: 'a' };
    const joined: CaseEvent = { type: 'HouseholdJoined', ...of, event: 'sisma-2026', asked: 'phone' };
    const made: CaseEvent = { type: 'PromiseMade', ...of, promise: 'b1', of: 'visit', dueAt: at(9) };
    const ended: CaseEvent = { type: 'PromiseEnded', ...of, promise: 'b1', kept: false };
    const visited: CaseEvent = { type: 'HouseholdVisited', ...of, on: at(3) };
    const left: CaseEvent = { type: 'HouseholdLeft', ...of };
    expect(keptDays(closed, joined, made)).toBe(Number.POSITIVE_INFINITY);
    expect(keptDays(closed, joined, made, { ...made, promise: 'b2' }, ended)).toBe(Number.POSITIVE_INFINITY);
    expect(keptDays(closed, joined, made, ended)).toBe(4 + 365);
    expect(keptDays(closed, joined, visited)).toBe(3 + 365);
    // Whoever agrees no more is owed nothing from here, and their data is not kept the longer for saying so.
    expect(keptDays(closed, joined, made, left)).toBe(3 + 365);
  });

  test('count anew once it was opened again and closed again', () => {
    expect(keptDays(closed, { type: 'Reopened', reason: 'x' })).toBe(Number.POSITIVE_INFINITY);
    expect(keptDays(closed, { type: 'Reopened', reason: 'x' }, spoke, closed)).toBe(4 + 365);
  });

  test('are kept as long as the kind asks that a reading, or whoever sorted it anew, made of it', () => {
    const sorted = { kind: 'complaint', lane: 'complaints', formal: false, retentionDays: 1825 } as const;
    expect(keptDays({ type: 'DocumentRead', by: 'a', sorted }, closed)).toBe(2 + 1825);
    expect(keptDays({ type: 'Resorted', by: 'a', kind: 'complaint', retentionDays: 1825 }, closed)).toBe(2 + 1825);
    expect(keptDays({ type: 'Resorted', by: 'a', lane: 'information' }, closed)).toBe(2 + 365);
  });
});

describe('cases that were joined', () => {
  const [first, second] = [codeOf(1), codeOf(2)];
  const joined = (closedOn: number) =>
    tracesOf(
      firstEntryOf(1),
      firstEntryOf(2),
      entryOf(second, 2, 1, { type: 'JoinedTo', caseId: first, by: 'a' }, closed),
      entryOf(first, 2, 1, { type: 'CaseJoined', caseId: second, by: 'a' }),
      entryOf(first, 3, closedOn, closed),
    );

  test('go together, when the last of them may', () => {
    expect(dueCases(joined(40), Date.parse(at(1 + 365)))).toEqual([]);
    expect(dueCases(joined(40), Date.parse(at(40 + 365)))).toEqual([[first, second]]);
  });

  test.each([
    ['the one that joined', entryOf(codeOf(2), 2, 1, { type: 'JoinedTo', caseId: codeOf(1), by: 'a' }, closed)],
    ['the one it joined', entryOf(codeOf(1), 2, 1, { type: 'CaseJoined', caseId: codeOf(2), by: 'a' })],
  ])('go together where %s has told of it', (_who, telling) => {
    const [teller, other] = [telling.caseId, telling.caseId === first ? second : first];
    const met = (...cases: string[]) =>
      tracesOf(
        ...cases.map((caseId) => firstEntryOf(caseId === first ? 1 : 2)),
        telling,
        entryOf(teller, 3, 2, closed),
        entryOf(other, 3, 40, closed),
      );
    expect(dueCases(met(teller, other), Date.parse(at(2 + 365)))).toEqual([]);
    expect(dueCases(met(teller, other), Date.parse(at(40 + 365)))).toEqual([[teller, other]]);
  });

  test('are not due again once nothing personal is left', () => {
    const traces = joined(40);
    for (const trace of traces.values()) trace.personal = false;
    expect(dueCases(traces, Date.parse(at(10_000)))).toEqual([]);
  });
});

describe('a mail that was laid aside', () => {
  const mail = { arrivedAt: opened } as HeldMail;
  const by = { subject: 's', name: 'S' };
  const decided = (decision: 'release' | 'discard') => ({
    ...mail,
    decided: { decision, reason: 'x', by, at: at(5) },
  });
  test.each<[string, HeldBox, HeldMail, number | undefined]>([
    ['that waits for a decision', 'held', mail, 180],
    ['that a machine wrote', 'recorded', mail, 30],
    ['that was discarded', 'decided', decided('discard') as HeldMail, 35],
    ['that was let go on', 'decided', decided('release') as HeldMail, undefined],
  ])('%s goes in its time', (_what, box, aside, days) => {
    const isDue = (after: number) =>
      isMailDue({ box, mail: aside }, { held: 180, discarded: 30 }, Date.parse(at(after)));
    expect(isDue((days ?? 10_000) - 1)).toBe(false);
    expect(isDue(days ?? 10_000)).toBe(days !== undefined);
  });
});

describe('a case that was answered', () => {
  const toClose = (after: number, ...entries: RegisterEntry[]) =>
    casesToClose(tracesOf(...entries), 30, Date.parse(at(after)));

  test('is to be closed thirty days after its answer, to the moment, in whatever order its entries come', () => {
    const entries = [firstEntryOf(1), entryOf(one, 2, 1, spoke), entryOf(one, 3, 2, answered)];
    for (const all of [entries, entries.toReversed()]) {
      expect(toClose(31.99, ...all)).toEqual([]);
      expect(toClose(32, ...all)).toEqual([one]);
    }
  });

  test('is not where its citizen spoke since, or somebody closed it', () => {
    const answer = entryOf(one, 2, 1, answered);
    expect(toClose(100, entryOf(one, 3, 2, spoke), firstEntryOf(1), answer)).toEqual([]);
    expect(toClose(100, entryOf(one, 3, 2, closed), firstEntryOf(1), answer)).toEqual([]);
    expect(toClose(100, entryOf(one, 3, 2, answered, spoke), firstEntryOf(1), answer)).toEqual([]);
  });
});
