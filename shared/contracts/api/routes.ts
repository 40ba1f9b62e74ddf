/** The groups of staff, as a token names them. */
export type StaffGroup =
  | 'operator'
  | 'expert'
  | 'supervisor'
  | 'editor'
  | 'partner'
  | 'duty-officer'
  | 'administrator'
  | 'auditor'
  | 'reserve';

/** What is done to an address: what is put or deleted twice is done once (RFC 9110). */
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Who may ask: anyone, a telephone exchange with its key, or the staff of a service who are in one of these groups. */
export type Who = 'anyone' | 'exchange' | readonly StaffGroup[];

const anyone = 'anyone';
const exchange = 'exchange';
const onCases = ['operator', 'expert', 'supervisor'] as const;
const onCasesOrDuty = ['operator', 'expert', 'supervisor', 'duty-officer'] as const;
/** The reserve too, while its account is open: what waits in its lanes, and answers from templates. */
const onOwnCases = [...onCases, 'reserve'] as const;
const onOwnCasesOrDuty = [...onCasesOrDuty, 'reserve'] as const;
const onMails = ['operator', 'supervisor'] as const;
const onBoard = ['operator', 'expert', 'supervisor', 'duty-officer', 'reserve'] as const;
const onTracing = ['operator', 'supervisor', 'duty-officer'] as const;
const leading = ['supervisor', 'duty-officer'] as const;
const onContents = ['expert', 'supervisor', 'editor', 'duty-officer'] as const;
/** Operators propose what they answered; they see and do nothing else in the editors' room. */
const onContentsOrCases = ['operator', ...onContents] as const;
const onEvents = ['supervisor', 'editor', 'duty-officer'] as const;
const supervisors = ['supervisor'] as const;
const overReads = ['supervisor', 'auditor'] as const;
const onShifts = ['operator', 'expert', 'supervisor', 'administrator', 'auditor'] as const;
const administrators = ['administrator'] as const;
const moderating = ['supervisor', 'editor'] as const;
const onContributions = ['supervisor', 'editor', 'auditor'] as const;
const overShifts = ['supervisor', 'administrator'] as const;
const onDuty = ['duty-officer'] as const;

/**
 * Every route of the API: the function that answers it (as its bundle is named), the name of the operation, who may
 * ask, and the address below `/v1`. This is the one place where an address is written: the OpenAPI document, the routes
 * of the stacks, the answer to an unknown path and the test of who may do what are made of it. It knows no schema, so
 * that whatever needs an address alone stays small.
 */
const table = {
  'platform-health-check': {
    showPlatformStatus: [anyone, 'GET /status'],
  },
  'hours-anyone-get': {
    listServices: [anyone, 'GET /services'],
    showService: [anyone, 'GET /services/{service}'],
    showEffectiveHours: [anyone, 'GET /services/{service}/hours'],
    showEvent: [anyone, 'GET /services/{service}/events/{event}'],
  },
  'statistics-anyone-get': {
    showStatistics: [anyone, 'GET /services/{service}/statistics'],
  },
  'voice-menu-menu-request': {
    showVoiceMenu: [anyone, 'GET /services/{service}/voice-menu'],
    tellCaseStatus: [anyone, 'POST /services/{service}/voice-menu/status'],
  },
  'calls-call-record': {
    acceptCallRecordsOfHeader: [exchange, 'POST /services/{service}/calls'],
    acceptCallRecords: [exchange, 'POST /services/{service}/calls/{source}'],
  },
  'intake-citizen-post': {
    acceptContact: [anyone, 'POST /services/{service}/contacts'],
    showReceipt: [anyone, 'GET /services/{service}/contact-receipt'],
  },
  'status-citizen-request': {
    showCaseStatus: [anyone, 'GET /services/{service}/contacts/{code}'],
    lookUpCase: [anyone, 'POST /services/{service}/contact-status'],
    showConversation: [anyone, 'POST /services/{service}/contacts/{code}/conversation'],
    addMessage: [anyone, 'POST /services/{service}/contacts/{code}/messages'],
    sayConsent: [anyone, 'POST /services/{service}/contacts/{code}/consent'],
    rateAnswer: [anyone, 'POST /services/{service}/contacts/{code}/rating'],
    proveCase: [anyone, 'POST /services/{service}/contacts/{code}/proof'],
    answerReferral: [anyone, 'POST /services/{service}/referrals'],
    showDayRoots: [anyone, 'GET /services/{service}/day-roots/{day}'],
  },
  'intake-attachment-post': {
    offerAttachment: [anyone, 'POST /services/{service}/attachments'],
  },
  'posture-officer-request': {
    showDeclarations: [leading, 'GET /services/{service}/declarations'],
    declare: [onDuty, 'POST /services/{service}/declarations'],
    showProposals: [leading, 'GET /services/{service}/proposals'],
    decideOnProposal: [onDuty, 'POST /services/{service}/proposals/{proposal}/decisions'],
    showEventsToTell: [onEvents, 'GET /services/{service}/event-pages'],
    tellEvent: [onEvents, 'POST /services/{service}/event-pages/{event}'],
  },
  'reports-report-request': {
    showDeclarationReport: [leading, 'GET /services/{service}/declarations/{declaration}/report'],
  },
  'hand-overs-hand-over': {
    showHandOvers: [leading, 'GET /services/{service}/hand-overs'],
    handOver: [onDuty, 'POST /services/{service}/hand-overs'],
  },
  'call-outs-call-out-answer': {
    showCallOut: [anyone, 'GET /services/{service}/call-outs/{call}'],
    answerCallOut: [anyone, 'POST /services/{service}/call-outs/{call}'],
    showReserveAsk: [anyone, 'GET /services/{service}/call-outs/{call}/reserve'],
    answerReserveAsk: [anyone, 'POST /services/{service}/call-outs/{call}/reserve'],
  },
  'wakes-wake-answer': {
    showWake: [anyone, 'GET /services/{service}/wakes/{wake}'],
    answerWake: [anyone, 'POST /services/{service}/wakes/{wake}'],
  },
  'desk-staff-request': {
    showWorklist: [onCasesOrDuty, 'GET /desk/{service}/worklist'],
    showWorklistChanges: [onCasesOrDuty, 'GET /desk/{service}/changes'],
    showDeskCase: [onOwnCasesOrDuty, 'GET /desk/{service}/cases/{code}'],
    openDeskCase: [onCasesOrDuty, 'POST /desk/{service}/cases/{code}/openings'],
    showHouseholds: [onCases, 'GET /desk/{service}/households'],
    showHousehold: [onCases, 'GET /desk/{service}/households/{household}'],
    showReads: [overReads, 'GET /desk/{service}/cases/{code}/reads'],
    searchCases: [onCasesOrDuty, 'POST /desk/{service}/searches'],
    holdCase: [administrators, 'POST /desk/{service}/cases/{code}/holds'],
    recordContact: [onCases, 'POST /desk/{service}/contacts'],
    lookUpCaller: [onCases, 'POST /desk/{service}/callers'],
    readDocument: [onCases, 'POST /desk/{service}/cases/{code}/readings'],
    recordCallAttempt: [onCases, 'POST /desk/{service}/cases/{code}/call-attempts'],
    joinCase: [onCases, 'POST /desk/{service}/cases/{code}/joins'],
    takeNext: [onOwnCases, 'POST /desk/{service}/next'],
    actOnCase: [onOwnCases, 'POST /desk/{service}/cases/{code}/acts'],
    showJudgedDanger: [onCasesOrDuty, 'GET /desk/{service}/judged-danger'],
    showTemplates: [onOwnCases, 'GET /desk/{service}/cases/{code}/templates'],
    answerToMany: [onMails, 'POST /desk/{service}/answers-to-many'],
    showAnswerToSend: [onMails, 'GET /desk/{service}/cases/{code}/answers/{answer}'],
    showDraft: [onCases, 'GET /desk/{service}/cases/{code}/draft'],
    keepDraft: [onCases, 'PUT /desk/{service}/cases/{code}/draft'],
    keepViews: [onCasesOrDuty, 'POST /desk/{service}/views'],
    showShifts: [onShifts, 'GET /desk/{service}/shifts'],
    editShift: [overShifts, 'PUT /desk/{service}/shifts/{subject}'],
    setPresence: [onCases, 'PUT /desk/{service}/presence'],
    superviseDesk: [onBoard, 'POST /desk/{service}/board'],
  },
  'knowledge-reader-request': {
    listArticles: [anyone, 'GET /services/{service}/articles'],
    showArticlesIndex: [anyone, 'GET /services/{service}/articles-index'],
    showArticle: [anyone, 'GET /services/{service}/articles/{id}'],
    listGuides: [anyone, 'GET /services/{service}/guides'],
    showGuide: [anyone, 'GET /services/{service}/guides/{id}'],
    consultGuide: [anyone, 'POST /services/{service}/guides/{id}/consultation'],
    listMeasures: [anyone, 'GET /services/{service}/measures'],
    showMeasure: [anyone, 'GET /services/{service}/measures/{id}'],
    listLifeEvents: [anyone, 'GET /services/{service}/life-events'],
    showLifeEvent: [anyone, 'GET /services/{service}/life-events/{id}'],
    listAdministrations: [anyone, 'GET /services/{service}/administrations'],
    showAdministration: [anyone, 'GET /services/{service}/administrations/{id}'],
    listPractices: [anyone, 'GET /services/{service}/practices'],
    showPractice: [anyone, 'GET /services/{service}/practices/{id}'],
    listMaterials: [anyone, 'GET /services/{service}/materials'],
    showMaterial: [anyone, 'GET /services/{service}/materials/{id}'],
    sayUseful: [anyone, 'POST /services/{service}/usefulness'],
    showFollowUp: [anyone, 'GET /services/{service}/follow-ups'],
    actOnFollowUp: [anyone, 'POST /services/{service}/follow-ups'],
    showSitemap: [anyone, 'GET /services/{service}/sitemap'],
  },
  'knowledge-editor-request': {
    listContents: [onContents, 'GET /desk/{service}/contents'],
    showContent: [onContents, 'GET /desk/{service}/contents/{kind}/{id}'],
    actOnContent: [onContentsOrCases, 'POST /desk/{service}/contents/{kind}/{id}'],
    proposeEntry: [anyone, 'POST /services/{service}/network-entries'],
    proposePractice: [anyone, 'POST /services/{service}/practices'],
  },
  'contributions-citizen-request': {
    listContributions: [anyone, 'GET /services/{service}/contributions'],
    giveContribution: [anyone, 'POST /services/{service}/contributions'],
    showContribution: [anyone, 'GET /services/{service}/contributions/{id}'],
    findSimilarIdeas: [anyone, 'POST /services/{service}/similar-contributions'],
    lookUpContribution: [anyone, 'POST /services/{service}/own-contribution'],
    changeContribution: [anyone, 'POST /services/{service}/own-contribution/changes'],
    withdrawConsent: [anyone, 'POST /services/{service}/own-contribution/withdrawals'],
  },
  'contributions-staff-request': {
    listGivenContributions: [onContributions, 'GET /desk/{service}/contributions'],
    showGivenContribution: [onContributions, 'GET /desk/{service}/contributions/{id}'],
    openGivenContribution: [onContributions, 'POST /desk/{service}/contributions/{id}/openings'],
    decideOnContribution: [moderating, 'POST /desk/{service}/contributions/{id}/decisions'],
    holdContribution: [administrators, 'POST /desk/{service}/contributions/{id}/holds'],
  },
  'tracing-citizen-request': {
    showTracing: [anyone, 'GET /services/{service}/tracing-requests'],
    requestTracing: [anyone, 'POST /services/{service}/tracing-requests'],
    lookUpTracing: [anyone, 'POST /services/{service}/own-tracing-request'],
  },
  'tracing-staff-request': {
    showTracingDesk: [onTracing, 'GET /desk/{service}/tracing'],
    showTraced: [onTracing, 'GET /desk/{service}/tracing/{id}'],
    actOnTraced: [onMails, 'POST /desk/{service}/tracing/{id}/acts'],
    handOverTracing: [onTracing, 'POST /desk/{service}/tracing-hand-overs'],
    showTracingHandOver: [onTracing, 'GET /desk/{service}/tracing-hand-overs/{id}'],
  },
  'protocol-staff-request': {
    showProtocolDay: [onCasesOrDuty, 'GET /desk/{service}/protocol'],
    showProtocolEntry: [onCasesOrDuty, 'GET /desk/{service}/protocol/{number}'],
    cancelProtocolNumber: [supervisors, 'POST /desk/{service}/protocol/{number}/cancellations'],
  },
  'mail-in-held-request': {
    listHeldMails: [onMails, 'GET /desk/{service}/held-mails'],
    decideHeldMail: [onMails, 'POST /desk/{service}/held-mails/{mail}/decisions'],
  },
} as const satisfies Record<string, Record<string, readonly [Who, `${Method} /${string}`]>>;

type Table = typeof table;

/** The names of the operations that a function answers. */
export type OperationsOf<By extends keyof Table> = keyof Table[By];

/** The name of an operation of the API. */
export type OperationId = { [By in keyof Table]: OperationsOf<By> }[keyof Table];

/** The acts of the desk on one case, on the version that was seen. */
export type CaseAct = {
  [Act in OperationsOf<'desk-staff-request'>]: Table['desk-staff-request'][Act] extends readonly [
    Who,
    `POST ${string}/cases/{code}/${string}`,
  ]
    ? Act
    : never;
}[OperationsOf<'desk-staff-request'>];

/** One address of the API: `path` is below `/v1`; `by` is the function that answers, named as its bundle is. */
export interface Route {
  method: Method;
  path: string;
  who: Who;
  by: keyof Table;
}

/** Every route by the name of its operation, in the order of the table. */
export const routes = Object.fromEntries(
  Object.entries(table).flatMap(([by, own]) =>
    Object.entries<readonly [Who, string]>(own).map(([operationId, [who, address]]) => {
      const [method, path] = address.split(' ');
      return [operationId, { method, path, who, by }];
    }),
  ),
) as Record<OperationId, Route>;

/** A route as API Gateway names it; under the service's own name where one is given. */
export const routeKey = ({ method, path }: Route, service?: string): string =>
  `${method} /v1${service === undefined ? path : path.replace('{service}', service)}`;

/**
 * The path of an operation below `/v1`, with what stands in its braces; each is written so that it stays one segment.
 */
export const pathOf = (operation: OperationId, given: Record<string, string>): string =>
  routes[operation].path.replace(/\{([^}]+)\}/g, (_braced, name: string) => encodeURIComponent(given[name] ?? ''));

/** Whether a route is for signed-in staff only. */
export const isOfStaff = ({ who }: Route): boolean => typeof who !== 'string';

/** Whether a route is for duty officers alone: what they declare, decide and leave one another. */
export const isOfficersAct = ({ who }: Route): boolean => typeof who !== 'string' && who.join() === onDuty.join();
