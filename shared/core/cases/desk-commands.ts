import type { PersonalPart } from '../../contracts/event-members.ts';
import type { PersonFact } from '../../contracts/person-fact.ts';
import type { EventOf } from './case.ts';

/** Who does it; what the clock or a citizen does has nobody. */
export type Doer = { by?: string; subject?: string };
type Known = { by: string; subject?: string };
type ById<Name extends string> = { [N in Name]: string };
type Optional<E, Names extends keyof E> = { [N in Names]?: Exclude<E[N], undefined> };

/** What the desk does with a case; `at` is the ISO instant at which it is decided. */
export type DeskCommands = {
  /** `over`: why it is taken from whoever has it. */
  TakeInCharge: Known & Optional<EventOf<'TakenInCharge'>, 'how' | 'until'> & { at?: string; over?: string };
  /** The clock gives back what is past its time (`at`), or what somebody has whose shift is over (`of`, a subject). */
  Release: Doer & { because: Exclude<EventOf<'Released'>['because'], 'moved'>; at?: string; of?: string };
  /** `anybodys`: a supervisor gives what another has. */
  Give: Known & { to: Known; reason?: string; anybodys?: boolean };
  /** A fact about the person: noted, or taken away. */
  NoteFact: Known & { fact: PersonFact; reason: string };
  DropFact: Known & { fact: PersonFact; reason: string };
  AddNote: Known & { text: string; mentions?: string[] };
  Resort: Known &
    Optional<EventOf<'Resorted'>, 'kind' | 'category' | 'lane' | 'firstAnswerDueAt' | 'retentionDays' | 'formal'> & {
      place?: PersonalPart['place'];
      reason: string;
    };
  AskCitizen: Doer & Optional<EventOf<'CitizenAsked'>, 'channel' | 'until' | 'regularise'> & { question: string };
  SetHold: Known & Pick<EventOf<'HoldSet'>, 'act' | 'authority' | 'incident' | 'until'> & { at: string };
  LiftHold: Known & Pick<EventOf<'HoldLifted'>, 'act'>;
  PauseClock: Known & Pick<EventOf<'ClockPaused'>, 'clock' | 'reason' | 'until'> & { at: string; note?: string };
  ResumeClock: Doer & Pick<EventOf<'ClockResumed'>, 'clock' | 'because'>;
  Forward: Doer & Optional<EventOf<'Forwarded'>, 'ask' | 'dueAt' | 'direct'> & { to: string; question?: string };
  AnswerAsk: Known & ById<'ask' | 'text'>;
  WithdrawAsk: Known & ById<'ask'> & { reason?: string };
  MarkAskOverdue: ById<'ask' | 'at'>;
  Refer: Doer &
    Optional<EventOf<'Referred'>, 'referral' | 'office' | 'acknowledgeBy' | 'answerBy' | 'shares'> & {
      to: string;
      email?: string;
      text?: string;
    };
  AcknowledgeReferral: Doer & ById<'referral'>;
  AnswerReferral: Doer & ById<'referral' | 'text'>;
  RefuseReferral: Doer & ById<'referral' | 'reason'> & { competent?: string };
  ReturnReferral: Doer & ById<'referral'> & Pick<EventOf<'ReferralReturned'>, 'because'> & { text?: string };
  /** `email`: where the link goes from now on. */
  RenewReferral: Known & ById<'referral' | 'endsAt'> & { email?: string };
  /** `to`: the address that it goes to. Without an id it is out at once, as answers of before. */
  Answer: Known &
    Optional<
      EventOf<'Answered'>,
      | 'answer'
      | 'channel'
      | 'final'
      | 'leavesAt'
      | 'held'
      | 'template'
      | 'articles'
      | 'attachments'
      | 'batch'
      | 'from'
      | 'corrects'
    > & { text: string; to?: string };
  /** The citizen is to be called, whom a number alone reaches: what they were given holds no longer. */
  OweCorrection: Known & ById<'contact' | 'dueAt' | 'corrects' | 'batch' | 'text'>;
  /** Nobody is called for it after all, where nobody has been. */
  WithdrawCorrection: Known & ById<'batch'>;
  /** `beforehand`: one to many that this case may still be given, which it then is not. */
  WithholdAnswer: Doer & ById<'answer'> & Pick<EventOf<'AnswerWithheld'>, 'because'> & { beforehand?: true };
  /** A supervisor has read a held answer: it leaves, or it stays with words for whoever gave it. */
  JudgeHeldAnswer: Known & ById<'answer' | 'leavesAt'> & { right: boolean; note?: string };
  AssignAnswerProtocol: ById<'answer' | 'assignedAt'> & { year: number; number: number };
  /** What left, and as far as somebody says so, who: a letter that was posted. */
  MarkAnswerSent: Doer & ById<'answer'> & Optional<EventOf<'AnswerSent'>, 'messageId' | 'protocol'>;
  MarkAnswerBounced: ById<'answer'> & Pick<EventOf<'AnswerBounced'>, 'reason'> & { text?: string };
  /** `reason`: for the register, never a person's own words, which are the `note`. */
  Close: Doer & Optional<EventOf<'Closed'>, 'outcome' | 'firstContact'> & { reason?: string; note?: string };
  Reopen: Doer & { reason: string; because?: EventOf<'Reopened'>['because']; note?: string };
  Unjoin: Known & { caseId: string; reason: string };
  SplitOff: Known & ById<'contact' | 'to' | 'reason'>;
  GroupIn: Known & ById<'incident'> & { reason?: string };
  Ungroup: Known & ById<'incident'> & { reason?: string };
  HandToRescue: Known & Pick<EventOf<'HandedToRescue'>, 'to' | 'at'> & { spokeTo: string; reference?: string };
  AgreeNoDanger: Known;
  /** What somebody who was answered says of it, on one scale or several. */
  Rate: { ratings: readonly Pick<EventOf<'Rated'>, 'scale' | 'value'>[]; at: string };
  GiveConsent: Pick<EventOf<'ConsentGiven'>, 'to'>;
  WithdrawConsent: Pick<EventOf<'ConsentWithdrawn'>, 'to'>;
  /** Its person agrees that it stands on the page of a household, which is called so. */
  JoinHousehold: Known & Pick<EventOf<'HouseholdJoined'>, 'household' | 'event' | 'asked'> & { called?: string };
  LeaveHousehold: Known & ById<'household' | 'reason'>;
  /** `keeps`: the promise that this keeps. */
  VisitHousehold: Known & ById<'household' | 'on' | 'text'> & { keeps?: string };
  /** `again`: it is to be inspected again, by when. */
  InspectHousehold: Known &
    Pick<EventOf<'HouseholdInspected'>, 'household' | 'on' | 'outcome'> & {
      text: string;
      keeps?: string;
      again?: { promise: string; dueAt: string };
    };
  PromiseHousehold: Known & Pick<EventOf<'PromiseMade'>, 'household' | 'promise' | 'of' | 'dueAt'> & { text: string };
  EndPromise: Known & ById<'household' | 'promise' | 'text'> & { kept: boolean };
  Review: Known & Pick<EventOf<'Reviewed'>, 'criteria'> & { note?: string };
};

/** Why the desk cannot do it in the case's present state. */
export type DeskRefusal =
  /** Somebody else has the case. */
  | 'held-by-another'
  /** Whoever wants to give it back or on does not have it. */
  | 'not-yours'
  | 'no-such-ask'
  | 'no-such-referral'
  | 'no-such-answer'
  /** Nobody told where the administration is written to. */
  | 'no-address'
  | 'already-sent'
  /** It waits for a supervisor to read it. */
  | 'held'
  /** It waits for its outgoing protocol number. */
  | 'not-numbered'
  /** A file of it is not checked yet, or is not what it says. */
  | 'files-unchecked'
  | 'file-refused'
  /** An answer has not left yet. */
  | 'answer-unsent'
  /** Longer than the clock may stand still, or a second time where the law allows one. */
  | 'paused-too-long'
  | 'not-paused'
  | 'too-late-to-reopen'
  /** It was answered too long ago to say how that was. */
  | 'too-late-to-rate'
  /** Whoever gave an answer does not review it. */
  | 'own-answer'
  /** The two cases are of different persons. */
  | 'another-person'
  | 'not-joined'
  /** The case has one contact, or this is the one that opened it. */
  | 'nothing-to-split'
  /** A danger to life was heard, and nobody was told and nobody agreed that there was none. */
  | 'danger-not-handed-over'
  /** Whoever found that there was no danger does not agree with themselves. */
  | 'needs-another-person'
  /** Nobody found that there was none. */
  | 'not-judged'
  /** It stands on the page of no household, or of another. */
  | 'no-household'
  | 'in-another-household'
  /** The promise is not open. */
  | 'no-such-promise'
  /** The administration has not said that it has the referral. */
  | 'not-acknowledged'
  /** A placeholder of a template was left open. */
  | 'unresolved-variable';
