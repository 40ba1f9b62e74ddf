import type { it } from './it.ts';

export const en: typeof it = {
  nav: 'Board',
  title: 'Board of the desk',
  lead: 'What waits now, by lane and by team. Each number leads to the requests that it counts.',
  hours: {
    open: (until) => (until === undefined ? 'The service is open.' : `The service is open until ${until}.`),
    closed: (from) => (from === undefined ? 'The service is closed.' : `The service is closed, it opens ${from}.`),
  },
  people: (present, onBreak, known) => `${present} present, ${onBreak} on a break, of ${known} who work at this desk.`,
  more: (lanes) =>
    `Of these lanes the first thousand requests by due time are looked at, there are more: ${lanes}. Their numbers are the least there is.`,
  atLeast: (count) => `at least ${count}`,
  tables: { lane: 'By lane', group: 'By group of experts', shift: 'By shift', colleague: 'By person' },
  columns: {
    line: { lane: 'Lane', group: 'Group', shift: 'Shift', colleague: 'Person' },
    waiting: 'Wait for us',
    free: 'Nobody’s',
    overdue: 'Late',
    others: 'Wait for others',
    oldest: 'The oldest has waited since',
    people: 'Present',
  },
  peopleOf: (present, people) => `${present} of ${people}`,
  noOldest: 'none',
  noLines: 'None.',
  outOfShift: 'Out of shift',
  behind: (what, line, count) => `${count}, ${what.toLowerCase()}, ${line}: show the requests`,
  chart: 'How many wait for us, by lane',
  chartHint: 'The same numbers are in the table “By lane”.',
  small: (names) =>
    `Groups and shifts of fewer than three people have no numbers, because they would be those of one person: ${names}.`,
  noAgreement:
    'Numbers of one person are not shown: the law (L. 300/1970, art. 4) asks for a union agreement, and this service names none.',
  agreement: (act, day) => `Numbers by person are shown under: ${act}, ${day}.`,
  showColleagues: 'Show by person too',
  hideColleagues: 'Hide the numbers by person',
  back: 'Back to the board',
  list: (what, line) => `${line}: ${what.toLowerCase()}`,
  counted: (count, shown) =>
    count === shown ? `Requests: ${count}.` : `Requests: ${count}. Here are the first ${shown} by due time.`,
  listMore: 'There are more that were not counted.',
  none: 'No requests.',
};
