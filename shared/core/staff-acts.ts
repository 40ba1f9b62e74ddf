import type { Staff, StaffRole } from './staff.ts';

const onCases = ['operator', 'expert', 'supervisor'] as const;
const onCasesOrDuty = [...onCases, 'dutyOfficer'] as const;
const frontLine = ['operator', 'supervisor'] as const;
const leading = ['supervisor', 'dutyOfficer'] as const;

/**
 * Which roles may do what to a service: the one table of both. A role that is not beside an act may not do it, whatever
 * else its bearer may. Acts on a case are named as their bodies name them (`CaseActBody`); whether the case's own state
 * allows one is for `decideCase` to say.
 */
export const rolesOfActs = {
  // Looking
  'see-worklist': onCasesOrDuty,
  'see-case': [...onCasesOrDuty, 'reserve'],
  'open-case': onCasesOrDuty,
  'see-judged-danger': onCasesOrDuty,
  'see-protocol': onCasesOrDuty,
  'see-held-mails': frontLine,
  'see-templates': [...onCases, 'reserve'],
  'see-declarations': leading,
  'see-reads': ['supervisor', 'auditor'],
  search: onCasesOrDuty,
  'see-shifts': [...onCases, 'administrator', 'auditor'],
  // What comes in
  'record-contact': onCases,
  'read-document': onCases,
  'record-call-attempt': onCases,
  'decide-held-mail': frontLine,
  'cancel-protocol-number': ['supervisor'],
  // Whose a case is
  next: [...onCases, 'reserve'],
  take: onCases,
  release: [...onCases, 'reserve'],
  give: frontLine,
  'take-over': frontLine,
  // Danger to life
  'was-danger': onCases,
  'was-none': onCases,
  'hand-to-rescue': onCases,
  'not-danger': onCases,
  // What a case is, and with which others it belongs
  note: onCases,
  'note-fact': onCases,
  'drop-fact': onCases,
  resort: onCases,
  join: onCases,
  unjoin: frontLine,
  split: frontLine,
  group: frontLine,
  ungroup: frontLine,
  // A household that an event has hit
  'see-households': onCases,
  'join-household': onCases,
  'leave-household': onCases,
  'visit-household': onCases,
  'inspect-household': onCases,
  'promise-household': frontLine,
  'end-promise': onCases,
  // The way to its answer
  'ask-citizen': frontLine,
  'ask-to-regularise': frontLine,
  pause: frontLine,
  resume: frontLine,
  forward: frontLine,
  withdraw: frontLine,
  'answer-ask': ['expert', 'supervisor'],
  refer: frontLine,
  'record-referral': frontLine,
  'renew-referral': frontLine,
  draft: onCases,
  answer: [...onCases, 'reserve'],
  'answer-to-many': frontLine,
  withhold: onCases,
  'record-dispatch': frontLine,
  close: frontLine,
  reopen: frontLine,
  // Over the desk
  'see-board': ['supervisor'],
  'move-cases': ['supervisor'],
  'see-people': leading,
  'edit-reserve': ['supervisor'],
  review: frontLine,
  train: [...onCases, 'dutyOfficer', 'reserve'],
  'judge-held-answer': ['supervisor'],
  // The service itself
  'edit-shifts': ['supervisor', 'administrator'],
  'hold-case': ['administrator'],
  'set-presence': onCases,
  'write-article': ['editor', 'expert'],
  'publish-article': ['editor', 'supervisor'],
  'propose-article': onCases,
  'answer-referral': ['partner'],
  declare: ['dutyOfficer'],
  'decide-on-proposal': ['dutyOfficer'],
  'hand-over': ['dutyOfficer'],
  // What citizens give so that others may read it
  'see-contributions': ['supervisor', 'editor', 'auditor'],
  'decide-on-contribution': ['supervisor', 'editor'],
  'tell-event': ['editor', 'supervisor', 'dutyOfficer'],
  // Whom people look for in a declared event
  'open-tracing': ['dutyOfficer'],
  'see-tracing': ['operator', 'supervisor', 'dutyOfficer'],
  'act-on-tracing': frontLine,
  'hand-over-tracing': ['operator', 'supervisor', 'dutyOfficer'],
} as const satisfies Record<string, readonly StaffRole[]>;

/** Something that staff do to a service or its cases. */
export type StaffAct = keyof typeof rolesOfActs;

/** Whether somebody, as `staffOf` read them for the service, may do an act there. */
export const mayAct = ({ roles }: Pick<Staff, 'roles'>, act: StaffAct): boolean =>
  rolesOfActs[act].some((role: StaffRole) => roles[role]);
