import { bodyProblems, type Descriptions, everyProblem } from '../operation.ts';

/** What may be in the way of whoever gives a code with its second fact. */
const withSecondFact = [
  'unknown-service',
  'wrong-code',
  'wrong-second-fact',
  'too-many-tries',
  'conflict',
  'erased',
  ...bodyProblems,
  ...everyProblem,
] as const;

/** What the document says of what a citizen sees of a case. */
export const casesOperations = {
  tellCaseStatus: {
    tag: 'cases',
    summary: 'What a caller hears who dictates a code',
    description:
      'The stage of the case and the words to say, nothing personal; spokenCode reads the code back. A mistyped or invented code is 404.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'voice-status-asked', form: false, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'Where the case stands.', contracts: ['voice-status'] }],
    problems: ['unknown-service', 'wrong-code', ...bodyProblems, ...everyProblem],
  },
  showCaseStatus: {
    tag: 'cases',
    summary: 'Where a case stands',
    description:
      'Stages and dates, nothing personal. A genuine code that is not registered yet is in the stage accepted, never 404; a mistyped or invented code is 404.',
    parameters: ['Service', 'Code', 'PageLanguage', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'Where the case stands.', contracts: ['case-status'], page: 'The same.' }],
    problems: ['unknown-service', 'wrong-code', ...everyProblem],
  },
  lookUpCase: {
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
    problems: withSecondFact,
  },
  showConversation: {
    tag: 'cases',
    summary: 'The messages of a case',
    description:
      'For whoever knows the second fact too: the e-mail or phone given with the contact. It is sent in the body, so that it is in no address and no log. 409 while the case is accepted but not registered.',
    parameters: ['Service', 'Code', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'second-fact', form: true, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'The conversation.', contracts: ['conversation'], page: 'The same.' }],
    problems: withSecondFact,
  },
  answerReferral: {
    tag: 'cases',
    summary: 'See and answer what was referred to an administration',
    description:
      'For an administration without an account, by the secret of the link that it was mailed; it comes in the body, so that it stands in no address and no log. Without act it only shows: what the desk asks and what was shared, as it was told when the case was referred. acknowledge, answer, refuse (with who is competent) and give-back each hold once; 409 once the referral is past it. 404 for a link that opens nothing: it has ended, a later one took its place, or nobody sent it.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'referral-asked', form: true, maximumBytes: 65_536 },
    answers: [
      {
        status: 200,
        description: 'What was referred.',
        contracts: ['referral-view'],
        page: 'The same, to be answered.',
      },
      { status: 201, description: 'Done: how it then stands.', contracts: ['referral-view'] },
    ],
    problems: ['not-found', 'act-refused', 'too-many-tries', 'unknown-service', ...bodyProblems, ...everyProblem],
  },
  addMessage: {
    tag: 'cases',
    summary: 'Add a message to a case',
    description:
      'Adds the citizen’s words to the case and answers with the whole conversation. 409 while the case is accepted but not registered, 410 once its personal data were erased. A closed case opens again. Each call adds a message.',
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
    problems: [...withSecondFact, 'too-many-messages'],
  },
  sayConsent: {
    tag: 'cases',
    summary: 'Allow, or forbid, that question and answer are published',
    description:
      'For whoever knows the second fact too, once the case was answered: without a name or anything else that tells who asked. What was allowed can be taken back at any time, and the page is withdrawn. 409 for a case that nobody is asked of.',
    parameters: ['Service', 'Code', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'consent-said', form: true, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'The conversation.', contracts: ['conversation'], page: 'The same.' }],
    problems: [...withSecondFact, 'act-refused'],
  },
  rateAnswer: {
    tag: 'cases',
    summary: 'Say how the answer was',
    description:
      'For whoever has the code, for thirty days after the answer: stars from 1 to 5, and whether it was clear; no words. The last word holds, and it closes nothing. 409 for a case that was not answered, or too long ago.',
    parameters: ['Service', 'Code', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'rating-said', form: true, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'Where the case stands.', contracts: ['case-status'], page: 'The same.' }],
    problems: ['unknown-service', 'wrong-code', 'conflict', 'act-refused', ...bodyProblems, ...everyProblem],
  },
  proveCase: {
    tag: 'cases',
    summary: 'The proof that a case stands in the register',
    description:
      'For whoever knows the second fact too. The leaf of the case is SHA-256 over U+0000 and code|version|hash (the version with eight digits); the path leads from it to the root of the tree (RFC 9162, section 2.1.3.2, with hashes as hexadecimal text and U+0001 before two of them), and the root is SHA-256 over the JSON array [algorithm, service, "register", day, entries, root of the tree, previousRoot, publishedAt] without blanks. 409 until the day of the case is closed, a little after midnight in Rome.',
    parameters: ['Service', 'Code', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'second-fact', form: true, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'The proof, to be saved.', contracts: ['case-proof'] }],
    problems: withSecondFact,
  },
} as const satisfies Descriptions;
