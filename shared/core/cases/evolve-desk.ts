import { instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { EventOf, KnownCase } from './case.ts';
import {
  type AnswerOfCase,
  type Ask,
  isHeld,
  isReferralOpen,
  isSamePerson,
  openAsks,
  openReferrals,
  type PauseOfCase,
  type Referral,
} from './desk-facts.ts';
import { atWork, factsAt, messagesWith, stillWaiting } from './stages.ts';

// What the acts of the desk make of a case; evolve.ts has the rest.

////////// Who has it

/** A case in somebody's hands; the stage says so unless somebody else is waited for. */
export function taken(state: KnownCase, event: EventOf<'TakenInCharge'>, at: string): KnownCase {
  if (state.stage === 'closed') return state;
  const { by, subject, until } = event;
  const lease = until === undefined ? undefined : Math.max(0, instantOf(until) - instantOf(at));
  const next = { ...state, owner: { by, since: at, ...present({ subject, until, lease }) } };
  const waits =
    state.stage === 'waiting-for-you' ||
    (state.stage === 'forwarded' && openAsks(state).length > 0) ||
    (state.stage === 'referred' && openReferrals(state).length > 0);
  if (waits) return next;
  return { ...factsAt(next, 'taken-in-charge', at), stage: 'taken-in-charge' };
}

export function released({ owner, ...state }: KnownCase, { by, to }: EventOf<'Released'>, at: string): KnownCase {
  const lease = owner?.lease;
  const until = lease === undefined ? undefined : isoOf(instantOf(at) + lease);
  const next: KnownCase =
    to === undefined || state.stage === 'closed'
      ? state
      : { ...state, owner: { by: to.by, since: at, given: by, ...present({ subject: to.subject, until, lease }) } };
  return next.stage === 'taken-in-charge' || (next.stage === 'registered' && to !== undefined)
    ? atWork(next, at)
    : next;
}

/** A case whose owner did something: it stays theirs for as long again, and is new to them no more. */
export function leaseRenewed(state: KnownCase, event: object, at: string): KnownCase {
  const { owner } = state;
  if (owner === undefined || !('by' in event) || typeof event.by !== 'string') return state;
  const subject = 'subject' in event && typeof event.subject === 'string' ? event.subject : undefined;
  if (!isSamePerson(owner, { by: event.by, subject })) return state;
  const { given: _seen, ...known } = owner;
  return {
    ...state,
    owner: owner.lease === undefined ? known : { ...known, until: isoOf(instantOf(at) + owner.lease) },
  };
}

////////// Sorting, questions, clocks

export function resorted(state: KnownCase, event: EventOf<'Resorted'>): KnownCase {
  const { kind, lane, firstAnswerDueAt, formal } = event;
  const opening = state.formalBy.opening || formal === true;
  const isFormal = { formal: state.formal || opening, formalBy: { ...state.formalBy, opening } };
  // Danger to life was heard already: sorting takes no case out of that lane.
  const sorted = present({ kind, firstAnswerDueAt });
  return { ...state, ...sorted, ...isFormal, lane: state.urgent ? state.lane : (lane ?? state.lane) };
}

export function citizenAsked(state: KnownCase, { personal }: EventOf<'CitizenAsked'>, at: string): KnownCase {
  const messages = messagesWith(state, personal, { from: 'desk', at });
  const question = personal?.message ?? '';
  return { ...factsAt(state, 'waiting-for-you', at), stage: 'waiting-for-you', messages, question };
}

export function clockPaused(state: KnownCase, event: EventOf<'ClockPaused'>, at: string): KnownCase {
  if (state.stage === 'closed') return state;
  const { clock, reason, by, until } = event;
  const others = state.pauses.map((pause) => (pause.clock === clock ? over(pause, at, 'staff') : pause));
  return { ...state, pauses: [...others, { clock, reason, by, from: at, until }] };
}

export const clockResumed = (state: KnownCase, { clock, because }: EventOf<'ClockResumed'>, at: string): KnownCase => ({
  ...state,
  pauses: state.pauses.map((pause) => (pause.clock === clock ? over(pause, at, because) : pause)),
});

/** A pause that is over; one that the clock ends was over when it was said to be. */
function over(pause: PauseOfCase, at: string, because: NonNullable<PauseOfCase['because']>): PauseOfCase {
  if (pause.to !== undefined) return pause;
  const isLate = instantOf(pause.until) < instantOf(at);
  return { ...pause, to: isLate ? pause.until : at, because };
}

////////// Experts and other administrations

export function forwarded(state: KnownCase, event: EventOf<'Forwarded'>, at: string): KnownCase {
  const { ask, to, by = '', subject, dueAt, direct = false, personal } = event;
  const text = personal?.message;
  const asked: Ask[] =
    ask === undefined || state.stage === 'closed'
      ? []
      : [{ ask, to, by, at, direct, state: 'open', overdue: false, ...present({ subject, dueAt, text }) }];
  const next = { ...state, asks: [...state.asks.filter((known) => known.ask !== ask), ...asked] };
  return state.stage === 'closed' ? next : { ...factsAt(next, 'forwarded', at), stage: 'forwarded', to };
}

const withAsk = (state: KnownCase, id: string, change: (ask: Ask) => Ask): KnownCase => ({
  ...state,
  asks: state.asks.map((ask) => (ask.ask === id && ask.state === 'open' ? change(ask) : ask)),
});

export function askAnswered(state: KnownCase, event: EventOf<'AskAnswered'>, at: string): KnownCase {
  const { by, subject, personal } = event;
  const answered = { by, at, ...present({ subject, text: personal?.message }) };
  return stillWaiting(
    withAsk(state, event.ask, (ask) => ({ ...ask, state: 'answered', answered })),
    at,
  );
}

export const askWithdrawn = (state: KnownCase, { ask }: EventOf<'AskWithdrawn'>, at: string): KnownCase =>
  stillWaiting(
    withAsk(state, ask, (open) => ({ ...open, state: 'withdrawn' })),
    at,
  );

export const askOverdue = (state: KnownCase, { ask }: EventOf<'AskOverdue'>): KnownCase =>
  withAsk(state, ask, (open) => ({ ...open, overdue: true }));

export function referred(state: KnownCase, event: EventOf<'Referred'>, at: string): KnownCase {
  const { referral, to, by = '', subject, office, acknowledgeBy, answerBy, shares = [], personal } = event;
  const members = present({
    subject,
    office,
    acknowledgeBy,
    answerBy,
    email: personal?.email,
    text: personal?.message,
  });
  const sent: Referral[] =
    referral === undefined || state.stage === 'closed'
      ? []
      : [{ referral, to, by, at, shares, state: 'sent', since: at, ...members }];
  const next = { ...state, referrals: [...state.referrals.filter((known) => known.referral !== referral), ...sent] };
  return state.stage === 'closed' ? next : { ...factsAt(next, 'referred', at), stage: 'referred', to };
}

function withReferral(state: KnownCase, id: string, at: string, change: Partial<Referral>): KnownCase {
  const referrals = state.referrals.map((referral) =>
    referral.referral === id && isReferralOpen(referral) ? { ...referral, ...change, since: at } : referral,
  );
  return stillWaiting({ ...state, referrals }, at);
}

export const referralAcknowledged = (state: KnownCase, { referral }: EventOf<'ReferralAcknowledged'>, at: string) =>
  withReferral(state, referral, at, { state: 'acknowledged' });

export const referralAnswered = (state: KnownCase, event: EventOf<'ReferralAnswered'>, at: string) =>
  withReferral(state, event.referral, at, { state: 'answered', ...present({ answer: event.personal?.message }) });

export function referralRefused(state: KnownCase, event: EventOf<'ReferralRefused'>, at: string): KnownCase {
  const { referral, competent, personal } = event;
  return withReferral(state, referral, at, { state: 'refused', ...present({ competent, answer: personal?.message }) });
}

export function referralReturned(state: KnownCase, event: EventOf<'ReferralReturned'>, at: string): KnownCase {
  const { referral, because, personal } = event;
  return withReferral(state, referral, at, { state: 'returned', because, ...present({ answer: personal?.message }) });
}

export const referralLinkRenewed = (state: KnownCase, event: EventOf<'ReferralLinkRenewed'>): KnownCase => ({
  ...state,
  referrals: state.referrals.map((known) =>
    known.referral === event.referral && isReferralOpen(known)
      ? { ...known, link: event.link, linkEndsAt: event.endsAt, ...present({ email: event.personal?.email }) }
      : known,
  ),
});

////////// Answers

/** An answer that was given: at once where it has no id, as before; else once it was sent. */
export function answered(known: KnownCase, event: EventOf<'Answered'>, at: string): KnownCase {
  const { review: _of, ...unreviewed } = known;
  const before: KnownCase = event.corrects === undefined ? unreviewed : known;
  const {
    by,
    subject,
    answer,
    channel = 'page',
    final = true,
    leavesAt,
    held,
    batch,
    attachments = [],
    articles,
    template,
    corrects,
    personal,
  } = event;
  if (answer === undefined) {
    const { spokeSince: _heard, ...state } = before;
    const messages = messagesWith(state, personal, { from: 'desk', at });
    return { ...factsAt(state, 'answered', at), stage: 'answered', messages, by };
  }
  // What holds no longer is told to those too with whom everything else is over.
  if (before.stage === 'closed' && corrects === undefined) return before;
  const kept = { subject, leavesAt, held, batch, articles, template, corrects };
  const members = present({ ...kept, to: personal?.email, text: personal?.message });
  const given: AnswerOfCase = { answer, by, at, channel, final, state: 'to-leave', attachments, ...members };
  const { offered } = before.attachments;
  const added = attachments.filter((file) => !offered.includes(file));
  return {
    ...before,
    ...(added.length > 0 && { attachments: { ...before.attachments, offered: [...offered, ...added] } }),
    answers: [...before.answers.filter((known) => known.answer !== answer), given],
  };
}

const withAnswer = (state: KnownCase, id: string, change: Partial<AnswerOfCase>): KnownCase => ({
  ...state,
  answers: state.answers.map((known) => (known.answer === id ? { ...known, ...change } : known)),
});

export const answerWithheld = (state: KnownCase, { answer, because }: EventOf<'AnswerWithheld'>): KnownCase =>
  state.answers.some((known) => known.answer === answer && known.state === 'to-leave')
    ? withAnswer(state, answer, { state: 'withheld', because })
    : state;

/** An answer that a supervisor has read: it leaves from then on. */
export function answerCleared(state: KnownCase, { answer, leavesAt }: EventOf<'AnswerCleared'>): KnownCase {
  const answers = state.answers.map((known): AnswerOfCase => {
    if (known.answer !== answer || !isHeld(known)) return known;
    const { held: _read, ...cleared } = known;
    return { ...cleared, leavesAt };
  });
  return { ...state, answers };
}

export const answerNumbered = (state: KnownCase, event: EventOf<'AnswerProtocolAssigned'>): KnownCase =>
  withAnswer(state, event.answer, { protocol: { year: event.year, number: event.number } });

export function answerSent(before: KnownCase, { answer }: EventOf<'AnswerSent'>, at: string): KnownCase {
  const sent = before.answers.find((known) => known.answer === answer);
  if (sent?.state !== 'to-leave') return before;
  const { spokeSince, ...quiet } = withAnswer(before, answer, { state: 'sent', sentAt: at });
  // A correction of ours answers nothing that the citizen has asked since.
  const state = sent.corrects === undefined ? quiet : { ...quiet, ...present({ spokeSince }) };
  const { protocol, attachments } = sent;
  const files = attachments.length === 0 ? undefined : attachments;
  const told = { from: 'desk', at, ...present({ protocol, files }) } as const;
  const messages = messagesWith(state, present({ message: sent.text }), told);
  if (!sent.final) return { ...state, messages };
  return { ...factsAt(state, 'answered', at), stage: 'answered', messages, by: sent.by };
}

/** An answer that came back: the case is at work again, unless it is over. */
export function answerBounced(before: KnownCase, { answer }: EventOf<'AnswerBounced'>, at: string): KnownCase {
  const bounced = before.answers.find((known) => known.answer === answer);
  if (bounced?.state !== 'sent' && bounced?.state !== 'to-leave') return before;
  const state = withAnswer(before, answer, { state: 'bounced' });
  return state.stage === 'answered' ? atWork(state, at) : state;
}

/** What a second person found of the latest answer: right where every criterion is met. */
export const reviewed = (state: KnownCase, event: EventOf<'Reviewed'>, at: string): KnownCase => {
  const { by, subject, criteria } = event;
  return { ...state, review: { by, at, right: criteria.every(({ met }) => met), ...present({ subject }) } };
};

////////// The end, and after it

/** A closed case: nobody has it, nobody owes it anything, and no clock of it stands still. */
export function closed(before: KnownCase, { reason, outcome }: EventOf<'Closed'>, at: string): KnownCase {
  const { owner: _gone, spokeSince: _heard, ...state } = before;
  const asks = state.asks.map((ask): Ask => (ask.state === 'open' ? { ...ask, state: 'withdrawn' } : ask));
  const answers = state.answers.map(
    (answer): AnswerOfCase => (answer.state === 'to-leave' ? { ...answer, state: 'withheld' } : answer),
  );
  const pauses = state.pauses.map((pause) => over(pause, at, 'closed'));
  const facts = { ...factsAt(state, 'closed', at), asks, answers, pauses, closedAt: at, ...present({ outcome }) };
  return { ...facts, stage: 'closed', reason };
}

export function reopened(before: KnownCase, _event: EventOf<'Reopened'>, at: string): KnownCase {
  const { closedAt: _closed, outcome: _was, ...state } = before;
  return { ...factsAt(state, 'registered', at), stage: 'registered' };
}

/** The case stands for itself again; one that was closed by the join is reopened by an event of its own. */
export function unjoined(before: KnownCase, { caseId }: EventOf<'Unjoined'>): KnownCase {
  const { joinedTo, ...state } = before;
  const joined = state.joined.filter((other) => other !== caseId);
  const turns = state.turns.filter((turn) => turn.caseId !== caseId);
  return { ...state, joined, turns, ...(joinedTo !== undefined && joinedTo !== caseId && { joinedTo }) };
}

export const splitOff = (state: KnownCase, { contact, to }: EventOf<'SplitOff'>, at: string): KnownCase => ({
  ...state,
  splitOff: [...state.splitOff, { contact, to, at }],
});

export function ungrouped(before: KnownCase, event: EventOf<'Ungrouped'>): KnownCase {
  const { incident, ...state } = before;
  return incident === undefined || incident === event.incident ? state : before;
}

export const handedToRescue = (state: KnownCase, event: EventOf<'HandedToRescue'>): KnownCase => {
  const { to, at, by, subject } = event;
  return { ...state, rescue: { to, at, by, ...present({ subject }) } };
};

/**
 * What the desk keeps once personal data was erased: that there was a question, a referral, an answer, without a word of
 * it. An answer without words cannot leave.
 */
export const withoutWords = ({
  asks,
  referrals,
  answers,
}: KnownCase): Pick<KnownCase, 'asks' | 'referrals' | 'answers'> => ({
  asks: asks.map(({ text: _asked, answered, ...ask }) => {
    const { text: _said, ...by } = answered ?? { by: '', at: '' };
    return { ...ask, ...(answered && { answered: by }) };
  }),
  referrals: referrals.map(({ text: _written, answer: _said, email: _address, ...referral }) => referral),
  answers: answers.map(({ text: _said, to: _address, ...answer }) =>
    answer.state === 'to-leave' ? { ...answer, state: 'withheld' } : answer,
  ),
});
