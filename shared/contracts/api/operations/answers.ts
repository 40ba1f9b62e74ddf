import {
  type Answer,
  bodyProblems,
  type Descriptions,
  publicProblems,
  staffProblems,
  versionProblems,
} from '../operation.ts';

const list = (what: string): Answer[] => [
  {
    status: 200,
    description: `${what}, in the language asked for, else in Italian.`,
    contracts: ['public-contents'],
    page: 'The same, to be read.',
  },
];
const one: Answer[] = [
  {
    status: 200,
    description: 'The content as it holds now.',
    contracts: ['public-content'],
    page: 'The same, to be read.',
  },
  { status: 301, description: 'It was renamed: Location names its new address.', contracts: [] },
];
const oneProblems = ['not-found', 'withdrawn', ...publicProblems] as const;
const ofList = ['Service', 'PageLanguage', 'AcceptLanguage'] as const;
const ofOne = ['Service', 'ContentSlug', 'PageLanguage', 'AcceptLanguage'] as const;
const seen =
  'What is seen is the last publication that has begun, was reviewed or is not yet 72 hours old; after its last day nothing but its title is left. 410 once it was withdrawn, with what replaces it.';
const shown = { tag: 'answers', description: seen, parameters: ofOne, answers: one, problems: oneProblems } as const;
const listed = { tag: 'answers', parameters: ofList, problems: publicProblems } as const;

/** What the document says of what a service tells its citizens. */
export const answersOperations = {
  listArticles: {
    tag: 'answers',
    summary: 'The answers of a service, or what a search finds',
    description:
      'All published articles; with q, the best twenty of everything published. Words of danger to life have their advice beside whatever was found. With format=atom, an Atom feed of the hundred pages that were published or checked last, of one theme or all; what one citizen allowed to be published is not among them, so that it can be taken back. Neither is it in the open data of the other formats, which any page may read.',
    parameters: ['Service', 'Query', 'FeedFormat', 'FeedTheme', 'PageLanguage', 'AcceptLanguage'],
    answers: list('The articles'),
    problems: ['invalid', ...publicProblems],
  },
  showArticlesIndex: {
    tag: 'answers',
    summary: 'The index that a service is searched by',
    description:
      'One lean index of everything published, in one language, that pages open themselves (MiniSearch 7): once loaded they search without a network.',
    parameters: ofList,
    answers: [{ status: 200, description: 'The index.', contracts: ['articles-index'] }],
    problems: publicProblems,
  },
  showArticle: { summary: 'One article', ...shown },
  listGuides: {
    summary: 'The guides of a service',
    description: 'All published guides.',
    answers: list('The guides'),
    ...listed,
  },
  showGuide: { summary: 'One guide', ...shown },
  consultGuide: {
    tag: 'answers',
    summary: 'The next question of a guide, or its results',
    description:
      'Answers come in the body and are kept nowhere; null is "I do not know". Answers the next question that still decides something; at the end, or with finish, every result with why, what is theirs first and within it what lapses first. A missing answer makes a result "maybe", never "yours".',
    parameters: ofOne,
    body: { contract: 'guide-answers', form: true, maximumBytes: 16_384 },
    answers: [
      {
        status: 200,
        description: 'The next question, or the results.',
        contracts: ['guide-step'],
        page: 'The same, to be answered.',
      },
    ],
    problems: ['not-found', ...bodyProblems, ...publicProblems],
  },
  listMeasures: {
    summary: 'The measures that a service tells of',
    description:
      'All published measures. Their amounts are dated: without one for today they say that it is not published.',
    answers: list('The measures'),
    ...listed,
  },
  showMeasure: { summary: 'One measure', ...shown },
  listLifeEvents: {
    summary: 'The life events that a service answers to',
    description: 'All published life events: the national ones, and narrower ones of the service.',
    answers: list('The life events'),
    ...listed,
  },
  showLifeEvent: {
    summary: 'One life event',
    ...shown,
    parameters: ['Service', 'ContentSlug', 'LeafletFormat', 'PageLanguage', 'AcceptLanguage'],
  },
  listAdministrations: {
    tag: 'answers',
    summary: 'The network of administrations, and who is competent',
    description:
      'All published administrations; with theme, and municipality or place where it matters, the one that is competent: the narrowest territory wins, then the fewest themes. Where nobody is known none is named, but whoever can tell. Of a name that several municipalities have, or none, which lists those to choose from.',
    parameters: ['Service', 'Theme', 'Place', 'Municipality', 'PageLanguage', 'AcceptLanguage'],
    answers: list('The administrations'),
    problems: ['invalid', ...publicProblems],
  },
  showAdministration: { summary: 'One administration', ...shown },
  listPractices: {
    summary: 'Good practices',
    description: 'All published practices of administrations, firms and associations.',
    answers: list('The practices'),
    ...listed,
  },
  showPractice: { summary: 'One good practice', ...shown },
  listMaterials: {
    summary: 'Materials to take along',
    description: 'All published leaflets, dossiers, charters and films.',
    answers: list('The materials'),
    ...listed,
  },
  showMaterial: { summary: 'One material', ...shown },
  sayUseful: {
    tag: 'answers',
    summary: 'Whether a page was of use',
    description:
      'Counted by month, with nothing of who says so: a yes, a no, or after a no its reason from a list. Editors see counts of five and more.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'usefulness-said', form: true, maximumBytes: 2_048 },
    answers: [
      { status: 200, description: 'Only with Accept: text/html: counted, as a page.', contracts: [], page: 'Thanks.' },
      { status: 204, description: 'Counted.', contracts: [] },
    ],
    problems: ['not-found', ...bodyProblems, ...publicProblems],
  },
  showFollowUp: {
    tag: 'answers',
    summary: 'What somebody is asked after sixty days',
    description:
      'What stands behind the link of one who agreed at the end of a guide: the measures, and what was answered. Opening it answers nothing. Gone thirty days after the question.',
    parameters: ['Service', 'FollowUp', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      { status: 200, description: 'The measures.', contracts: ['follow-up'], page: 'The same, to be answered.' },
    ],
    problems: ['not-found', ...publicProblems],
  },
  actOnFollowUp: {
    tag: 'answers',
    summary: 'Agree to be asked after sixty days, answer, or take it back',
    description:
      'Agreeing keeps an e-mail address and the measures until one mail leaves after sixty days; then the address is forgotten. No address is asked twice about a measure. Answers are counted for each measure, with nothing of who answers; editors see cells below five as <5. A withdrawal leaves nothing.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'follow-up-act', form: true, maximumBytes: 4_096 },
    answers: [
      { status: 200, description: 'Answered.', contracts: ['follow-up'], page: 'Thanks, or what is asked next.' },
      { status: 201, description: 'Agreed: what is kept, and the name of the link.', contracts: ['follow-up'] },
      { status: 204, description: 'Taken back.', contracts: [] },
    ],
    problems: ['not-found', ...bodyProblems, ...publicProblems],
  },
  proposePractice: {
    tag: 'answers',
    summary: 'Tell a good practice',
    description:
      'For administrations, firms and associations: aim, cost, result and whom to ask. 202 once it is durably kept as a draft, which an editor reads before anybody sees it; the same words again are the same draft. Its contact is published with it, and is told when it is public. Five a day from one address. Words of danger to life have their advice beside whatever is answered.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'practice-proposed', form: true, maximumBytes: 32_768 },
    answers: [{ status: 202, description: 'Durably kept.', contracts: ['practice-receipt'], page: 'Thanks.' }],
    problems: ['act-refused', 'too-many-tries', ...bodyProblems, ...publicProblems],
  },
  proposeEntry: {
    tag: 'answers',
    summary: 'See and propose an administration’s own entry of the network',
    description:
      'For an administration without an account, by the secret of the link that an editor had mailed to it; it comes in the body, so that it stands in no address and no log. Without act it only shows the entry. propose says all that the entry is to say: hours, channels, territory; it is a version that an editor reads before anybody sees it. Ten a day. 404 for a link that opens nothing: it has ended, a later one took its place, or nobody sent it.',
    parameters: ['Service', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'network-entry-asked', form: true, maximumBytes: 16_384 },
    answers: [
      { status: 200, description: 'The entry.', contracts: ['network-entry'], page: 'The same, to be corrected.' },
      { status: 201, description: 'Proposed: an editor reads it.', contracts: ['network-entry'] },
    ],
    problems: ['not-found', 'act-refused', 'changed-meanwhile', 'too-many-tries', ...bodyProblems, ...publicProblems],
  },
  showSitemap: {
    tag: 'answers',
    summary: 'The addresses of all pages of answers',
    description: 'A sitemap in XML (sitemaps.org) with the same page in each language, for search engines.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The sitemap.', contracts: [], page: 'The sitemap as XML.' }],
    problems: publicProblems,
  },
  listContents: {
    tag: 'answers',
    summary: 'Every content for its editors',
    description:
      'Each content with its state in each language, what waits to be reviewed or checked first. oneSuffices tells that something is declared or a quake is proposed, so that one person may publish alone.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The contents.', contracts: ['contents'] }],
    problems: staffProblems,
  },
  showContent: {
    tag: 'answers',
    summary: 'One content whole',
    description: 'Every version and act since the first, with who, when and why.',
    parameters: ['Service', 'ContentKind', 'ContentSlug', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The content.', contracts: ['content'], versioned: true }],
    problems: ['not-found', ...staffProblems],
  },
  actOnContent: {
    tag: 'answers',
    summary: 'Write, review, publish, check, withdraw or rename, or give an administration the link to its entry',
    description:
      'One act on the version named in If-Match, "0" for a content that is not there yet. Experts write; editors and supervisors do the rest; nobody reviews their own words. While something is declared, urgent publishes without a review for 72 hours, duty officers included. 412 when somebody acted since, with their acts; 409 when a rule forbids it, such as words that calm, a source without a date or a guide that leads nowhere. give-link mails an administration of the network a link by which it proposes what its own entry says, for sixty days; the link of before is dead, and end-link ends it. open-draft, keep-draft and drop-draft are about what the asker has typed and not yet written, finished or not, in one language: nobody else sees it, it is kept for thirty days, it needs no If-Match, and the answer tells at which member what stands against publishing it.',
    parameters: ['Service', 'ContentKind', 'ContentSlug', 'ContentIfMatch', 'AcceptLanguage'],
    body: { contract: 'content-act', form: false, maximumBytes: 327_680 },
    answers: [
      { status: 201, description: 'Done: the content with the act.', contracts: ['content'], versioned: true },
      {
        status: 200,
        description: 'The draft as it is kept, and what stands against publishing it.',
        contracts: ['content-draft'],
      },
    ],
    problems: ['not-found', 'act-refused', ...versionProblems, ...bodyProblems, ...staffProblems],
  },
} as const satisfies Descriptions;
