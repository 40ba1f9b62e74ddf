import type * as z from 'zod/mini';
import { AnswerTemplates, CaseTemplates } from '../answer-template.ts';
import { AnswerToMany, ManyView } from '../answer-to-many.ts';
import { AttachmentId, CallFacts, Document, MailFacts, PaperFacts } from '../arrival.ts';
import { AttachmentAsked, AttachmentUpload } from '../attachment.ts';
import { BoardAsked, BoardView } from '../board.ts';
import { CallOutView } from '../call-out.ts';
import { CallAccepted, CallRecords } from '../call-record.ts';
import { CallerAsked, CallerView } from '../caller.ts';
import { CaseActBody } from '../case-act.ts';
import { CaseEvent, RegisterEntry } from '../case-event.ts';
import { CaseHold, HeldCase } from '../case-hold.ts';
import {
  AddedMessage,
  CaseStatus,
  ConsentSaid,
  Conversation,
  RatingSaid,
  SecondFact,
  Stage,
  StatusAsked,
} from '../case-status.ts';
import { ContactAccepted, ContactBody, Email, Receipt, ReceiptCode } from '../contact.ts';
import { ContentAsked, ContentDraftView } from '../content/content-draft.ts';
import { FollowUpAct, FollowUpView } from '../content/follow-up.ts';
import { GuideAnswers, GuideStep } from '../content/guide-step.ts';
import { IndexFile } from '../content/index-file.ts';
import { NetworkEntryAsked, NetworkEntryView } from '../content/network-entry.ts';
import { PracticeProposed, PracticeReceipt } from '../content/practice-proposed.ts';
import { UsefulnessSaid } from '../content/usefulness.ts';
import { ContentsView, ContentView, PublicContent, PublicContents } from '../content/view.ts';
import {
  ConsentWithdrawal,
  ContributionBody,
  ContributionChange,
  ContributionDecision,
  ContributionKind,
  ContributionReceipt,
  GivenContribution,
  GivenContributions,
  OwnContribution,
  OwnContributionAsked,
  PublicContribution,
  PublicContributions,
  SimilarAsked,
  SimilarIdeas,
} from '../contribution.ts';
import { CaseProof, DayRoots } from '../day-root.ts';
import { Area, DeclarationAct, LedgerEntry, Officer, PostureLevel, ZoneCode } from '../declaration.ts';
import { DeclarationReport } from '../declaration-report.ts';
import { CallAttempt, CaseJoin, DeskCase, DocumentReading, NextAsked, RecordedContact } from '../desk.ts';
import { DraftBody, DraftView } from '../draft.ts';
import { EntryTold } from '../entry-told.ts';
import { EventAct, EventNews } from '../event-page.ts';
import { AsteriskCdr, ConnectRecord, FreeswitchCdr, TwilioCallback } from '../foreign-call.ts';
import { HandOverNote, HandOversView } from '../hand-over.ts';
import { AnswerNews, AttachmentsOffered, FormalContact } from '../handed-on.ts';
import { HeldMail, HeldMailDecision, HeldMailsView, MailReleased } from '../held-mail.ts';
import { HouseholdsView, HouseholdView } from '../household.ts';
import { JudgedDanger } from '../judged-danger.ts';
import { Channel, Kind, ServiceId } from '../kind.ts';
import { MailDue } from '../mail.ts';
import { ActProblem, EventsToTell, LedgerView, ProposalsView } from '../officer-view.ts';
import { Phone } from '../phone.ts';
import {
  CapacityRaised,
  PostureChanged,
  QuakesChanged,
  ScheduledMoment,
  ServiceStateChanged,
} from '../posture-changed.ts';
import { Problem } from '../problem.ts';
import { DecisionRequest, Proposal } from '../proposal.ts';
import { CancellationRequest, ProtocolBatch, ProtocolDayView, ProtocolEntryView } from '../protocol.ts';
import { OpeningAsked, ReadsView } from '../read.ts';
import { ReferralAsked, ReferralView } from '../referral.ts';
import { ReserveAnswer, ReserveAskView } from '../reserve-ask.ts';
import { ViewsAsked, ViewsView } from '../saved-view.ts';
import { ScanSidecar } from '../scan.ts';
import { SearchAsked, SearchView } from '../search.ts';
import { ServiceDefinition } from '../service.ts';
import { DayReason, EffectiveHours, EventView, PlatformStatus, ServiceState, ServiceStates } from '../service-state.ts';
import { PresenceAsked, PresenceView, ShiftBody, ShiftsView } from '../shift.ts';
import { Statistics } from '../statistics.ts';
import { Day, Instant, Language, Translated } from '../text.ts';
import {
  OpenTracing,
  OwnTracing,
  OwnTracingAsked,
  Traced,
  TracingAct,
  TracingBody,
  TracingDesk,
  TracingHandOver,
  TracingHandOverAsked,
  TracingReceipt,
} from '../tracing.ts';
import { VoiceMenu, VoiceStatus, VoiceStatusAsked } from '../voice-menu.ts';
import { SpokenCall, WakeView } from '../wake.ts';
import { WorklistChanges, WorklistView } from '../worklist.ts';

/**
 * A contract that crosses a boundary: its newest version, published as `events/<name>.v<version>.schema.json` with an
 * example.
 */
export type PublishedContract = { version: number; schema: z.ZodMiniType; title: string; description: string };

/** Every contract that crosses a boundary, by the name of its files in `events/`. */
export const publishedContracts = {
  contact: {
    version: 1,
    schema: ContactBody,
    title: 'Contact',
    description:
      'What a citizen sends: the body of POST /services/{service}/contacts. At least one of email and phone is needed; kind and category are those that the service allows.',
  },
  receipt: {
    version: 1,
    schema: Receipt,
    title: 'Receipt',
    description:
      'What the citizen holds: the 202 answer to a contact. advice is there when the words speak of danger to life.',
  },
  'contact-accepted': {
    version: 1,
    schema: ContactAccepted,
    title: 'Contact accepted',
    description: 'The message that intake leaves in the queue of contacts (or in the inbox) for the registrar.',
  },
  'case-event': {
    version: 1,
    schema: CaseEvent,
    title: 'Case event',
    description:
      'A fact of a case, in the past tense. In the register the personal part is kept apart, so that it can be erased.',
  },
  'register-entry': {
    version: 1,
    schema: RegisterEntry,
    title: 'Register entry',
    description:
      'One append to the register of a case, chained to the one before by its hash. events and personal are JSON texts: the hash covers them byte for byte.',
  },
  'mail-due': {
    version: 1,
    schema: MailDue,
    title: 'Mail due',
    description: 'A composed mail that waits in a mail queue for its turn at the rate of the account.',
  },
  problem: {
    version: 1,
    schema: Problem,
    title: 'Problem',
    description: 'Why a request was refused (RFC 9457); errors names every wrong member with what to mend.',
  },
  'case-status': {
    version: 1,
    schema: CaseStatus,
    title: 'Case status',
    description: 'What anybody with the code may see of a case: stages and dates, nothing personal.',
  },
  'status-asked': {
    version: 1,
    schema: StatusAsked,
    title: 'Status asked',
    description: 'A code as a person types or dictates it and, for the conversation, the second fact.',
  },
  'second-fact': {
    version: 1,
    schema: SecondFact,
    title: 'Second fact',
    description: 'The e-mail or phone given with the contact: with the code it opens the conversation.',
  },
  'added-message': {
    version: 1,
    schema: AddedMessage,
    title: 'Added message',
    description: 'Words that a citizen adds to a case, with the second fact.',
  },
  'usefulness-said': {
    version: 1,
    schema: UsefulnessSaid,
    title: 'Usefulness said',
    description: 'Whether a page of answers was of use to somebody; after a no its reason.',
  },
  'follow-up-act': {
    version: 1,
    schema: FollowUpAct,
    title: 'Follow-up act',
    description: 'Somebody agrees to be asked after sixty days whether they got a measure, answers, or takes it back.',
  },
  'follow-up': {
    version: 1,
    schema: FollowUpView,
    title: 'Follow-up',
    description: 'What somebody who agreed is asked after sixty days, and what they answered.',
  },
  'rating-said': {
    version: 1,
    schema: RatingSaid,
    title: 'Rating said',
    description: 'How an answer was, in stars, and whether it was clear: for whoever has the code of the case.',
  },
  statistics: {
    version: 1,
    schema: Statistics,
    title: 'Statistics',
    description:
      'What a service did, month by month: cases by the month in which they were received, as they stand now; no number from one to four is told.',
  },
  'consent-said': {
    version: 1,
    schema: ConsentSaid,
    title: 'Consent said',
    description:
      'Whether a citizen allows that question and answer are published without a name, with the second fact.',
  },
  'reserve-answer': {
    version: 1,
    schema: ReserveAnswer,
    title: 'Reserve answer',
    description: 'Whether somebody of the reserve comes, and from when on.',
  },
  'reserve-ask-view': {
    version: 1,
    schema: ReserveAskView,
    title: 'Reserve ask view',
    description: 'What somebody of the reserve was asked for, and what they said.',
  },
  'board-asked': {
    version: 1,
    schema: BoardAsked,
    title: 'Board asked',
    description: 'What is looked at or done on the board of a desk: its figures, and the cases behind one of them.',
  },
  'board-view': {
    version: 1,
    schema: BoardView,
    title: 'Board view',
    description: 'What waits at a desk by lane and team, or the cases behind a figure.',
  },
  'answer-to-many': {
    version: 1,
    schema: AnswerToMany,
    title: 'Answer to many',
    description: 'Cases about one thing are found, given one answer, looked at, or the answer is taken back.',
  },
  'many-view': {
    version: 1,
    schema: ManyView,
    title: 'Many view',
    description: 'The cases that were found, each with the reason, or what became of one answer to many.',
  },
  'referral-asked': {
    version: 1,
    schema: ReferralAsked,
    title: 'Referral asked',
    description: 'The secret of the link by which an administration opens what was referred to it, and what it does.',
  },
  'referral-view': {
    version: 1,
    schema: ReferralView,
    title: 'Referral view',
    description:
      'What an administration sees of a case that was referred to it: what was shared, while it owes something.',
  },
  'practice-proposed': {
    version: 1,
    schema: PracticeProposed,
    title: 'Practice proposed',
    description: 'A good practice as an administration, a firm or an association tells it.',
  },
  'practice-receipt': {
    version: 1,
    schema: PracticeReceipt,
    title: 'Practice receipt',
    description: 'That a practice is durably kept as a draft, under which name.',
  },
  'network-entry-asked': {
    version: 1,
    schema: NetworkEntryAsked,
    title: 'Network entry asked',
    description: 'The secret of the link to an administration’s own entry, and what it proposes that the entry says.',
  },
  'network-entry': {
    version: 1,
    schema: NetworkEntryView,
    title: 'Network entry',
    description: 'What an administration sees of its own entry: what readers see, and what it proposed since.',
  },
  conversation: {
    version: 1,
    schema: Conversation,
    title: 'Conversation',
    description: 'The messages of a case as its citizen sees them, oldest first.',
  },
  'attachment-asked': {
    version: 1,
    schema: AttachmentAsked,
    title: 'Attachment asked',
    description: 'A file that a citizen wants to attach: the upload is bound to this type and exactly this size.',
  },
  'attachment-upload': {
    version: 1,
    schema: AttachmentUpload,
    title: 'Attachment upload',
    description:
      'Where to send the file within ten minutes, as multipart/form-data: the fields first, then the file as "file". The contact then names attachmentId.',
  },
  'case-proof': {
    version: 1,
    schema: CaseProof,
    title: 'Case proof',
    description:
      'That a case stands in the register, as it was first written, under the published root of its day; whoever holds it checks it with nothing but SHA-256. It names nobody.',
  },
  'day-roots': {
    version: 1,
    schema: DayRoots,
    title: 'Day roots',
    description:
      'The roots that were published when a day was over: of the register, the ledger of declarations, the protocol. Each holds every day until then in place.',
  },
  'declaration-act': {
    version: 1,
    schema: DeclarationAct,
    title: 'Declaration act',
    description:
      'What a duty officer does: declare, renew, change or stand down. endsAt left out is 24 hours from now; an end there always is.',
  },
  'ledger-entry': {
    version: 1,
    schema: LedgerEntry,
    title: 'Ledger entry',
    description: 'One act in the ledger of declarations of a service, chained to the one before by its hash.',
  },
  ledger: {
    version: 1,
    schema: LedgerView,
    title: 'Ledger',
    description: 'What is declared for a service, what is to come, and the latest 200 acts, newest first.',
  },
  'declaration-report': {
    version: 1,
    schema: DeclarationReport,
    title: 'Declaration report',
    description:
      'What a declaration met and did: who did what, contacts by hour, first answers and waits before, during and after, and the backlog.',
  },
  'act-problem': {
    version: 1,
    schema: ActProblem,
    title: 'Act problem',
    description:
      'Why an act or a decision was not carried out: a problem whose member refused says which rule, and the others what to know before the next try (since: the acts done meanwhile).',
  },
  proposal: {
    version: 1,
    schema: Proposal,
    title: 'Proposal',
    description: 'What a machine suggests for one episode, on which evidence, and what an officer made of it.',
  },
  proposals: {
    version: 1,
    schema: ProposalsView,
    title: 'Proposals',
    description: 'The proposals for a service: those that wait for an officer first, then newest first.',
  },
  'proposal-decision': {
    version: 1,
    schema: DecisionRequest,
    title: 'Proposal decision',
    description: 'What a duty officer decides on a proposal, naming the revision that was seen.',
  },
  'posture-changed': {
    version: 1,
    schema: PostureChanged,
    title: 'Posture changed',
    description:
      'What an act in the ledger means for others, as detail of PostureChanged on the bus. It may come twice or late: compare version.',
  },
  'scheduled-moment': {
    version: 1,
    schema: ScheduledMoment,
    title: 'Scheduled moment',
    description:
      'Detail of DeclarationEnded, RenewalDue, OpeningDue and ClosingDue on the bus. Only a wake-up: what is so is worked out from the ledger.',
  },
  'service-state-changed': {
    version: 1,
    schema: ServiceStateChanged,
    title: 'Service state changed',
    description:
      'Detail of ServiceStateChanged on the bus, at openings, closings, acts and ends: what the public sees of a service. It may come twice: the later `at` holds.',
  },
  event: {
    version: 1,
    schema: EventView,
    title: 'Event',
    description: 'The page of an event while its declaration holds, with the lines that hold now.',
  },
  'event-act': {
    version: 1,
    schema: EventAct,
    title: 'Event act',
    description: 'What somebody on duty does to the page of an event: tell or correct it whole, review, withdraw.',
  },
  'events-to-tell': {
    version: 1,
    schema: EventsToTell,
    title: 'Events to tell',
    description: 'The declarations in force with what was said of each one’s event, for whoever may say something.',
  },
  'event-told': {
    version: 1,
    schema: EventNews,
    title: 'Event told',
    description: 'Detail of EventTold on the bus: the page of an event was told, reviewed or withdrawn.',
  },
  'quakes-changed': {
    version: 1,
    schema: QuakesChanged,
    title: 'Quakes changed',
    description: 'Detail of QuakesChanged on the bus: other shocks wait for an officer’s decision than before.',
  },
  'capacity-raised': {
    version: 1,
    schema: CapacityRaised,
    title: 'Capacity raised',
    description: 'Detail of CapacityRaised on the bus: a service under load has the plan one step higher until then.',
  },
  'call-records': {
    version: 1,
    schema: CallRecords,
    title: 'Call records',
    description:
      'What an interactive voice response or a telephone exchange tells of calls: one record, or up to a hundred. Late, repeated and out-of-order records are normal; of one call the newest holds.',
  },
  'call-accepted': {
    version: 1,
    schema: CallAccepted,
    title: 'Call accepted',
    description: 'The 202 answer to call records: the code of each call, the same for every record of it.',
  },
  'asterisk-cdr': {
    version: 1,
    schema: AsteriskCdr,
    title: 'Asterisk CDR',
    description:
      'What is read of a row of Asterisk’s call detail records, or of each row in a list of up to a hundred.',
  },
  'freeswitch-cdr': {
    version: 1,
    schema: FreeswitchCdr,
    title: 'FreeSWITCH CDR',
    description: 'What is read of a record of mod_json_cdr, plain or inside a form’s cdr; values are percent-encoded.',
  },
  'connect-record': {
    version: 1,
    schema: ConnectRecord,
    title: 'Amazon Connect contact record',
    description: 'What is read of a contact record of Amazon Connect; whatever else is in it is passed over.',
  },
  'twilio-callback': {
    version: 1,
    schema: TwilioCallback,
    title: 'Twilio callback',
    description: 'What is read of the form that Twilio posts about a call, a leg, a recording or a transcript.',
  },
  'call-out': {
    version: 1,
    schema: CallOutView,
    title: 'Call-out',
    description:
      'A call of staff to their posts, as whoever was called sees it: what for, since when, and who answered.',
  },
  wake: {
    version: 1,
    schema: WakeView,
    title: 'Wake',
    description: 'What staff were rung for, as whoever was rung sees it: what waits, since when, and who has heard.',
  },
  'spoken-call': {
    version: 1,
    schema: SpokenCall,
    title: 'Spoken call',
    description: 'The order to a telephone exchange to call somebody of the staff and to say why.',
  },
  'hand-over-note': {
    version: 1,
    schema: HandOverNote,
    title: 'Hand-over note',
    description: 'What the officer whose shift ends leaves for the next one.',
  },
  'hand-overs': {
    version: 1,
    schema: HandOversView,
    title: 'Hand-overs',
    description: 'The latest notes that officers of a service left one another, newest first.',
  },
  households: {
    version: 1,
    schema: HouseholdsView,
    title: 'Households',
    description: 'The households of an event whose people agree to a page of their own, by what is owed to each next.',
  },
  household: {
    version: 1,
    schema: HouseholdView,
    title: 'Household',
    description:
      'One household that an event has hit, over all cases whose people agree: visits, inspections, promises, what is owed next.',
  },
  worklist: {
    version: 1,
    schema: WorklistView,
    title: 'Worklist',
    description: 'A page of the open cases of a service, by lane and due time, with what tells one row from another.',
  },
  'worklist-changes': {
    version: 1,
    schema: WorklistChanges,
    title: 'Worklist changes',
    description: 'Which cases of the worklist are new, other or gone, and how many are open in each lane.',
  },
  'desk-case': {
    version: 1,
    schema: DeskCase,
    title: 'Desk case',
    description: 'A case whole, as staff who work on it see it, with other cases that are likely the same.',
  },
  'recorded-contact': {
    version: 1,
    schema: RecordedContact,
    title: 'Recorded contact',
    description: 'A letter, fax, visit or call that staff record by hand.',
  },
  'document-reading': {
    version: 1,
    schema: DocumentReading,
    title: 'Document reading',
    description:
      'What staff read on a scan and what kind of request it turned out to be, or a correction of what they typed before.',
  },
  'call-attempt': {
    version: 1,
    schema: CallAttempt,
    title: 'Call attempt',
    description: 'What became of one attempt to call somebody back.',
  },
  'answer-news': {
    version: 1,
    schema: AnswerNews,
    title: 'News of an answer',
    description: 'What becomes of an answer of the desk: it is due to leave, or its mail came back.',
  },
  draft: {
    version: 1,
    schema: DraftBody,
    title: 'Draft',
    description: 'What one of the staff has typed of an answer or a note so far.',
  },
  'draft-view': {
    version: 1,
    schema: DraftView,
    title: 'Draft as it is kept',
    description: 'The own draft of whoever asks, with the instant it was saved; without draft where nothing is kept.',
  },
  'case-templates': {
    version: 1,
    schema: CaseTemplates,
    title: 'Templates for a case',
    description: 'Texts that the answer to a case may be begun with; what is still asked for stands in double braces.',
  },
  'answer-templates': {
    version: 1,
    schema: AnswerTemplates,
    title: 'Answer templates of a service',
    description:
      'The file shared/services/<service>/answer-templates.json: texts in every language, with what each asks for.',
  },
  'case-join': {
    version: 1,
    schema: CaseJoin,
    title: 'Case join',
    description: 'Which other case is one with this one, and why.',
  },
  'caller-asked': {
    version: 1,
    schema: CallerAsked,
    title: 'Caller asked',
    description: 'The number of which somebody at the desk wants to see the cases.',
  },
  'caller-cases': {
    version: 1,
    schema: CallerView,
    title: 'Cases of a caller',
    description: 'The latest cases with a number, the open ones first.',
  },
  'search-asked': {
    version: 1,
    schema: SearchAsked,
    title: 'Search',
    description: 'What one of the staff searches for, as it is typed.',
  },
  'search-view': {
    version: 1,
    schema: SearchView,
    title: 'What a search found',
    description: 'The cases of lanes that the reader may see, the open ones first.',
  },
  'case-hold': {
    version: 1,
    schema: CaseHold,
    title: 'Legal hold',
    description: 'The act by which an authority has a case kept, or the act that ends that; no names of persons.',
  },
  'held-case': {
    version: 1,
    schema: HeldCase,
    title: 'Held case',
    description: 'What keeps a case past its time, and nothing of the case itself.',
  },
  opening: {
    version: 1,
    schema: OpeningAsked,
    title: 'Opening',
    description: 'Why one of the staff reads a case that is not theirs and waits for nobody of their lanes.',
  },
  reads: {
    version: 1,
    schema: ReadsView,
    title: 'Reads',
    description: 'Who read a case, when, as what and why; without who for the person whom the case is about.',
  },
  shift: {
    version: 1,
    schema: ShiftBody,
    title: 'Shift',
    description:
      'What a colleague is handed and when they work: lanes and languages (left out: all), skills, groups of experts, and the shifts of each week by the clocks of Rome.',
  },
  shifts: {
    version: 1,
    schema: ShiftsView,
    title: 'Shifts',
    description: 'Who works at a desk, with what and when, who is there now, and for supervisors who changed what.',
  },
  'views-asked': {
    version: 1,
    schema: ViewsAsked,
    title: 'Views asked',
    description: 'What is done with one’s own views of the worklist: they are looked at, or one is kept or dropped.',
  },
  views: {
    version: 1,
    schema: ViewsView,
    title: 'Views',
    description:
      'The views of the worklist that whoever asks has named, of nobody else and without anything of any case.',
  },
  'presence-asked': {
    version: 1,
    schema: PresenceAsked,
    title: 'Presence asked',
    description: 'Where whoever asks is from now on: present, on a break, signed out.',
  },
  presence: {
    version: 1,
    schema: PresenceView,
    title: 'Presence',
    description:
      'Where somebody is and until when it holds by itself; gaveBack is how many cases went back to the list.',
  },
  'next-asked': {
    version: 1,
    schema: NextAsked,
    title: 'Next asked',
    description: 'Which waiting case somebody wants to be handed.',
  },
  'case-act': {
    version: 1,
    schema: CaseActBody,
    title: 'Case act',
    description: 'What staff do to a case, and what that act needs.',
  },
  'judged-danger': {
    version: 1,
    schema: JudgedDanger,
    title: 'Judged danger',
    description: 'How many cases staff judged, by week, kind and language; nothing personal, small counts left out.',
  },
  'scan-sidecar': {
    version: 1,
    schema: ScanSidecar,
    title: 'Scan sidecar',
    description:
      'What the post room or the fax server knows of a scan: put as <name of the scan>.json beside it, before it or within three seconds after. receivedAt is the postmark or the time of the fax header.',
  },
  'attachments-offered': {
    version: 1,
    schema: AttachmentsOffered,
    title: 'Attachments offered',
    description: 'The message that a registered case offers uploads to be checked.',
  },
  'entry-told': {
    version: 1,
    schema: EntryTold,
    title: 'Entry told',
    description:
      'What a register tells those who follow it, each through a queue of its own that keeps the order of a case: a new entry without its personal part.',
  },
  'formal-contact': {
    version: 1,
    schema: FormalContact,
    title: 'Formal contact',
    description: 'The message that a registered contact is to get its protocol number.',
  },
  'protocol-batch': {
    version: 1,
    schema: ProtocolBatch,
    title: 'Protocol batch',
    description:
      'One append to the protocol of a service: the next numbers of the year with their registrations, chained to the batch before by its hash. entries is JSON text: the hash covers it byte for byte. A batch without numbers begins the protocol (year 0), closes a year (continuesIn) or turns a day.',
  },
  'protocol-entry': {
    version: 1,
    schema: ProtocolEntryView,
    title: 'Protocol entry',
    description:
      'A registration in the protocol (DPR 445/2000 art. 53), with its cancellation where there is one: the registration itself is never changed.',
  },
  'protocol-day': {
    version: 1,
    schema: ProtocolDayView,
    title: 'Protocol day',
    description:
      'The register of one day of the protocol, a page at a time; closed is there once the day is over, with the root over all its batches and cancellations, chained to the day before.',
  },
  'protocol-cancellation': {
    version: 1,
    schema: CancellationRequest,
    title: 'Protocol cancellation',
    description: 'Why a supervisor cancels a protocol number.',
  },
  'held-mail': {
    version: 1,
    schema: HeldMail,
    title: 'Held mail',
    description: 'A mail that was laid aside instead of made a contact, and what a person decided on it.',
  },
  'held-mails': {
    version: 1,
    schema: HeldMailsView,
    title: 'Held mails',
    description: 'The mails of a service that were laid aside, one box at a time, oldest first.',
  },
  'held-mail-decision': {
    version: 1,
    schema: HeldMailDecision,
    title: 'Decision on a held mail',
    description: 'Whether a mail that was laid aside is taken in after all, and why.',
  },
  'mail-released': {
    version: 1,
    schema: MailReleased,
    title: 'Mail released',
    description: 'The message that a mail which was laid aside is to be taken in after all.',
  },
  'service-definition': {
    version: 1,
    schema: ServiceDefinition,
    title: 'Service definition',
    description: 'Everything that makes one contact center differ from another, as data in shared/services.',
  },
  'service-state': {
    version: 1,
    schema: ServiceState,
    title: 'Service state',
    description: 'The public state of a service at an instant: channels, posture, whether it is open, what to know.',
  },
  'service-states': {
    version: 1,
    schema: ServiceStates,
    title: 'Service states',
    description: 'The public state of every service of this installation.',
  },
  'voice-menu': {
    version: 1,
    schema: VoiceMenu,
    title: 'Voice menu',
    description:
      'What callers of a service hear now, ready to be read out in its order: prompts first, danger to life before all, then options by key.',
  },
  'voice-status-asked': {
    version: 1,
    schema: VoiceStatusAsked,
    title: 'Voice status asked',
    description: 'A code as a caller dictates or types it, in the body so that it is in no address and no log.',
  },
  'voice-status': {
    version: 1,
    schema: VoiceStatus,
    title: 'Voice status',
    description: 'Where the case of a dictated code stands, as words to be read out; nothing personal.',
  },
  'effective-hours': {
    version: 1,
    schema: EffectiveHours,
    title: 'Effective hours',
    description:
      'Opening hours per day in Rome as instants, and why: weekly pattern, holiday or declaration of a duty officer.',
  },
  'content-act': {
    version: 1,
    schema: ContentAsked,
    title: 'Content act',
    description:
      'What an editor does to a content, or to their own draft of it. document is an item of its kind with its words in one language alone; which members it has is told by shared/contracts/content.',
  },
  'content-draft': {
    version: 1,
    schema: ContentDraftView,
    title: 'Draft of a content',
    description:
      'What the asker has typed of a content and not yet written, what stands against publishing it and at which member, and what it may name.',
  },
  content: {
    version: 1,
    schema: ContentView,
    title: 'Content',
    description: 'One content whole for its editors: its state in each language, and every act since its first.',
  },
  contents: {
    version: 1,
    schema: ContentsView,
    title: 'Contents',
    description: 'All contents of a service for its editors, what is due first.',
  },
  'public-content': {
    version: 1,
    schema: PublicContent,
    title: 'Public content',
    description:
      'One published content in one language: its words, its facts, where they come from and how old they are.',
  },
  'public-contents': {
    version: 1,
    schema: PublicContents,
    title: 'Public contents',
    description: 'Published contents of one kind, or what a search found, each as a line that leads to it.',
  },
  'articles-index': {
    version: 1,
    schema: IndexFile,
    title: 'Articles index',
    description:
      'What a service is searched by in one language: words that mean one thing, and an index of MiniSearch.',
  },
  'guide-answers': {
    version: 1,
    schema: GuideAnswers,
    title: 'Guide answers',
    description: 'What somebody answered in a guide so far, by the ids of its questions; null is "I do not know".',
  },
  'guide-step': {
    version: 1,
    schema: GuideStep,
    title: 'Guide step',
    description: 'Where somebody stands in a guide: the next question, or every result with why.',
  },
  contribution: {
    version: 1,
    schema: ContributionBody,
    title: 'Contribution',
    description:
      'A story or an idea that a citizen gives so that others may read it. At least one of email and phone is needed; each consent that is left out is a no.',
  },
  'contribution-receipt': {
    version: 1,
    schema: ContributionReceipt,
    title: 'Contribution receipt',
    description:
      'What its author holds: the 202 answer to a contribution. advice is there when the words speak of danger.',
  },
  'similar-asked': {
    version: 1,
    schema: SimilarAsked,
    title: 'Similar asked',
    description: 'The words of an idea before it is sent, which are kept nowhere.',
  },
  'similar-ideas': {
    version: 1,
    schema: SimilarIdeas,
    title: 'Similar ideas',
    description: 'Published ideas that share words with one that is about to be sent, the nearest first.',
  },
  'own-contribution-asked': {
    version: 1,
    schema: OwnContributionAsked,
    title: 'Own contribution asked',
    description: 'The code of a contribution as a person types it, and the e-mail or phone that was given with it.',
  },
  'own-contribution': {
    version: 1,
    schema: OwnContribution,
    title: 'Own contribution',
    description: 'Where a contribution stands, and why, for its author alone.',
  },
  'contribution-change': {
    version: 1,
    schema: ContributionChange,
    title: 'Contribution change',
    description: 'Other words in place of those that a moderator sent back.',
  },
  'consent-withdrawal': {
    version: 1,
    schema: ConsentWithdrawal,
    title: 'Consent withdrawal',
    description: 'Which consents of a contribution end; all erases its words as well.',
  },
  'public-contribution': {
    version: 1,
    schema: PublicContribution,
    title: 'Public contribution',
    description: 'A published story or idea, as its moderators let it be read.',
  },
  'public-contributions': {
    version: 1,
    schema: PublicContributions,
    title: 'Public contributions',
    description: 'The published stories and ideas of a service, the newest first.',
  },
  'contribution-decision': {
    version: 1,
    schema: ContributionDecision,
    title: 'Contribution decision',
    description:
      'What a moderator does with a contribution: publish, decline, send back, keep for staff, take down, or say what became of an idea.',
  },
  'given-contributions': {
    version: 1,
    schema: GivenContributions,
    title: 'Given contributions',
    description: 'One box of contributions for their moderators, the longest waiting first.',
  },
  'given-contribution': {
    version: 1,
    schema: GivenContribution,
    title: 'Given contribution',
    description:
      'A contribution as it was given, with what could let somebody be known marked, and what was done with it.',
  },
  tracing: {
    version: 1,
    schema: TracingBody,
    title: 'Tracing',
    description: 'Who looks for whom in a declared event, and how whoever looks is reached.',
  },
  'open-tracing': {
    version: 1,
    schema: OpenTracing,
    title: 'Open tracing',
    description: 'The declared events in which somebody may be looked for now.',
  },
  'tracing-receipt': {
    version: 1,
    schema: TracingReceipt,
    title: 'Tracing receipt',
    description: 'What whoever looks holds: the 202 answer. advice is there when the words speak of danger.',
  },
  'own-tracing-asked': {
    version: 1,
    schema: OwnTracingAsked,
    title: 'Own tracing asked',
    description: 'The code of a search as a person types it, and the phone or e-mail that was given with it.',
  },
  'own-tracing': {
    version: 1,
    schema: OwnTracing,
    title: 'Own tracing',
    description: 'Where a search stands, for whoever asked for it: received, handed over, closed, and nothing else.',
  },
  'tracing-act': {
    version: 1,
    schema: TracingAct,
    title: 'Tracing act',
    description: 'What staff do to one search. None of it has a word about the person looked for.',
  },
  'tracing-desk': {
    version: 1,
    schema: TracingDesk,
    title: 'Tracing desk',
    description: 'The searches of an event by building, for staff, and what was handed to whom.',
  },
  traced: {
    version: 1,
    schema: Traced,
    title: 'Traced',
    description: 'One search whole, for whoever works on it.',
  },
  'tracing-hand-over-asked': {
    version: 1,
    schema: TracingHandOverAsked,
    title: 'Tracing hand-over asked',
    description: 'Which searches of an event go to its coordination.',
  },
  'tracing-hand-over': {
    version: 1,
    schema: TracingHandOver,
    title: 'Tracing hand-over',
    description: 'A list as it was handed to the coordination of an event, by building.',
  },
  'platform-status': {
    version: 1,
    schema: PlatformStatus,
    title: 'Platform status',
    description: 'That the platform answers, and its clock.',
  },
} as const satisfies Record<string, PublishedContract>;
export type ContractName = keyof typeof publishedContracts;
/** What a contract's schema lets through. */
export type PublishedBody<Name extends ContractName> = z.infer<(typeof publishedContracts)[Name]['schema']>;

/** The parts that contracts share, by the name that schemas give them. */
export const sharedParts: Record<string, { schema: z.ZodMiniType; description: string }> = {
  Area: { schema: Area, description: 'The whole country, or alert zones.' },
  AttachmentId: { schema: AttachmentId, description: 'The id of an upload: 32 hexadecimal digits.' },
  CallFacts: { schema: CallFacts, description: 'What is known of a call without naming anybody.' },
  Channel: { schema: Channel, description: 'The channel a contact came through.' },
  ContributionKind: { schema: ContributionKind, description: 'A story or an idea.' },
  Day: { schema: Day, description: 'A calendar day in Rome, YYYY-MM-DD.' },
  DayReason: { schema: DayReason, description: 'Why a day is open as it is.' },
  Document: { schema: Document, description: 'A file that is kept with a case.' },
  Email: { schema: Email, description: 'An e-mail address.' },
  Instant: { schema: Instant, description: 'An instant (RFC 3339), in UTC or with its offset.' },
  Kind: { schema: Kind, description: 'What is asked for; each service allows some of these.' },
  Language: { schema: Language, description: 'Italian, English or German.' },
  MailFacts: { schema: MailFacts, description: 'What is known of a mail without its words.' },
  Officer: { schema: Officer, description: 'Who acted: the subject of the token and the name to show.' },
  PaperFacts: { schema: PaperFacts, description: 'What is known of a fax, a letter or a visit.' },
  Phone: {
    schema: Phone,
    description:
      'One phone number as a person writes or pastes it: 5 to 15 digits, with blanks, dots, dashes, brackets or an extension (int. 12).',
  },
  Posture: { schema: PostureLevel, description: 'The posture of a service, from the lowest to the highest.' },
  ReceiptCode: {
    schema: ReceiptCode,
    description: 'A receipt code in its one spelling: prefix of the service, then 16 Crockford base32 symbols.',
  },
  ServiceId: { schema: ServiceId, description: 'The name of a service in addresses and messages.' },
  Stage: { schema: Stage, description: 'A public stage of a case.' },
  Translated: { schema: Translated, description: 'One text in every language of the platform.' },
  ZoneCode: { schema: ZoneCode, description: 'The code of an alert zone, or its name where a bulletin gives no code.' },
};
