import { expect, test } from '@jest/globals';
import { type Question, questionOf } from '../../../functions/reports/rules/report.ts';
import { figuresOf } from '../../../functions/reports/tally.ts';
import type { RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { LedgerEntry } from '../../../shared/contracts/declaration.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';

const at = '2026-11-27T11:00:00.000Z';
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
    endsAt: '2026-11-28T11:00:00.000Z',
  },
  prevHash: '0'.repeat(64),
  hash: '0'.repeat(64),
} as unknown as LedgerEntry;
const question = questionOf([declared], 'd1', '2026-11-27T12:00:00.000Z') as Question;

const entry = (number: number): RegisterEntry =>
  sealEntry({
    caseId: `PC-0000-0000-0000-${String(number).padStart(4, '0')}`,
    at,
    events: [caseOpened(), contactReceived({ receivedAt: '2026-11-27T11:30:00.000Z' })],
    previous: undefined,
    salt: '0'.repeat(32),
    sha256,
  });

/** A register of parts of ten cases each, that counts which parts were asked for and how much was given at once. */
function partedRegister() {
  const asked: number[] = [];
  return {
    asked,
    async *all(part?: { number: number; of: number }) {
      if (part === undefined) throw new Error('nobody asks for all of it');
      asked.push(part.number);
      for (const start of [0, 5])
        yield Array.from({ length: 5 }, (_none, index) => entry(part.number * 10 + start + index));
    },
  };
}

test('a report reads a register part after part, and counts every case', async () => {
  const register = partedRegister();
  const { figures, complete } = await figuresOf(register, question, { entries: 10_000, milliseconds: 60_000 });
  expect(register.asked).toEqual(Array.from({ length: 64 }, (_none, number) => number));
  expect({ complete, entries: figures.entries, during: figures.received.during.contacts }).toEqual({
    complete: true,
    entries: 640,
    during: 640,
  });
  // Opened as the declaration was made, and still open.
  expect(figures.backlog).toEqual({ atStart: 640, atEnd: 640 });
});

test('a report that may not read all says so, and has counted what it read', async () => {
  const register = partedRegister();
  const { figures, complete } = await figuresOf(register, question, { entries: 25, milliseconds: 60_000 });
  expect({ complete, entries: figures.entries, parts: register.asked.length }).toEqual({
    complete: false,
    entries: 25,
    parts: 3,
  });
  expect(figures.received.during.contacts).toBe(25);
});
