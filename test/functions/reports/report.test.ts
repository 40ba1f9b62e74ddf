import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  countCases,
  emptyTally,
  noFigures,
  noteEntry,
  questionOf,
  reportOn,
} from '../../../functions/reports/rules/report.ts';
import type { CallFacts } from '../../../shared/contracts/arrival.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { DeclarationAct, LedgerEntry } from '../../../shared/contracts/declaration.ts';
import { DeclarationReport } from '../../../shared/contracts/declaration-report.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { nextAct } from '../../../shared/core/posture/acts.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { reportPage } from '../../../web/pages/report-page.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const service = 'protezione-civile';
const start = Date.parse('2026-09-12T08:30:00.000Z');
const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString();

const declare: DeclarationAct = {
  act: 'declare',
  reason: 'Scossa di magnitudo 6.0',
  area: { kind: 'zones', zones: ['Emil-B1'] },
  level: 'emergency',
  hours: 'around-the-clock',
  notice: protezioneCivile.notices.emergency,
};
function ledger(...acts: [hours: number, act: DeclarationAct][]): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const [hours, act] of acts) {
    const by = { subject: 'officer-1', name: 'Anna Ferri' };
    const command = {
      act,
      by,
      at: at(hours),
      newDeclaration: `d${entries.length + 1}`,
      expectedVersion: entries.length,
    };
    const next = nextAct(service, entries, command, sha256);
    if ('refused' in next) throw new Error(next.refused);
    entries.push(next.entry);
  }
  return entries;
}
const standDown: DeclarationAct = { act: 'stand-down', declaration: 'd1', reason: 'Rientrata' };

type Told = {
  kind?: 'report' | 'information';
  urgent?: boolean;
  due?: number;
  channel?: 'form' | 'phone';
  call?: CallFacts;
  canary?: true;
};

/** The entries of one case: received at an hour, then what became of it. */
function caseOf(
  caseId: string,
  received: number,
  { kind = 'report', urgent = false, due, channel = 'form', call, canary }: Told = {},
  ...later: [hours: number, event: CaseEvent][]
): RegisterEntry[] {
  const opened: CaseEvent[] = [
    caseOpened({
      service,
      kind,
      lane: urgent ? 'urgent' : 'ordinary',
      urgent,
      ...(due === undefined ? {} : { firstAnswerDueAt: at(due) }),
      ...(canary && { canary }),
    }),
    contactReceived({
      channel,
      receivedAt: at(received),
      ...(call === undefined ? {} : { call }),
      personal: { name: 'Ada', message: 'parole di una cittadina' },
    }),
  ];
  const entries: RegisterEntry[] = [];
  for (const [hours, events] of [
    [received, opened] as const,
    ...later.map(([hours, event]) => [hours, [event]] as const),
  ]) {
    entries.push(
      sealEntry({ caseId, at: at(hours), events: [...events], previous: entries.at(-1), salt: '0'.repeat(32), sha256 }),
    );
  }
  return entries;
}
const answered: CaseEvent = { type: 'Answered', by: 'operator-1' };

function report(entries: LedgerEntry[], register: RegisterEntry[], now: number, complete = true) {
  const question = questionOf(entries, 'd1', at(now));
  if (question === undefined) throw new Error('the ledger holds it');
  const figures = noFigures(question);
  // Each case is a part of its own: what was counted of one is all that is known of it while the next is.
  for (const ofCase of Map.groupBy(register, ({ caseId }) => caseId).values()) {
    const tally = emptyTally();
    for (const entry of ofCase) noteEntry(tally, entry);
    countCases(figures, question, tally);
  }
  const found = reportOn({ service, entries, question, figures, complete });
  expect(DeclarationReport.parse(found)).toEqual(found);
  return found;
}

describe('the report on a declaration', () => {
  const entries = ledger([0, declare], [2, { act: 'renew', declaration: 'd1', reason: 'Continua' }], [6, standDown]);
  const register = [
    ...caseOf('long before', -30),
    ...caseOf('day before, answered late', -20, { due: -16 }, [-10, answered]),
    ...caseOf('day before, still open', -1, { kind: 'information', channel: 'phone' }),
    ...caseOf('first', 0, { urgent: true, due: 4 }, [1, answered]),
    ...caseOf('second', 1.2, { due: 5 }, [5.2, answered], [5.5, { type: 'Closed', reason: 'answered' }]),
    ...caseOf('third', 5.9, { due: 10 }, [7.9, answered]),
    ...caseOf('afterwards', 6, { due: 10 }),
  ];
  const found = report(entries, register, 12);

  test('counts contacts of the day before and of the declaration, its start inside and its end outside', () => {
    expect(found.received.before).toMatchObject({ contacts: 2, urgent: 0, kinds: { report: 1, information: 1 } });
    expect(found.received.before.channels).toEqual({ form: 1, phone: 1 });
    expect(found.received.during).toMatchObject({ contacts: 3, urgent: 1, lanes: { urgent: 1, ordinary: 2 } });
  });

  test('says the same with canaries in the register, which are nobody’s cases', () => {
    const canaries = [-3, 0.5, 4, 11].flatMap((hours) => caseOf(`canary at ${hours}`, hours, { due: 5, canary: true }));
    expect(report(entries, [...register, ...canaries], 12)).toEqual(found);
  });

  test('tells full hours from 24 hours before to the end, and which are of the declaration', () => {
    expect(found.byHour[0]).toMatchObject({ from: '2026-09-11T08:00:00.000Z', during: false });
    expect(found.byHour.filter(({ during }) => !during)).toHaveLength(24);
    expect(found.byHour.at(-1)).toMatchObject({ from: '2026-09-12T14:00:00.000Z', contacts: 1, during: true });
    expect(found.byHour.find(({ during }) => during)).toMatchObject({ from: '2026-09-12T08:00:00.000Z', urgent: 1 });
    expect(found.byHour.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(5);
  });

  test('counts first answers where they were given, in time by their own due time, with the waits', () => {
    expect(found.answers.before).toMatchObject({ given: 1, withDueTime: 1, inTime: 0, share: 0, medianWait: 600 });
    expect(found.answers.during).toMatchObject({ given: 2, inTime: 1, share: 0.5, medianWait: 60, ninetiethWait: 240 });
    expect(found.answers.after).toMatchObject({ given: 1, to: at(12), medianWait: 120 });
  });

  test('counts calls by when they began and by what their newest record says, with how long callers waited', () => {
    const call = (began: number, outcome: CallFacts['outcome'], waitSeconds?: number, toldAt = began): CallFacts => ({
      source: 'exchange',
      externalId: `call ${began}`,
      asOf: at(toldAt),
      outcome,
      startedAt: at(began),
      ...(waitSeconds === undefined ? {} : { waitSeconds }),
    });
    const phoned = (began: number, outcome: CallFacts['outcome'], wait?: number, ...later: [number, CaseEvent][]) =>
      caseOf(`call ${began}`, began, { channel: 'phone', call: call(began, outcome, wait) }, ...later);
    const updated = (contact: string, newer: CallFacts): CaseEvent => ({ type: 'CallUpdated', contact, call: newer });
    const calls = [
      ...phoned(-3, 'answered', 20),
      ...phoned(-2, 'abandoned', 300),
      // Nobody was asked for: neither taken nor missed.
      ...phoned(1, 'not-connected'),
      ...phoned(2, 'in-progress', undefined, [2.5, updated('call 2', call(2, 'answered', 40, 2.5))]),
      // Told late and out of turn: an older record of a call that is over.
      ...phoned(3, 'voicemail', 600, [4, updated('call 3', call(3, 'in-progress', undefined, 2.9))]),
      ...phoned(5, 'call-back-asked', 60),
      ...phoned(7, 'answered', 5),
    ];
    expect(report(entries, calls, 12).calls).toEqual({
      before: { taken: 1, missed: 1, share: 0.5, medianWaitSeconds: 20, ninetiethWaitSeconds: 300 },
      during: { taken: 1, missed: 2, share: 1 / 3, medianWaitSeconds: 60, ninetiethWaitSeconds: 600 },
      after: { taken: 1, missed: 0, share: 1, medianWaitSeconds: 5, ninetiethWaitSeconds: 5 },
    });
    expect(found.calls?.during).toEqual({ taken: 0, missed: 0 });
  });

  test('counts a case as what its latest choice or reading made of it, in whatever order its entries are read', () => {
    const call = { source: 'exchange', externalId: 'c', asOf: at(1), outcome: 'answered', startedAt: at(1) } as const;
    const sorted = { kind: 'information', lane: 'information', formal: false } as const;
    const phoned = caseOf('chosen', 1, { channel: 'phone', call }, [
      1.1,
      { type: 'CallUpdated', contact: 'chosen', call: { ...call, asOf: at(1.1) }, sorted },
    ]);
    for (const register of [phoned, phoned.toReversed()]) {
      const { kinds, lanes } = report(entries, register, 12).received.during;
      expect({ kinds, lanes }).toMatchObject({ kinds: { information: 1 }, lanes: { information: 1 } });
    }
  });

  test('knows the backlog at the start and at the end', () => {
    // The case that came at the very start is in both.
    expect(found.backlog).toEqual({ atStart: 3, atEnd: 4 });
  });

  test('names every act, who did it and why', () => {
    expect(found.acts.map(({ type, by, reason }) => [type, by, reason])).toEqual([
      ['Declared', 'Anna Ferri', 'Scossa di magnitudo 6.0'],
      ['Renewed', 'Anna Ferri', 'Continua'],
      ['StoodDown', 'Anna Ferri', 'Rientrata'],
    ]);
    expect(found).toMatchObject({
      over: true,
      until: at(6),
      level: 'emergency',
      read: { entries: 12, complete: true },
    });
  });

  test('goes as far as now while the declaration holds, and has no afterwards', () => {
    const running = report(ledger([0, declare]), register, 3);
    expect(running).toMatchObject({ over: false, until: at(3), received: { during: { contacts: 2 } } });
    expect(running.answers.after).toBeUndefined();
  });

  test('says so when the register was not read whole', () => {
    expect(report(entries, register.slice(0, 3), 12, false).read).toEqual({ entries: 3, complete: false });
  });

  test('has no word of a citizen in it, and is the same in whatever order the register is read', () => {
    expect(JSON.stringify(found)).not.toContain('cittadina');
    fc.assert(
      fc.property(fc.shuffledSubarray(register, { minLength: register.length }), (shuffled) => {
        expect(report(entries, shuffled, 12)).toEqual(found);
      }),
      { numRuns: 50 },
    );
  });

  test('counts a case that was opened again as open', () => {
    const again = caseOf(
      'x',
      -5,
      {},
      [-4, answered],
      [-3, { type: 'Closed', reason: 'a' }],
      [1, { type: 'Reopened', reason: 'b' }],
    );
    expect(report(entries, again, 12).backlog).toEqual({ atStart: 0, atEnd: 1 });
  });

  test('is nothing for a declaration that was never made', () => {
    expect(questionOf(entries, 'd9', at(12))).toBeUndefined();
  });

  test.each(languages)('is a page to print as well (%s)', (language) => {
    const page = reportPage(protezioneCivile, language, found);
    expect(page).toContain('Anna Ferri');
    expect(page.match(/<caption>/g)).toHaveLength(9);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
    const hostile = { ...found, acts: found.acts.map((act) => ({ ...act, reason: '<script>alert(1)</script>' })) };
    expect(reportPage(protezioneCivile, language, hostile)).not.toContain('<script>alert');
  });
});
