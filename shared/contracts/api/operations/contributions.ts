import {
  bodyProblems,
  type Descriptions,
  ownProblems,
  publicProblems,
  staffProblems,
  versionProblems,
} from '../operation.ts';

/** What the document says of stories and ideas. */
export const contributionsOperations = {
  listContributions: {
    tag: 'contributions',
    summary: 'The published stories and ideas of a service',
    description:
      'The newest two hundred, each with how it begins and, of an idea, what became of it. What is not published is in no answer. Each is in the language of its author.',
    parameters: ['Service', 'ContributionKind', 'PageLanguage', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'What is published.', contracts: ['public-contributions'] }],
    problems: ['invalid', ...publicProblems],
  },
  showContribution: {
    tag: 'contributions',
    summary: 'One published story or idea',
    description:
      'As its moderators let it be read. 404 for what was never published, 410 for what was: its author or a moderator has withdrawn it. The answer is kept on the way for five seconds at most, so that a withdrawal holds within a minute everywhere.',
    parameters: ['Service', 'Contribution', 'PageLanguage', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The story or idea.', contracts: ['public-contribution'] }],
    problems: ['not-found', 'withdrawn', ...publicProblems],
  },
  giveContribution: {
    tag: 'contributions',
    summary: 'Give a story or an idea',
    description:
      'Takes in what a citizen gives so that others may read it, with a consent for each purpose; 202 means that it is durably kept. Nothing is published before a moderator decides, and without the consent publish never. A retry gets the same code (see Idempotency-Key). Words that speak of danger to life are a request to the desk as well, under the same code, and the receipt carries advice: show it at once.',
    parameters: ['Service', 'IdempotencyKey', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'contribution', form: true, maximumBytes: 65_536 },
    answers: [{ status: 202, description: 'Durably kept: the receipt.', contracts: ['contribution-receipt'] }],
    problems: [...bodyProblems, ...publicProblems],
  },
  findSimilarIdeas: {
    tag: 'contributions',
    summary: 'Published ideas like one that is about to be sent',
    description:
      'Five at most, the nearest first. The words come in the body, so that they stand in no address; they are kept nowhere. Words of danger are answered with advice.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'similar-asked', form: true, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'The ideas that are like it.', contracts: ['similar-ideas'] }],
    problems: [...bodyProblems, ...publicProblems],
  },
  lookUpContribution: {
    tag: 'contributions',
    summary: 'What became of one’s own story or idea',
    description: 'For whoever knows its code and the e-mail or phone that was given with it.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'own-contribution-asked', form: true, maximumBytes: 4_096 },
    answers: [{ status: 200, description: 'Where it stands.', contracts: ['own-contribution'] }],
    problems: [...ownProblems, ...bodyProblems, ...publicProblems],
  },
  changeContribution: {
    tag: 'contributions',
    summary: 'Other words for what a moderator sent back',
    description:
      'Takes the place of the words that were given; it waits for a moderator again. 409 where nobody asked for other words.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'contribution-change', form: true, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'Kept: where it stands.', contracts: ['own-contribution'] }],
    problems: ['act-refused', ...ownProblems, ...bodyProblems, ...publicProblems],
  },
  withdrawConsent: {
    tag: 'contributions',
    summary: 'Withdraw one consent, or everything',
    description:
      'Without publish it is gone from every page, list and cache within a minute; without name it stays, unnamed; all erases the words as well. What is withdrawn is not asked again; a hold of an authority keeps the words from being erased, not from being withdrawn.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'consent-withdrawal', form: true, maximumBytes: 4_096 },
    answers: [{ status: 200, description: 'Withdrawn: where it stands.', contracts: ['own-contribution'] }],
    problems: [...ownProblems, ...bodyProblems, ...publicProblems],
  },
  listGivenContributions: {
    tag: 'contributions',
    summary: 'The stories and ideas of one box',
    description:
      'For moderators and auditors: what waits for a decision, the longest waiting first, or what was decided; with how many wait and are overdue.',
    parameters: ['Service', 'ContributionBox', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The box.', contracts: ['given-contributions'] }],
    problems: ['invalid', ...staffProblems],
  },
  showGivenContribution: {
    tag: 'contributions',
    summary: 'One story or idea whole',
    description:
      'The original with every mark of the anonymisation aid, and what was done with it. Who read it is kept. An auditor gives a reason first.',
    parameters: ['Service', 'Contribution', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The contribution.', contracts: ['given-contribution'], versioned: true }],
    problems: ['not-found', ...staffProblems],
  },
  openGivenContribution: {
    tag: 'contributions',
    summary: 'Say why one reads a story or an idea',
    description: 'For whoever decides nothing about it: the reason is kept, and it is shown for an hour.',
    parameters: ['Service', 'Contribution', 'AcceptLanguage'],
    body: { contract: 'opening', form: false, maximumBytes: 65_536 },
    answers: [
      { status: 201, description: 'Kept: the contribution.', contracts: ['given-contribution'], versioned: true },
    ],
    problems: ['not-found', ...bodyProblems, ...staffProblems],
  },
  decideOnContribution: {
    tag: 'contributions',
    summary: 'Publish, decline, send back, keep, take down, or say what became of it',
    description:
      'On the version of If-Match. publish takes the text that everybody will read and the answers to three questions; a yes to one of them, a missing consent, or a mark that was not confirmed is 409 with refused and marks. set-outcome is for ideas; not taken up needs its reason. Whoever gave it is written to where they consented.',
    parameters: ['Service', 'Contribution', 'ContributionIfMatch', 'AcceptLanguage'],
    body: { contract: 'contribution-decision', form: false, maximumBytes: 65_536 },
    answers: [
      { status: 201, description: 'Done: the contribution.', contracts: ['given-contribution'], versioned: true },
    ],
    problems: ['not-found', 'act-refused', ...versionProblems, ...bodyProblems, ...staffProblems],
  },
  holdContribution: {
    tag: 'contributions',
    summary: 'Keep a story or an idea because an authority wants it, or lift that',
    description:
      'For administrators, who see nothing of it. Until then neither its author’s word nor the end of its time erases it; what its author withdraws is withdrawn all the same.',
    parameters: ['Service', 'Contribution', 'AcceptLanguage'],
    body: { contract: 'case-hold', form: false, maximumBytes: 65_536 },
    answers: [{ status: 204, description: 'Done.', contracts: [] }],
    problems: ['not-found', ...bodyProblems, ...staffProblems],
  },
} as const satisfies Descriptions;
