import { caseFigures, sumOf } from '../../functions/statistics/rules/case-figures.ts';
import { listAll } from '../../functions/worklist/list-cases.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { ProtocolBatch } from '../../shared/contracts/protocol.ts';
import { isCallBackDue } from '../../shared/core/cases/decide-call-back.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { placeIn } from '../../shared/core/cases/worklist.ts';
import { firstBrokenLink, openEntries, openEntry } from '../../shared/core/chain.ts';
import { instantOf } from '../../shared/core/hours/zone.ts';
import { brokenBatch, entriesOf, registeredThing } from '../../shared/core/protocol.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Protocol } from '../../shared/shell/stores/protocol.ts';
import type { Worklist } from '../../shared/shell/stores/worklist.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { memoryWorklist } from '../stores/memory-worklist.ts';
import { eventsOf, type Found, type Rest } from './at-rest.ts';
import { isPicture } from './citizens.ts';
import {
  closedIsOver,
  erasedIsGone,
  isOrdinaryForm,
  mailboxesAreSpared,
  manyAnswersStandOnce,
  nextIsHanded,
  noneIsSkipped,
  referralsAreMailed,
  referralsEndOnce,
} from './office-invariants.ts';
import { dangerIsHeard, mailsAreTaken, scansAreTaken } from './post-invariants.ts';
import { hmac } from './story.ts';

// What must hold when a history has come to rest. The models in test/models assert those that span two writes, by the
// same names.

const short = (code: string) => code.slice(-4);
const codesOf = (contacts: readonly ContactAccepted[]) => [...new Set(contacts.map(({ code }) => code))];

/** Every accepted contact is in one case, once; what its sender gave up is there once at most. */
function registeredOnce({ contacts, givenUp, cases }: Rest): string[] {
  const where = [...cases.values()].flatMap((found) =>
    eventsOf(found).flatMap((event) => (event.type === 'ContactReceived' ? [event.contact ?? found.code] : [])),
  );
  const promised = codesOf(contacts);
  return [...promised, ...codesOf(givenUp)].flatMap((code) => {
    const times = where.filter((each) => each === code).length;
    const isRight = times === 1 || (times === 0 && !promised.includes(code));
    return isRight ? [] : [`${short(code)} is registered ${times} times`];
  });
}

/** Each offered file is settled once, by its content, and is kept where it is part of a case; uploads are gone. */
function filesAreSettled({ cases, world: { files, uploads } }: Rest): string[] {
  return [...cases.values()].flatMap(({ state }) =>
    state.erased
      ? []
      : [...new Set(state.attachments.offered)].flatMap((attachment) => {
          const told = [...state.attachments.attached, ...state.attachments.refused].filter(
            (one) => one === attachment,
          );
          const isAttached = state.attachments.attached.includes(attachment);
          return [
            ...(told.length === 1 ? [] : [`a file was settled ${told.length} times`]),
            ...(isAttached === isPicture(attachment)
              ? []
              : [`a ${isAttached ? 'page' : 'picture'} was taken for another`]),
            ...(isAttached && !files.has(attachment) ? ['a file of a case is not kept'] : []),
            ...(uploads.has(attachment) ? ['an upload stays'] : []),
          ];
        }),
  );
}

/** What was registered from the inbox is gone from there. */
const inboxIsEmpty = ({ world: { inbox } }: Rest): string[] => [...inbox.keys()].map((key) => `${short(key)} stays`);

const chainsHold = ({ cases }: Rest): string[] =>
  [...cases.values()].flatMap(({ code, entries }) =>
    firstBrokenLink(entries, sha256) === undefined ? [] : [short(code)],
  );

/** The protocol's batches chain, no contact has two numbers, and every instance has one that its case knows. */
function protocolIsSound({ contacts, cases, batches }: Rest): string[] {
  const broken = batches.flatMap((batch, place) => brokenBatch(batches[place - 1], batch, sha256) ?? []);
  const numbered = batches.flatMap(entriesOf).map(registeredThing);
  const twice = numbered.filter((contact, place) => numbered.indexOf(contact) !== place);
  const instances = codesOf(contacts.filter(({ contact }) => contact.kind === 'instance'));
  const known = [...cases.values()].flatMap(({ code, state }) => [
    ...state.protocol.map(({ contact }) => contact),
    ...state.answers.flatMap(({ answer, protocol }) =>
      protocol === undefined ? [] : [registeredThing({ contact: code, answer })],
    ),
  ]);
  return [
    ...broken.map((why) => `the protocol: ${JSON.stringify(why)}`),
    ...twice.map((contact) => `${short(contact)} has two numbers`),
    ...instances.filter((code) => !numbered.includes(code)).map((code) => `${short(code)} has no number`),
    ...numbered
      .filter((code) => !known.includes(code))
      .map((code) => `the case of ${short(code)} does not know its number`),
  ];
}

/** A case that joined another is known there, and whoever follows joins comes to an end. */
function joinsAreKnownOnBothSides({ cases }: Rest): string[] {
  return [...cases.values()].flatMap(({ code, state: { joinedTo } }) => {
    if (joinedTo === undefined) return [];
    if (!cases.get(joinedTo)?.state.joined.includes(code))
      return [`${short(code)} joined ${short(joinedTo)}, which does not know`];
    const seen = [code];
    for (let next: string | undefined = joinedTo; next !== undefined; next = cases.get(next)?.state.joinedTo) {
      if (seen.includes(next)) return [`${short(code)} is in a circle of joins`];
      seen.push(next);
    }
    return [];
  });
}

/**
 * A call that was promised is owed or was made: by the contact's case, or by the one that took it in while its own was
 * due.
 */
function callBackIsOwedOrMade({ contacts, cases }: Rest): string[] {
  return codesOf(contacts.filter(({ callBackDueAt }) => callBackDueAt !== undefined)).flatMap((code) => {
    const own = cases.get(code)?.state;
    const isAnswered = own?.contacts.some(({ contact, call }) => contact === code && call?.outcome === 'answered');
    if (own === undefined || own.callBack !== undefined || own.erased || isAnswered) return [];
    const holder = own.calledBackThere ? cases.get(own.joinedTo ?? '') : undefined;
    if (holder === undefined) return [`the call promised to ${short(code)} is owed nowhere (${own.stage})`];
    const events = eventsOf(holder);
    const taken = events.findIndex((event) => event.type === 'CaseJoined' && event.caseId === code);
    const before = caseOf([{ at: holder.entries[0]?.at ?? '', events: events.slice(0, taken) }]);
    return isCallBackDue(before) ? [] : [`${short(code)} joined a turn that was over`];
  });
}

/**
 * Nobody's case is closed for a call elsewhere once they were reached or somebody had it in hand, nor an urgent one.
 */
const whatIsInHandStays = ({ cases }: Rest): string[] =>
  [...cases.values()].flatMap((found) => {
    const events = eventsOf(found);
    const joined = events.findIndex((event) => event.type === 'JoinedTo' && event.by === 'sportello');
    if (joined < 0) return [];
    const before = caseOf([{ at: found.entries[0]?.at ?? '', events: events.slice(0, joined) }]);
    const isFree =
      before.stage !== 'none' &&
      before.callBack?.state === 'due' &&
      !before.urgent &&
      before.stage !== 'taken-in-charge';
    return isFree ? [] : [`${short(found.code)} was joined away by the machine`];
  });

/**
 * One call is due to a caller for a kind, but for cases that are not closed for another's call, and those that staff
 * were about to join the other way round: they were told that it was refused, and both calls stay owed.
 */
function oneTurnACaller({ contacts, cases }: Rest): string[] {
  const due = [...cases.values()].filter(
    ({ state }) =>
      isCallBackDue(state) &&
      !state.urgent &&
      !state.formal &&
      !state.history.some(({ stage }) => stage === 'taken-in-charge'),
  );
  const askers = Map.groupBy(due, ({ code, state }) => {
    const category = contacts.find((contact) => contact.code === code)?.contact.category;
    return `${state.contactPoints.phone}|${state.kind}|${category}`;
  });
  return [...askers.values()]
    .filter((found) => found.length > 1 && !found.some((one) => found.some((other) => isHalfJoined(one, other))))
    .map((found) => `calls are due to one caller in ${found.map(({ code }) => short(code)).join(', ')}`);
}

/** Whether staff began to join `other` to `one`, and were refused the second half. */
const isHalfJoined = (one: Found, other: Found): boolean =>
  eventsOf(one).some(
    (event) => event.type === 'CaseJoined' && event.caseId === other.code && event.by !== 'sportello',
  ) && other.state.joinedTo !== one.code;

/** A declaration that stands was answered 201, unless no answer came at all; one that was answered 201 stands. */
async function whatStandsWasAnswered({ world, officers }: Rest): Promise<string[]> {
  const standing = new Set(
    (await world.ledger.read()).flatMap(({ event }) => ('reason' in event ? [event.reason] : [])),
  );
  return officers.asked.flatMap(({ reason, heard }) => {
    if (standing.has(reason))
      return heard === undefined || heard === 201 ? [] : [`«${reason}» stands, answered ${heard}`];
    return heard === 201 ? [`«${reason}» was answered 201 and does not stand`] : [];
  });
}

/** Who gave an address is mailed the receipt, each number, and that calls reached nobody. */
const citizensAreMailed = ({ world: { mails, receiptsLeft }, cases }: Rest): string[] =>
  [...cases.values()].flatMap((found) => {
    if (found.state.contactPoints.email === undefined || found.state.erased) return [];
    const [opened] = found.entries;
    const asks = opened !== undefined && openEntry(opened).some(({ type }) => type === 'CallBackAsked');
    const due = [
      // Of ordinary receipts of forms some are withheld, where their mailbox has had its share.
      ...(receiptsLeft !== undefined && isOrdinaryForm(found) ? [] : [asks ? 'receipt with a call' : 'receipt']),
      ...(found.state.protocol.length > 0 ? ['number'] : []),
      ...(found.state.callBack?.state === 'given-up' ? ['reached nobody'] : []),
    ];
    return due
      .filter((mail) => !mails.includes(`${mail} ${found.code}`))
      .map((mail) => `${short(found.code)} got no ${mail}`);
  });

/** A case is one person's: another takes it where nobody has it, where its time is over, or from them, naming them. */
const oneOwner = ({ cases }: Rest): string[] =>
  [...cases.values()].flatMap(({ code, entries }) =>
    entries.flatMap((entry, place) => {
      const taken = openEntry(entry).find((event) => event.type === 'TakenInCharge');
      const before = caseOf(openEntries(entries.slice(0, place)));
      if (taken === undefined || before.stage === 'none' || before.owner === undefined) return [];
      const { until, by } = before.owner;
      const isFree = taken.over !== undefined || (until !== undefined && instantOf(until) <= instantOf(entry.at));
      return isFree ? [] : [`${short(code)} was ${by}'s when ${taken.by} took it`];
    }),
  );

/** The words that an act of the desk added to a case. */
function wordsAdded({ entries }: Found): string[] {
  return entries.flatMap((entry) =>
    openEntry(entry).flatMap((event) => ('personal' in event && event.personal?.message) || []),
  );
}

/** An act that was answered 201 stands, one that was sent again stands once, whatever became of its answers. */
function deskActsStandOnce({ operators, cases }: Rest): string[] {
  const saying = ['note', 'answer', 'forward', 'ask-citizen', 'answer-ask'];
  return operators.asked.flatMap(({ code, text, act, heard }) => {
    const found = cases.get(code);
    if (found === undefined || found.state.erased || !saying.includes(act)) return [];
    const times = wordsAdded(found).filter((words) => words === text).length;
    if (times > 1) return [`${act} «${text}» stands ${times} times`];
    return heard === 201 && times === 0 ? [`${act} «${text}» was answered 201 and does not stand`] : [];
  });
}

/**
 * Each answer of the desk left or was taken back, never both. One by mail that left is in the mail queue, no more often
 * than the queue of answers gave it out and the SDK asked twice; what was taken back is not there at all.
 */
const answersLeave = ({ cases, world: { mails, givenOut } }: Rest): string[] =>
  [...cases.values()].flatMap((found) =>
    found.state.answers.flatMap(({ answer, channel, state }) => {
      if (answer === undefined || (channel !== 'mail' && channel !== 'page')) return [];
      const sent = eventsOf(found).filter((event) => event.type === 'AnswerSent' && event.answer === answer).length;
      const mailed = mails.filter((mail) => mail === `answer ${answer} ${found.code}`).length;
      const most = 2 * (givenOut.get(answer) ?? 0);
      return [
        ...(state === 'to-leave' ? [`an answer of ${short(found.code)} never left`] : []),
        ...(sent > 1 ? [`an answer of ${short(found.code)} left ${sent} times`] : []),
        ...(state === 'withheld' && sent + mailed > 0
          ? [`an answer of ${short(found.code)} was taken back and left`]
          : []),
        ...(state === 'sent' && channel === 'mail' && mailed === 0 && !found.state.erased
          ? [`an answer of ${short(found.code)} is lost`]
          : []),
        ...(mailed > most ? [`an answer of ${short(found.code)} is mailed ${mailed} times`] : []),
      ];
    }),
  );

/** The worklist shows what one that is made anew from the register shows. */
async function worklistIsTheRegister({ world: { register, worklist } }: Rest): Promise<string[]> {
  const anew = memoryWorklist();
  await listAll({ register, worklist: anew, hmac });
  return (await shown(anew)) === (await shown(worklist)) ? [] : ['the worklist is not what the register tells'];
}

const lanes = [...new Set(['urgent', ...protezioneCivile.kinds.map(({ lane }) => lane)])];
async function shown({ readPlace }: Worklist): Promise<string> {
  const places = lanes.flatMap((lane) => Array.from({ length: 8 }, (_, shard) => placeIn(lane, shard)));
  const items = await Promise.all(places.map((place) => readPlace(place, undefined, 1000)));
  return JSON.stringify(items.flat().sort((one, other) => (one.caseId < other.caseId ? -1 : 1)));
}

/** The statistics say what somebody counts who reads the register from its beginning to its end. */
async function statisticsAreTheRegister({ world: { figures }, office, cases }: Rest): Promise<string[]> {
  if (office === undefined) return [];
  const slowly = sumOf([...cases.values()].map(({ entries }) => caseFigures(openEntries(entries), protezioneCivile)));
  const { shown: count } = await figures.counts();
  const wrong = await Promise.all(
    Object.keys(slowly).map(async (month) => {
      const kept = await figures.month(count, month);
      const names = new Set([...Object.keys(kept), ...Object.keys(slowly[month] ?? {})]);
      return [...names]
        .filter((name) => (kept[name] ?? 0) !== (slowly[month]?.[name] ?? 0))
        .map((name) => `${name} of ${month} is ${kept[name] ?? 0}, counted slowly ${slowly[month]?.[name] ?? 0}`);
    }),
  );
  return wrong.flat();
}

/** The invariants by name; each gives what breaks it. */
export const invariants: Record<string, (rest: Rest) => string[] | Promise<string[]>> = {
  registeredOnce,
  filesAreSettled,
  inboxIsEmpty,
  chainsHold,
  protocolIsSound,
  joinsAreKnownOnBothSides,
  callBackIsOwedOrMade,
  whatIsInHandStays,
  oneTurnACaller,
  whatStandsWasAnswered,
  citizensAreMailed,
  oneOwner,
  deskActsStandOnce,
  answersLeave,
  closedIsOver,
  nextIsHanded,
  noneIsSkipped,
  referralsEndOnce,
  referralsAreMailed,
  manyAnswersStandOnce,
  erasedIsGone,
  mailboxesAreSpared,
  mailsAreTaken,
  scansAreTaken,
  dangerIsHeard,
  worklistIsTheRegister,
  statisticsAreTheRegister,
};

/** What is broken in a world at rest, each with the invariant's name. */
export async function brokenInvariants({
  isSettled,
  unexpected,
  ...seen
}: Pick<Rest, 'world' | 'contacts' | 'givenUp' | 'officers' | 'operators' | 'office' | 'now' | 'posted'> & {
  isSettled: boolean;
  unexpected: readonly Error[];
}): Promise<string[]> {
  const cases = new Map<string, Found>();
  for await (const entries of seen.world.register.all()) {
    const code = entries[0]?.caseId ?? '';
    const state = caseOf(openEntries(entries));
    if (state.stage !== 'none') cases.set(code, { code, entries, state });
  }
  const rest = { ...seen, cases, batches: await batchesOf(seen.world.protocol) };
  const broken = await Promise.all(
    Object.entries(invariants).map(async ([name, find]) => (await find(rest)).map((what) => `${name}: ${what}`)),
  );
  return [
    ...(isSettled ? [] : ['everythingSettles: a message still comes back']),
    ...unexpected.map((error) => `nothingUnexpected: ${error.stack?.split('\n').slice(0, 3).join(' ')}`),
    ...broken.flat(),
  ];
}

async function batchesOf(protocol: Protocol): Promise<ProtocolBatch[]> {
  const found: ProtocolBatch[] = [];
  for (let year: number | undefined = 0; year !== undefined; year = found.at(-1)?.continuesIn) {
    const known = found.length;
    for await (const page of protocol.batches(year, 1)) found.push(...page);
    if (found.length === known) break;
  }
  return found;
}
