import type { Consent, Outcome, RatingScale } from '../../contracts/desk-event.ts';
import type { Channel } from '../../contracts/kind.ts';
import { instantOf } from '../hours/zone.ts';
import type { EventOf } from './case.ts';
import type { HouseholdOfCase } from './household.ts';

// What the desk keeps of a case beside its public stage. Texts are the personal parts, and go with them.

/**
 * Who has a case: since when, and until when unless they do something with it (`lease` milliseconds anew); `given` is
 * who gave it to them, until they do.
 */
export type Owner = {
  by: string;
  subject?: string;
  since: string;
  until?: string;
  lease?: number;
  given?: string;
};

/** What an expert group owes: open until it answered, or until nobody waits for it any more. */
export type Ask = {
  ask: string;
  to: string;
  by: string;
  subject?: string;
  at: string;
  dueAt?: string;
  direct: boolean;
  state: 'open' | 'answered' | 'withdrawn';
  overdue: boolean;
  text?: string;
  answered?: { by: string; subject?: string; at: string; text?: string };
};

/** What another administration was asked to do: somebody owes something while it is `sent` or `acknowledged`. */
export type Referral = {
  referral: string;
  to: string;
  office?: string;
  by: string;
  subject?: string;
  at: string;
  acknowledgeBy?: string;
  answerBy?: string;
  shares: NonNullable<EventOf<'Referred'>['shares']>;
  state: 'sent' | 'acknowledged' | 'answered' | 'refused' | 'returned';
  /** Since when it is in that state. */
  since: string;
  competent?: string;
  because?: EventOf<'ReferralReturned'>['because'];
  /** Which link opens it to the administration, and until when, once the first was renewed. */
  link?: number;
  linkEndsAt?: string;
  /** Where it was sent. */
  email?: string;
  text?: string;
  answer?: string;
};

/** An answer of the desk: out once it was sent, and with its citizen unless it bounced. */
export type AnswerOfCase = {
  answer: string;
  by: string;
  subject?: string;
  at: string;
  channel: NonNullable<EventOf<'Answered'>['channel']>;
  final: boolean;
  state: 'to-leave' | 'sent' | 'withheld' | 'bounced';
  /** Why it did not leave, where it was withheld. */
  because?: EventOf<'AnswerWithheld'>['because'];
  /** From when on it leaves; a letter or a PEC waits for somebody to say that it left. */
  leavesAt?: string;
  /** It leaves once a supervisor has read it. */
  held?: true;
  sentAt?: string;
  batch?: string;
  /** Its outgoing protocol number: from then on it leaves. */
  protocol?: { year: number; number: number };
  /** That number was cancelled; it stands on the register. */
  cancelled?: true;
  attachments: readonly string[];
  /** Pages that were put into it, each as `kind/id@version`. */
  articles?: readonly string[];
  template?: { id: string; version: number };
  /** The text, given before, that it says to hold no longer. */
  corrects?: string;
  /** The address that it goes to. */
  to?: string;
  text?: string;
};

/** A stretch in which a clock of the case stands still: until `to`, once it is over. */
export type PauseOfCase = {
  clock: EventOf<'ClockPaused'>['clock'];
  reason: EventOf<'ClockPaused'>['reason'];
  by: string;
  from: string;
  until: string;
  to?: string;
  because?: EventOf<'ClockResumed'>['because'];
};

/** A call that is owed because a text that the citizen was given holds no longer. */
export type CorrectionCall = {
  corrects: string;
  at: string;
  batch?: string;
  by?: string;
  subject?: string;
  state: 'due' | 'reached' | 'given-up' | 'withdrawn';
};

/** By what act a case is kept, whatever retention or erasure would have of it, and until when. */
export type Hold = Pick<EventOf<'HoldSet'>, 'act' | 'authority' | 'incident' | 'until'> & { by: string; at: string };

/** The hold of a case that runs at an ISO instant. */
export const holdAt = ({ hold }: Pick<DeskFacts, 'hold'>, at: string): Hold | undefined =>
  hold !== undefined && instantOf(hold.until) > instantOf(at) ? hold : undefined;

/** What the desk knows and does, apart from the stage that the citizen sees. */
export type DeskFacts = {
  owner?: Owner;
  asks: readonly Ask[];
  referrals: readonly Referral[];
  answers: readonly AnswerOfCase[];
  pauses: readonly PauseOfCase[];
  /** Calls that are owed, or were, because what was given holds no longer. */
  correctionCalls: readonly CorrectionCall[];
  /** Since when the citizen has spoken and nobody has answered. */
  spokeSince?: string;
  /** What a second person found of the latest answer. */
  review?: { by: string; subject?: string; at: string; right: boolean };
  closedAt?: string;
  outcome?: Outcome;
  /** The incident that it is one case of. */
  incident?: string;
  /** The household of an event whose page it stands on, while its person agrees. */
  household?: HouseholdOfCase;
  /** The act by which it is kept past its time. */
  hold?: Hold;
  /** The closed case that it goes on from. */
  follows?: string;
  /** The case that goes on from it, where it was closed too long ago. */
  followedBy?: string;
  /** Contacts that go on in a case of their own. */
  splitOff: readonly { contact: string; to: string; at: string }[];
  /** What its citizen says of each answer, on each scale: the last word. */
  ratings?: readonly { answer?: string; scale: RatingScale; value: number }[];
  /** What its citizen has allowed, or allows no more. */
  consents: Readonly<Partial<Record<Consent, boolean>>>;
  /** To whom the danger that was heard last was handed over. */
  rescue?: { to: EventOf<'HandedToRescue'>['to']; at: string; by: string; subject?: string };
};

/** The facts of a case that nobody has touched. */
export const untouched = (): DeskFacts => ({
  asks: [],
  referrals: [],
  answers: [],
  pauses: [],
  correctionCalls: [],
  splitOff: [],
  consents: {},
});

export const openAsks = ({ asks }: DeskFacts): Ask[] => asks.filter(({ state }) => state === 'open');
/** Whether somebody of the experts is late with what they owe. */
export const isExpertLate = (state: DeskFacts): boolean => openAsks(state).some(({ overdue }) => overdue);
export const isReferralOpen = ({ state }: Referral): boolean => state === 'sent' || state === 'acknowledged';
export const openReferrals = ({ referrals }: DeskFacts): Referral[] => referrals.filter(isReferralOpen);
export const runningPauses = ({ pauses }: DeskFacts): PauseOfCase[] => pauses.filter(({ to }) => to === undefined);
export const unsentAnswers = ({ answers }: DeskFacts): AnswerOfCase[] =>
  answers.filter(({ state }) => state === 'to-leave');

/** Whether an answer waits for a supervisor to read it. */
export const isHeld = ({ held, state }: Pick<AnswerOfCase, 'held' | 'state'>): boolean =>
  held === true && state === 'to-leave';

/** Ways by which an answer goes in writing: to an instance it has an outgoing protocol number then. */
const written: ReadonlySet<AnswerOfCase['channel']> = new Set(['mail', 'page', 'letter', 'pec']);

/** Whether an answer of a case waits for its outgoing number (CAD art. 40-bis; DPR 445/2000 art. 53). */
export const lacksNumber = (
  { formal }: { formal: boolean },
  { channel, protocol }: Pick<AnswerOfCase, 'channel' | 'protocol'>,
): boolean => formal && protocol === undefined && written.has(channel);

/** Whether two are the same person: by subject where both have one, as acts of before have none. */
export const isSamePerson = (
  one: { by: string; subject?: string | undefined },
  other: { by: string; subject?: string | undefined },
): boolean =>
  one.subject !== undefined && other.subject !== undefined ? one.subject === other.subject : one.by === other.by;

/** The answer that its citizen has, the latest; what was answered before answers had an id has its author alone. */
export const latestAnswer = (
  state: DeskFacts & ({ stage: string; by?: string } | { stage: string }),
): { by: string; subject?: string } | undefined =>
  state.answers.findLast((answer) => answer.state === 'sent' && answer.final) ??
  (state.stage === 'answered' && 'by' in state && state.by !== undefined ? { by: state.by } : undefined);

/** Files that came with answers of the desk, and with no contact of the citizen. */
export const filesOfAnswers = ({ answers }: Pick<DeskFacts, 'answers'>): ReadonlySet<string> =>
  new Set(answers.flatMap(({ attachments }) => attachments));

/** Channels whose answers were given as they were recorded. */
export const saidAlready: ReadonlySet<Channel | 'mail' | 'page'> = new Set(['phone', 'in-person'] as const);
