import type { it } from './it.ts';

/** Every text of the search, in English. */
export const en: typeof it = {
  label: 'Find a request',
  hint: 'Words or names, a code or just its beginning (4 characters), a protocol number, an e-mail or a phone number.',
  button: 'Find',
  wrong: 'Type three letters at least: words, a name, a code, a protocol number, an e-mail or a phone number.',
  none: 'No request found.',
  found: (cases: number) => (cases === 1 ? '1 request found.' : `${cases} requests found.`),
  elsewhere: (cases: number) =>
    cases === 1
      ? 'There is 1 in a lane that is not yours: ask a supervisor.'
      : `There are ${cases} in lanes that are not yours: ask a supervisor.`,
  more: 'There are more: search more exactly.',
  title: 'Requests found',
  closed: 'closed',
  close: 'Close the search',
  moreBelow: 'There are more.',
  goOn: 'Show more',
  asWords: 'Search as words',
  upTo: (when: string) => `Searched in what was registered until: ${when}.`,
  partial:
    'The list of words is being made anew: older requests may be missing. Codes, numbers and addresses find everything.',
  missing: 'Words cannot be searched for now. Search by code, protocol number, e-mail or phone: they find everything.',
  hits: (where: string) => `found in: ${where}`,
  hitsIn: { name: 'name', words: 'text', place: 'place' },
  alike: 'Similar requests of other persons',
  alikeLead: 'They share rare words with this request. See whether it is the same matter: you decide.',
  shared: (words: string) => `shared: ${words}`,
};
