import { bodyProblems, caseActProblems, type Descriptions, staffProblems, versionProblems } from '../operation.ts';

/** What the document says of what staff do at the desk. */
export const deskOperations = {
  showWorklist: {
    tag: 'desk',
    summary: 'The open cases of a service',
    description:
      'Ordered by lane, the urgent one first, and in each by what is due first, with subject, first words, name and place of each; words that tell of violence, suicide or a minor in danger are left out (reserved). Who looks is logged. What was registered shows within a second or two. With incident these are the cases of one incident, closed ones too. next leads to the page after; with a filter a page may be shorter than asked for, or empty, and yet have a next.',
    parameters: [
      'Service',
      'Lane',
      'KindFilter',
      'ChannelFilter',
      'LanguageFilter',
      'RegionFilter',
      'WaitsFor',
      'Overdue',
      'Mine',
      'Incident',
      'PageSize',
      'Cursor',
      'AcceptLanguage',
    ],
    answers: [{ status: 200, description: 'One page.', contracts: ['worklist'] }],
    problems: ['invalid', ...staffProblems],
  },
  showWorklistChanges: {
    tag: 'desk',
    summary: 'What changed on the worklist',
    description:
      'Which cases are new, other or gone since the answer before, by code and version, and how many are open in each lane (counts are up to ten seconds old). Asked again with the next and the ETag of the answer before it is 304 while nothing changed. With missed the list is to be read anew: more changed than is told, or since is more than fifty minutes ago. No words and no names of citizens. With the case that the asker has open it tells which colleagues have it open too, and who of them writes.',
    parameters: ['Service', 'ChangesSince', 'OpenCase', 'Doing', 'IfNoneMatch', 'AcceptLanguage'],
    answers: [
      { status: 200, description: 'The changes.', contracts: ['worklist-changes'] },
      { status: 304, description: 'Nothing new.', contracts: [] },
    ],
    problems: ['invalid', ...staffProblems],
  },
  showDeskCase: {
    tag: 'desk',
    summary: 'A case whole',
    description:
      'Every contact with its words, calls, documents with an address that ends after five minutes, protocol numbers, call-back, and other cases of the same persons that are likely about the same thing. Whoever reads a case is kept. What waits in one’s lanes and nobody has, what is one’s own, and danger to life need no reason; for anything else it is 403 with refused: reason-needed, until one was given (openings) in the last hour. 409 while it is accepted and not yet registered.',
    parameters: ['Service', 'Code', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The case.', contracts: ['desk-case'], versioned: true }],
    problems: ['wrong-code', 'conflict', ...staffProblems],
  },
  openDeskCase: {
    tag: 'desk',
    summary: 'Give a reason, and read a case',
    description:
      'For a case that is not one’s own and waits for nobody of one’s lanes: the reason is kept with who read it, and the case is shown for an hour.',
    parameters: ['Service', 'Code', 'AcceptLanguage'],
    body: { contract: 'opening', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Kept: the case.', contracts: ['desk-case'], versioned: true }],
    problems: ['wrong-code', 'conflict', ...bodyProblems, ...staffProblems],
  },
  showHouseholds: {
    tag: 'desk',
    summary: 'The households of an event, and what is owed to each next',
    description:
      'Of the event that is named, else of the newest: each household whose people agree to a page of its own, with the promise that is due first, those first to whom something is owed first, overdue ones marked. Who looked is kept.',
    parameters: ['Service', 'HouseholdsEvent', 'Cursor', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'One page.', contracts: ['households'] }],
    problems: ['invalid', ...staffProblems],
  },
  showHousehold: {
    tag: 'desk',
    summary: 'One household over all its cases',
    description:
      'The cases whose people agree, with how and when they were asked and by whom; visits, inspections and promises noted in them; what is owed next. A case whose person agrees no more is left out with all that was noted in it. That each case was read is kept.',
    parameters: ['Service', 'Household', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The household.', contracts: ['household'] }],
    problems: ['not-found', ...staffProblems],
  },
  showReads: {
    tag: 'desk',
    summary: 'Who read a case',
    description:
      'For supervisors and auditors: when, as what and why a case was read and by whom, the latest five hundred first; for=person leaves out by whom. Reads of the same quarter of an hour on the same ground are one. Their digest stands under the root of their day.',
    parameters: ['Service', 'Code', 'ReadsFor', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The reads.', contracts: ['reads'] }],
    problems: ['wrong-code', 'invalid', ...staffProblems],
  },
  searchCases: {
    tag: 'desk',
    summary: 'Find cases by what is exact, by words, or like another',
    description:
      'A code or its beginning (a group of four at least), a protocol number, an e-mail or a phone number, in the body and never in an address; anything else is searched for as words and names (as: words says so of what could be a code), twenty cases a page, the newest first, next leading on. What is found is read from the register, fifty cases at most, the open ones first; cases of lanes that are not the reader’s are counted alone, and of words not at all. index says what words were searched in and until when. like names a case the reader may read: cases of other persons that share its rarest words, none of danger to life. Each search is kept as a read. Opening a case asks for a reason as ever.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'search-asked', form: false, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'The cases.', contracts: ['search-view'] }],
    problems: ['wrong-code', 'conflict', ...bodyProblems, ...staffProblems],
  },
  holdCase: {
    tag: 'desk',
    summary: 'Keep a case past its time by an act of an authority',
    description:
      'For administrators. Until the instant that is named neither retention nor erasure touches the case, nor those it was joined with; the register tells of it, with act, authority and incident. lift ends it by another act. Nothing of the case is shown.',
    parameters: ['Service', 'Code', 'AcceptLanguage'],
    body: { contract: 'case-hold', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Kept: what holds the case now.', contracts: ['held-case'] }],
    problems: ['wrong-code', 'conflict', 'act-refused', ...bodyProblems, ...staffProblems],
  },
  recordContact: {
    tag: 'desk',
    summary: 'Record a letter, a fax, a visit or a call',
    description:
      'Like a contact of the form: the same receipt, clocks and tracking. It may be back-dated, thirty days or with a reason a year; its clocks run from when it came. With joins it belongs to the case whose code it names.',
    parameters: ['Service', 'DeskIdempotencyKey', 'AcceptLanguage'],
    body: { contract: 'recorded-contact', form: false, maximumBytes: 65_536 },
    answers: [{ status: 202, description: 'Durably kept: the receipt.', contracts: ['receipt'] }],
    problems: [...bodyProblems, ...staffProblems],
  },
  lookUpCaller: {
    tag: 'desk',
    summary: 'The cases of whoever calls',
    description:
      'By the number that calls, which is not logged: the latest ten cases, the open ones first, as the worklist shows them; words of reserved ones are their owner’s alone. Who asks is logged.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'caller-asked', form: false, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'The cases.', contracts: ['caller-cases'] }],
    problems: [...bodyProblems, ...staffProblems],
  },
  readDocument: {
    tag: 'desk',
    summary: 'Type what a scan says, or correct it',
    description:
      'Gives a scanned letter or fax its words, its sender and its kind; lane and promise follow from the kind, counted from when it came. A formal instance then gets its protocol number. With corrects it takes the place of what was typed before, of a scan or of a contact recorded by hand: what it leaves out is gone from what holds, and stays on record. 409 when nothing waits to be read, or there is nothing to correct.',
    parameters: ['Service', 'Code', 'CaseIfMatch', 'AcceptLanguage'],
    body: { contract: 'document-reading', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Kept: the case.', contracts: ['desk-case'], versioned: true }],
    problems: [...caseActProblems, ...bodyProblems, ...staffProblems],
  },
  recordCallAttempt: {
    tag: 'desk',
    summary: 'Say what became of an attempt to call back',
    description:
      'The third attempt that reaches nobody gives the call-back up, and a citizen who gave an e-mail address is written to. 409 when no call-back is due.',
    parameters: ['Service', 'Code', 'CaseIfMatch', 'AcceptLanguage'],
    body: { contract: 'call-attempt', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Kept: the case.', contracts: ['desk-case'], versioned: true }],
    problems: [...caseActProblems, ...bodyProblems, ...staffProblems],
  },
  joinCase: {
    tag: 'desk',
    summary: 'Join another case to this one',
    description:
      'This case stays; the other names it and is closed, and its words stay where they are. Sent again it finishes what was stopped half-way. 409 when the other is unknown or joined elsewhere, or when nobody would be left in charge.',
    parameters: ['Service', 'Code', 'CaseIfMatch', 'AcceptLanguage'],
    body: { contract: 'case-join', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Joined: this case.', contracts: ['desk-case'], versioned: true }],
    problems: [...caseActProblems, ...bodyProblems, ...staffProblems],
  },
  takeNext: {
    tag: 'desk',
    summary: 'Take the next case that waits',
    description:
      'Hands a case to exactly one of those who ask: of the urgent lane the first due, else one of the first by due time, so many as are at work (atWork), and offers of help last. Whoever is handed a case has it for half an hour after the last thing done with it, unless the service says otherwise. A case whose citizen, expert or administration is waited for is not handed out. Of whoever has a shift here, only its lanes, languages and skills; danger to life goes to anybody. 409 kept-for-phone while nobody else would be free for the telephone.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'next-asked', form: false, maximumBytes: 65_536 },
    answers: [
      { status: 201, description: 'Taken: the case.', contracts: ['desk-case'], versioned: true },
      { status: 204, description: 'Nothing waits.', contracts: [] },
    ],
    problems: ['act-refused', ...bodyProblems, ...staffProblems],
  },
  actOnCase: {
    tag: 'desk',
    summary: 'Do something to a case',
    description:
      'Who has it: take, take-over with a reason, release, give. Danger to life: was-danger moves a case into the urgent lane, was-none says that there was none, not-danger that a second person agrees, hand-to-rescue who was told; until one of the last two, an urgent case is neither closed nor grouped. What it is: note (for colleagues, never sent), note-fact and drop-fact about the person, resort, split, unjoin, group, ungroup. Of a household that an event has hit: join-household once its person agrees, leave-household once they do no more, visit-household, inspect-household, promise-household, end-promise. The way to an answer: ask-citizen, ask-to-regularise, pause until a day within thirty and resume, forward to experts and answer-ask, refer, renew-referral (a new link) and record-referral, withdraw. The end: answer, withhold within half a minute, record-dispatch of a letter or a PEC, close with an outcome, reopen. The case is that of If-Match: 412 names what changed since and who did it, 409 says why it cannot be done, held-by-another for one. Sent again it is the same act.',
    parameters: ['Service', 'Code', 'CaseIfMatch', 'AcceptLanguage'],
    body: { contract: 'case-act', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Done: the case.', contracts: ['desk-case'], versioned: true }],
    problems: [...caseActProblems, ...bodyProblems, ...staffProblems],
  },
  keepViews: {
    tag: 'desk',
    summary: 'One’s own views of the worklist',
    description:
      'look lists them, keep keeps a lane and a filter under a name (in place of one of that name, twenty at most), drop drops one. They are the asker’s alone, hold nothing of any case, and go once nobody has looked at them for thirteen months.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'views-asked', form: false, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'The views.', contracts: ['views'] }],
    problems: [...bodyProblems, ...staffProblems],
  },
  showShifts: {
    tag: 'desk',
    summary: 'Who works at the desk',
    description:
      'Each colleague with lanes, languages, skills, groups of experts and shifts, and who is there now. Whoever may edit shifts or audits also sees who changed what, the latest hundred. Somebody is listed from the first time that they said they are there, or that a supervisor named them.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The colleagues.', contracts: ['shifts'] }],
    problems: [...staffProblems],
  },
  editShift: {
    tag: 'desk',
    summary: 'Say what a colleague is handed, and when they work',
    description:
      'Takes the place of what was said before; each change is kept with who made it. 412 where a colleague was quicker.',
    parameters: ['Service', 'Subject', 'ShiftIfMatch', 'AcceptLanguage'],
    body: { contract: 'shift', form: false, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'Kept: the colleagues.', contracts: ['shifts'] }],
    problems: [...versionProblems, ...bodyProblems, ...staffProblems],
  },
  setPresence: {
    tag: 'desk',
    summary: 'Say where one is',
    description:
      'Whoever is present is handed cases until the end of the shift, or for twelve hours where none is known. Signing out gives back what one has, and so does the end of the shift within a minute or two; a danger to life then stands before all others of its lane.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'presence-asked', form: false, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'Kept.', contracts: ['presence'] }],
    problems: [...bodyProblems, ...staffProblems],
  },
  superviseDesk: {
    tag: 'desk',
    summary: 'See what waits by lane and team, and move it',
    description:
      'look gives for each lane, each group of experts and each shift at work how many cases wait for the desk and since when, how many of them nobody has, how many are past their time and how many wait for others; a thousand cases of a lane are looked at, the first due first, and lanes with more are named. list gives the cases behind one figure. Figures of one colleague, and of teams of fewer than three, are told where the service names a union agreement; 409 no-union-agreement otherwise. preview tells what a move of the frozen list would do to each case, move does it with a reason, each on the version that was seen: to a colleague, to another lane or back to the list; what changed since is passed by and named, and a danger to life goes to a colleague who is there, or not at all. propose shares out the cases of those who are away or have most, danger to life never among them. sample names answered cases of a week, drawn by the service’s secret; read-sampled shows the words of both sides of one, not who answered, and keeps the read; review says right or to be corrected, never by whoever answered, and what is to be corrected is open again. Operators may do these three. train gives whoever works here, and the reserve, cases to train with and what is right to do: they stand in no register. people tells supervisors and duty officers how many are there, come soon and are needed; reserve shows supervisors who of other offices is asked while something is declared, and edit-reserve changes it on the version that was seen.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'board-asked', form: false, maximumBytes: 65_536 },
    answers: [
      { status: 200, description: 'The board, the list, or what became of each case.', contracts: ['board-view'] },
    ],
    problems: ['act-refused', 'changed-meanwhile', 'not-found', ...bodyProblems, ...staffProblems],
  },
  showTemplates: {
    tag: 'desk',
    summary: 'Texts that an answer may be begun with',
    description:
      'Those of the kind of the case, in the language it is answered in. What the case knows is filled in; what whoever answers has to say stands in the text in double braces and is listed under asks. An answer with a brace left in it is refused.',
    parameters: ['Service', 'Code', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The templates.', contracts: ['case-templates'] }],
    problems: ['wrong-code', 'conflict', ...staffProblems],
  },
  showAnswerToSend: {
    tag: 'desk',
    summary: 'An answer that is sent by hand',
    description:
      'A letter as a page to print, or a certified mail as a file (message/rfc822) for the administration’s own provider: SES sends none. 409 for one that was withheld or leaves by itself, 410 once its words are erased.',
    parameters: ['Service', 'Code', 'Answer', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The page or the file.', contracts: [], page: 'The letter.' }],
    problems: ['wrong-code', 'conflict', 'not-found', 'erased', 'act-refused', ...staffProblems],
  },
  answerToMany: {
    tag: 'desk',
    summary: 'Give many cases one answer',
    description:
      'find proposes open cases like the one to three that are picked, by shared words and place within 72 hours, each with the reason, or those of their incident; a danger to life and a complaint never are. send gives the cases of the frozen list one answer, each in its own language and by its own way, on the version that was seen: it leaves ten minutes later, a safety correction by a supervisor at once. The same list and words sent again are the same answer. given names all who were given a version of a page or template, by kind, region and time, and what became of telling them; a supervisor’s send that corrects it goes to each of them once, whoever has the case and though it is closed, and whom a number alone reaches is owed a call, with the words in a note. look tells what became of each, and why one was passed by. take-back withholds what has not left.',
    parameters: ['Service', 'AcceptLanguage'],
    body: { contract: 'answer-to-many', form: false, maximumBytes: 65_536 },
    answers: [
      { status: 200, description: 'What was found, or what became of each.', contracts: ['many-view'] },
      {
        status: 202,
        description: 'Durably kept: it is given, or taken back, within seconds.',
        contracts: ['many-view'],
      },
    ],
    problems: ['wrong-code', 'conflict', ...bodyProblems, ...staffProblems],
  },
  showDraft: {
    tag: 'desk',
    summary: 'What I have typed on a case so far',
    description:
      'The draft of whoever asks, nobody else’s; without draft where nothing is kept. Files that were chosen two days ago and not sent are there no more: gone names them.',
    parameters: ['Service', 'Code', 'DraftOf', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The draft.', contracts: ['draft-view'] }],
    problems: ['wrong-code', 'invalid', ...staffProblems],
  },
  keepDraft: {
    tag: 'desk',
    summary: 'Keep what I have typed on a case',
    description:
      'In place of what was kept before, for thirty days; without words and files nothing is kept any more. The drafts of an answer and of a note are apart; that of an answer names the files that were uploaded for it. It goes with the personal data of the case; 410 once they are erased.',
    parameters: ['Service', 'Code', 'DraftOf', 'AcceptLanguage'],
    body: { contract: 'draft', form: false, maximumBytes: 65_536 },
    answers: [{ status: 200, description: 'Kept.', contracts: ['draft-view'] }],
    problems: ['wrong-code', 'conflict', 'erased', ...bodyProblems, ...staffProblems],
  },
  showJudgedDanger: {
    tag: 'desk',
    summary: 'How often danger was judged right',
    description:
      'Counts of was-danger and was-none by week, kind and language, in the urgent lane and outside, of the last quarter. A count below five is left out.',
    parameters: ['Service', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'The counts.', contracts: ['judged-danger'] }],
    problems: [...staffProblems],
  },
  listHeldMails: {
    tag: 'desk',
    summary: 'The mails that were laid aside',
    description:
      'For operators and supervisors: mails that wait for a decision because they look like spam, carry a virus or were written by a machine; or, in the box recorded, what came back of our own mails. Oldest first, 50 a page.',
    parameters: ['Service', 'HeldBox', 'AfterMail', 'AcceptLanguage'],
    answers: [{ status: 200, description: 'A page of the box.', contracts: ['held-mails'] }],
    problems: ['invalid', ...staffProblems],
  },
  decideHeldMail: {
    tag: 'desk',
    summary: 'Take a mail in after all, or leave it aside',
    description:
      'For operators and supervisors. A released mail becomes a contact that was received when it arrived; what a machine wrote is not answered even then, and files of a mail with a virus stay in the original. The same decision sent twice is one; 409 when somebody decided otherwise before. The whole message is kept in either case.',
    parameters: ['Service', 'HeldMail', 'AcceptLanguage'],
    body: { contract: 'held-mail-decision', form: false, maximumBytes: 65_536 },
    answers: [{ status: 201, description: 'Decided: the mail.', contracts: ['held-mail'] }],
    problems: ['not-found', 'act-refused', ...bodyProblems, ...staffProblems],
  },
} as const satisfies Descriptions;
