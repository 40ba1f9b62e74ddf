import { bodyProblems, type Descriptions, staffProblems } from '../operation.ts';

/** What the document says of the protocol. */
export const protocolOperations = {
  showProtocolDay: {
    tag: 'protocol',
    summary: 'The register of one day of the protocol',
    description:
      'For operators, experts, supervisors and duty officers: the registrations of a day in the order of their numbers, about 500 a page. The day is closed five minutes after midnight; closed then holds its root.',
    parameters: ['Service', 'ProtocolDay', 'After', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'A page of the day.', contracts: ['protocol-day'] }],
    problems: ['invalid', ...staffProblems],
  },
  showProtocolEntry: {
    tag: 'protocol',
    summary: 'One registration of the protocol',
    description:
      'For operators, experts, supervisors and duty officers, by its number; a cancelled one is shown with who and why.',
    parameters: ['Service', 'ProtocolNumber', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The registration.', contracts: ['protocol-entry'] }],
    problems: ['not-found', ...staffProblems],
  },
  cancelProtocolNumber: {
    tag: 'protocol',
    summary: 'Cancel a protocol number',
    description:
      'For supervisors. The registration stays as it is and the number is not given again; who, when and why are kept with it and in the case. The same act sent twice is one; 409 when the number was cancelled otherwise before.',
    parameters: ['Service', 'ProtocolNumber', 'AcceptLanguage'],
    body: { contract: 'protocol-cancellation', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Cancelled: the registration.', contracts: ['protocol-entry'] }],
    problems: ['not-found', 'act-refused', ...bodyProblems, ...staffProblems],
  },
} as const satisfies Descriptions;
