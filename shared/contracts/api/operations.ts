import { maximumRecordsBytes } from '../call-record.ts';
import type { ContractName } from './published.ts';

/** One successful answer of an operation; `page` tells that a browser gets HTML instead. */
export type Answer = {
  status: 200 | 201 | 202;
  description: string;
  contracts: readonly ContractName[];
  page?: string;
  /** The answer carries the version to name in If-Match. */
  versioned?: true;
};

/** One operation of the HTTP API: `path` is below `/v1`, `problems` are names of shared/shell/http/problems.ts. */
export type Operation = {
  operationId: string;
  method: 'get' | 'post';
  path: string;
  tag: 'platform' | 'services' | 'contacts' | 'cases' | 'declarations' | 'desk' | 'protocol';
  summary: string;
  description: string;
  parameters: readonly ParameterName[];
  body?: { contract: ContractName; form: boolean; maximumBytes: number };
  answers: readonly Answer[];
  problems: readonly string[];
  /** Only for telephone exchanges with a key. */
  exchange?: true;
  /** Only for staff with a token; its problems may carry the members of an act-problem. */
  staff?: true;
};

export type ParameterName = keyof typeof parameters;

/** What the tags of the document mean. */
export const tags: Record<Operation['tag'], string> = {
  cases: 'What a citizen sees of a case, with the code of the receipt and, for its words, the second fact.',
  contacts: 'What a citizen sends.',
  declarations: 'For duty officers and supervisors: what is declared and proposed for a service, and their acts.',
  desk: 'For staff: what waits, cases whole, what is recorded by hand, mails laid aside. Operators, experts and supervisors act, duty officers look on.',
  platform: 'Whether the platform works.',
  protocol: 'For staff: formal instances by their protocol numbers, gap-free per year and service, day by day.',
  services: 'Which contact centers there are, whether they are open, and when and why.',
};

/** Every parameter of the API by name, as OpenAPI writes it. */
export const parameters = {
  Service: {
    name: 'service',
    in: 'path',
    required: true,
    description: 'The name of the service, as GET /services lists it.',
    schema: { $ref: '#/components/schemas/ServiceId' },
    example: 'protezione-civile',
  },
  Code: {
    name: 'code',
    in: 'path',
    required: true,
    description:
      'The code of the receipt as a person writes it: capitals, blanks and dashes do not matter; O is 0, I and L are 1.',
    schema: { type: 'string', minLength: 1, maxLength: 80, pattern: '^[^/]+$' },
    example: 'PC-7K3M-9QXT-4DHR-8WZA',
  },
  From: {
    name: 'from',
    in: 'query',
    required: false,
    description: 'The first day, in Rome; today when left out.',
    schema: { type: 'string', format: 'date', maxLength: 10 },
    example: '2026-09-11',
  },
  To: {
    name: 'to',
    in: 'query',
    required: false,
    description: 'The last day, itself included; six days after the first when left out, at most 91 days after it.',
    schema: { type: 'string', format: 'date', maxLength: 10 },
    example: '2026-09-14',
  },
  MenuLanguage: {
    name: 'language',
    in: 'query',
    required: false,
    description: 'The language of the caller; Italian when left out.',
    schema: { $ref: '#/components/schemas/Language' },
    example: 'it',
  },
  ExpectedWait: {
    name: 'expected-wait',
    in: 'query',
    required: false,
    description:
      'How long the telephone exchange expects this caller to wait, in seconds; it goes before what past calls tell. Whatever is no whole number from 0 to 86400 counts as unknown.',
    schema: { type: 'string', minLength: 1, maxLength: 20, pattern: '^[0-9.-]+$' },
    example: '240',
  },
  PageLanguage: {
    name: 'language',
    in: 'query',
    required: false,
    description: 'The language of pages and of the words of a problem; it goes before Accept-Language.',
    schema: { $ref: '#/components/schemas/Language' },
    example: 'it',
  },
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    required: false,
    description: 'The language of the words of a problem (RFC 9110); Italian when it names none of ours.',
    schema: { type: 'string', maxLength: 500, pattern: '^[A-Za-z0-9*,;=. -]*$' },
    example: 'de, en;q=0.8',
  },
  CallOut: {
    name: 'call',
    in: 'path',
    required: true,
    description: 'The name of the call-out, as the mail to the person called has it; each person has their own.',
    schema: { type: 'string', minLength: 1, maxLength: 60, pattern: '^[0-9]{1,7}-[0-9a-f]{32}$' },
    example: '7-3f2b8f6f1f7c41d09f0e5d0c6f0e6a1b',
  },
  ProtocolNumber: {
    name: 'number',
    in: 'path',
    required: true,
    description: 'A protocol number: the year, then the number with or without its leading zeros.',
    schema: { type: 'string', minLength: 6, maxLength: 14, pattern: '^[0-9]{4}-[0-9]{1,9}$' },
    example: '2026-0000042',
  },
  ProtocolDay: {
    name: 'day',
    in: 'query',
    required: false,
    description: 'The day, in Rome; today when left out.',
    schema: { type: 'string', format: 'date', maxLength: 10 },
    example: '2026-09-11',
  },
  After: {
    name: 'after',
    in: 'query',
    required: false,
    description: 'The number that the page before named as next: the page begins after it.',
    schema: { type: 'string', minLength: 6, maxLength: 14, pattern: '^[0-9]{4}-[0-9]{1,9}$' },
    example: '2026-0000500',
  },
  HeldBox: {
    name: 'box',
    in: 'query',
    required: false,
    description:
      'Which mails: waiting for a decision (held, the default), news of our own mails (recorded), or decided.',
    schema: { type: 'string', enum: ['held', 'recorded', 'decided'] },
    example: 'held',
  },
  AfterMail: {
    name: 'after',
    in: 'query',
    required: false,
    description: 'The mail that the page before named as next: the page begins after it.',
    schema: { type: 'string', maxLength: 60, pattern: '^[0-9TZ:.-]{24}_[0-9a-f]{32}$' },
    example: '2026-11-22T08:10:00.000Z_3f2b8f6f1f7c41d09f0e5d0c6f0e6a1b',
  },
  HeldMail: {
    name: 'mail',
    in: 'path',
    required: true,
    description: 'The name of a mail that was laid aside.',
    schema: { type: 'string', maxLength: 60, pattern: '^[0-9TZ:.-]{24}_[0-9a-f]{32}$' },
    example: '2026-11-22T08:10:00.000Z_3f2b8f6f1f7c41d09f0e5d0c6f0e6a1b',
  },
  Source: {
    name: 'source',
    in: 'path',
    required: true,
    description: 'The name of the telephone exchange, as its key is kept under.',
    schema: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' },
    example: 'listening-room',
  },
  SourceHeader: {
    name: 'Sportello-Source',
    in: 'header',
    required: true,
    description: 'The name of the telephone exchange, as its key is kept under.',
    schema: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' },
    example: 'listening-room',
  },
  WebhookId: {
    name: 'Webhook-Id',
    in: 'header',
    required: false,
    description: 'Where the request is signed: its own id, the same at each retry (Standard Webhooks 1.0.0).',
    schema: { type: 'string', minLength: 1, maxLength: 256, pattern: '^[!-~]+$' },
    example: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  },
  WebhookTimestamp: {
    name: 'Webhook-Timestamp',
    in: 'header',
    required: false,
    description: 'Where the request is signed: when, in epoch seconds; five minutes from our clock at most.',
    schema: { type: 'string', minLength: 1, maxLength: 12, pattern: '^[0-9]+$' },
    example: '1789142772',
  },
  Declaration: {
    name: 'declaration',
    in: 'path',
    required: true,
    description: 'The id of the declaration, as the ledger names it.',
    schema: { type: 'string', minLength: 1, maxLength: 120, pattern: '^[^/]+$' },
    example: '0b8f6f1f-7c41-4f0c-9f0e-5d0c6f0e6a1b',
  },
  Proposal: {
    name: 'proposal',
    in: 'path',
    required: true,
    description: 'The id of the proposal, percent-encoded.',
    schema: { type: 'string', minLength: 1, maxLength: 1000, pattern: '^[^/]+$' },
    example: 'quake-emergency-20260912T014100000Z',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description:
      'The version of the ledger that the officer saw, as its ETag gave it; of two officers at once the second is told.',
    schema: { type: 'string', minLength: 1, maxLength: 20, pattern: '^(W/)?"?[0-9]{1,9}"?$' },
    example: '"2"',
  },
  CaseIfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description:
      'The version of the case that was seen, as its ETag gave it; of two who act at once the second is told. The same act with the same version again is one.',
    schema: { type: 'string', minLength: 1, maxLength: 20, pattern: '^(W/)?"?[0-9]{1,9}"?$' },
    example: '"2"',
  },
  Lane: {
    name: 'lane',
    in: 'query',
    required: false,
    description: 'One lane of the service; all of them, urgent first, when left out.',
    schema: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-z0-9-]+$' },
    example: 'help-requests',
  },
  PageSize: {
    name: 'limit',
    in: 'query',
    required: false,
    description: 'How many cases the page shows; 50 when left out.',
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 100 },
    example: 50,
  },
  Cursor: {
    name: 'cursor',
    in: 'query',
    required: false,
    description: 'What the page before named as next; the first page when left out.',
    schema: { type: 'string', minLength: 1, maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
    example: 'WyJ1cmdlbnQiXQ',
  },
  DeskIdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'A key of the sender’s own, needed only where two papers with the very same words are two contacts: the same content with the same key, or without one, is one contact however often it is sent.',
    schema: { type: 'string', minLength: 1, maxLength: 257, pattern: '^[ -~]+$' },
    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'A key of the sender’s own for this submission, such as a UUID; quoted (RFC 9651 string) or bare. The same contact with the same key gets the same code however often and however late it is sent, and makes one case. Without a key the same contact gets the same code within one ten-minute window (windows begin at each full ten minutes of UTC). Another contact behind an old key is never lost: it is a new case with its own code. Beyond 255 characters a key counts by its beginning.',
    schema: { type: 'string', minLength: 1, maxLength: 257, pattern: '^[ -~]+$' },
    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
  },
} as const;

const everyProblem = ['internal-error', 'unavailable'] as const;
const staffProblems = ['not-allowed', 'unknown-service', ...everyProblem] as const;
const caseActProblems = [
  'wrong-code',
  'conflict',
  'act-refused',
  'changed-meanwhile',
  'precondition-required',
] as const;
const bodyProblems = ['malformed-body', 'body-too-large', 'unsupported-media-type', 'invalid'] as const;

/** Every operation of the HTTP API, in the order of the document. */
export const operations: readonly Operation[] = [
  {
    operationId: 'showPlatformStatus',
    method: 'get',
    path: '/status',
    tag: 'platform',
    summary: 'Whether the platform answers',
    description: 'For health checks: no other address is meant for them.',
    parameters: [],
    answers: [{ status: 200, description: 'The platform answers.', contracts: ['platform-status'] }],
    problems: everyProblem,
  },
  {
    operationId: 'listServices',
    method: 'get',
    path: '/services',
    tag: 'services',
    summary: 'Every service and its state',
    description: 'The services of this installation, each with its channels, its posture and whether it is open now.',
    parameters: ['AcceptLanguage'],
    answers: [{ status: 200, description: 'The state of every service now.', contracts: ['service-states'] }],
    problems: everyProblem,
  },
  {
    operationId: 'showService',
    method: 'get',
    path: '/services/{service}',
    tag: 'services',
    summary: 'The state of one service',
    description: 'Channels, posture, whether it is open, when that changes next, and what to know before writing.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      {
        status: 200,
        description: 'The state of the service now.',
        contracts: ['service-state'],
        page: 'The same, with the hours of the coming week.',
      },
    ],
    problems: ['unknown-service', ...everyProblem],
  },
  {
    operationId: 'showEffectiveHours',
    method: 'get',
    path: '/services/{service}/hours',
    tag: 'services',
    summary: 'The effective hours of one service, day by day',
    description:
      'Opening hours as instants (a day of Rome may have 23 or 25 hours), and why each day is open as it is: weekly pattern, holiday or declaration. At most 92 days at once, of the years whose holidays are known: the one before the build to ten after it.',
    parameters: ['Service', 'From', 'To', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The hours of each day asked for.', contracts: ['effective-hours'] }],
    problems: ['unknown-service', 'invalid', ...everyProblem],
  },
  {
    operationId: 'showVoiceMenu',
    method: 'get',
    path: '/services/{service}/voice-menu',
    tag: 'services',
    summary: 'What callers hear now',
    description:
      'For any telephone exchange: the prompts in the order in which they are said (danger to life is always first), the options by key, whether the service is open and until when, the expected wait, and whether a call-back is offered because nobody would answer in the time of the charter. All texts are words that a voice can read out. What is declared shows within two seconds.',
    parameters: ['Service', 'MenuLanguage', 'ExpectedWait', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The voice menu now.', contracts: ['voice-menu'] }],
    problems: ['unknown-service', 'invalid', ...everyProblem],
  },
  ...[
    { operationId: 'acceptCallRecords', path: '/services/{service}/calls/{source}', named: 'Source' } as const,
    { operationId: 'acceptCallRecordsOfHeader', path: '/services/{service}/calls', named: 'SourceHeader' } as const,
  ].map(
    ({ operationId, path, named }): Operation => ({
      operationId,
      method: 'post',
      path,
      tag: 'contacts',
      summary: 'Tell of calls',
      description:
        'For telephone exchanges and interactive voice responses. 202 means that every record is durably kept; each call is one contact with one code, however many records of it come, late, repeated or out of order, and the newest holds. One wrong record in a list refuses the whole list: nothing of it is kept. A request proves itself by a signature (Standard Webhooks 1.0.0: v1, HMAC-SHA256 of id.timestamp.body over the raw bytes, several signatures while keys rotate) or, where an appliance cannot sign, by its key as bearer token or as password of Basic, as was agreed for the source. What the body holds was agreed as well: our own call records, or what Asterisk, FreeSWITCH, Amazon Connect or Twilio write, one record or a JSON list of up to 100 (events/asterisk-cdr.v1, freeswitch-cdr.v1, connect-record.v1, twilio-callback.v1 .schema.json); those may come as forms too: FreeSWITCH as cdr, plain or base64 (application/x-www-form-base64-encoded), Twilio as its fields. Records begin at most 31 days ago.',
      parameters: ['Service', named, 'WebhookId', 'WebhookTimestamp', 'AcceptLanguage'],
      body: { contract: 'call-records', form: false, maximumBytes: maximumRecordsBytes },
      answers: [{ status: 202, description: 'Durably kept: the code of each call.', contracts: ['call-accepted'] }],
      problems: ['unauthenticated', 'unknown-service', ...bodyProblems, ...everyProblem],
      exchange: true,
    }),
  ),
  {
    operationId: 'tellCaseStatus',
    method: 'post',
    path: '/services/{service}/voice-menu/status',
    tag: 'cases',
    summary: 'What a caller hears who dictates a code',
    description:
      'The stage of the case and the words to say, nothing personal; spokenCode reads the code back. A mistyped or invented code is 404.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'voice-status-asked', form: false, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'Where the case stands.', contracts: ['voice-status'] }],
    problems: ['unknown-service', 'wrong-code', ...bodyProblems, ...everyProblem],
  },
  {
    operationId: 'acceptContact',
    method: 'post',
    path: '/services/{service}/contacts',
    tag: 'contacts',
    summary: 'Send a contact and get its receipt',
    description:
      'Takes in a question, report, complaint or whatever the service allows. 202 means that the contact is durably kept and that the receipt holds; it is registered a moment later. A retry gets the same code (see Idempotency-Key). If the words speak of danger to life the receipt carries advice to call for rescue: show it at once, this service sends no rescuers. The body is JSON or a form; in a form place.address and its like name the members of place, and a form sent with Accept: text/html gets pages (first a summary to confirm, with step=send the receipt).',
    parameters: ['Service', 'IdempotencyKey', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'contact', form: true, maximumBytes: 65_536 },
    answers: [
      {
        status: 200,
        description: 'Only for a form with Accept: text/html that is not confirmed yet: the summary. Nothing is kept.',
        contracts: [],
        page: 'The form again, or the summary to confirm.',
      },
      { status: 202, description: 'Durably kept: the receipt.', contracts: ['receipt'], page: 'The receipt.' },
    ],
    problems: ['unknown-service', ...bodyProblems, ...everyProblem],
  },
  {
    operationId: 'showCaseStatus',
    method: 'get',
    path: '/services/{service}/contacts/{code}',
    tag: 'cases',
    summary: 'Where a case stands',
    description:
      'Stages and dates, nothing personal. A genuine code that is not registered yet is in the stage accepted, never 404; a mistyped or invented code is 404.',
    parameters: ['Service', 'Code', 'PageLanguage', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'Where the case stands.', contracts: ['case-status'], page: 'The same.' }],
    problems: ['unknown-service', 'wrong-code', ...everyProblem],
  },
  {
    operationId: 'lookUpCase',
    method: 'post',
    path: '/services/{service}/contact-status',
    tag: 'cases',
    summary: 'Where a case stands, with the code in the body',
    description:
      'The same as the status of a code and, with the second fact, the same as its conversation: for forms, which cannot write the code into the address.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'status-asked', form: true, maximumBytes: 65_536 },
    answers: [
      {
        status: 200,
        description: 'Where the case stands or, with the second fact, its conversation.',
        contracts: ['case-status', 'conversation'],
        page: 'The same.',
      },
    ],
    problems: ['unknown-service', 'wrong-code', 'wrong-second-fact', 'conflict', ...bodyProblems, ...everyProblem],
  },
  {
    operationId: 'showConversation',
    method: 'post',
    path: '/services/{service}/contacts/{code}/conversation',
    tag: 'cases',
    summary: 'The messages of a case',
    description:
      'For whoever knows the second fact too: the e-mail or phone given with the contact. It is sent in the body, so that it is in no address and no log. 409 while the case is accepted but not registered.',
    parameters: ['Service', 'Code', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'second-fact', form: true, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'The conversation.', contracts: ['conversation'], page: 'The same.' }],
    problems: ['unknown-service', 'wrong-code', 'wrong-second-fact', 'conflict', ...bodyProblems, ...everyProblem],
  },
  {
    operationId: 'addMessage',
    method: 'post',
    path: '/services/{service}/contacts/{code}/messages',
    tag: 'cases',
    summary: 'Add a message to a case',
    description:
      'Adds the citizen’s words to the case and answers with the whole conversation. 409 while the case is accepted but not registered, and once it is closed. Each call adds a message.',
    parameters: ['Service', 'Code', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'added-message', form: true, maximumBytes: 65_536 },
    answers: [
      {
        status: 200,
        description: 'Only with Accept: text/html: added, as a page.',
        contracts: [],
        page: 'The conversation.',
      },
      { status: 201, description: 'Added: the conversation with it.', contracts: ['conversation'] },
    ],
    problems: ['unknown-service', 'wrong-code', 'wrong-second-fact', 'conflict', ...bodyProblems, ...everyProblem],
  },
  {
    operationId: 'offerAttachment',
    method: 'post',
    path: '/services/{service}/attachments',
    tag: 'contacts',
    summary: 'Get a place to upload one attachment to',
    description:
      'Before the contact: gives an upload bound to this type and exactly this size, open for ten minutes, and the attachmentId that the contact then names. What is uploaded is checked by its content once the case is registered.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'attachment-asked', form: false, maximumBytes: 4096 },
    answers: [{ status: 201, description: 'Where to send the file.', contracts: ['attachment-upload'] }],
    problems: ['unknown-service', ...bodyProblems, ...everyProblem],
  },
  {
    operationId: 'showDeclarations',
    method: 'get',
    path: '/services/{service}/declarations',
    tag: 'declarations',
    summary: 'What is declared for a service, and every act',
    description: 'The posture and hours that hold now, the ends and reminders to come, and the latest 200 acts.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The ledger.', contracts: ['ledger'], versioned: true }],
    problems: staffProblems,
    staff: true,
  },
  {
    operationId: 'declare',
    method: 'post',
    path: '/services/{service}/declarations',
    tag: 'declarations',
    summary: 'Declare, renew, change or stand down',
    description:
      'One act of a duty officer on the ledger: hours, capacity, notices and call-outs follow from it. Every declaration has an end: 24 hours from now unless the act names another, 14 days ahead at most. 412 when somebody acted since the version named in If-Match, with the acts done meanwhile; 409 when a rule of the ledger forbids the act.',
    parameters: ['Service', 'IfMatch', 'AcceptLanguage'],
    body: { contract: 'declaration-act', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Done: the ledger with the act.', contracts: ['ledger'], versioned: true }],
    problems: ['act-refused', 'changed-meanwhile', 'precondition-required', ...bodyProblems, ...staffProblems],
    staff: true,
  },
  {
    operationId: 'showDeclarationReport',
    method: 'get',
    path: '/services/{service}/declarations/{declaration}/report',
    tag: 'declarations',
    summary: 'What a declaration met and did',
    description:
      'For supervisors and duty officers: who did what and why, contacts hour by hour from 24 hours before, first answers and waits before, during and after, cases without an answer. It is worked out from the register at each request, which takes seconds; read.complete tells whether the register was read whole.',
    parameters: ['Service', 'Declaration', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      { status: 200, description: 'The report.', contracts: ['declaration-report'], page: 'The same, to be printed.' },
    ],
    problems: ['not-found', ...staffProblems],
    staff: true,
  },
  {
    operationId: 'showProposals',
    method: 'get',
    path: '/services/{service}/proposals',
    tag: 'declarations',
    summary: 'What machines propose for a service',
    description: 'Proposals with their evidence and steps; nothing follows from them until an officer decides.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The proposals.', contracts: ['proposals'] }],
    problems: staffProblems,
    staff: true,
  },
  {
    operationId: 'decideOnProposal',
    method: 'post',
    path: '/services/{service}/proposals/{proposal}/decisions',
    tag: 'declarations',
    summary: 'Confirm, change or refuse a proposal',
    description:
      'Notes what an officer decided on the revision seen; the declaration itself is an act of its own. 412 when the proposal says more by now, with the proposal as it is; 409 when it is unknown, over or decided already.',
    parameters: ['Service', 'Proposal', 'AcceptLanguage'],
    body: { contract: 'proposal-decision', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Noted: the proposal with the decision.', contracts: ['proposal'] }],
    problems: ['act-refused', 'changed-meanwhile', ...bodyProblems, ...staffProblems],
    staff: true,
  },
  {
    operationId: 'showHandOvers',
    method: 'get',
    path: '/services/{service}/hand-overs',
    tag: 'declarations',
    summary: 'The notes that officers left one another',
    description: 'The latest 30 notes of a service, newest first: shifts change at 8 and 20.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The notes.', contracts: ['hand-overs'] }],
    problems: staffProblems,
    staff: true,
  },
  {
    operationId: 'handOver',
    method: 'post',
    path: '/services/{service}/hand-overs',
    tag: 'declarations',
    summary: 'Leave a note for the next officer',
    description: 'Kept for good with the name of its writer: a note is never changed, a later one says more.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'hand-over-note', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Kept: the notes with it.', contracts: ['hand-overs'] }],
    problems: [...bodyProblems, ...staffProblems],
    staff: true,
  },
  {
    operationId: 'showCallOut',
    method: 'get',
    path: '/services/{service}/call-outs/{call}',
    tag: 'declarations',
    summary: 'What somebody was called to duty for',
    description:
      'For whoever holds the address from the mail; it answers nothing by itself, because mail scanners open every link.',
    parameters: ['Service', 'CallOut', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      {
        status: 200,
        description: 'The call-out as it stands.',
        contracts: ['call-out'],
        page: 'The same, with a button.',
      },
    ],
    problems: ['unknown-service', 'not-found', ...everyProblem],
  },
  {
    operationId: 'answerCallOut',
    method: 'post',
    path: '/services/{service}/call-outs/{call}',
    tag: 'declarations',
    summary: 'Answer a call to duty',
    description:
      'Confirms that the person whose address this is comes on duty; nobody else is called then. The first answer holds: who comes later reads whose it was. It takes no body.',
    parameters: ['Service', 'CallOut', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      { status: 200, description: 'The call-out as it then stands.', contracts: ['call-out'], page: 'The same.' },
    ],
    problems: ['unknown-service', 'not-found', ...everyProblem],
  },
  {
    operationId: 'showWorklist',
    method: 'get',
    path: '/desk/{service}/worklist',
    tag: 'desk',
    summary: 'The open cases of a service',
    description:
      'Ordered by lane, the urgent one first, and in each by what is due first; nothing personal. What was registered shows within a second or two. next leads to the page after.',
    parameters: ['Service', 'Lane', 'PageSize', 'Cursor', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'One page.', contracts: ['worklist'] }],
    problems: ['invalid', ...staffProblems],
    staff: true,
  },
  {
    operationId: 'showDeskCase',
    method: 'get',
    path: '/desk/{service}/cases/{code}',
    tag: 'desk',
    summary: 'A case whole',
    description:
      'Every contact with its words, calls, documents with an address that ends after five minutes, protocol numbers, call-back, and other cases of the same persons that are likely about the same thing. Whoever reads a case is logged. 409 while it is accepted and not yet registered.',
    parameters: ['Service', 'Code', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The case.', contracts: ['desk-case'], versioned: true }],
    problems: ['wrong-code', 'conflict', ...staffProblems],
    staff: true,
  },
  {
    operationId: 'recordContact',
    method: 'post',
    path: '/desk/{service}/contacts',
    tag: 'desk',
    summary: 'Record a letter, a fax, a visit or a call',
    description:
      'Like a contact of the form: the same receipt, clocks and tracking. It may be back-dated, thirty days or with a reason a year; its clocks run from when it came. With joins it belongs to the case whose code it names.',
    parameters: ['Service', 'DeskIdempotencyKey', 'AcceptLanguage'],
    body: { contract: 'recorded-contact', form: false, maximumBytes: 65_536 },
    answers: [{ status: 202, description: 'Durably kept: the receipt.', contracts: ['receipt'] }],
    problems: [...bodyProblems, ...staffProblems],
    staff: true,
  },
  {
    operationId: 'readDocument',
    method: 'post',
    path: '/desk/{service}/cases/{code}/readings',
    tag: 'desk',
    summary: 'Type what a scan says, or correct it',
    description:
      'Gives a scanned letter or fax its words, its sender and its kind; lane and promise follow from the kind, counted from when it came. A formal instance then gets its protocol number. With corrects it takes the place of what was typed before, of a scan or of a contact recorded by hand: what it leaves out is gone from what holds, and stays on record. 409 when nothing waits to be read, or there is nothing to correct.',
    parameters: ['Service', 'Code', 'CaseIfMatch', 'AcceptLanguage'],
    body: { contract: 'document-reading', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Kept: the case.', contracts: ['desk-case'], versioned: true }],
    problems: [...caseActProblems, ...bodyProblems, ...staffProblems],
    staff: true,
  },
  {
    operationId: 'recordCallAttempt',
    method: 'post',
    path: '/desk/{service}/cases/{code}/call-attempts',
    tag: 'desk',
    summary: 'Say what became of an attempt to call back',
    description:
      'The third attempt that reaches nobody gives the call-back up, and the citizen is written to. 409 when no call-back is due.',
    parameters: ['Service', 'Code', 'CaseIfMatch', 'AcceptLanguage'],
    body: { contract: 'call-attempt', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Kept: the case.', contracts: ['desk-case'], versioned: true }],
    problems: [...caseActProblems, ...bodyProblems, ...staffProblems],
    staff: true,
  },
  {
    operationId: 'joinCase',
    method: 'post',
    path: '/desk/{service}/cases/{code}/joins',
    tag: 'desk',
    summary: 'Join another case to this one',
    description:
      'This case stays; the other names it and is closed, and its words stay where they are. Sent again it finishes what was stopped half-way. 409 when the other is unknown or joined elsewhere, or when nobody would be left in charge.',
    parameters: ['Service', 'Code', 'CaseIfMatch', 'AcceptLanguage'],
    body: { contract: 'case-join', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Joined: this case.', contracts: ['desk-case'], versioned: true }],
    problems: [...caseActProblems, ...bodyProblems, ...staffProblems],
    staff: true,
  },
  {
    operationId: 'showProtocolDay',
    method: 'get',
    path: '/desk/{service}/protocol',
    tag: 'protocol',
    summary: 'The register of one day of the protocol',
    description:
      'For operators, experts, supervisors and duty officers: the registrations of a day in the order of their numbers, about 500 a page. The day is closed five minutes after midnight; closed then holds its root.',
    parameters: ['Service', 'ProtocolDay', 'After', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'A page of the day.', contracts: ['protocol-day'] }],
    problems: ['invalid', ...staffProblems],
    staff: true,
  },
  {
    operationId: 'showProtocolEntry',
    method: 'get',
    path: '/desk/{service}/protocol/{number}',
    tag: 'protocol',
    summary: 'One registration of the protocol',
    description:
      'For operators, experts, supervisors and duty officers, by its number; a cancelled one is shown with who and why.',
    parameters: ['Service', 'ProtocolNumber', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The registration.', contracts: ['protocol-entry'] }],
    problems: ['not-found', ...staffProblems],
    staff: true,
  },
  {
    operationId: 'cancelProtocolNumber',
    method: 'post',
    path: '/desk/{service}/protocol/{number}/cancellations',
    tag: 'protocol',
    summary: 'Cancel a protocol number',
    description:
      'For supervisors. The registration stays as it is and the number is not given again; who, when and why are kept with it and in the case. The same act sent twice is one; 409 when the number was cancelled otherwise before.',
    parameters: ['Service', 'ProtocolNumber', 'AcceptLanguage'],
    body: { contract: 'protocol-cancellation', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Cancelled: the registration.', contracts: ['protocol-entry'] }],
    problems: ['not-found', 'act-refused', ...bodyProblems, ...staffProblems],
    staff: true,
  },
  {
    operationId: 'listHeldMails',
    method: 'get',
    path: '/desk/{service}/held-mails',
    tag: 'desk',
    summary: 'The mails that were laid aside',
    description:
      'For operators and supervisors: mails that wait for a decision because they look like spam, carry a virus or were written by a machine; or, in the box recorded, what came back of our own mails. Oldest first, 50 a page.',
    parameters: ['Service', 'HeldBox', 'AfterMail', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'A page of the box.', contracts: ['held-mails'] }],
    problems: ['invalid', ...staffProblems],
    staff: true,
  },
  {
    operationId: 'decideHeldMail',
    method: 'post',
    path: '/desk/{service}/held-mails/{mail}/decisions',
    tag: 'desk',
    summary: 'Take a mail in after all, or leave it aside',
    description:
      'For operators and supervisors. A released mail becomes a contact that was received when it arrived; what a machine wrote is not answered even then, and files of a mail with a virus stay in the original. The same decision sent twice is one; 409 when somebody decided otherwise before. The whole message is kept in either case.',
    parameters: ['Service', 'HeldMail', 'AcceptLanguage'],
    body: { contract: 'held-mail-decision', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Decided: the mail.', contracts: ['held-mail'] }],
    problems: ['not-found', 'act-refused', ...bodyProblems, ...staffProblems],
    staff: true,
  },
];
