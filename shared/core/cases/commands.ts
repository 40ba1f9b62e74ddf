import type { CallFacts } from '../../contracts/arrival.ts';
import type { CaseEvent } from '../../contracts/case-event.ts';
import type { DangerKind } from '../../contracts/danger.ts';
import type { PersonalPart } from '../../contracts/event-members.ts';
import type { HeardDanger } from '../danger/danger.ts';
import type { ContactPoints, EventOf } from './case.ts';
import type { DeskCommands, DeskRefusal } from './desk-commands.ts';

type AttachedDocument = Omit<EventOf<'AttachmentAttached'>, 'type'>;
type CallBackDue = { contact: string; dueAt: string };
export type Sorted = NonNullable<EventOf<'DocumentRead'>['sorted']>;

/** What somebody wants done with a case, in the imperative, with what each command needs to be decided. */
type Commands = DeskCommands & {
  OpenCase: {
    opened: Omit<EventOf<'CaseOpened'>, 'type'>;
    contact: Omit<EventOf<'ContactReceived'>, 'type'>;
    documents?: AttachedDocument[];
    callBack?: CallBackDue;
    /** The experts whom it is for, by their name, and by when they owe their answer. */
    asks?: { to: string; ask: string; dueAt: string };
  };
  ReceiveContact: {
    urgent: boolean;
    contact: Omit<EventOf<'ContactReceived'>, 'type'> & { contact: string };
    documents?: AttachedDocument[];
    callBack?: CallBackDue;
    /** A case that was closed before this instant is opened no more: the contact opens one that follows it. */
    reopens?: string;
  };
  UpdateCall: {
    contact: string;
    call: CallFacts;
    /** The caller's number and words and where they are recorded, as far as this record has them. */
    told?: PersonalPart;
    /** What its menu choices lead to, where they lead to a kind. */
    sorted?: Sorted;
    /** By when an answer is owed, where it says that one is. */
    firstAnswerDueAt?: string;
    urgent?: boolean;
    callBack?: CallBackDue;
    /** The call that is owed where other records tell that it was in vain. */
    ifMissed?: CallBackDue;
  };
  RecordCallBackAttempt: {
    by: string;
    subject?: string;
    outcome: EventOf<'CallBackTried'>['outcome'];
    attemptsAllowed: number;
    note?: string;
    /** Whoever was reached wants nothing more. */
    settled?: boolean;
  };
  /** Nobody calls back any more who only called in vain, and why. */
  GiveUpCallBack: { by: string; subject?: string; reason: string };
  /** The caller was answered in another call, at an ISO instant. */
  NoteCallerServed: { at: string };
  ReadDocument: {
    contact: string;
    by: string;
    subject?: string;
    read: PersonalPart;
    sorted?: Sorted;
    urgent?: boolean;
    /** Whether it takes the place of what was typed before. */
    corrects?: boolean;
    language?: 'it' | 'en' | 'de';
  };
  /** A case that stands asks for the call that its contact was promised. */
  AskCallBack: CallBackDue;
  AssignProtocol: { contact: string; year: number; number: number; assignedAt: string };
  CancelProtocol: { year: number; number: number; by: string; subject?: string; reason: string };
  /** `calledBackThere`: the other case calls the same person, so that the call owed here is owed there. */
  JoinTo: { caseId: string; by: string; subject?: string; reason: string; calledBackThere?: true };
  /** `inTurn`: only while the call-back of this case is due, which is then the joining one's too. */
  JoinCase: {
    caseId: string;
    by: string;
    subject?: string;
    inTurn?: true;
    /** When the caller of the joining one called in vain, who asked for nothing. */
    missedAt?: string;
    /** The case that joins, where staff join it: whose it is, and whether a danger of it is not settled. */
    joining?: { points: ContactPoints; dangerOpen: boolean };
  };
  /**
   * `danger`: what was heard in it; what is of level `lane` raises the case. `after`: how many messages its writer had
   * seen; a page that was sent twice adds nothing the second time.
   */
  AddMessage: {
    from: 'citizen' | 'desk';
    text: string;
    danger?: HeardDanger;
    after?: number;
    /** Where the case was closed before `since`, the message goes on in the case `caseId`. */
    late?: { since: string; caseId: string };
  };
  JudgeDanger: { by: string; judged: EventOf<'DangerJudged'>['judged']; kind: DangerKind; reason?: string };
  AttachAttachment: { checked: AttachedDocument };
  RefuseAttachment: { attachment: string; reason: EventOf<'AttachmentRefused'>['reason'] };
  ErasePersonalData: { reason: string; upToVersion: number };
};

/** The commands of the given types, all of them unless told otherwise. */
export type CaseCommand<T extends keyof Commands = keyof Commands> = { [K in T]: { type: K } & Commands[K] }[T];

/** Why a command cannot be carried out in the case's present state. */
export type CaseRefusal = {
  refused:
    | 'unknown-case'
    | 'already-open'
    | 'closed'
    | 'not-closed'
    | 'nothing-new'
    | 'not-answered'
    | 'no-call-back'
    | 'call-was-promised'
    | 'no-such-contact'
    | 'nothing-to-read'
    | 'nothing-to-correct'
    | 'erased'
    | 'no-such-number'
    | 'joined-elsewhere'
    /** It was closed too long ago, and another case goes on from it already. */
    | 'followed'
    | DeskRefusal;
};

/** The events that follow from a command, or why there are none. */
export type Decision = CaseEvent[] | CaseRefusal;
