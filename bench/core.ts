import { prepareService, readServices } from '../cdk/house/services.ts';
import { digestOf, lookIntoFiles } from '../functions/mail-in/look-into-mail.ts';
import { acceptMail, keepable } from '../functions/mail-in/rules/mail-acceptance.ts';
import { namedCodes } from '../functions/mail-in/rules/named-codes.ts';
import { openMail } from '../functions/mail-in/rules/open-mail.ts';
import { sortMail } from '../functions/mail-in/rules/sort-mail.ts';
import { ContactBody } from '../shared/contracts/contact.ts';
import { mintCode, readCode } from '../shared/core/cases/receipt-code.ts';
import { dangerToLife } from '../shared/core/cases/triage.ts';
import { sealEntry } from '../shared/core/chain.ts';
import { dueAt } from '../shared/core/hours/clocks.ts';
import { hmacWith, sha256 } from '../shared/shell/hashing.ts';
import { lifeFirst } from '../shared/texts/danger/lists.ts';
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

/** The same of work that is waited for; it does nothing but compute, so CPU time is its time. */
async function microsecondsOf(act: (turn: number) => Promise<unknown>): Promise<number> {
  const slice = async (calls: number) => {
    const began = process.cpuUsage();
    for (let turn = 0; turn < calls; turn += 1) await act(turn);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / calls;
  };
  await slice(40);
  const slices: number[] = [];
  for (let count = 0; count < 7; count += 1) slices.push(await slice(25));
  return median(slices);
}

/** An answer of 50 KB: 3 KB of new words and a quote, the same as HTML, and a photograph of 25 KB. */
function mailOf50KB(code: string): Uint8Array {
  const words = 'La strada per la frazione è ceduta, ma nessuno è in pericolo e le case sono intatte.\r\n'.repeat(35);
  const quote = '> Abbiamo ricevuto la tua richiesta e ti rispondiamo entro domani.\r\n'.repeat(60);
  const html = `<div>${words.replaceAll('\r\n', '<br>')}</div><blockquote>${quote.replaceAll('> ', '<br>')}</blockquote>`;
  const photograph = Buffer.from(
    Uint8Array.from({ length: 25_000 }, (_, at) => (at < 3 ? [0xff, 0xd8, 0xff][at] : at * 7) as number),
  );
  const lines = (text: string) => text.replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    `From: Ada Bianchi <ada.bianchi@example.org>\r\nTo: contact-center@protezionecivile.example\r\nSubject: Re: ${code}\r\nMessage-ID: <bench@example.org>\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${words}\r\nIl giorno lun 23 nov 2026 alle ore 10:02 Contact Center <c@example.org> ha scritto:\r\n\r\n${quote}\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(Buffer.from(html).toString('base64'))}\r\n--a--\r\n--m\r\nContent-Type: image/jpeg; name=foto.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(photograph.toString('base64'))}\r\n--m--\r\n`,
  );
}

/** CPU time of the core's hot functions, in Markdown. */
export async function benchCore(): Promise<string> {
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
  const arrived = mailOf50KB(code);
  const { mail, codePrefix: prefix } = definition;
  const addresses = (mail.addresses ?? []).map(({ address }) => address);
  const given = { addresses, domain: mail.from.split('@')[1] ?? '', prefix, hmac };
  const readOne = await microsecondsOf(async () => {
    const opened = await openMail(arrived);
    const verdict = sortMail(opened.envelope, opened.mail, opened.certified, { from: mail.from, addresses });
    const { named } = namedCodes(opened, given);
    return acceptMail({
      opened,
      definition,
      own: { from: mail.from, addresses },
      rules: lifeFirst,
      periods: [],
      receivedAt: '2026-11-23T09:15:03.000Z',
      original: { key: 'incoming/bench', sha256: digestOf(arrived), bytes: arrived.length },
      kept: await lookIntoFiles(keepable(opened.files)),
      joins: named[0],
      answersUs: true,
      answerable: verdict.is === 'person' && !verdict.silent,
      hmac,
      sha256,
    });
  });
  return [
    '## Core functions',
    '',
    markdownTable(
      ['function', 'CPU µs'],
      [
        ...measured.map(([name, act]) => [name, figure(microseconds(act))]),
        [`a mail of ${Math.round(arrived.length / 1024)} KB, from bytes to contact`, figure(readOne)],
      ],
    ),
  ].join('\n');
}
