import type { it } from './it.ts';

export const en: typeof it = {
  link: 'One answer to many requests like this…',
  back: 'Back to the request',
  title: 'One answer to many',
  lead: 'Each request gets its own mail, in its language and with its code. Danger to life, complaints and reserved requests are not among them.',
  picked: 'The request picked as an example',
  ofIncident: 'Same incident',
  noWords: '(no words to show)',
  alsoLike: 'Also like this one',
  more: 'More are open, which were not compared.',
  sendHint: 'They leave after ten minutes. Whoever writes again meanwhile is passed by.',
  safety: 'It corrects dangerous advice: it leaves at once and cannot be taken back',
  after: 'What became of it',
  takenBack: 'Taken back: those that had not left stay here.',
  because: (words: string, place: string | undefined, hours: number) =>
    `Words in common: ${words}${place === undefined ? '' : `; place: ${place}`}; ${hours} hours apart`,
  found: (count: number) => `Requests found: ${count}`,
  send: (count: number) => `Send to ${count}`,
  counts: (waiting: number, toLeave: number, sent: number) =>
    `Waiting ${waiting}, about to leave ${toLeave}, sent ${sent}.`,
  withheld: (count: number) => `Kept back: ${count}.`,
  takeBack: (minutes: number) => `Take all answers back (${minutes} min left)`,
  skippedTitle: (count: number) => `Passed by: ${count}`,
  words: { it: 'Text in Italian', en: 'Text in English', de: 'Text in German' },
  skips: {
    changed: 'it has changed meanwhile',
    closed: 'it is closed',
    danger: 'danger to life',
    complaint: 'it is a complaint',
    'held-by-another': 'somebody else has it',
    'no-language': 'there is no text in its language',
    'no-way': 'it cannot be answered from here',
    erased: 'its data were erased',
  },
};
