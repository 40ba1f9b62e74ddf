import type { CaseActName } from '../../../shared/contracts/case-act.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { unresolvedIn } from '../../../shared/core/answer-template.ts';
import { answerDueAt, expertsDueAt, suspensionOf, targetDueAt } from '../../../shared/core/cases/charter.ts';
import { deskRulesOf } from '../../../shared/core/cases/desk-rules.ts';
import { expertsNamed } from '../../../shared/core/cases/experts.ts';
import { longestPauseDays } from '../../../shared/core/hours/clocks.ts';
import { DAY, instantOf, isoOf } from '../../../shared/core/hours/zone.ts';
import { present } from '../../../shared/core/present.ts';
import { type ActGiven, type Asked, type BodyOf, isPast, wrong } from './asked-act.ts';
import { householdCommands } from './household-acts.ts';

// What each act that staff send asks of the case: bodies to commands. What the case's state allows, decideCase says.

/** Seconds in which an answer can be withheld before it leaves. */
export const withholdSeconds = 30;

/** Acts that are one command on one case; the others do more (case-acts.ts). */
export type PlainAct = Exclude<CaseActName, 'was-danger' | 'was-none' | 'split' | 'unjoin'>;

/** Until when somebody who takes a case at `at` has it, unless they do something with it. */
export const leaseFrom = (definition: PreparedService, at: string): string =>
  isoOf(instantOf(at) + deskRulesOf(definition).leaseMinutes * 60_000);

/** By when what begins now is owed by a target of the charter. */
const owedBy = (target: 'firstAnswer' | 'legalTerm', { definition, periods, at }: ActGiven) =>
  targetDueAt(definition.charter[target], { receivedAt: at, definition, periods });

function resort(body: BodyOf<'resort'>, given: ActGiven): Asked {
  const { kind, category, lane, place, reason } = body;
  const { definition, periods, state, doer } = given;
  const allowed = definition.kinds.find((known) => known.kind === kind);
  if (kind !== undefined && allowed === undefined) return wrong('/kind', 'must be a kind of this service');
  if (lane !== undefined && !definition.lanes.some((known) => known.lane === lane)) {
    return wrong('/lane', 'must be a lane of this service');
  }
  if (category !== undefined && !definition.categories.some((known) => known.category === category)) {
    return wrong('/category', 'must be a category of this service');
  }
  // Counted from the first arrival, however late it is seen what it is.
  const firstAnswerDueAt =
    allowed && answerDueAt({ kind: allowed.kind, receivedAt: state.receivedAt, definition, periods });
  // What has a protocol number keeps it.
  const formal = allowed?.formal === true && !state.formal ? true : undefined;
  const told = present({ address: place?.address, municipality: place?.municipality });
  return {
    type: 'Resort',
    ...doer,
    reason,
    ...present({
      kind,
      category,
      lane: lane ?? allowed?.lane,
      formal,
      firstAnswerDueAt,
      retentionDays: allowed?.retentionDays,
    }),
    ...(place && { place: told }),
  };
}

function refer(body: BodyOf<'refer'>, given: ActGiven): Asked {
  const { to, office, email, text, shares, acknowledgeBy, answerBy } = body;
  for (const [name, instant] of Object.entries({ acknowledgeBy, answerBy })) {
    if (instant !== undefined && isPast(instant, given.at)) return wrong(`/${name}`, 'must be in the future');
  }
  return {
    type: 'Refer',
    ...given.doer,
    to,
    referral: given.id,
    text,
    shares,
    ...present({
      office,
      email,
      acknowledgeBy: acknowledgeBy ?? owedBy('firstAnswer', given),
      answerBy: answerBy ?? owedBy('legalTerm', given),
    }),
  };
}

function recordReferral({ referral, said, text, competent }: BodyOf<'record-referral'>, { doer }: ActGiven): Asked {
  if (said === 'acknowledged') return { type: 'AcknowledgeReferral', ...doer, referral };
  if (said === 'withdrawn') return { type: 'ReturnReferral', ...doer, referral, because: 'withdrawn' };
  if (text === undefined) return wrong('/text', 'must say what the administration answered');
  return said === 'answered'
    ? { type: 'AnswerReferral', ...doer, referral, text }
    : { type: 'RefuseReferral', ...doer, referral, reason: text, ...present({ competent }) };
}

/** Days for which a new link opens a referral, unless the administration has answered by then. */
const linkDays = 30;

function renewReferral({ referral, email }: BodyOf<'renew-referral'>, { doer, at }: ActGiven): Asked {
  const endsAt = isoOf(instantOf(at) + linkDays * 86_400_000);
  return { type: 'RenewReferral', ...doer, referral, endsAt, ...present({ email }) };
}

function answer(body: BodyOf<'answer'>, { doer, id, at, state, held }: ActGiven): Asked {
  const { text, channel, final, template, articles, attachments, from } = body;
  const open = unresolvedIn(text);
  if (open.length > 0)
    return { errors: open.map((name) => ({ pointer: '/text', detail: `must say what {{${name}}} is` })) };
  const to = channel === 'mail' || channel === 'pec' ? state.contactPoints.email : undefined;
  if (channel === 'mail' && to === undefined) {
    return wrong('/channel', 'must be another way: no mail address of the citizen is known');
  }
  const leaves = channel === 'mail' || channel === 'page';
  const leavesAt = leaves ? isoOf(instantOf(at) + withholdSeconds * 1000) : undefined;
  return {
    type: 'Answer',
    ...doer,
    text,
    answer: id,
    channel,
    final,
    ...present({ to, leavesAt, held, template, articles, attachments, from }),
  };
}

function withdraw({ ask, reason }: BodyOf<'withdraw'>, { doer, state }: ActGiven): Asked {
  const isReferral = state.referrals.some(({ referral }) => referral === ask);
  return isReferral
    ? { type: 'ReturnReferral', ...doer, referral: ask, because: 'withdrawn' }
    : { type: 'WithdrawAsk', ...doer, ask, ...present({ reason }) };
}

function give({ to, reason }: BodyOf<'give'>, { doer, leads }: ActGiven): Asked {
  const person = { by: to.name, subject: to.subject };
  return { type: 'Give', ...doer, to: person, anybodys: leads, ...present({ reason }) };
}

function handToRescue({ to, at: told, spokeTo, reference }: BodyOf<'hand-to-rescue'>, { doer, at }: ActGiven): Asked {
  if (instantOf(told) > instantOf(at) + 60_000) return wrong('/at', 'must not be in the future');
  return { type: 'HandToRescue', ...doer, to, at: told, spokeTo, ...present({ reference }) };
}

function forward({ to, question, dueAt, direct }: BodyOf<'forward'>, given: ActGiven): Asked {
  if (dueAt !== undefined && isPast(dueAt, given.at)) return wrong('/dueAt', 'must be in the future');
  const group = expertsNamed(given.definition, to);
  const promised = group && expertsDueAt(group, given);
  const owed = present({ dueAt: dueAt ?? promised ?? owedBy('firstAnswer', given), direct });
  return { type: 'Forward', ...given.doer, to, ask: given.id, question, ...owed };
}

/** An interpreter is needed for a language; no other fact has one. */
function noteFact({ fact, language, reason }: BodyOf<'note-fact'>, { doer }: ActGiven): Asked {
  if ((fact === 'interpreter') === (language === undefined)) {
    const detail = fact === 'interpreter' ? 'must be there: the language, or the signs' : 'must be left out';
    return { errors: [{ pointer: '/language', detail }] };
  }
  return { type: 'NoteFact', ...doer, fact: { fact, ...present({ language }) }, reason };
}

function pause({ clock, reason, until, note }: BodyOf<'pause'>, { doer, at, state, definition }: ActGiven): Asked {
  const days = clock === 'legal-term' ? suspensionOf(state.kind, definition) : longestPauseDays;
  if (days === 0) return wrong('/clock', 'must be another: the law lets the term of this kind not be suspended');
  if (days < longestPauseDays && instantOf(until) - instantOf(at) > days * DAY)
    return wrong('/until', `must be within ${days} days: the law lets the term of this kind stand still no longer`);
  return { type: 'PauseClock', ...doer, clock, reason, until, at, ...present({ note }) };
}

function askCitizen(body: BodyOf<'ask-citizen' | 'ask-to-regularise'>, { doer, at }: ActGiven): Asked {
  const { question, until } = body;
  if (until !== undefined && isPast(until, at)) return wrong('/until', 'must be in the future');
  const regularise = body.act === 'ask-to-regularise' ? true : undefined;
  return { type: 'AskCitizen', ...doer, question, ...present({ until, regularise }) };
}

/** A letter was posted or came back; of a certified mail the provider's receipt says that it left, and nothing else does. */
function recordDispatch({ answer: id, outcome, reference }: BodyOf<'record-dispatch'>, given: ActGiven): Asked {
  if (outcome !== 'sent') return { type: 'MarkAnswerBounced', answer: id, reason: 'returned-by-post' };
  const isCertified = given.state.answers.some((known) => known.answer === id && known.channel === 'pec');
  if (isCertified && reference === undefined)
    return wrong('/reference', 'must be the identifier of the provider’s receipt');
  return { type: 'MarkAnswerSent', ...given.doer, answer: id, ...present({ messageId: reference }) };
}

/** One entry an act. */
const table: { [A in PlainAct]: (body: BodyOf<A>, given: ActGiven) => Asked } = {
  take: (_body, { doer, at, definition }) => ({
    type: 'TakeInCharge',
    ...doer,
    how: 'chosen',
    until: leaseFrom(definition, at),
    at,
  }),
  'take-over': ({ reason }, { doer, at, definition }) => ({
    type: 'TakeInCharge',
    ...doer,
    how: 'chosen',
    until: leaseFrom(definition, at),
    at,
    over: reason,
  }),
  release: (_body, { doer }) => ({ type: 'Release', ...doer, because: 'given-back' }),
  give,
  'hand-to-rescue': handToRescue,
  'not-danger': (_body, { doer }) => ({ type: 'AgreeNoDanger', ...doer }),
  note: ({ text, mentions }, { doer }) => ({ type: 'AddNote', ...doer, text, ...present({ mentions }) }),
  'note-fact': noteFact,
  'drop-fact': ({ fact, reason }, { doer }) => ({ type: 'DropFact', ...doer, fact: { fact }, reason }),
  resort,
  'ask-citizen': askCitizen,
  'ask-to-regularise': askCitizen,
  pause,
  resume: ({ clock }, { doer }) => ({ type: 'ResumeClock', ...doer, clock, because: 'staff' }),
  forward,
  'answer-ask': ({ ask, text }, { doer }) => ({ type: 'AnswerAsk', ...doer, ask, text }),
  withdraw,
  refer,
  'record-referral': recordReferral,
  'renew-referral': renewReferral,
  answer,
  withhold: ({ answer: id }, { doer }) => ({ type: 'WithholdAnswer', ...doer, answer: id, because: 'staff' }),
  'record-dispatch': recordDispatch,
  close: ({ outcome, firstContact, note }, { doer }) => ({
    type: 'Close',
    ...doer,
    outcome,
    ...present({ firstContact, note }),
  }),
  reopen: ({ reason }, { doer }) => ({
    type: 'Reopen',
    ...doer,
    reason: 'opened again by staff',
    because: 'staff',
    note: reason,
  }),
  group: ({ incident, reason }, { doer, id }) => ({
    type: 'GroupIn',
    ...doer,
    incident: incident ?? id,
    ...present({ reason }),
  }),
  ungroup: ({ reason }, { doer, state }) => ({
    type: 'Ungroup',
    ...doer,
    incident: state.incident ?? '',
    ...present({ reason }),
  }),
  ...householdCommands,
};

/** The command that an act is, or what is wrong about it, each with the member it is about. */
export const commandOf = <A extends PlainAct>(body: BodyOf<A>, given: ActGiven): Asked =>
  table[(body as { act: A }).act](body, given);
