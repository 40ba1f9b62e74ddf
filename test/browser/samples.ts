import { readFileSync } from 'node:fs';
import { monthFigures } from '../../functions/statistics/rules/month-figures.ts';
import type { CallOutView } from '../../shared/contracts/call-out.ts';
import type { CaseStatus, Conversation } from '../../shared/contracts/case-status.ts';
import type { ContactBody, Receipt } from '../../shared/contracts/contact.ts';
import { DeclarationReport } from '../../shared/contracts/declaration-report.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { ServiceState } from '../../shared/contracts/service-state.ts';
import type { Statistics } from '../../shared/contracts/statistics.ts';
import { type Language, languages } from '../../shared/contracts/text.ts';
import { type Danger, noDanger } from '../../shared/core/danger/danger.ts';
import { nothingDeclared } from '../../shared/core/posture/declared.ts';
import { effectiveHours } from '../../shared/core/posture/service-state.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { mendField } from '../../shared/texts/mend.ts';
import { callOutPage } from '../../web/pages/call-out-page.ts';
import { charterPage } from '../../web/pages/charter-page.ts';
import { conversationPage } from '../../web/pages/conversation-page.ts';
import { formPage } from '../../web/pages/form-page.ts';
import { problemPage } from '../../web/pages/problem-page.ts';
import { receiptPage } from '../../web/pages/receipt-page.ts';
import { reportPage } from '../../web/pages/report-page.ts';
import { statePage } from '../../web/pages/state-page.ts';
import { statusPage } from '../../web/pages/status-page.ts';
import { summaryPage } from '../../web/pages/summary-page.ts';

export const sampleContact: ContactBody = {
  kind: 'report',
  category: 'other',
  requester: 'citizen',
  name: 'Ada',
  surname: 'Rossi <script>alert(1)</script>',
  email: 'ada.rossi@example.org',
  phone: '+39 333 123 4567',
  language: 'it',
  subject: 'Frana & strada "chiusa"',
  message: 'Dopo la pioggia la strada è franata.\n\nNon ci sono feriti, ma le case in alto sono isolate.',
  place: { municipality: 'Amatrice', address: 'Via Roma 1' },
  attachments: ['0123456789abcdef0123456789abcdef'],
  privacyAccepted: true,
};

const code = (service: PreparedService) => `${service.codePrefix}-7K3M-9QXT-4DHR-8WZA`;

export const sampleReceipt = (service: PreparedService): Receipt => ({
  code: code(service),
  service: service.service,
  kind: 'report',
  receivedAt: '2026-08-24T01:36:32.000Z',
  firstAnswerDueAt: '2026-08-24T11:00:00.000Z',
});

export const sampleStatus = (service: PreparedService): CaseStatus => ({
  code: code(service),
  service: service.service,
  stage: 'taken-in-charge',
  receivedAt: '2026-08-24T01:36:32.000Z',
  firstAnswerDueAt: '2026-08-24T11:00:00.000Z',
  history: [
    { stage: 'registered', at: '2026-08-24T01:36:33.000Z' },
    { stage: 'taken-in-charge', at: '2026-08-24T07:10:00.000Z' },
  ],
});

/** The status of a case that was answered, on the day after. */
export const ratedStatus = (service: PreparedService) => ({
  now: new Date('2026-08-25T09:00:00.000Z'),
  status: {
    ...sampleStatus(service),
    stage: 'answered',
    rating: { until: '2026-09-23T09:00:00.000Z', stars: 4, clear: 'yes' },
  } satisfies CaseStatus,
});

/** Two months of a service, with small numbers among them. */
export const sampleStatistics = (service: PreparedService): Statistics => {
  const answered = 'cases.state.answered';
  const counted = (times: number) => ({
    contacts: 60 * times,
    'contacts.channel.phone': 41 * times,
    'contacts.channel.form': 18 * times,
    'contacts.channel.fax': times,
    'contacts.channel.phone.call.answered': 30 * times,
    'contacts.channel.phone.call.abandoned': 11 * times,
    waits: 30 * times,
    waitSeconds: 1500 * times,
    'contacts.kind.information': 50 * times,
    'contacts.kind.complaint': 10 * times,
    'contacts.region.unknown': 60 * times,
    cases: 50 * times,
    'cases.state.answered': 42 * times,
    'cases.state.open': 8 * times,
    'owed.2026-11-02': 6 * times,
    [`${answered}.charter.within`]: 35 * times,
    [`${answered}.charter.late`]: 7 * times,
    'timed.promisedMinutes': 10_000 * times,
    'timed.takenMinutes': 9_000 * times,
    'late.promisedMinutes': 1_700 * times,
    'late.takenMinutes': 4_200 * times,
    stars: 20 * times,
    'stars.value.5': 12 * times,
    'stars.value.4': 8 * times,
    clear: 20 * times,
    'clear.value.yes': 14 * times,
    'clear.value.partly': 6 * times,
  });
  const month = (of: string, times: number) => ({
    month: of,
    figures: monthFigures(counted(times), service, '2026-11-30'),
  });
  return {
    service: service.service,
    asOf: '2026-11-30T09:00:00.000Z',
    months: [{ ...month('2026-11', 1), running: true }, month('2026-10', 3)],
  };
};

const sampleConversation = (service: PreparedService): Conversation => ({
  code: code(service),
  service: service.service,
  stage: 'waiting-for-you',
  messages: [
    { from: 'citizen', at: '2026-08-24T01:36:32.000Z', text: sampleContact.message },
    { from: 'desk', at: '2026-08-24T07:10:00.000Z', text: 'Buongiorno,\nin quale frazione si trova?' },
  ],
});

const kept = (file: string) =>
  ServiceState.parse(JSON.parse(readFileSync(new URL(`../../events/${file}.example.json`, import.meta.url), 'utf8')));

const inDanger = { level: 'lane', kind: 'trapped', evidence: 'x', rule: 'it/trapped/1' } as const satisfies Danger;

/** The state of Protezione Civile as its contract's examples have it. */
export const sampleStates = {
  ordinary: kept('service-state.v1'),
  emergency: kept('service-state.v1.emergency'),
};

const sampleReport = DeclarationReport.parse(
  JSON.parse(readFileSync(new URL('../../events/declaration-report.v1.example.json', import.meta.url), 'utf8')),
);

const callOut: Omit<CallOutView, 'state'> = {
  service: 'protezione-civile',
  level: 'emergency',
  area: { kind: 'zones', zones: ['Emil-B1'] },
  since: '2026-09-12T08:00:00.000Z',
  until: '2026-09-13T08:00:00.000Z',
};

/** Every page that only an answer can show, by name, in one language. */
export function answeredPages(service: PreparedService, language: Language): Record<string, string> {
  const texts = textsIn[language];
  const receipt = sampleReceipt(service);
  const secondFact = 'ada.rossi@example.org';
  const submission = 'served-1';
  return {
    'form with errors': formPage(service, language, {
      content: { kind: 'nothing', message: 'x', email: 'no' },
      errors: [
        mendField(texts, 'kind', 'missing'),
        mendField(texts, 'name', 'missing'),
        mendField(texts, 'email', 'invalid'),
        mendField(texts, 'place.address', 'tooLong'),
        mendField(texts, 'privacyAccepted', 'missing'),
        { detail: texts.problems.unknownMember('colour'), pointer: '/colour' },
      ],
    }),
    summary: summaryPage(service, language, { contact: sampleContact, danger: noDanger, submission }),
    'summary with danger to life': summaryPage(service, language, {
      contact: sampleContact,
      danger: inDanger,
      submission,
    }),
    'summary with violence': summaryPage(service, language, {
      contact: sampleContact,
      danger: { ...inDanger, kind: 'violence' },
      submission,
    }),
    'summary with a medical emergency': summaryPage(service, language, {
      contact: sampleContact,
      danger: { ...inDanger, kind: 'medical' },
      submission,
    }),
    receipt: receiptPage(service, language, { receipt, mailed: true, danger: noDanger }),
    'receipt of an instance': receiptPage(service, language, {
      receipt: { ...receipt, kind: 'instance' },
      mailed: true,
      danger: noDanger,
    }),
    'status of civic access': statusPage(service, language, {
      status: { ...sampleStatus(service), kind: 'civic-access' },
    }),
    'receipt with danger to life': receiptPage(service, language, {
      receipt: { ...receipt, advice: { text: texts.lifeFirst.text, emergencyNumbers: ['112', '115', '118'] } },
      mailed: false,
      danger: inDanger,
    }),
    'status with a wrong code': statusPage(service, language, {
      code: 'PC-0000',
      errors: [mendField(texts, 'code', 'invalid')],
    }),
    status: statusPage(service, language, { status: sampleStatus(service) }),
    'status that can be rated': statusPage(service, language, ratedStatus(service)),
    'status that was rated': statusPage(service, language, { ...ratedStatus(service), rated: true }),
    charter: charterPage(service, language, { statistics: sampleStatistics(service), month: undefined }),
    'charter without figures': charterPage(service, language, {
      statistics: { ...sampleStatistics(service), months: [] },
      month: undefined,
    }),
    'status not yet registered': statusPage(service, language, {
      status: { code: code(service), service: service.service, stage: 'accepted', history: [] },
    }),
    conversation: conversationPage(service, language, {
      conversation: sampleConversation(service),
      secondFact,
      added: true,
    }),
    'conversation with its proof': conversationPage(service, language, {
      conversation: sampleConversation(service),
      secondFact,
      provable: true,
    }),
    'conversation with an empty message': conversationPage(service, language, {
      conversation: sampleConversation(service),
      secondFact,
      errors: [mendField(texts, 'message', 'missing')],
    }),
    ...Object.fromEntries(
      (['ordinary', 'emergency'] as const).map((posture) => [
        `state in ${posture} posture`,
        statePage(service, language, {
          state: sampleStates[posture],
          hours: effectiveHours(service, nothingDeclared, '2026-09-11', '2026-09-17'),
        }),
      ]),
    ),
    'call-out': callOutPage(service, language, { name: 'x', view: { ...callOut, state: 'open' } }),
    'call-out that is answered': callOutPage(service, language, {
      name: 'x',
      view: { ...callOut, state: 'acknowledged', acknowledgedAt: callOut.since, acknowledgedBy: 'Elena Ferri' },
    }),
    'report on a declaration': reportPage(service, language, sampleReport),
    'call-out that is unknown': callOutPage(service, language, { name: 'x' }),
    problem: problemPage(
      service,
      language,
      { type: 'about:blank', title: 'Unavailable', status: 503, detail: 'Try again' },
      'unavailable',
    ),
  };
}

/** Every answered page of every service and language, as `language / service / page`. */
export const allAnsweredPages = (services: readonly PreparedService[]): [string, string][] =>
  services.flatMap((service) =>
    languages.flatMap((language) =>
      Object.entries(answeredPages(service, language)).map(([name, page]): [string, string] => [
        `${language} / ${service.service} / ${name}`,
        page,
      ]),
    ),
  );
