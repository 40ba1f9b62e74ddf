import { bodyProblems, type Descriptions, everyProblem, staffProblems, versionProblems } from '../operation.ts';

/** What the document says of what duty officers and supervisors do about the posture, shifts and calls to duty. */
export const declarationsOperations = {
  showDeclarations: {
    tag: 'declarations',
    summary: 'What is declared for a service, and every act',
    description: 'The posture and hours that hold now, the ends and reminders to come, and the latest 200 acts.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The ledger.', contracts: ['ledger'], versioned: true }],
    problems: staffProblems,
  },
  declare: {
    tag: 'declarations',
    summary: 'Declare, renew, change or stand down',
    description:
      'One act of a duty officer on the ledger: hours, capacity, notices and call-outs follow from it. Every declaration has an end: 24 hours from now unless the act names another, 14 days ahead at most. 412 when somebody acted since the version named in If-Match, with the acts done meanwhile; 409 when a rule of the ledger forbids the act.',
    parameters: ['Service', 'IfMatch', 'AcceptLanguage'],
    body: { contract: 'declaration-act', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Done: the ledger with the act.', contracts: ['ledger'], versioned: true }],
    problems: ['act-refused', ...versionProblems, ...bodyProblems, ...staffProblems],
  },
  showDeclarationReport: {
    tag: 'declarations',
    summary: 'What a declaration met and did',
    description:
      'For supervisors and duty officers: who did what and why, contacts hour by hour from 24 hours before, first answers and waits before, during and after, cases without an answer. It is worked out from the register at each request, which takes seconds; read.complete tells whether the register was read whole.',
    parameters: ['Service', 'Declaration', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      { status: 200, description: 'The report.', contracts: ['declaration-report'], page: 'The same, to be printed.' },
    ],
    problems: ['not-found', ...staffProblems],
  },
  showProposals: {
    tag: 'declarations',
    summary: 'What machines propose for a service',
    description: 'Proposals with their evidence and steps; nothing follows from them until an officer decides.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The proposals.', contracts: ['proposals'] }],
    problems: staffProblems,
  },
  decideOnProposal: {
    tag: 'declarations',
    summary: 'Confirm, change or refuse a proposal',
    description:
      'Notes what an officer decided on the revision seen; the declaration itself is an act of its own. 412 when the proposal says more by now, with the proposal as it is; 409 when it is unknown, over or decided already.',
    parameters: ['Service', 'Proposal', 'AcceptLanguage'],
    body: { contract: 'proposal-decision', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Noted: the proposal with the decision.', contracts: ['proposal'] }],
    problems: ['act-refused', 'changed-meanwhile', ...bodyProblems, ...staffProblems],
  },
  showEventsToTell: {
    tag: 'declarations',
    summary: 'The events of which something may be told',
    description:
      'Every declaration in force with what was said of its event; `said.turn` is what `If-Match` of the next act names, 0 where nothing was said.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The events.', contracts: ['events-to-tell'] }],
    problems: staffProblems,
  },
  tellEvent: {
    tag: 'declarations',
    summary:
      'Tell what is known of an event, review or withdraw it, open or close its form for those who look for somebody',
    description:
      'One person suffices: the page is seen at once, marked as not yet read by another, for 72 hours at most. A review by another person takes mark and end away. The word of the hour is the same on page, voice, mail and desk. open-tracing and close-tracing are a duty officer’s: from then on until the declaration ends people may say whom they look for. 409 with `refused-phrases` where it holds words that nobody may say from afar; 412 when somebody acted since the turn named in If-Match.',
    parameters: ['Service', 'Event', 'IfMatch', 'AcceptLanguage'],
    body: { contract: 'event-act', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Done: the events with it.', contracts: ['events-to-tell'] }],
    problems: ['act-refused', ...versionProblems, ...bodyProblems, ...staffProblems],
  },
  showHandOvers: {
    tag: 'declarations',
    summary: 'The notes that officers left one another',
    description: 'The latest 30 notes of a service, newest first: shifts change at 8 and 20.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The notes.', contracts: ['hand-overs'] }],
    problems: staffProblems,
  },
  handOver: {
    tag: 'declarations',
    summary: 'Leave a note for the next officer',
    description: 'Kept for good with the name of its writer: a note is never changed, a later one says more.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'hand-over-note', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Kept: the notes with it.', contracts: ['hand-overs'] }],
    problems: [...bodyProblems, ...staffProblems],
  },
  showCallOut: {
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
  answerCallOut: {
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
  showReserveAsk: {
    tag: 'declarations',
    summary: 'What somebody of the reserve was asked for',
    description:
      'For whoever holds the address from the SMS or mail; it answers nothing by itself, because scanners open every link.',
    parameters: ['Service', 'CallOut', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      {
        status: 200,
        description: 'The question, and what was answered.',
        contracts: ['reserve-ask-view'],
        page: 'The same, with yes, no and an hour.',
      },
    ],
    problems: ['unknown-service', 'not-found', ...everyProblem],
  },
  answerReserveAsk: {
    tag: 'declarations',
    summary: 'Say yes or no to a question to the reserve',
    description:
      'Without a body, as a telephone exchange posts it: yes and now, or what the key stands for (comes=no, comes=in-an-hour). The last answer holds while the declaration is in force; a yes opens the account for so long, and nothing has to happen for it to shut.',
    parameters: ['Service', 'CallOut', 'PageLanguage', 'AcceptLanguage'],
    body: { contract: 'reserve-answer', form: true, optional: true, maximumBytes: 4096 },
    answers: [
      {
        status: 200,
        description: 'The question as it then stands.',
        contracts: ['reserve-ask-view'],
        page: 'The same.',
      },
    ],
    problems: ['unknown-service', 'not-found', ...bodyProblems, ...everyProblem],
  },
  showWake: {
    tag: 'declarations',
    summary: 'What somebody was rung for',
    description:
      'For whoever holds the address from the SMS, push or mail: how many urgent cases and proposals wait, and since when. It answers nothing by itself, because scanners open every link.',
    parameters: ['Service', 'Wake', 'PageLanguage', 'AcceptLanguage'],
    answers: [
      { status: 200, description: 'The occasion as it stands.', contracts: ['wake'], page: 'The same, with a button.' },
    ],
    problems: ['unknown-service', 'not-found', ...everyProblem],
  },
  answerWake: {
    tag: 'declarations',
    summary: 'Say that one has heard',
    description:
      'Confirms that the person whose address this is sees to what waits; nobody else is rung for it. The telephone exchange posts it when the key is pressed in the call. The first answer holds. It takes no body.',
    parameters: ['Service', 'Wake', 'PageLanguage', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The occasion as it then stands.', contracts: ['wake'], page: 'The same.' }],
    problems: ['unknown-service', 'not-found', ...everyProblem],
  },
} as const satisfies Descriptions;
