/** What is said of a parameter besides its name and place. */
type Told = { description: string; schema: object; example?: unknown };

const inPath = (name: string, told: Told) => ({ name, in: 'path', required: true, ...told });
const inQuery = (name: string, told: Told) => ({ name, in: 'query', required: false, ...told });
const neededQuery = (name: string, told: Told) => ({ name, in: 'query', required: true, ...told });
const inHeader = (name: string, told: Told) => ({ name, in: 'header', required: false, ...told });
const neededHeader = (name: string, told: Told) => ({ name, in: 'header', required: true, ...told });

/** The version on which somebody acts, which every ETag of ours gives as a number. */
const ifMatch = (description: string, example: string) =>
  neededHeader('If-Match', {
    description,
    schema: { type: 'string', minLength: 1, maxLength: 20, pattern: '^(W/)?"?[0-9]{1,9}"?$' },
    example,
  });

/** Every parameter of the API by name, as OpenAPI writes it. */
export const parameters = {
  Service: inPath('service', {
    description: 'The name of the service, as GET /services lists it.',
    schema: { $ref: '#/components/schemas/ServiceId' },
    example: 'protezione-civile',
  }),
  Code: inPath('code', {
    description:
      'The code of the receipt as a person writes it: capitals, blanks and dashes do not matter; O is 0, I and L are 1.',
    schema: { type: 'string', minLength: 1, maxLength: 80, pattern: '^[^/]+$' },
    example: 'PC-7K3M-9QXT-4DHR-8WZA',
  }),
  From: inQuery('from', {
    description: 'The first day, in Rome; today when left out.',
    schema: { type: 'string', format: 'date', maxLength: 10 },
    example: '2026-09-11',
  }),
  To: inQuery('to', {
    description: 'The last day, itself included; six days after the first when left out, at most 91 days after it.',
    schema: { type: 'string', format: 'date', maxLength: 10 },
    example: '2026-09-14',
  }),
  MenuLanguage: inQuery('language', {
    description: 'The language of the caller; Italian when left out.',
    schema: { $ref: '#/components/schemas/Language' },
    example: 'it',
  }),
  ExpectedWait: inQuery('expected-wait', {
    description:
      'How long the telephone exchange expects this caller to wait, in seconds; it goes before what past calls tell. Whatever is no whole number from 0 to 86400 counts as unknown.',
    schema: { type: 'string', minLength: 1, maxLength: 20, pattern: '^[0-9.-]+$' },
    example: '240',
  }),
  PageLanguage: inQuery('language', {
    description: 'The language of pages and of the words of a problem; it goes before Accept-Language.',
    schema: { $ref: '#/components/schemas/Language' },
    example: 'it',
  }),
  AcceptLanguage: inHeader('Accept-Language', {
    description: 'The language of the words of a problem (RFC 9110); Italian when it names none of ours.',
    schema: { type: 'string', maxLength: 500, pattern: '^[A-Za-z0-9*,;=. -]*$' },
    example: 'de, en;q=0.8',
  }),
  CallOut: inPath('call', {
    description: 'The name of the call-out, as the mail to the person called has it; each person has their own.',
    schema: { type: 'string', minLength: 1, maxLength: 60, pattern: '^[0-9]{1,7}-[0-9a-f]{32}$' },
    example: '7-3f2b8f6f1f7c41d09f0e5d0c6f0e6a1b',
  }),
  Event: inPath('event', {
    description: 'The event: the name of its declaration, as the state of the service has it.',
    schema: { type: 'string', minLength: 1, maxLength: 80, pattern: '^[^/]+$' },
    example: '3f2b8f6f-1f7c-41d0-9f0e-5d0c6f0e6a1b',
  }),
  Wake: inPath('wake', {
    description: 'The name of the occasion, as the message to the person rung has it; each person has their own.',
    schema: { type: 'string', minLength: 1, maxLength: 60, pattern: '^[0-9]{1,13}-[0-9a-f]{32}$' },
    example: '1764556800000-3f2b8f6f1f7c41d09f0e5d0c6f0e6a1b',
  }),
  ProtocolNumber: inPath('number', {
    description: 'A protocol number: the year, then the number with or without its leading zeros.',
    schema: { type: 'string', minLength: 6, maxLength: 14, pattern: '^[0-9]{4}-[0-9]{1,9}$' },
    example: '2026-0000042',
  }),
  ProtocolDay: inQuery('day', {
    description: 'The day, in Rome; today when left out.',
    schema: { type: 'string', format: 'date', maxLength: 10 },
    example: '2026-09-11',
  }),
  SealedDay: inPath('day', {
    description: 'A day that is over, in Rome.',
    schema: { type: 'string', format: 'date', maxLength: 10 },
    example: '2026-09-11',
  }),
  After: inQuery('after', {
    description: 'The number that the page before named as next: the page begins after it.',
    schema: { type: 'string', minLength: 6, maxLength: 14, pattern: '^[0-9]{4}-[0-9]{1,9}$' },
    example: '2026-0000500',
  }),
  HeldBox: inQuery('box', {
    description:
      'Which mails: waiting for a decision (held, the default), news of our own mails (recorded), or decided.',
    schema: { type: 'string', enum: ['held', 'recorded', 'decided'] },
    example: 'held',
  }),
  AfterMail: inQuery('after', {
    description: 'The mail that the page before named as next: the page begins after it.',
    schema: { type: 'string', maxLength: 60, pattern: '^[0-9TZ:.-]{24}_[0-9a-f]{32}$' },
    example: '2026-11-22T08:10:00.000Z_3f2b8f6f1f7c41d09f0e5d0c6f0e6a1b',
  }),
  HeldMail: inPath('mail', {
    description: 'The name of a mail that was laid aside.',
    schema: { type: 'string', maxLength: 60, pattern: '^[0-9TZ:.-]{24}_[0-9a-f]{32}$' },
    example: '2026-11-22T08:10:00.000Z_3f2b8f6f1f7c41d09f0e5d0c6f0e6a1b',
  }),
  Source: inPath('source', {
    description: 'The name of the telephone exchange, as its key is kept under.',
    schema: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' },
    example: 'listening-room',
  }),
  SourceHeader: neededHeader('Sportello-Source', {
    description: 'The name of the telephone exchange, as its key is kept under.',
    schema: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' },
    example: 'listening-room',
  }),
  WebhookId: inHeader('Webhook-Id', {
    description: 'Where the request is signed: its own id, the same at each retry (Standard Webhooks 1.0.0).',
    schema: { type: 'string', minLength: 1, maxLength: 256, pattern: '^[!-~]+$' },
    example: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  }),
  WebhookTimestamp: inHeader('Webhook-Timestamp', {
    description: 'Where the request is signed: when, in epoch seconds; five minutes from our clock at most.',
    schema: { type: 'string', minLength: 1, maxLength: 12, pattern: '^[0-9]+$' },
    example: '1789142772',
  }),
  Declaration: inPath('declaration', {
    description: 'The id of the declaration, as the ledger names it.',
    schema: { type: 'string', minLength: 1, maxLength: 120, pattern: '^[^/]+$' },
    example: '0b8f6f1f-7c41-4f0c-9f0e-5d0c6f0e6a1b',
  }),
  Proposal: inPath('proposal', {
    description: 'The id of the proposal, percent-encoded.',
    schema: { type: 'string', minLength: 1, maxLength: 1000, pattern: '^[^/]+$' },
    example: 'quake-emergency-20260912T014100000Z',
  }),
  IfMatch: ifMatch(
    'The version of the ledger that the officer saw, as its ETag gave it; of two officers at once the second is told.',
    '"2"',
  ),
  Query: inQuery('q', {
    description:
      'What somebody looks for, in their own words; all articles when left out. Beyond 200 characters it is cut.',
    schema: { type: 'string', minLength: 1, maxLength: 2000 },
    example: 'bonus nido',
  }),
  FollowUp: neededQuery('followUp', {
    description: 'The name of who agreed to be asked, as the link in the mail has it.',
    schema: { type: 'string', minLength: 32, maxLength: 32, pattern: '^[0-9a-f]{32}$' },
    example: '9f86d081884c7d659a2feaa0c55ad015',
  }),
  Month: inQuery('month', {
    description: 'One month, in Rome; the last twelve in which something happened when left out.',
    schema: { type: 'string', pattern: '^2[0-9]{3}-(0[1-9]|1[0-2])$', maxLength: 7 },
    example: '2026-11',
  }),
  StatisticsFormat: inQuery('format', {
    description: 'csv: a line for each figure (RFC 4180). json: data, whatever Accept says.',
    schema: { type: 'string', enum: ['csv', 'json'] },
    example: 'csv',
  }),
  FeedFormat: inQuery('format', {
    description:
      'atom: what is new among all that is published, for feed readers (RFC 4287). As open data, CC-BY 4.0: csv and json, all of it in every language; datapackage, how the table is to be read (Frictionless); dcat, the catalogue (DCAT-AP_IT, JSON-LD).',
    schema: { type: 'string', enum: ['atom', 'csv', 'json', 'datapackage', 'dcat'] },
    example: 'atom',
  }),
  FeedTheme: inQuery('theme', {
    description: 'With format=atom: a theme of the service, whose pages alone are told.',
    schema: { type: 'string', minLength: 1, maxLength: 60, pattern: '^[a-z0-9-]+$' },
    example: 'fisco',
  }),
  LeafletFormat: inQuery('format', {
    description: 'leaflet: the event and all that leads on from it as one page to print, whatever Accept says.',
    schema: { type: 'string', enum: ['leaflet'] },
    example: 'leaflet',
  }),
  Theme: inQuery('theme', {
    description: 'A theme of the service: who is competent for it.',
    schema: { type: 'string', minLength: 1, maxLength: 60, pattern: '^[a-z0-9-]+$' },
    example: 'fisco',
  }),
  Place: inQuery('place', {
    description: 'Where: the ISTAT code of a region (two digits), a province (three) or a municipality (six).',
    schema: { type: 'string', minLength: 2, maxLength: 6, pattern: '^([0-9]{2}|[0-9]{3}|[0-9]{6})$' },
    example: '058091',
  }),
  Municipality: inQuery('municipality', {
    description:
      'Where, by the name of a municipality; of several of one name place tells which, by its province. It goes before place.',
    schema: { type: 'string', minLength: 0, maxLength: 100 },
    example: 'Accumoli',
  }),
  ContentKind: inPath('kind', {
    description: 'The kind of content.',
    schema: { type: 'string', minLength: 1, maxLength: 30, pattern: '^[a-z-]+$' },
    example: 'article',
  }),
  ContentSlug: inPath('id', {
    description: 'The name of the content within its kind.',
    schema: { type: 'string', minLength: 1, maxLength: 60, pattern: '^[a-z0-9-]+$' },
    example: 'bonus-asilo-nido',
  }),
  ContentIfMatch: ifMatch(
    'The version of the content that the editor saw, as its ETag gave it, "0" for one that is not there yet; of two editors at once the second is told.',
    '"3"',
  ),
  CaseIfMatch: ifMatch(
    'The version of the case that was seen, as its ETag gave it; of two who act at once the second is told. The same act with the same version again is one.',
    '"2"',
  ),
  Lane: inQuery('lane', {
    description: 'One lane of the service; all of them, urgent first, when left out.',
    schema: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-z0-9-]+$' },
    example: 'help-requests',
  }),
  KindFilter: inQuery('kind', {
    description: 'Cases of this kind alone.',
    schema: { $ref: '#/components/schemas/Kind' },
    example: 'report',
  }),
  ChannelFilter: inQuery('channel', {
    description: 'Cases whose first contact came through this channel alone.',
    schema: { $ref: '#/components/schemas/Channel' },
    example: 'phone',
  }),
  LanguageFilter: inQuery('language', {
    description: 'Cases that are answered in this language alone.',
    schema: { $ref: '#/components/schemas/Language' },
    example: 'de',
  }),
  WaitsFor: inQuery('waits-for', {
    description:
      'Cases that wait for the desk, for somebody to be called back, for their citizen, for an expert or for another administration alone.',
    schema: { type: 'string', enum: ['desk', 'call-back', 'citizen', 'expert', 'administration'] },
    example: 'desk',
  }),
  RegionFilter: inQuery('region', {
    description:
      'Cases alone whose place lies in this region, by its code of two digits (ISTAT), as the sign or the name of a province in it tells.',
    schema: { type: 'string', pattern: '^(0[1-9]|1[0-9]|20)$', maxLength: 2 },
    example: '12',
  }),
  Incident: inQuery('incident', {
    description: 'The cases of this incident, of all lanes, those that are closed too; a case names its incident.',
    schema: { type: 'string', pattern: '^[0-9a-f]{16}$', maxLength: 16 },
    example: '0123456789abcdef',
  }),
  Household: inPath('household', {
    description: 'A household of an event, as its cases and the list of households name it.',
    schema: { type: 'string', pattern: '^[0-9a-f]{16}$', minLength: 16, maxLength: 16 },
    example: '0123456789abcdef',
  }),
  HouseholdsEvent: inQuery('event', {
    description: 'The households of this event, by the name of its declaration; of the newest when left out.',
    schema: { type: 'string', minLength: 1, maxLength: 80 },
    example: 'dichiarazione-2026-0001',
  }),
  Overdue: inQuery('overdue', {
    description: 'With true, cases alone for which something should have been done by now.',
    schema: { type: 'string', enum: ['true', 'false'] },
    example: 'true',
  }),
  Mine: inQuery('mine', {
    description: 'With true, the cases that the asker has, of all lanes.',
    schema: { type: 'string', enum: ['true', 'false'] },
    example: 'true',
  }),
  ChangesSince: inQuery('since', {
    description:
      'What the answer before named as next; without it nothing is told but the counts, and what to ask for next.',
    schema: { type: 'string', format: 'date-time', minLength: 17, maxLength: 30 },
    example: '2026-09-11T15:00:00.000Z',
  }),
  OpenCase: inQuery('case', {
    description:
      'The code of the case that the asker has open: who else has it open is then told, and the asker to them, for half a minute. No record of it is kept.',
    schema: { type: 'string', minLength: 1, maxLength: 80 },
    example: 'PC-7K3M-9QXT-4DHR-8WZA',
  }),
  Doing: inQuery('doing', {
    description: 'What the asker does at the case that is named: reads where it is left out.',
    schema: { type: 'string', enum: ['reads', 'writes'] },
    example: 'writes',
  }),
  IfNoneMatch: inHeader('If-None-Match', {
    description: 'The ETag of the answer before: where the same would be told again, the answer is 304.',
    schema: { type: 'string', minLength: 1, maxLength: 40, pattern: '^(W/)?"?[0-9a-f]{16}"?$' },
    example: '"5f2b8f6f1f7c41d0"',
  }),
  Answer: inPath('answer', {
    description: 'The id of an answer, as the case names it.',
    schema: { type: 'string', minLength: 16, maxLength: 16, pattern: '^[0-9a-f]{16}$' },
    example: '3f2b8f6f1f7c41d0',
  }),
  ReadsFor: inQuery('for', {
    description: 'With person, without who read it: what the person whom the case is about is told.',
    schema: { type: 'string', enum: ['person'] },
    example: 'person',
  }),
  Subject: inPath('subject', {
    description: 'A colleague, as the subject of their token names them.',
    schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9._:@-]{1,200}$' },
    example: '5f0b6c0e-3f0a-4a53-9a0b-6f5a1c2e7a05',
  }),
  ShiftIfMatch: ifMatch(
    'The version of the shift that was seen, 0 for a colleague of whom nothing was said yet.',
    '"3"',
  ),
  DraftOf: neededQuery('of', {
    description: 'What the draft is for: an answer, or a note for colleagues. Each is kept apart.',
    schema: { type: 'string', enum: ['answer', 'note'] },
    example: 'answer',
  }),
  PageSize: inQuery('limit', {
    description: 'How many cases the page shows; 50 when left out.',
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 100 },
    example: 50,
  }),
  Cursor: inQuery('cursor', {
    description: 'What the page before named as next; the first page when left out.',
    schema: { type: 'string', minLength: 1, maxLength: 300, pattern: '^[A-Za-z0-9_-]+$' },
    example: 'WyJ1cmdlbnQiXQ',
  }),
  DeskIdempotencyKey: inHeader('Idempotency-Key', {
    description:
      'A key of the sender’s own, needed only where two papers with the very same words are two contacts: the same content with the same key, or without one, is one contact however often it is sent.',
    schema: { type: 'string', minLength: 1, maxLength: 257, pattern: '^[ -~]+$' },
    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
  }),
  Contribution: inPath('id', {
    description: 'The public name of a story or an idea, as a list has it; it is no receipt code.',
    schema: { type: 'string', minLength: 12, maxLength: 12, pattern: '^[0-9a-z]{12}$' },
    example: '7k3m9qxt4dhr',
  }),
  ContributionKind: inQuery('kind', {
    description: 'Stories or ideas alone; both when left out.',
    schema: { type: 'string', enum: ['story', 'idea'] },
    example: 'idea',
  }),
  ContributionBox: inQuery('box', {
    description: 'Which contributions; those that wait for a moderator when left out.',
    schema: {
      type: 'string',
      enum: ['waiting', 'changes-asked', 'published', 'declined', 'kept', 'withdrawn'],
    },
    example: 'waiting',
  }),
  Traced: inPath('id', {
    description: 'The name of a search for somebody, as the list has it; it is no receipt code.',
    schema: { type: 'string', minLength: 12, maxLength: 12, pattern: '^[0-9a-z]{12}$' },
    example: '7k3m9qxt4dhr',
  }),
  TracingHandOver: inPath('id', {
    description: 'The name of a list that was handed over.',
    schema: { type: 'string', format: 'uuid', minLength: 36, maxLength: 36 },
    example: '4f0c1a0e-3c1b-4a62-9d1e-6a54f0b0c9a1',
  }),
  TracingEvent: inQuery('event', {
    description: 'An event by the name of its declaration; the newest that took in searches when left out.',
    schema: { type: 'string', minLength: 1, maxLength: 80 },
    example: '2026-11-30-quake',
  }),
  TracingFormat: inQuery('format', {
    description: 'The list as a page to print or as CSV; as JSON when left out.',
    schema: { type: 'string', enum: ['page', 'csv'] },
    example: 'csv',
  }),
  TracingIfMatch: ifMatch(
    'The version of the search that was seen, as its ETag gave it; of two at once the second is told.',
    '"1"',
  ),
  ContributionIfMatch: ifMatch(
    'The version of the contribution that was seen, as its ETag gave it; of two moderators at once the second is told.',
    '"1"',
  ),
  IdempotencyKey: inHeader('Idempotency-Key', {
    description:
      'A key of the sender’s own for this submission, such as a UUID; a string of RFC 9651 (in quotes, its parameters ignored), or the bare word; the header sent twice with one value is that value, with two it is a 400. The same contact with the same key gets the same code however often and however late it is sent, and makes one case. Without a key the same contact gets the same code within one ten-minute window (windows begin at each full ten minutes of UTC, so a repetition a second later may be another contact: send a key where that matters; the pages of the portal do). Another contact behind an old key is never lost: it is a new case with its own code. Beyond 255 characters a key counts by its beginning.',
    schema: { type: 'string', minLength: 1, maxLength: 257, pattern: '^[ -~]+$' },
    example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
  }),
};

/** The name of a parameter. */
export type ParameterName = keyof typeof parameters;
