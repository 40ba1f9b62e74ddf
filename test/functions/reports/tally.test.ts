import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Sources } from '../../../functions/reports/cases-since.ts';
import {
  countCases,
  emptyTally,
  noFigures,
  noteEntry,
  type Question,
  questionOf,
} from '../../../functions/reports/rules/report.ts';
import { figuresOf } from '../../../functions/reports/tally.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { LedgerEntry } from '../../../shared/contracts/declaration.ts';
import { listedCase } from '../../../shared/core/cases/worklist-item.ts';
import { openEntries, sealEntry } from '../../../shared/core/chain.ts';
import { dayPart, dayPartOf } from '../../../shared/core/day-part.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { caseOpened, code, contactReceived, otherCode, thirdCode } from '../../fixtures/case-events.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';

const at = '2026-11-27T11:00:00.000Z';
/** Hours from the declaration on, as an ISO instant. */
const hours = (number: number) => new Date(Date.parse(at) + number * 3_600_000).toISOString();
const declared = {
  service: 'protezione-civile',
  version: 1,
  at,
  event: {
    type: 'Declared',
    declaration: 'd1',
    at,
    by: { subject: 'anna', name: 'Anna Ferri' },
    reason: 'Terremoto',
    level: 'emergency',
    hours: '24/7',
    endsAt: hours(24),
  },
  prevHash: '0'.repeat(64),
  hash: '0'.repeat(64),
} as unknown as LedgerEntry;
const asked = 30;
const question = questionOf([declared], 'd1', hours(asked)) as Question;
const unbounded = { entries: 10_000, milliseconds: 60_000 };

/** What became of a case, each thing so many hours from the declaration on. */
type History = { caseId: string; opened: number; later: readonly (readonly [number, CaseEvent['type']])[] };

const eventOf = (type: CaseEvent['type'], hour: number): CaseEvent => {
  switch (type) {
    case 'ContactReceived':
      return contactReceived({ receivedAt: hours(hour), contact: thirdCode });
    case 'Closed':
      return { type, by: 'Carla Villa', reason: 'Finita', outcome: 'answered' };
    case 'Reopened':
      return { type, by: 'Carla Villa', reason: 'Ancora acqua' };
    default:
      return { type: 'Answered', by: 'Carla Villa' };
  }
};

function entriesOf({ caseId, opened, later }: History): RegisterEntry[] {
  const sealed: RegisterEntry[] = [];
  const told: [number, CaseEvent[]][] = [
    [opened, [caseOpened(), contactReceived({ receivedAt: hours(opened) })]],
    ...later.map(([hour, type]): [number, CaseEvent[]] => [hour, [eventOf(type, hour)]]),
  ];
  for (const [hour, events] of told)
    sealed.push(sealEntry({ caseId, at: hours(hour), events, previous: sealed.at(-1), salt: '0'.repeat(32), sha256 }));
  return sealed;
}

/** A center in which all this has happened, and which cases a report read of it. */
async function centerOf(histories: readonly History[]): Promise<Sources & { read: Set<string> }> {
  const register = memoryRegister();
  const worklist = memoryWorklist();
  const days = new Map<string, { caseId: string; version: number }[]>();
  for (const history of histories) {
    const entries = entriesOf(history);
    for (const entry of entries) {
      await register.append(entry);
      days.set(dayPartOf(entry), [...(days.get(dayPartOf(entry)) ?? []), entry]);
    }
    const listed = listedCase(history.caseId, entries.length, openEntries(entries));
    if (listed !== undefined)
      await worklist.keep([{ item: listed.item, open: listed.open, persons: [], keptUntil: 0 }]);
  }
  const read = new Set<string>();
  return {
    read,
    register: {
      async readEntries(named) {
        for (const { caseId } of named) read.add(caseId);
        return register.readEntries(named);
      },
    },
    async *dayEntries(day, part) {
      yield days.get(dayPart(day, part)) ?? [];
    },
    worklist,
    lanes: [{ lane: 'information' }],
  };
}

/** The slow count: the whole register, whenever it was. */
function countOfAll(histories: readonly History[]) {
  const tally = emptyTally();
  for (const history of histories) for (const entry of entriesOf(history)) noteEntry(tally, entry);
  const figures = noFigures(question);
  countCases(figures, question, tally);
  return figures;
}

const sorted = (waits: readonly number[]) => waits.toSorted((one, other) => one - other);
/** Figures without how many entries were read; waits are in no order. */
const counted = ({ entries: _read, answers, ...figures }: ReturnType<typeof countOfAll>) => ({
  ...figures,
  answers: Object.values(answers).map(({ waits, ...more }) => ({ ...more, waits: sorted(waits) })),
});

test('what was over before the day before the declaration is not read', async () => {
  const histories: History[] = [
    { caseId: code, opened: -90, later: [[-80, 'Answered']] },
    { caseId: otherCode, opened: -90, later: [[3, 'Answered']] },
    { caseId: thirdCode, opened: -90, later: [] },
  ];
  const center = await centerOf(histories);
  const { figures, complete } = await figuresOf(center, question, unbounded);
  expect([...center.read].sort()).toEqual([otherCode, thirdCode]);
  expect({ complete, backlog: figures.backlog, given: figures.answers.during.waits.length }).toEqual({
    complete: true,
    backlog: { atStart: 2, atEnd: 1 },
    given: 1,
  });
});

test('a report counts of these cases alone what a count of the whole register tells', async () => {
  const type = fc.constantFrom<CaseEvent['type']>('Answered', 'Closed', 'Reopened', 'ContactReceived');
  const history = fc
    .record({
      caseId: fc.stringMatching(/^PC(-[0-9A-HJKMNP-TV-Z]{4}){4}$/),
      instants: fc.uniqueArray(fc.integer({ min: -400, max: asked }), { minLength: 1, maxLength: 6 }),
      types: fc.array(type, { minLength: 5, maxLength: 5 }),
    })
    .map(({ caseId, instants, types }): History => {
      const [opened = 0, ...rest] = sorted(instants);
      return { caseId, opened, later: rest.map((hour, place) => [hour, types[place] ?? 'Answered'] as const) };
    });
  const histories = fc.uniqueArray(history, { maxLength: 12, selector: ({ caseId }) => caseId });
  await fc.assert(
    fc.asyncProperty(histories, async (all) => {
      const { figures, complete } = await figuresOf(await centerOf(all), question, unbounded);
      expect(complete).toBe(true);
      expect(counted(figures)).toEqual(counted(countOfAll(all)));
    }),
    { numRuns: 150 },
  );
});

test('a report that may not read all says so, and has counted what it read', async () => {
  const ofPart = (part: string): History => ({ caseId: `PC-${part}K3M-9QXT-4DHR-8WZA`, opened: 1, later: [] });
  const center = await centerOf([...'0123456789'].map(ofPart));
  const { figures, complete } = await figuresOf(center, question, { entries: 3, milliseconds: 60_000 });
  expect({ complete, entries: figures.entries, during: figures.received.during.contacts }).toEqual({
    complete: false,
    entries: 3,
    during: 3,
  });
});
