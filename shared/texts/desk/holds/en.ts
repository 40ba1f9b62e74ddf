import type { it } from './it.ts';

/** Every text of legal holds, in English. */
export const en: typeof it = {
  nav: 'Legal holds',
  title: 'Legal hold',
  lead: 'While it runs neither retention nor erasure touches the request and those joined to it. Nothing of the request is shown here.',
  code: 'Code of the request',
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
  badge: 'Legal hold',
  told: (act: string, authority: string, incident: string, until: string) =>
    `${act}, ${authority}: ${incident}. It is not erased until ${until}.`,
};
