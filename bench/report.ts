import type { Sources } from '../functions/reports/cases-since.ts';
import { type Question, questionOf } from '../functions/reports/rules/report.ts';
import { figuresOf } from '../functions/reports/tally.ts';
import type { RegisterEntry } from '../shared/contracts/case-event.ts';
import type { LedgerEntry } from '../shared/contracts/declaration.ts';
import { partsOfADay } from '../shared/core/day-part.ts';
import { dayOf } from '../shared/core/days-to-close.ts';
import { figure, markdownTable } from './figures.ts';

const declaredAt = '2026-11-27T00:00:00.000Z';
const zeros = '0'.repeat(64);
const act = {
  service: 'protezione-civile',
  version: 1,
  at: declaredAt,
  event: {
    type: 'Declared',
    declaration: 'd1',
    at: declaredAt,
    by: { subject: 'anna', name: 'Anna Ferri' },
    reason: 'Terremoto',
    level: 'emergency',
    hours: '24/7',
    endsAt: '2026-11-28T00:00:00.000Z',
  },
  prevHash: zeros,
  hash: zeros,
} as unknown as LedgerEntry;

/** Codes begin with each of the parts in turn, so that every part of the day has its share. */
const codeOf = (number: number): string =>
  `PC-${partsOfADay[number % partsOfADay.length]}${String(number).padStart(15, '0')}`;

/** A case that came in during the declaration, and its answer: two entries, as the chain has them. */
function entriesOf(number: number): RegisterEntry[] {
  const caseId = codeOf(number);
  const receivedAt = new Date(Date.parse(declaredAt) + (number % 72_000_000)).toISOString();
  const answeredAt = new Date(Date.parse(receivedAt) + 3_600_000).toISOString();
  const opened = [
    {
      type: 'CaseOpened',
      service: 'protezione-civile',
      kind: number % 3 === 0 ? 'need' : 'report',
      requester: 'citizen',
      language: 'it',
      lane: 'help-requests',
      urgent: number % 50 === 0,
      competence: 'own',
      formal: false,
      firstAnswerDueAt: answeredAt,
      retentionDays: 730,
    },
    { type: 'ContactReceived', channel: 'form', receivedAt, attachments: [] },
  ];
  const entry = (version: number, at: string, events: object[]): RegisterEntry => ({
    caseId,
    version,
    at,
    events: JSON.stringify({ events }),
    prevHash: zeros,
    hash: zeros,
  });
  return [entry(1, receivedAt, opened), entry(2, answeredAt, [{ type: 'Answered', by: 'carla' }])];
}

/**
 * A register of so many entries of one day, made as they are read, and nothing open from before; it notes how much of the
 * heap is held at each reading.
 */
function madeRegister(entries: number, note: () => void): Sources {
  const cases = entries / 2;
  return {
    async *dayEntries(day, part) {
      if (day !== dayOf(new Date(declaredAt))) return;
      let page: { caseId: string; version: number }[] = [];
      for (let number = partsOfADay.indexOf(part); number < cases; number += partsOfADay.length) {
        for (const version of [1, 2]) page.push({ caseId: codeOf(number), version });
        if (page.length < 1000) continue;
        yield page;
        note();
        page = [];
      }
      yield page;
    },
    register: {
      async readEntries(named) {
        note();
        return named.flatMap(({ caseId, version }) => entriesOf(Number(caseId.slice(4)))[version - 1] ?? []);
      },
    },
    worklist: { readPlace: async () => [] },
    lanes: [],
  };
}

/** What a report takes by the entries that it reads, in Markdown. */
export async function benchReport(): Promise<string> {
  const rows: string[][] = [];
  for (const entries of [20_000, 200_000, 2_000_000]) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    const note = () => {
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    };
    const question = questionOf([act], 'd1', '2026-11-28T06:00:00.000Z') as Question;
    const began = performance.now();
    const { figures } = await figuresOf(madeRegister(entries, note), question, {
      entries: Number.POSITIVE_INFINITY,
      milliseconds: Number.POSITIVE_INFINITY,
    });
    const seconds = (performance.now() - began) / 1000;
    if (figures.entries !== entries || figures.answers.during.waits.length === 0) throw new Error('nothing is counted');
    rows.push([figure(entries).replace(/\.0+$/, ''), figure(seconds), figure(most / 2 ** 20)]);
  }
  return [
    '## A report',
    '',
    markdownTable(
      ['entries of the days that it asks about', 's to count them', 'heap beyond the start at its highest, MB'],
      rows,
    ),
    '',
    'Entries are made as they are read, a case and its answer each; making them is in the time. The heap is read at each reading, garbage and all.',
  ].join('\n');
}
