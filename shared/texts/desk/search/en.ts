import type { it } from './it.ts';

/** Every text of the exact search, in English. */
export const en: typeof it = {
  label: 'Find a request',
  hint: 'A code, or just its beginning (4 characters), a protocol number, an e-mail or a phone number.',
  button: 'Find',
  wrong: 'Type a code or its beginning, a protocol number, an e-mail or a phone number.',
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
};
