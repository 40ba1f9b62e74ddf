import type { it } from './it.ts';

/** Every text about who reads a case, in English. */
export const en: typeof it = {
  nav: 'Who read',
  ofCase: 'Who read a request',
  lead: 'By its code: when, by whom and why a request was read. Nothing else of it is shown here, and that you asked stays on record.',
  look: 'Look up',
  noCode: 'Type the code as it stands on the receipt.',
  why: 'This request is not yours and does not wait in your lanes: to read it, write why. That you opened it stays on record, and whoever wrote it may learn when and why.',
  reason: 'Why you open it',
  hint: 'For example: they called and ask how far it is. Write no names and nothing about other persons.',
  wrong: 'Write why you open it.',
  open: 'Open the request',
  title: 'Who read it',
  show: 'Show who read it',
  showForPerson: 'Show what the person is told: without names',
  none: 'Nobody has read it yet.',
  more: 'There are more, older ones.',
  roles: {
    operator: 'operator',
    expert: 'expert',
    supervisor: 'supervisor',
    'duty-officer': 'duty officer',
    editor: 'editor',
    auditor: 'auditor',
    reserve: 'reserve',
  },
  grounds: {
    'waits-in-lane': 'it waited in their lane',
    own: 'they worked on it',
    danger: 'danger to life',
    caller: 'the person was on the phone',
    review: 'it was in the sample of answers to be reviewed',
    household: 'it stood on the page of the household',
    reason: 'reason:',
  },
};
