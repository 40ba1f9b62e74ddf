import type { CaseTemplates } from '../../../shared/contracts/answer-template.ts';
import type { AnswerToMany, ManyView } from '../../../shared/contracts/answer-to-many.ts';
import type { deskOperations } from '../../../shared/contracts/api/operations/desk.ts';
import type { PublishedBody } from '../../../shared/contracts/api/published.ts';
import { type CaseAct, pathOf } from '../../../shared/contracts/api/routes.ts';
import type { BoardAsked, BoardView } from '../../../shared/contracts/board.ts';
import type { CallerAsked, CallerView } from '../../../shared/contracts/caller.ts';
import type { CaseHold, HeldCase } from '../../../shared/contracts/case-hold.ts';
import type { Doing } from '../../../shared/contracts/company.ts';
import type { Receipt } from '../../../shared/contracts/contact.ts';
import type { ContentAct } from '../../../shared/contracts/content/entry.ts';
import type { GuideAnswers, GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import type { ContentView, PublicContent, PublicContents } from '../../../shared/contracts/content/view.ts';
import type { DeskCase, RecordedContact } from '../../../shared/contracts/desk.ts';
import type { DraftBody, DraftOf, DraftView } from '../../../shared/contracts/draft.ts';
import type { HeldBox, HeldMail, HeldMailDecision, HeldMailsView } from '../../../shared/contracts/held-mail.ts';
import type { HouseholdsView, HouseholdView } from '../../../shared/contracts/household.ts';
import type { JudgedDanger } from '../../../shared/contracts/judged-danger.ts';
import type { CancellationRequest, ProtocolDayView, ProtocolEntryView } from '../../../shared/contracts/protocol.ts';
import type { ReadsView } from '../../../shared/contracts/read.ts';
import type { ViewsAsked, ViewsView } from '../../../shared/contracts/saved-view.ts';
import type { SearchAsked, SearchView } from '../../../shared/contracts/search.ts';
import type { PresenceAsked, PresenceView, ShiftBody, ShiftsView } from '../../../shared/contracts/shift.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { WorklistChanges, WorklistView } from '../../../shared/contracts/worklist.ts';
import { asking, type Call, Refused } from '../session/api.ts';
import type { ListQuery } from './list-filter.ts';

/** What the desk's screens ask of the center. */
export type DeskApi = ReturnType<typeof deskApi>;

/** What an act on a case sends: the body that its place in the API names. */
type BodyOf<Act extends CaseAct> = PublishedBody<(typeof deskOperations)[Act]['body']['contract']>;

/** The calls of the desk. Throws Refused. Long because it is a list: one short call for each route. */
export function deskApi(call: Call) {
  const { get, post, put } = asking(call);
  return {
    worklist: (service: string, page: ListQuery & { cursor?: string | undefined }) =>
      get<WorklistView>('showWorklist', { service }, page),
    /**
     * What changed on the list since what was answered before, and who else has the case that is open; undefined while
     * that is the same.
     */
    changes: async (
      service: string,
      before?: { next: string; mark?: string },
      open?: { case: string; doing: Doing },
    ) => {
      try {
        const headers = before?.mark === undefined ? undefined : { 'If-None-Match': `"${before.mark}"` };
        const query = { since: before?.next, ...open };
        return await get<WorklistChanges>('showWorklistChanges', { service }, query, headers);
      } catch (failure) {
        if (failure instanceof Refused && failure.status === 304) return undefined;
        throw failure;
      }
    },
    case: (service: string, code: string) => get<DeskCase>('showDeskCase', { service, code }),
    /** Why the reader opens a case that is not theirs; it is shown then. */
    openWithReason: (service: string, code: string, reason: string) =>
      post<DeskCase>('openDeskCase', { service, code }, { reason }),
    /** The households of an event, of the newest without one; and one household over its cases. */
    households: (service: string, page: { event?: string | undefined; cursor?: string | undefined } = {}) =>
      get<HouseholdsView>('showHouseholds', { service }, page),
    household: (service: string, household: string) => get<HouseholdView>('showHousehold', { service, household }),
    reads: (service: string, code: string, whose?: 'person') =>
      get<ReadsView>('showReads', { service, code }, { for: whose }),
    record: (service: string, contact: RecordedContact, key: string) =>
      post<Receipt>('recordContact', { service }, contact, { 'Idempotency-Key': `"${key}"` }),
    /** What the number that calls has asked before. */
    caller: (service: string, asked: CallerAsked) => post<CallerView>('lookUpCaller', { service }, asked),
    /**
     * Cases by a code or its beginning, a protocol number, an e-mail, a phone number, or else by words, page by page; or
     * those of other persons that share rare words with one.
     */
    search: (service: string, asked: SearchAsked) => post<SearchView>('searchCases', { service }, asked),
    /** Keeps a case by an authority's act, or lifts that; nothing of the case is shown. */
    hold: (service: string, code: string, hold: CaseHold) => post<HeldCase>('holdCase', { service, code }, hold),
    /** An act on a case at the version that was seen: of two colleagues at once the second is told. */
    act: <Act extends CaseAct>(act: Act, seen: Pick<DeskCase, 'service' | 'code' | 'version'>, body: BodyOf<Act>) =>
      post<DeskCase>(act, { service: seen.service, code: seen.code }, body, { 'If-Match': `"${seen.version}"` }),
    /** The next case that waits, which is then the reader's; without a code where none waits. */
    next: (service: string) => post<Partial<DeskCase>>('takeNext', { service }, {}),
    /** A letter to print, or a certified mail as a file: its text. */
    answerToSend: (service: string, code: string, answer: string) =>
      get<string>('showAnswerToSend', { service, code, answer }),
    /** One answer to many: found, given, looked at or taken back. */
    many: (service: string, asked: AnswerToMany) => post<ManyView>('answerToMany', { service }, asked),
    templates: (service: string, code: string) => get<CaseTemplates>('showTemplates', { service, code }),
    /** What the reader has typed on a case and not sent: answers and notes apart. */
    draft: (service: string, code: string, of: DraftOf) => get<DraftView>('showDraft', { service, code }, { of }),
    keepDraft: (service: string, code: string, of: DraftOf, draft: DraftBody) =>
      put<DraftView>('keepDraft', { service, code }, { of }, draft),
    shifts: (service: string) => get<ShiftsView>('showShifts', { service }),
    /** On the version that was seen: of two supervisors at once the second is told. */
    editShift: (service: string, subject: string, version: number, shift: ShiftBody) =>
      put<ShiftsView>('editShift', { service, subject }, {}, shift, { 'If-Match': `"${version}"` }),
    /** The board of supervisors: its figures, and the cases behind one. */
    board: (service: string, asked: BoardAsked) => post<BoardView>('superviseDesk', { service }, asked),
    /** The reader's own views of the list, once one of them was kept or dropped. */
    views: async (service: string, asked: ViewsAsked) => (await post<ViewsView>('keepViews', { service }, asked)).views,
    presence: (service: string, asked: PresenceAsked) => put<PresenceView>('setPresence', { service }, {}, asked),
    /** What a service tells its citizens about what is asked, the best first. */
    answersTo: async (service: string, question: string, language: Language) =>
      (await get<PublicContents>('listArticles', { service }, { q: question, language })).contents,
    /** The guides of a service, and where somebody stands in one after what they answered; nothing of it is kept. */
    guides: async (service: string, language: Language) =>
      (await get<PublicContents>('listGuides', { service }, { language })).contents,
    consult: (service: string, id: string, language: Language, answers: GuideAnswers) =>
      call<GuideStep>(`${pathOf('consultGuide', { service, id })}?language=${language}`, {
        method: 'POST',
        body: JSON.stringify(answers),
      }),
    /** The network of administrations; with a theme, who is competent for it at a place. */
    network: (service: string, language: Language, theme?: string, place?: string) =>
      get<PublicContents>('listAdministrations', { service }, { language, theme, place }),
    administration: (service: string, id: string, language: Language) =>
      get<PublicContent>('showAdministration', { service, id }, { language }),
    /** Proposes a page out of a case; somebody else reads it before anybody sees it. */
    propose: (service: string, content: string, act: ContentAct) => {
      const [kind = '', id = ''] = content.split('/');
      return post<ContentView>('actOnContent', { service, kind, id }, act, { 'If-Match': '"0"' });
    },
    judgedDanger: (service: string) => get<JudgedDanger>('showJudgedDanger', { service }),
    heldMails: (service: string, box: HeldBox, after?: string) =>
      get<HeldMailsView>('listHeldMails', { service }, { box, after }),
    decideMail: (service: string, mail: string, decision: HeldMailDecision) =>
      post<HeldMail>('decideHeldMail', { service, mail }, decision),
    protocolDay: (service: string, day: string, after?: string) =>
      get<ProtocolDayView>('showProtocolDay', { service }, { day, after }),
    protocolEntry: (service: string, number: string) =>
      get<ProtocolEntryView>('showProtocolEntry', { service, number }),
    cancelNumber: (service: string, number: string, request: CancellationRequest) =>
      post<ProtocolEntryView>('cancelProtocolNumber', { service, number }, request),
  };
}
