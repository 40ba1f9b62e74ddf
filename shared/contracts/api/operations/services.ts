import { type Descriptions, everyProblem, publicProblems } from '../operation.ts';

/** What the document says of the platform, the services and what callers hear. */
export const servicesOperations = {
  showPlatformStatus: {
    tag: 'platform',
    summary: 'Whether the platform answers',
    description: 'For health checks: no other address is meant for them.',
    parameters: [],
    answers: [{ status: 200, description: 'The platform answers.', contracts: ['platform-status'] }],
    problems: everyProblem,
  },
  listServices: {
    tag: 'services',
    summary: 'Every service and its state',
    description: 'The services of this installation, each with its channels, its posture and whether it is open now.',
    parameters: ['AcceptLanguage'],
    answers: [{ status: 200, description: 'The state of every service now.', contracts: ['service-states'] }],
    problems: everyProblem,
  },
  showService: {
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
    problems: publicProblems,
  },
  showEffectiveHours: {
    tag: 'services',
    summary: 'The effective hours of one service, day by day',
    description:
      'Opening hours as instants (a day of Rome may have 23 or 25 hours), and why each day is open as it is: weekly pattern, holiday or declaration. At most 92 days at once, of the years whose holidays are known: the one before the build to ten after it.',
    parameters: ['Service', 'From', 'To', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The hours of each day asked for.', contracts: ['effective-hours'] }],
    problems: ['unknown-service', 'invalid', ...everyProblem],
  },
  showEvent: {
    tag: 'services',
    summary: 'What is known of an event',
    description:
      'While a declaration holds: what to do now, where not to go, what is known and what is not, what is false, when the next update comes, and the numbers of this event, each with its source, since when and until when. Words that are not there in a language are there in Italian. Only lines that hold now are told; 410 once the declaration is over.',
    parameters: ['Service', 'Event', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      { status: 200, description: 'The event as it stands now.', contracts: ['event'], page: 'The same, to be read.' },
    ],
    problems: ['unknown-service', 'withdrawn', ...everyProblem],
  },
  showStatistics: {
    tag: 'services',
    summary: 'What a service promised and did',
    description:
      'Contacts and cases of the last twelve months, or of one, by channel, kind and region; what was answered in the time promised, in a day, in the first contact; calls, ratings, what is open past its term. One to four is told as <5, and what would give it away is held back (≥5, or * where nothing is told). As CSV with format=csv or Accept: text/csv.',
    parameters: ['Service', 'Month', 'StatisticsFormat', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      {
        status: 200,
        description: 'The figures as they stand now.',
        contracts: ['statistics'],
        page: 'The charter of the service, with what was promised beside what was measured.',
      },
    ],
    problems: ['unknown-service', 'invalid', ...everyProblem],
  },
  showDayRoots: {
    tag: 'services',
    summary: 'The published roots of a day',
    description:
      'One root for each log of the service that was closed on that day: of the register, of the ledger of declarations, of the protocol. A root holds every day until then in place: whoever keeps one can tell later whether anything was changed, removed or cut off. 404 until the day is closed, a little after midnight in Rome.',
    parameters: ['Service', 'SealedDay', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The roots of the day.', contracts: ['day-roots'] }],
    problems: ['unknown-service', 'not-found', ...everyProblem],
  },
  showVoiceMenu: {
    tag: 'services',
    summary: 'What callers hear now',
    description:
      'For any telephone exchange: the prompts in the order in which they are said (danger to life is always first), the options by key, whether the service is open and until when, the expected wait, and whether a call-back is offered because nobody would answer in the time of the charter. All texts are words that a voice can read out. What is declared shows within two seconds.',
    parameters: ['Service', 'MenuLanguage', 'ExpectedWait', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The voice menu now.', contracts: ['voice-menu'] }],
    problems: ['unknown-service', 'invalid', ...everyProblem],
  },
} as const satisfies Descriptions;
