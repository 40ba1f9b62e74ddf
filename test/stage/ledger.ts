import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from '../../local/stage-interface.ts';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import { firstBrokenLink, openEntry } from '../../shared/core/chain.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { nameOf, tableClient } from './center.ts';
import { type Answer, byPhone, contactTo, post } from './citizen.ts';
import { codeOfReceipt } from './mailbox.ts';

/** What citizens were answered, contact by contact; a contact is known by its words. */
export type Ledger = {
  /** Codes of 202 answers by the words of the contact. */
  promised: Map<string, Set<string>>;
  /** Every contact that was tried, answered or not. */
  tried: Set<string>;
  /** Contacts that gave an e-mail address and so are owed a receipt by mail. */
  byMail: Set<string>;
  /** Answers by status; `none` where the connection broke. */
  answers: Map<number | 'none', number>;
  /** Answers that are neither 202 nor an honest 503. */
  odd: string[];
};

export const emptyLedger = (): Ledger => ({
  promised: new Map(),
  tried: new Set(),
  byMail: new Set(),
  answers: new Map(),
  odd: [],
});

/**
 * One contact in this many gives an e-mail address, so that mails do not wait long for their rate; the others a phone.
 */
const mailEvery = 8;

/** A 503 that says in how many seconds to come back, as problem+json. */
export function isHonest503({ status, headers, text }: Answer): boolean {
  return (
    status === 503 &&
    /^[1-9]\d*$/.test(String(headers['retry-after'])) &&
    String(headers['content-type']).startsWith('application/problem+json') &&
    JSON.parse(text).status === 503
  );
}

/**
 * Citizens who write until they are told to stop; each tries the same contact with the same key until it is accepted.
 */
export function citizens(input: {
  url: string;
  services: string[];
  /** So that contacts of several crowds differ. */
  crowd: string;
  connections: number;
  /** Milliseconds between the contacts of one citizen. */
  pace: number;
  ledger: Ledger;
}): { stop(): Promise<void> } {
  const { url, services, crowd, connections, pace, ledger } = input;
  let stopped = false;
  const count = (what: number | 'none') => ledger.answers.set(what, (ledger.answers.get(what) ?? 0) + 1);

  const sendOnce = async (service: string, words: string): Promise<boolean> => {
    let answer: Answer;
    try {
      const email = `${words.replace(/\W+/g, '.')}@example.org`;
      const mailed = contactTo(service, words, { email });
      const contact = ledger.byMail.has(words) ? mailed : byPhone(mailed);
      answer = await post(url, `/v1/services/${service}/contacts`, contact, { 'idempotency-key': words });
    } catch {
      count('none');
      return false;
    }
    count(answer.status);
    if (answer.status === 202) {
      const codes = ledger.promised.get(words) ?? new Set();
      ledger.promised.set(words, codes.add(JSON.parse(answer.text).code));
      return true;
    }
    if (!isHonest503(answer)) ledger.odd.push(`${answer.status} ${answer.text.slice(0, 300)}`);
    return false;
  };

  const write = async (citizen: number) => {
    for (let number = 1; !stopped; number += 1) {
      const words = `${crowd} ${citizen} ${number}`;
      const service = services[(citizen + number) % services.length] as string;
      ledger.tried.add(words);
      if (number % mailEvery === 1) ledger.byMail.add(words);
      while (!(await sendOnce(service, words)) && !stopped) await pause(100);
      await pause(pace);
    }
  };
  const writing = Array.from({ length: connections }, (_, citizen) => write(citizen));
  return {
    async stop() {
      stopped = true;
      await Promise.all(writing);
    },
  };
}

/** The cases of a register by code, each with its entries oldest first. */
export async function casesOf(
  stage: Pick<Stage, 'endpoints' | 'names'>,
  service: string,
): Promise<Map<string, RegisterEntry[]>> {
  const client = tableClient(stage.endpoints.dynamodb);
  const cases = new Map<string, RegisterEntry[]>();
  for await (const entries of dynamodbRegister(nameOf(stage.names.tables, service, 'Register'), client).all()) {
    for (const entry of entries) cases.set(entry.caseId, [...(cases.get(entry.caseId) ?? []), entry]);
  }
  client.destroy();
  for (const entries of cases.values()) entries.sort((one, other) => one.version - other.version);
  return cases;
}

/** The words a case was opened with. */
export const wordsOf = ([first]: RegisterEntry[]): string =>
  first === undefined
    ? ''
    : (openEntry(first).flatMap((event) =>
        event.type === 'ContactReceived' ? [event.personal?.message ?? ''] : [],
      )[0] ?? '');

/** What a ledger, the registers and the mails say of one another. */
export type Verdict = {
  accepted: number;
  cases: number;
  mails: number;
  /** Promised and not in the register. */
  lost: string[];
  /** Contacts with more than one case, or more than one code. */
  twice: string[];
  /** Cases that nobody sent. */
  foreign: string[];
  /** Promised, owed a mail, and none was sent. */
  unmailed: string[];
  /** First broken links, and cases that do not begin with version 1. */
  broken: string[];
};

/** Holds the ledger against the registers and the mails of a center that has come to rest. */
export async function judge(ledger: Ledger, stage: Stage, services: string[]): Promise<Verdict> {
  const mailed = (await stage.mails()).map(codeOfReceipt);
  const verdict: Verdict = {
    accepted: ledger.promised.size,
    cases: 0,
    mails: mailed.length,
    lost: [],
    twice: [],
    foreign: [],
    unmailed: [],
    broken: [],
  };
  const receipts = new Set(mailed);
  const codesByWords = new Map<string, string[]>();
  for (const service of services) {
    for (const [code, entries] of await casesOf(stage, service)) {
      verdict.cases += 1;
      const words = wordsOf(entries);
      codesByWords.set(words, [...(codesByWords.get(words) ?? []), code]);
      if (!ledger.tried.has(words)) verdict.foreign.push(code);
      const link = firstBrokenLink(entries, sha256);
      if (link !== undefined) verdict.broken.push(`${code} version ${link.version}: ${link.reason}`);
    }
  }
  for (const [words, codes] of codesByWords) if (codes.length > 1) verdict.twice.push(`${words}: ${codes.join(', ')}`);
  for (const [words, codes] of ledger.promised) {
    if (codes.size > 1) verdict.twice.push(`${words}: promised ${[...codes].join(', ')}`);
    for (const code of codes) {
      if (!codesByWords.get(words)?.includes(code)) verdict.lost.push(`${words}: ${code}`);
      else if (ledger.byMail.has(words) && !receipts.has(code)) verdict.unmailed.push(code);
    }
  }
  return verdict;
}

/** Everything in order: what a verdict is when nothing was lost, doubled, forgotten or broken. */
export const inOrder = { lost: [], twice: [], foreign: [], unmailed: [], broken: [] };
