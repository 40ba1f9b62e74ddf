import { prepareService, readServices } from '../cdk/house/services.ts';
import { ContactBody } from '../shared/contracts/contact.ts';
import { sealEntry } from '../shared/core/chain.ts';
import { dueAt } from '../shared/core/clocks.ts';
import { mintCode, readCode } from '../shared/core/receipt-code.ts';
import { dangerToLife } from '../shared/core/triage.ts';
import { hmacWith, sha256 } from '../shared/shell/hashing.ts';
import lifeFirst from '../shared/texts/life-first.json' with { type: 'json' };
import { figure, markdownTable, median } from './figures.ts';

/** CPU microseconds of one call, the median over slices of many calls. */
function microseconds(act: (turn: number) => unknown): number {
  let turn = 0;
  let kept: unknown;
  const slice = (milliseconds: number) => {
    const began = process.cpuUsage();
    const until = performance.now() + milliseconds;
    const first = turn;
    while (performance.now() < until) for (let inner = 0; inner < 8; inner += 1) kept = act(turn++);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / (turn - first);
  };
  slice(150);
  const medianOfSlices = median(Array.from({ length: 7 }, () => slice(60)));
  if (kept === undefined && turn === 0) throw new Error('nothing was measured');
  return medianOfSlices;
}

/** CPU time of the core's hot functions, in Markdown. */
export function benchCore(): string {
  const definition = prepareService(
    readServices([new URL('../shared/services', import.meta.url).pathname]).find(
      ({ service }) => service === 'protezione-civile',
    ) as Parameters<typeof prepareService>[0],
    2026,
  );
  const { timeZone, hours, holidayDates, charter } = definition;
  const rules = { timeZone, weekly: hours.weekly, holidays: holidayDates };
  const hmac = hmacWith('a secret of the benchmark, 32 characters');
  const code = mintCode('PC', 'one', hmac);
  const sentence = 'La strada per la frazione è ceduta, ma nessuno è in pericolo e le case sono intatte. ';
  const long = sentence.repeat(50).slice(0, 4000);
  const short = long.slice(0, 400);
  const body = {
    kind: 'report',
    name: 'Ada',
    surname: 'Bianchi',
    email: 'ada.bianchi@example.org',
    subject: 'Strada franata',
    message: short,
    place: { municipality: 'Amatrice' },
    privacyAccepted: true,
  };
  const contact = ContactBody.parse(body);
  const { privacyAccepted: _given, requester: _who, language: _language, kind: _kind, ...personal } = contact;
  const start = Date.parse('2026-12-24T16:00:00Z');
  const measured: [string, (turn: number) => unknown][] = [
    ['ContactBody, 400 characters', () => ContactBody.safeParse(body)],
    ['mintCode', (turn) => mintCode('PC', String(turn), hmac)],
    ['readCode', () => readCode(code, 'PC', hmac)],
    ['dangerToLife, 400 characters', (turn) => dangerToLife(`${turn}${short}`, lifeFirst)],
    ['dangerToLife, 4,000 characters', (turn) => dangerToLife(`${turn}${long}`, lifeFirst)],
    [
      'dueAt, first answer, no declaration',
      (turn) =>
        dueAt({ start: new Date(start + turn * 997).toISOString(), target: charter.firstAnswer, periods: [], rules }),
    ],
    [
      'dueAt, legal term, no declaration',
      (turn) =>
        dueAt({ start: new Date(start + turn * 997).toISOString(), target: charter.legalTerm, periods: [], rules }),
    ],
    [
      'sealEntry, one message',
      () =>
        sealEntry({
          caseId: code,
          at: '2026-11-22T10:00:00.000Z',
          events: [{ type: 'MessageAdded', from: 'citizen', personal }],
          previous: undefined,
          salt: '0'.repeat(32),
          sha256,
        }),
    ],
  ];
  return [
    '### Core functions',
    '',
    markdownTable(
      ['function', 'CPU µs'],
      measured.map(([name, act]) => [name, figure(microseconds(act))]),
    ),
  ].join('\n');
}
