import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { CaseEvent } from '../shared/contracts/case-event.ts';
import { type ContactBody, maximumMessageLength } from '../shared/contracts/contact.ts';
import { type Center, clientsOf, dataOf, placeHelp, placeOptions, withCenter } from './center.ts';
import { asTool, textTable } from './command.ts';
import { readMailedCodes } from './mailed-codes.ts';

////////// From a line of the file to a contact

/** One request of the past: what was asked, offered or reported, when and where. */
export const PastRequest = z.object({
  receivedAt: z.iso.datetime({ offset: true }),
  kind: z.enum(['need', 'offer', 'report']),
  text: z.string().check(z.minLength(1)),
  details: z.nullish(z.string()),
  place: z.nullish(z.string()),
  timeEstimated: z.optional(z.boolean()),
});
export type PastRequest = z.infer<typeof PastRequest>;

const kindOf = { need: 'intervention', offer: 'help-offer', report: 'report' } as const;

const givenNames = ['Ada', 'Bruno', 'Carla', 'Dario', 'Elena', 'Fabio', 'Gaia', 'Ivo', 'Lara', 'Marco', 'Nora'];
const surnames = ['Abate', 'Bassi', 'Conti', 'Donati', 'Esposito', 'Ferri', 'Greco', 'Leone', 'Monti', 'Neri'];

/** What stands at the end of a message that was longer than a message may be. */
const cutSign = ' […]';

/** Cuts a text to `maximum` UTF-16 units with a sign that it was longer, never through the middle of a character. */
export function cut(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const head = text.slice(0, maximum - cutSign.length);
  return (head.isWellFormed() ? head : head.slice(0, -1)) + cutSign;
}

/** The contact that a past request would be today; name and address are invented from its line number (from 1). */
export function contactOf({ kind, text, details, place }: PastRequest, lineNumber: number): ContactBody {
  const message = [text, details ?? '']
    .filter((part) => part !== '')
    .join('\n\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ');
  const municipality = place?.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return {
    kind: kindOf[kind],
    requester: 'citizen',
    name: givenNames[lineNumber % givenNames.length] as string,
    surname: surnames[Math.floor(lineNumber / givenNames.length) % surnames.length] as string,
    email: `citizen-${String(lineNumber).padStart(4, '0')}@example.org`,
    language: 'it',
    message: cut(message, maximumMessageLength),
    ...(municipality ? { place: { municipality: cut(municipality, 100) } } : {}),
    privacyAccepted: true,
  };
}

/** The Idempotency-Key of one line of one file: the same line sent again is the same contact. */
export function keyOfLine(file: string, lineNumber: number): string {
  return `replay-${createHash('sha256').update(basename(file)).digest('hex').slice(0, 16)}-${lineNumber}`;
}

/** Reads a file of past requests, one JSON object a line; throws an Error that names the first line that is none. */
export function readRequests(jsonLines: string): { line: number; request: PastRequest }[] {
  return jsonLines.split('\n').flatMap((text, index) => {
    if (text.trim() === '') return [];
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch {
      throw new Error(`line ${index + 1} is not JSON`);
    }
    const parsed = PastRequest.safeParse(content);
    if (parsed.success) return [{ line: index + 1, request: parsed.data }];
    throw new Error(`line ${index + 1} is not a request: /${parsed.error.issues[0]?.path.join('/') ?? ''} is wrong`);
  });
}

////////// Sending

/** What became of one line: a receipt, or why there is none. */
export type Outcome = { line: number } & (
  | { code: string; receivedAt: string; tries: number }
  | { refused: string; tries: number }
);

/** How long one line is tried while the service says "later" or does not answer: milliseconds. */
const patience = 300_000;

/**
 * Milliseconds to wait that a Retry-After header in seconds asks for (RFC 9110 10.2.3); a second when it is absent or a
 * date.
 */
export const waitOf = (retryAfter: string | null): number =>
  retryAfter !== null && /^\d+$/.test(retryAfter) ? Math.min(60, Number(retryAfter)) * 1000 : 1000;

/**
 * Sends every request through the API: `speed` 0 as fast as allowed, otherwise so many times faster than it happened.
 * 429 and 503 hold all senders back as long as Retry-After says; a connection that breaks is tried again with the same
 * key.
 */
export async function sendAll(input: {
  requests: readonly { line: number; request: PastRequest }[];
  file: string;
  url: string;
  service: string;
  speed: number;
  senders?: number;
  told?: (done: number) => void;
}): Promise<Outcome[]> {
  const { requests, file, url, service, speed, senders = 8, told = () => {} } = input;
  const outcomes: Outcome[] = [];
  const began = Date.now();
  const first = Date.parse(requests[0]?.request.receivedAt ?? '');
  let next = 0;
  let heldUntil = 0;

  const sendOne = async (line: number, request: PastRequest): Promise<Outcome> => {
    const giveUpAt = Date.now() + patience;
    for (let tries = 1; ; tries += 1) {
      while (heldUntil > Date.now()) await pause(heldUntil - Date.now());
      let problem: string;
      let wait = 1000;
      try {
        const response = await fetch(`${url}/v1/services/${service}/contacts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': `"${keyOfLine(file, line)}"` },
          body: JSON.stringify(contactOf(request, line)),
          signal: AbortSignal.timeout(30_000),
        });
        const answer = (await response.json()) as { code?: string; receivedAt?: string; detail?: string };
        if (response.status === 202)
          return { line, code: answer.code ?? '', receivedAt: answer.receivedAt ?? '', tries };
        problem = `${response.status} ${answer.detail ?? ''}`;
        if (response.status < 500 && response.status !== 429) return { line, refused: problem, tries };
        wait = waitOf(response.headers.get('retry-after'));
        if (response.status === 429 || response.status === 503) heldUntil = Math.max(heldUntil, Date.now() + wait);
      } catch (error) {
        problem = `no answer (${error instanceof Error ? error.message : error})`;
      }
      if (Date.now() + wait > giveUpAt) return { line, refused: problem, tries };
      await pause(wait);
    }
  };

  const work = async () => {
    for (let place = next++; place < requests.length; place = next++) {
      const { line, request } = requests[place] as (typeof requests)[number];
      if (speed > 0) {
        const due = began + (Date.parse(request.receivedAt) - first) / speed;
        // Longer waits than a timer can hold are cut into days.
        while (due > Date.now()) await pause(Math.min(86_400_000, due - Date.now()));
      }
      outcomes.push(await sendOne(line, request));
      told(outcomes.length);
    }
  };
  await Promise.all(Array.from({ length: senders }, work));
  return outcomes.sort((one, other) => one.line - other.line);
}

////////// What the register and the mailbox say

/** A case as its first entry tells it. */
export type Registered = { at: string; kind: string; lane: string; urgent: boolean };

/** The figures of one replay. */
export type Tally = {
  sent: number;
  accepted: number;
  refused: number;
  registered: number;
  mails: number;
  urgent: number;
  duplicates: number;
  lost: string[];
  cases: { kind: string; lane: string; cases: number; urgent: number }[];
};

/**
 * Counts a replay: a case is new when its first entry is not older than the first receipt of this run (both by the
 * center's clock), otherwise it stood already; lost is what was accepted and is not in the register.
 */
export function tallyOf(
  outcomes: readonly Outcome[],
  register: ReadonlyMap<string, Registered>,
  mailed: ReadonlySet<string>,
): Tally {
  const receipts = outcomes.flatMap((outcome) => ('code' in outcome ? [outcome] : []));
  const codes = [...new Set(receipts.map(({ code }) => code))];
  const began = firstInstant(receipts);
  const fresh = codes.filter((code) => (register.get(code)?.at ?? '') >= began && register.has(code));
  const lost = codes.filter((code) => !register.has(code));
  const groups = new Map<string, Tally['cases'][number]>();
  for (const code of codes) {
    const found = register.get(code);
    if (found === undefined) continue;
    const { kind, lane, urgent } = found;
    const group = groups.get(`${kind} ${lane}`) ?? { kind, lane, cases: 0, urgent: 0 };
    group.cases += 1;
    group.urgent += urgent ? 1 : 0;
    groups.set(`${kind} ${lane}`, group);
  }
  return {
    sent: outcomes.length,
    accepted: receipts.length,
    refused: outcomes.length - receipts.length,
    registered: fresh.length,
    mails: fresh.filter((code) => mailed.has(code)).length,
    urgent: [...groups.values()].reduce((sum, { urgent }) => sum + urgent, 0),
    duplicates: receipts.length - fresh.length - lost.length,
    lost,
    cases: [...groups.values()].sort((one, other) =>
      `${one.kind} ${one.lane}` < `${other.kind} ${other.lane}` ? -1 : 1,
    ),
  };
}

/** The instant of the first receipt of a run; after every instant when there is none. */
const firstInstant = (receipts: readonly { receivedAt: string }[]): string =>
  receipts.map(({ receivedAt }) => receivedAt).sort()[0] ?? '9999';

/** The table that ends a replay. */
export function tallyTable(tally: Tally, { mailsCounted = true }: { mailsCounted?: boolean } = {}): string {
  const { sent, accepted, refused, registered, mails, urgent, duplicates, lost, cases } = tally;
  const figures = {
    sent,
    accepted,
    refused,
    registered,
    ...(mailsCounted && { mails }),
    urgent,
    duplicates,
    lost: lost.length,
  };
  return [
    textTable(
      ['', 'count'],
      Object.entries(figures).map(([name, count]) => [name, String(count)]),
    ),
    textTable(
      ['kind', 'lane', 'cases', 'urgent'],
      cases.map((group) => [group.kind, group.lane, String(group.cases), String(group.urgent)]),
    ),
  ].join('\n\n');
}

/** The first entries of the given cases, as far as the register holds them. */
async function readFirstEntries(
  dynamodb: DynamoDBClient,
  table: string,
  codes: readonly string[],
): Promise<Map<string, Registered>> {
  const found = new Map<string, Registered>();
  for (let start = 0; start < codes.length; start += 100) {
    let keys = codes.slice(start, start + 100).map((code) => ({ caseId: { S: code }, version: { N: '1' } }));
    while (keys.length > 0) {
      const { Responses, UnprocessedKeys } = await dynamodb.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const { caseId, at, events } of Responses?.[table] ?? []) {
        const opened = (JSON.parse(events?.S ?? '{}') as { events: CaseEvent[] }).events.find(
          (event) => event.type === 'CaseOpened',
        );
        if (opened === undefined || caseId?.S === undefined) continue;
        const { kind, lane, urgent } = opened;
        found.set(caseId.S, { at: at?.S ?? '', kind, lane, urgent });
      }
      keys = (UnprocessedKeys?.[table]?.Keys ?? []) as typeof keys;
    }
  }
  return found;
}

/** Waits until `look` counts all, or nothing has changed for so many milliseconds; resolves with what it saw last. */
async function watch<Seen>(input: {
  look: () => Promise<{ seen: Seen; count: number }> | { seen: Seen; count: number };
  all: number;
  patience: number;
}): Promise<Seen> {
  let changedAt = Date.now();
  let before = -1;
  for (;;) {
    const { seen, count } = await input.look();
    if (count >= input.all || Date.now() - changedAt > input.patience) return seen;
    if (count !== before) changedAt = Date.now();
    before = count;
    await pause(250);
  }
}

/** Replays a file against a center and counts what came of it. */
export async function replay(input: {
  center: Center;
  file: string;
  service: string;
  speed: number;
  url?: string;
  told?: (done: number) => void;
}): Promise<{ tally: Tally; outcomes: Outcome[] }> {
  const { center, file, service, speed, url = center.url, told } = input;
  const { register } = dataOf(center, service);
  const requests = readRequests(readFileSync(file, 'utf8'));
  const outcomes = await sendAll({ requests, file, url, service, speed, ...(told && { told }) });
  const codes = [...new Set(outcomes.flatMap((outcome) => ('code' in outcome ? [outcome.code] : [])))];
  const { dynamodb } = clientsOf(center);
  const registered = await watch({
    look: async () => {
      const seen = await readFirstEntries(dynamodb, register, codes);
      return { seen, count: seen.size };
    },
    all: codes.length,
    patience: 60_000,
  });
  dynamodb.destroy();
  const fresh = tallyOf(outcomes, registered, new Set()).registered;
  // On AWS the mails are in the mailboxes of whoever asked for them.
  if (center.kind === 'aws') return { tally: tallyOf(outcomes, registered, new Set()), outcomes };
  const { data } = center;
  const files = new Map<string, string>();
  const mailed = await watch({
    look: () => {
      const seen = readMailedCodes(join(data, 'mail'), files);
      return { seen, count: tallyOf(outcomes, registered, seen).mails };
    },
    all: fresh,
    // The mailer wakes once a minute.
    patience: 75_000,
  });
  return { tally: tallyOf(outcomes, registered, mailed), outcomes };
}

const help = `
npm run replay -- FILE.jsonl [options]

Sends requests of the past, one JSON object a line, through the API and counts what came of them: receipts, cases in the
register, mails (on this machine only).
  --speed N       0 as fast as the API allows (0), otherwise so many times faster than it happened
  --service S     service to send them to (protezione-civile)
  --url U         API to send them to (that of the center)
${placeHelp}
  --help          this text
`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        speed: { type: 'string', default: '0' },
        service: { type: 'string', default: 'protezione-civile' },
        url: { type: 'string' },
        ...placeOptions,
      },
    });
    const [file] = positionals;
    const speed = Number(values.speed);
    if (file === undefined || !(speed >= 0)) {
      throw new Error(help.trim());
    }
    await withCenter(
      values,
      async (center) => {
        const began = Date.now();
        const { tally, outcomes } = await replay({
          center,
          file,
          service: values.service,
          speed,
          ...(values.url === undefined ? {} : { url: values.url.replace(/\/$/, '') }),
          told: (done) => {
            if (done % 50 === 0) console.error(`${done} sent`);
          },
        });
        console.log(
          `\n${tallyTable(tally, { mailsCounted: center.kind === 'stage' })}\n\n${((Date.now() - began) / 1000).toFixed(1)} s`,
        );
        const refused = outcomes.flatMap((outcome) => ('refused' in outcome ? [outcome] : []));
        for (const { line, refused: why } of refused.slice(0, 5))
          console.error(`line ${line} was not accepted: ${why}`);
        for (const code of tally.lost) console.error(`lost: ${code} was accepted and is not in the register`);
        if (tally.lost.length > 0 || refused.length > 0) process.exitCode = 1;
      },
      { mayBegin: true },
    );
  });
