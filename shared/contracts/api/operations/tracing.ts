import {
  bodyProblems,
  type Descriptions,
  ownProblems,
  publicProblems,
  staffProblems,
  versionProblems,
} from '../operation.ts';

/** What the document says of the searches for somebody in a declared event. */
export const tracingOperations = {
  showTracing: {
    tag: 'tracing',
    summary: 'In which events somebody may be looked for now',
    description:
      'The declared events for which an officer has opened it; none at any other time. A browser gets the form, with 112 above it, and where a search of one’s own is looked up.',
    parameters: ['Service', 'TracingEvent', 'PageLanguage', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The events.', contracts: ['open-tracing'], page: 'The form.' }],
    problems: publicProblems,
  },
  requestTracing: {
    tag: 'tracing',
    summary: 'Say whom one looks for in a declared event',
    description:
      'It takes the place of no call to 112. 202 means that it is durably kept; a retry gets the same code (see Idempotency-Key). Words that speak of danger to life are a request to the desk as well, under the same code, and the receipt carries advice: show it at once. No answer says anything of the person looked for, nor whether others look for them.',
    parameters: ['Service', 'IdempotencyKey', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'tracing', form: true, maximumBytes: 65_536 },
    answers: [{ status: 202, description: 'Durably kept: the receipt.', contracts: ['tracing-receipt'] }],
    problems: [...bodyProblems, ...publicProblems],
  },
  lookUpTracing: {
    tag: 'tracing',
    summary: 'Where a search of one’s own stands',
    description:
      'For whoever knows its code and the phone or e-mail that was given with it: received, handed over, or closed, and when. There is no other answer, whatever became of the person: after closed the office calls.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'own-tracing-asked', form: true, maximumBytes: 4_096 },
    answers: [{ status: 200, description: 'Where it stands.', contracts: ['own-tracing'] }],
    problems: [...ownProblems, ...bodyProblems, ...publicProblems],
  },
  showTracingDesk: {
    tag: 'tracing',
    summary: 'The searches of an event by building',
    description:
      'Of the event that is named, else of the newest: who is looked for and where each search stands, those buildings first in which most are looked for, and what was handed to whom. Who looked is kept.',
    parameters: ['Service', 'TracingEvent', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The searches.', contracts: ['tracing-desk'] }],
    problems: ['not-found', ...staffProblems],
  },
  showTraced: {
    tag: 'tracing',
    summary: 'One search whole',
    description: 'All that was told, how whoever looks is reached, and what was done. Who read it is kept.',
    parameters: ['Service', 'Traced', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The search.', contracts: ['traced'], versioned: true }],
    problems: ['not-found', ...staffProblems],
  },
  actOnTraced: {
    tag: 'tracing',
    summary: 'Join two searches, say that news was given, close, or say that whoever looks was called',
    description:
      'On the version of If-Match. People match, no machine does. has-given-news takes no word: only that the person asked for it to be told. close sends whoever looks the same mail in every case.',
    parameters: ['Service', 'Traced', 'TracingIfMatch', 'AcceptLanguage'],
    body: { contract: 'tracing-act', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Done: the search.', contracts: ['traced'], versioned: true }],
    problems: ['not-found', 'act-refused', ...versionProblems, ...bodyProblems, ...staffProblems],
  },
  handOverTracing: {
    tag: 'tracing',
    summary: 'Hand searches to the coordination that the event names',
    description:
      'First it is kept who hands which searches to whom and when, then each says it, and whoever looks is told the date. What is broken off is finished within minutes.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'tracing-hand-over-asked', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Handed over: the list.', contracts: ['tracing-hand-over'] }],
    problems: ['not-found', 'act-refused', ...bodyProblems, ...staffProblems],
  },
  showTracingHandOver: {
    tag: 'tracing',
    summary: 'A list that was handed over',
    description:
      'As JSON, as a page to print, or as CSV (UTF-8, RFC 4180). Of what was erased since nothing is left in it. Who read it is kept.',
    parameters: ['Service', 'TracingHandOver', 'TracingFormat', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The list.', contracts: ['tracing-hand-over'] }],
    problems: ['not-found', ...staffProblems],
  },
} as const satisfies Descriptions;
