import {
  AnswerToMany,
  type ManyView,
  manyAtOnce,
  maximumMany,
  type SeenCase,
} from '../../shared/contracts/answer-to-many.ts';
import type { GivenAnswer } from '../../shared/contracts/given-text.ts';
import type { AnswerNews } from '../../shared/contracts/handed-on.ts';
import type { WorklistItem } from '../../shared/contracts/worklist.ts';
import { unresolvedIn } from '../../shared/core/answer-template.ts';
import { answerIdOfMany, answerOfMany, correctionOfMany } from '../../shared/core/cases/answer-to-many.ts';
import { callBackDueAt } from '../../shared/core/cases/charter.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { tellingOf } from '../../shared/core/cases/given-texts.ts';
import {
  givenPage,
  lanesInOrder,
  placeOfIncident,
  type WorklistPlace,
  worklistPage,
} from '../../shared/core/cases/worklist.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { instantOf, isoOf } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import { keyedDigest, sha256 } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { type Desk, type DeskRequest, demand, invalid, logAct } from './desk.ts';
import { alikeCases, type Because, isProposable } from './rules/alike-cases.ts';
import { readRegistered } from './show-case.ts';

// One answer to many cases: found, frozen, given and taken back (ADR 41). What is given is left in the queue of answers,
// where citizen-mails/settle-many.ts gives it case by case; the register alone knows which have it.

type Asked<Do extends AnswerToMany['do']> = Extract<AnswerToMany, { do: Do }>;

/** Minutes in which an answer to many can be taken back. */
const undoMinutes = 10;
/** Open cases that one search looks at, a hundred at a time. */
const looksAt = 2000;
/** Answers of a text that are read at a time. */
const pageOfGiven = 500;

async function openCases({ definition, worklist }: Desk): Promise<{ items: WorklistItem[]; more: boolean }> {
  const lanes = lanesInOrder(definition.lanes).filter((lane) => lane !== 'urgent');
  const items: WorklistItem[] = [];
  let from: WorklistPlace | undefined;
  do {
    const page = await worklistPage(lanes, from, 100, worklist.readPlace);
    items.push(...page.items);
    from = page.next;
  } while (from !== undefined && items.length < looksAt);
  return { items, more: from !== undefined };
}

/** The cases of incidents that somebody still owes something: each read costs what it gives. */
async function casesOfIncidents({ worklist }: Desk, incidents: readonly string[]) {
  const items: WorklistItem[] = [];
  for (const incident of incidents) {
    const found = await worklist.readPlace(placeOfIncident(incident), undefined, maximumMany);
    items.push(...found.filter(({ stage }) => stage !== 'closed'));
  }
  return { items, more: items.length >= maximumMany };
}

/** What a case that was picked tells, whether it stands on the list or not. */
async function pickedCase(desk: Desk, caseId: string) {
  const { read, entries } = await readRegistered(desk, caseId);
  const state = caseOf(openEntries(entries));
  const [first] = read.contacts;
  const place = [first?.place?.address, first?.place?.municipality].filter(Boolean).join(', ');
  const said = present({ subject: first?.subject, words: first?.message, place: place || undefined });
  const { kind, urgent, receivedAt } = read;
  const incident = state.stage === 'none' ? undefined : state.incident;
  return { caseId, kind: kind as WorklistItem['kind'], urgent, receivedAt, said, incident };
}

async function find(desk: Desk, { picked: codes, by }: Asked<'find'>): Promise<ManyView> {
  const picked = await Promise.all(codes.map((code) => pickedCase(desk, code)));
  const of = new Set(picked.flatMap(({ incident }) => incident ?? []));
  const { items, more } = by === 'words' ? await openCases(desk) : await casesOfIncidents(desk, [...of]);
  const proposable = items.filter(isProposable);
  const own = proposable.filter(({ caseId }) => codes.includes(caseId));
  const alike: { item: WorklistItem; because: Because }[] =
    by === 'words'
      ? alikeCases(picked, items)
      : proposable
          .filter(({ caseId }) => !codes.includes(caseId))
          .map((item) => ({ item, because: { incident: true, words: [], hours: 0 } }));
  const all = [...own.map((item) => ({ item, because: { picked: true as const, words: [], hours: 0 } })), ...alike];
  return {
    is: 'found',
    cases: all.slice(0, maximumMany).map(({ item, because }) => ({
      code: item.caseId,
      version: item.version,
      kind: item.kind,
      language: item.language,
      receivedAt: item.receivedAt,
      ...present({ subject: item.said?.subject, words: item.said?.words }),
      because,
    })),
    more,
  };
}

const inChunks = (cases: readonly SeenCase[]): SeenCase[][] =>
  Array.from({ length: Math.ceil(cases.length / manyAtOnce) }, (_, chunk) =>
    cases.slice(chunk * manyAtOnce, (chunk + 1) * manyAtOnce),
  );

async function leave({ answersQueue }: Desk, news: readonly AnswerNews[]): Promise<void> {
  for (const one of news) await answersQueue.leave(JSON.stringify(one));
}

/** Answers that one look goes through for those that are asked for. */
const looksAtGiven = 5000;

/** Who was given a version of a page or template: all, or those of some kinds, regions and time. */
async function given({ worklist }: Desk, asked: Asked<'given'>): Promise<ManyView> {
  const { text, kinds, regions, from, until } = asked;
  const found: GivenAnswer[] = [];
  // A key begins with its instant.
  let next = asked.after ?? (from === undefined ? undefined : isoOf(instantOf(from)));
  const most = maximumMany - pageOfGiven;
  for (let looked = 0; looked < looksAtGiven && found.length <= most; looked += pageOfGiven) {
    const page = await givenPage(text, next, pageOfGiven, worklist.givenIn);
    const isOver = until !== undefined && page.given.some(({ at }) => instantOf(at) >= instantOf(until));
    found.push(
      ...page.given.filter(
        ({ kind, region = 'unknown', at }) =>
          (kinds === undefined || kinds.includes(kind)) &&
          (regions === undefined || regions.includes(region)) &&
          (until === undefined || instantOf(at) < instantOf(until)),
      ),
    );
    next = isOver ? undefined : page.next;
    if (next === undefined) break;
  }
  return { is: 'given', cases: found, ...present({ next }) };
}

async function send(desk: Desk, { texts, final, safety, corrects, cases }: Asked<'send'>): Promise<ManyView> {
  const { definition, officer, roles, now, hmac } = desk;
  const errors = Object.entries(texts).flatMap(([language, text]) =>
    unresolvedIn(text ?? '').map((name) => ({ pointer: `/texts/${language}`, detail: `must say what {{${name}}} is` })),
  );
  if (Object.values(texts).every((text) => text === undefined))
    errors.push({ pointer: '/texts', detail: 'must have the words of the answer in a language' });
  if (errors.length > 0) throw invalid(...errors);
  // It cannot be taken back, so whoever leads the desk gives it.
  // What holds no longer is told to those too whose case somebody else has.
  if ((safety || corrects !== undefined) && !roles.supervisor) throw new Refusal('not-allowed');
  const { name: by, subject } = officer;
  // The same list and the same words sent again are the same answer, and nobody gets it twice.
  const batch = keyedDigest(`many|${subject}|${JSON.stringify([texts, final, cases, corrects])}`, hmac).slice(0, 16);
  const leavesAt = isoOf(now.getTime() + (safety ? 0 : undoMinutes * 60_000));
  const { service } = definition;
  const same = {
    contract: 'answer-news.v1',
    news: 'many',
    service,
    batch,
    by,
    subject,
    texts,
    final,
    leavesAt,
    ...(corrects !== undefined && { corrects: { text: corrects, callsDueAt: await callsDueAt(desk) } }),
  } as const;
  await leave(
    desk,
    inChunks(cases).map((chunk) => ({ ...same, cases: chunk })),
  );
  return { is: 'sent', batch, leavesAt, count: cases.length };
}

/** By when those are called whom a number alone reaches: as soon as the charter says for whoever asks now. */
const callsDueAt = async ({ definition, periods, now }: Desk): Promise<string> =>
  callBackDueAt({ preference: 'any', at: now.toISOString(), definition, periods: await periods() }) ??
  now.toISOString();

async function takeBack(desk: Desk, { batch, cases }: Asked<'take-back'>): Promise<ManyView> {
  const { name: by, subject } = desk.officer;
  const { service } = desk.definition;
  const same = { contract: 'answer-news.v1', news: 'many-back', service, batch, by, subject } as const;
  await leave(
    desk,
    inChunks(cases).map((chunk) => ({ ...same, cases: chunk })),
  );
  return { is: 'taken-back', count: cases.length };
}

/** What became of each case of the list so far; why one that has no answer gets none, as far as it is known. */
async function look(desk: Desk, { batch, texts, corrects, cases }: Asked<'look'>): Promise<ManyView> {
  const { register, officer, now } = desk;
  const many = { batch, by: officer.name, subject: officer.subject, texts, final: true, leavesAt: now.toISOString() };
  const looked = await Promise.all(
    cases.map(async ({ code, version: seen }) => {
      const entries = await register.read(code);
      const state = caseOf(openEntries(entries));
      const given = state.stage === 'none' ? undefined : state.answers.find((answer) => answer.batch === batch);
      if (given !== undefined) return { code, state: given.state };
      const isOwed = state.stage !== 'none' && state.correctionCalls.some((call) => call.batch === batch);
      const called = isOwed && corrects !== undefined ? tellingOf(state, corrects) : undefined;
      if (called !== undefined) return { code, state: called };
      const seenNow = { version: entries.length, seen, answer: answerIdOfMany(batch, code, sha256), code };
      const would =
        corrects === undefined
          ? answerOfMany(state, seenNow, many)
          : correctionOfMany(state, seenNow, { ...many, corrects: { text: corrects, callsDueAt: many.leavesAt } });
      return 'skip' in would
        ? { code, state: 'skipped' as const, because: would.skip }
        : { code, state: 'waiting' as const };
    }),
  );
  return { is: 'looked', cases: looked };
}

/**
 * Finds cases about the same thing as one to three that are picked, gives those of a frozen list one answer, tells what
 * became of each, or takes the answer back. Throws the Refusals `invalid` and `not-allowed`.
 */
export async function answerToMany(desk: Desk, request: DeskRequest): Promise<Reply> {
  const asked = await readAs(AnswerToMany, request);
  demand(desk, 'answer-to-many');
  const done = { find, given, send, look, 'take-back': takeBack };
  const view = await (done[asked.do] as (desk: Desk, asked: AnswerToMany) => Promise<ManyView>)(desk, asked);
  const count = 'cases' in view ? view.cases.length : view.count;
  logAct(desk, `many-${asked.do}`, { count, ...('batch' in view && { batch: view.batch }) });
  return { status: asked.do === 'send' || asked.do === 'take-back' ? 202 : 200, body: view };
}
