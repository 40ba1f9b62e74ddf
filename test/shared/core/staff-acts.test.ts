import { describe, expect, test } from '@jest/globals';
import { type OperationId, routes, type StaffGroup } from '../../../shared/contracts/api/routes.ts';
import { type StaffRole, staffOf, staffRoles } from '../../../shared/core/staff.ts';
import { mayAct, rolesOfActs, type StaffAct } from '../../../shared/core/staff-acts.ts';
import { rolesOf } from '../../fixtures/staff.ts';

// The table once more, as a picture that a person can check: a column for each role, in the order of `columns`.
const columns = {
  o: 'operator',
  e: 'expert',
  s: 'supervisor',
  w: 'editor',
  p: 'partner',
  d: 'dutyOfficer',
  a: 'administrator',
  r: 'auditor',
  v: 'reserve',
} as const satisfies Record<string, StaffRole>;

const picture: Record<StaffAct, string> = {
  'tell-event': '..sw.d...',
  'see-contributions': '..sw...r.',
  'decide-on-contribution': '..sw.....',
  'open-tracing': '.....d...',
  'see-tracing': 'o.s..d...',
  'act-on-tracing': 'o.s......',
  'hand-over-tracing': 'o.s..d...',
  'see-worklist': 'oes..d...',
  'open-case': 'oes..d...',
  'see-case': 'oes..d..v',
  'see-judged-danger': 'oes..d...',
  'see-protocol': 'oes..d...',
  'see-held-mails': 'o.s......',
  'see-templates': 'oes.....v',
  'see-declarations': '..s..d...',
  'see-reads': '..s....r.',
  search: 'oes..d...',
  'hold-case': '......a..',
  'see-shifts': 'oes...ar.',
  'record-contact': 'oes......',
  'read-document': 'oes......',
  'record-call-attempt': 'oes......',
  'decide-held-mail': 'o.s......',
  'cancel-protocol-number': '..s......',
  next: 'oes.....v',
  take: 'oes......',
  release: 'oes.....v',
  give: 'o.s......',
  'take-over': 'o.s......',
  'was-danger': 'oes......',
  'was-none': 'oes......',
  'hand-to-rescue': 'oes......',
  'not-danger': 'oes......',
  note: 'oes......',
  'note-fact': 'oes......',
  'drop-fact': 'oes......',
  resort: 'oes......',
  'see-households': 'oes......',
  'join-household': 'oes......',
  'leave-household': 'oes......',
  'visit-household': 'oes......',
  'inspect-household': 'oes......',
  'promise-household': 'o.s......',
  'end-promise': 'oes......',
  join: 'oes......',
  unjoin: 'o.s......',
  split: 'o.s......',
  group: 'o.s......',
  ungroup: 'o.s......',
  'ask-citizen': 'o.s......',
  'ask-to-regularise': 'o.s......',
  pause: 'o.s......',
  resume: 'o.s......',
  forward: 'o.s......',
  withdraw: 'o.s......',
  'answer-ask': '.es......',
  refer: 'o.s......',
  'record-referral': 'o.s......',
  'renew-referral': 'o.s......',
  'answer-to-many': 'o.s......',
  draft: 'oes......',
  answer: 'oes.....v',
  withhold: 'oes......',
  'record-dispatch': 'o.s......',
  close: 'o.s......',
  reopen: 'o.s......',
  'see-board': '..s......',
  train: 'oes..d..v',
  'move-cases': '..s......',
  review: 'o.s......',
  'judge-held-answer': '..s......',
  'see-people': '..s..d...',
  'edit-reserve': '..s......',
  'edit-shifts': '..s...a..',
  'set-presence': 'oes......',
  'write-article': '.e.w.....',
  'publish-article': '..sw.....',
  'propose-article': 'oes......',
  'answer-referral': '....p....',
  declare: '.....d...',
  'decide-on-proposal': '.....d...',
  'hand-over': '.....d...',
};

const acts = Object.keys(rolesOfActs) as StaffAct[];

describe('every cell of the table of roles and acts', () => {
  test.each(acts)('%s', (act) => {
    const cells = Object.entries(columns).map(([sign, role]) => (mayAct({ roles: rolesOf(role) }, act) ? sign : '.'));
    expect(cells.join('')).toBe(picture[act]);
  });

  test('has a column for every role', () => {
    expect(Object.values(columns).sort()).toEqual(Object.keys(staffRoles).sort());
  });
});

test('a role in one service does nothing to another, and no role does nothing anywhere', () => {
  const supervisor = { sub: 's', 'cognito:groups': ['supervisor.familyline'] };
  for (const act of acts) {
    expect(mayAct(staffOf(supervisor, 'protezione-civile'), act)).toBe(false);
    expect(mayAct({ roles: rolesOf() }, act)).toBe(false);
  }
});

test('two roles may do what either may', () => {
  for (const act of acts)
    expect(mayAct({ roles: rolesOf('auditor', 'operator') }, act)).toBe(
      mayAct({ roles: rolesOf('auditor') }, act) || mayAct({ roles: rolesOf('operator') }, act),
    );
});

/** What each address of staff is for: whoever may do one of these is let in at the door. */
const actsAt: Partial<Record<OperationId, readonly StaffAct[]>> = {
  showDeclarations: ['see-declarations'],
  declare: ['declare'],
  showProposals: ['see-declarations'],
  decideOnProposal: ['decide-on-proposal'],
  showDeclarationReport: ['see-declarations'],
  showHandOvers: ['see-declarations'],
  handOver: ['hand-over'],
  showWorklist: ['see-worklist'],
  showDeskCase: ['see-case'],
  openDeskCase: ['open-case'],
  showReads: ['see-reads'],
  recordContact: ['record-contact'],
  readDocument: ['read-document'],
  recordCallAttempt: ['record-call-attempt'],
  joinCase: ['join'],
  showJudgedDanger: ['see-judged-danger'],
  showProtocolDay: ['see-protocol'],
  showProtocolEntry: ['see-protocol'],
  cancelProtocolNumber: ['cancel-protocol-number'],
  listHeldMails: ['see-held-mails'],
  decideHeldMail: ['decide-held-mail'],
  showTemplates: ['see-templates'],
  showAnswerToSend: ['record-dispatch'],
  showDraft: ['draft'],
  keepDraft: ['draft'],
  keepViews: ['see-worklist'],
  showShifts: ['see-shifts'],
  editShift: ['edit-shifts'],
  setPresence: ['set-presence'],
  listGivenContributions: ['see-contributions'],
  showGivenContribution: ['see-contributions'],
  openGivenContribution: ['see-contributions'],
  decideOnContribution: ['decide-on-contribution'],
  holdContribution: ['hold-case'],
  showTracingDesk: ['see-tracing'],
  showTraced: ['see-tracing'],
  actOnTraced: ['act-on-tracing'],
  handOverTracing: ['hand-over-tracing'],
  showTracingHandOver: ['hand-over-tracing'],
  actOnCase: ['take', 'give', 'answer', 'answer-ask', 'close', 'note'],
  superviseDesk: ['see-board', 'move-cases', 'review', 'see-people', 'edit-reserve', 'judge-held-answer', 'train'],
};

test.each(Object.entries(actsAt))('the door of %s is open to whoever may act behind it', (operation, behind) => {
  const { who } = routes[operation as OperationId];
  const may = behind.flatMap((act) => rolesOfActs[act].map((role): StaffGroup => staffRoles[role]));
  expect([...(who as readonly string[])].sort()).toEqual([...new Set(may)].sort());
});
