import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { linksDue, referralNews } from '../../functions/citizen-mails/rules/referral-mail.ts';
import { takeNext } from '../../functions/desk/take-next.ts';
import { listAll } from '../../functions/worklist/list-cases.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { answerIdOfMany, answerOfMany } from '../../shared/core/cases/answer-to-many.ts';
import type { KnownCase } from '../../shared/core/cases/case.ts';
import { openAsks, openReferrals, runningPauses, unsentAnswers } from '../../shared/core/cases/desk-facts.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { openEntries, openEntry } from '../../shared/core/chain.ts';
import { instantOf } from '../../shared/core/hours/zone.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { memoryRegister } from '../stores/memory-register.ts';
import { memoryWorklist } from '../stores/memory-worklist.ts';
import { eventsOf, type Found, type Rest } from './at-rest.ts';
import { deskOf } from './people.ts';
import { hmac } from './story.ts';
import type { Ports } from './world.ts';

// What must hold of the next case, of referrals, of one answer to many and of erasures, when a history has come to rest.

const short = (code: string) => code.slice(-4);

/** A case that is closed waits for nobody: no ask, no pause, no answer that has not left; a referral goes on alone. */
export const closedIsOver = ({ cases }: Rest): string[] =>
  [...cases.values()].flatMap(({ code, state }) => {
    if (state.stage !== 'closed') return [];
    const open = openReferrals(state).filter((referral) => referral.state !== 'acknowledged');
    return [
      ...openAsks(state).map(() => `${short(code)} is closed and an expert owes an answer`),
      ...open.map(() => `${short(code)} is closed and a referral is open`),
      ...runningPauses(state).map(() => `${short(code)} is closed and a clock stands still`),
      ...unsentAnswers(state).map(() => `${short(code)} is closed and an answer has not left`),
    ];
  });

/** Whoever heard 201 was handed that case: as often as they heard it, it was taken by them from the list. */
export const nextIsHanded = ({ office, cases }: Rest): string[] =>
  [
    ...Map.groupBy(office?.pressed.filter(({ code }) => code) ?? [], ({ subject, code }) => `${subject} ${code}`),
  ].flatMap(([key, pressed]) => {
    const [subject, code = ''] = key.split(' ');
    const found = cases.get(code);
    const taken = (found === undefined ? [] : eventsOf(found)).filter(
      (event) => event.type === 'TakenInCharge' && event.how === 'next' && event.subject === subject,
    );
    return taken.length >= pressed.length ? [] : [`${short(code)} was handed to ${subject} and is not theirs`];
  });

/** Somebody who presses from here on, alone, is handed each case that waits, once. */
export async function noneIsSkipped({ office, world, cases, now }: Rest): Promise<string[]> {
  if (office === undefined) return [];
  const register = memoryRegister();
  for (const { entries } of cases.values()) for (const entry of entries) await register.append(entry);
  const worklist = memoryWorklist();
  await listAll({ register, worklist, hmac });
  const waiting = [...cases.values()].flatMap(({ code, state }) => (isWaiting(state, now) ? [code] : []));
  const officer = { subject: 'last', name: 'last' };
  const desk = { ...deskOf({ ...world, register, worklist } as unknown as Ports, now), officer };
  const handed: string[] = [];
  for (let presses = 0; presses < 20; presses += 1) {
    const asked = { headers: { 'content-type': 'application/json' }, body: '{"atWork":1}', isBase64Encoded: false };
    const reply = await takeNext(desk, asked as unknown as APIGatewayProxyEventV2);
    if (reply.status !== 201) break;
    handed.push(DeskCase.parse(reply.body).code);
    // What was taken is on the list a moment later.
    await listAll({ register, worklist, hmac });
  }
  return [
    ...waiting.filter((code) => !handed.includes(code)).map((code) => `${short(code)} waits and is handed to nobody`),
    ...handed.filter((code, place) => handed.indexOf(code) !== place).map((code) => `${short(code)} is handed twice`),
  ];
}

/** Whether it is the desk's turn, and nobody has the case. */
function isWaiting(state: KnownCase, now: Date): boolean {
  const { owner, stage, callBack, toBeRead, spokeSince, erased, asks } = state;
  if (erased || stage === 'closed') return false;
  if (owner !== undefined && (owner.until === undefined || instantOf(owner.until) > now.getTime())) return false;
  if (callBack?.state === 'due' || toBeRead || asks.some((ask) => ask.state === 'open' && ask.overdue)) return true;
  return stage === 'answered' ? spokeSince !== undefined : stage === 'registered' || stage === 'taken-in-charge';
}

const endings = ['ReferralAnswered', 'ReferralRefused', 'ReferralReturned'] as const;

/** A referral ends once, what its administration was told stands, and nobody owes anything past its time. */
export const referralsEndOnce = ({ office, cases, now }: Rest): string[] =>
  [...cases.values()].flatMap((found) => {
    const { code, state } = found;
    const events = eventsOf(found);
    const ends = events.flatMap((event) =>
      endings.some((type) => type === event.type) && 'referral' in event ? [event.referral] : [],
    );
    const late = openReferrals(state).filter(
      ({ state: is, acknowledgeBy, answerBy }) =>
        state.stage !== 'closed' &&
        [is === 'sent' ? acknowledgeBy : undefined, answerBy].some((at) => at && instantOf(at) < now.getTime()),
    );
    const told = (office?.partners ?? []).filter((one) => one.code === code && one.heard === 201);
    return [
      ...ends.filter((one, place) => ends.indexOf(one) !== place).map(() => `a referral of ${short(code)} ended twice`),
      ...late.map(() => `a referral of ${short(code)} is owed past its time`),
      ...told
        .filter(({ act, referral }) => act !== undefined && !hasTaken(events, act, referral))
        .map(({ act }) => `${act} of ${short(code)} was answered 201 and does not stand`),
    ];
  });

const eventOfAct = {
  acknowledge: 'ReferralAcknowledged',
  answer: 'ReferralAnswered',
  refuse: 'ReferralRefused',
  'give-back': 'ReferralReturned',
} as const;

const hasTaken = (events: ReturnType<typeof eventsOf>, act: keyof typeof eventOfAct, referral: string): boolean =>
  events.some((event) => event.type === eventOfAct[act] && 'referral' in event && event.referral === referral);

/** The link to an administration was mailed while it owes something, and the citizen was told each time. */
export const referralsAreMailed = ({ cases, world: { mails } }: Rest): string[] =>
  [...cases.values()].flatMap((found) => {
    const { code, state, entries } = found;
    if (state.erased) return [];
    const links = entries.flatMap((entry) => linksDue(state, openEntry(entry)));
    const news = entries.flatMap((entry) => referralNews(state, openEntry(entry)));
    return [
      ...links.map(({ referral, link }) => `link ${link} of ${referral.referral} ${code}`),
      ...news.map(({ referral, what }) => `referral ${what} ${referral} ${code}`),
    ].flatMap((mail) =>
      mails.includes(mail) ? [] : [`no ${mail.split(' ', 2).join(' ')} of ${short(code)} was mailed`],
    );
  });

/**
 * Of one answer to many each case has one at most; one that has not changed since the list was frozen has it; and once
 * it was taken back it leaves to nobody.
 */
export const manyAnswersStandOnce = ({ office, cases }: Rest): string[] =>
  (office?.many ?? []).flatMap(({ cases: list, batch, text, heard, leftBefore }) =>
    list.flatMap(({ code, version: seen }) => {
      const found = cases.get(code);
      if (found === undefined || batch === undefined) return [];
      const events = eventsOf(found);
      const given = events.filter((event) => event.type === 'Answered' && event.batch === batch).length;
      const answer = answerIdOfMany(batch, code, sha256);
      const hasLeft = events.some((event) => event.type === 'AnswerSent' && event.answer === answer);
      return [
        ...(given > 1 ? [`${short(code)} was given «${text}» ${given} times`] : []),
        ...(given === 0 && heard === 202 && !mayBePassedBy(found, seen, batch)
          ? [`${short(code)} was passed by with «${text}»`]
          : []),
        ...(hasLeft && leftBefore.get(code) === false
          ? [`«${text}» left to ${short(code)} after it was taken back`]
          : []),
      ];
    }),
  );

/** Whether a case of a list may have no answer: it is another by now, or could have had none then. */
function mayBePassedBy({ code, entries }: Found, seen: number, batch: string): boolean {
  if (entries.length !== seen) return true;
  const many = { batch, by: 'Bruno Neri', subject: 'supervisor-1', texts: { it: 'x' }, final: true, leavesAt: '' };
  const answer = answerIdOfMany(batch, code, sha256);
  return 'skip' in answerOfMany(caseOf(openEntries(entries)), { version: entries.length, seen, answer }, many);
}

/** Of what was erased nothing personal is left up to the entry that tells of it, nor a file of its own. */
export const erasedIsGone = ({ office, cases, world: { files, mailbox } }: Rest): string[] =>
  [...(office?.erased ?? [])].flatMap((code) => {
    const found = cases.get(code);
    if (found === undefined) return [];
    const told = eventsOf(found).findLast((event) => event.type === 'PersonalDataErased');
    const upTo = told?.type === 'PersonalDataErased' ? told.upToVersion : 0;
    const left = found.entries.filter(({ version, personal }) => personal !== undefined && version <= upTo);
    const covered = found.entries.filter(({ version }) => version <= upTo).flatMap((entry) => openEntry(entry));
    const originals = covered.flatMap((event) =>
      event.type === 'ContactReceived' && event.mail !== undefined ? [event.mail.original] : [],
    );
    // A file that is attached in the very moment comes after the erasure, as a word of that moment does.
    const attached = covered.flatMap((event) => (event.type === 'AttachmentAttached' ? [event.attachment] : []));
    return [
      ...(told === undefined ? [`${short(code)} does not tell that it was erased`] : []),
      ...left.map(({ version }) => `version ${version} of ${short(code)} still has its personal part`),
      ...attached.filter((file) => files.has(file)).map(() => `a file of ${short(code)} stays`),
      ...originals.filter((key) => mailbox.has(key)).map(() => `a mail of ${short(code)} stays`),
    ];
  });

/** Whether a case was opened by a form that speaks of no danger to life: its receipt is counted. */
export function isOrdinaryForm({ entries: [first] }: Found): boolean {
  const events = first === undefined ? [] : openEntry(first);
  const isForm = events.some((event) => event.type === 'ContactReceived' && event.channel === 'form');
  return isForm && !events.some((event) => event.type === 'CaseOpened' && event.urgent);
}

/** A mailbox is mailed the receipts of as many cases as it has room for, however often each was tried; and none less. */
export function mailboxesAreSpared({ world: { mails, receiptsLeft }, cases }: Rest): string[] {
  if (receiptsLeft === undefined) return [];
  const forms = [...cases.values()].filter(isOrdinaryForm);
  const owed = forms.filter(({ state }) => !state.erased).length;
  const mailed = new Set(mails.flatMap((mail) => (mail.startsWith('receipt') ? [mail.split(' ').at(-1)] : [])));
  const got = forms.filter(({ code }) => mailed.has(code)).length;
  const hadRoom = got < Math.min(receiptsLeft, owed);
  return [
    ...(got > receiptsLeft ? [`a mailbox with room for ${receiptsLeft} was mailed ${got} receipts`] : []),
    ...(hadRoom ? [`a mailbox had room for ${receiptsLeft}, and ${got} of ${owed} receipts were mailed`] : []),
  ];
}
