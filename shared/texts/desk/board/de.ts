import type { it } from './it.ts';

export const de: typeof it = {
  nav: 'Übersicht',
  title: 'Übersicht des Dienstes',
  lead: 'Was jetzt wartet, nach Spur und nach Gruppe. Jede Zahl führt zu den Anfragen, die sie zählt.',
  hours: {
    open: (until) => (until === undefined ? 'Der Dienst ist geöffnet.' : `Der Dienst ist geöffnet bis ${until}.`),
    closed: (from) =>
      from === undefined ? 'Der Dienst ist geschlossen.' : `Der Dienst ist geschlossen, er öffnet ${from}.`,
  },
  people: (present, onBreak, known) => `${present} anwesend, ${onBreak} in der Pause, von ${known}, die hier arbeiten.`,
  more: (lanes) =>
    `Von diesen Spuren werden die ersten tausend Anfragen nach Frist betrachtet, es gibt mehr: ${lanes}. Ihre Zahlen sind Mindestzahlen.`,
  atLeast: (count) => `mindestens ${count}`,
  tables: { lane: 'Nach Spur', group: 'Nach Fachgruppe', shift: 'Nach Schicht', colleague: 'Nach Person' },
  columns: {
    line: { lane: 'Spur', group: 'Gruppe', shift: 'Schicht', colleague: 'Person' },
    waiting: 'Warten auf uns',
    free: 'Ohne Bearbeitung',
    overdue: 'Verspätet',
    others: 'Warten auf andere',
    oldest: 'Die älteste wartet seit',
    people: 'Anwesend',
  },
  peopleOf: (present, people) => `${present} von ${people}`,
  noOldest: 'keine',
  noLines: 'Keine.',
  outOfShift: 'Außerhalb der Schicht',
  behind: (what, line, count) => `${count}, ${what}, ${line}: Anfragen zeigen`,
  chart: 'Wie viele auf uns warten, nach Spur',
  chartHint: 'Dieselben Zahlen stehen in der Tabelle «Nach Spur».',
  small: (names) =>
    `Gruppen und Schichten mit weniger als drei Personen haben keine Zahlen, weil es die einer einzelnen Person wären: ${names}.`,
  noAgreement:
    'Zahlen einer einzelnen Person werden nicht gezeigt: Das Gesetz (L. 300/1970, Art. 4) verlangt eine Gewerkschaftsvereinbarung, und dieser Dienst nennt keine.',
  agreement: (act, day) => `Zahlen nach Person werden gezeigt aufgrund von: ${act}, ${day}.`,
  showColleagues: 'Auch nach Person zeigen',
  hideColleagues: 'Zahlen nach Person ausblenden',
  back: 'Zurück zur Übersicht',
  list: (what, line) => `${line}: ${what}`,
  counted: (count, shown) =>
    count === shown ? `Anfragen: ${count}.` : `Anfragen: ${count}. Hier sind die ersten ${shown} nach Frist.`,
  listMore: 'Es gibt mehr, die nicht gezählt wurden.',
  none: 'Keine Anfragen.',
};
