import type { it } from './it.ts';

/** Every text of legal holds, in English. */
export const en: typeof it = {
  nav: 'Legal holds',
  title: 'Legal hold',
  lead: 'While it runs neither retention nor erasure touches the request and those joined to it, or the story or idea. Nothing of what is written there is shown here.',
  code: 'Code of the request',
  what: 'What is kept',
  aCase: 'A request',
  aContribution: 'A story or an idea',
  does: 'What you do',
  hold: 'Set a hold',
  lift: 'Lift the hold',
  act: 'Act',
  actHint: 'For example: order of disclosure no. 12 of 3 March 2026. Do not write names of persons.',
  authority: 'Authority',
  incident: 'Incident or proceeding',
  until: 'Until',
  submit: 'Confirm',
  wrong: 'Complete the fields.',
  held: (until: string) => `The request is kept until ${until}.`,
  lifted: 'The request is held no more.',
  contribution: {
    name: 'Name of the story or idea',
    nameHint:
      'The twelve letters and digits at the end of the address of its page, or the whole address. Moderators read the name on its page.',
    wrong: 'Write the twelve letters and digits of the name, or the address of the page.',
    held: (until: string) => `The story or idea is kept until ${until}.`,
    lifted: 'The story or idea is held no more.',
    notHeld: 'There is no hold to lift, or it is erased already.',
  },
  badge: 'Legal hold',
  told: (act: string, authority: string, incident: string, until: string) =>
    `${act}, ${authority}: ${incident}. It is not erased until ${until}.`,
};
