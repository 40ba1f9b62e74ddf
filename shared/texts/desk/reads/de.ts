import type { it } from './it.ts';

/** Every text about who reads a case, in German. */
export const de: typeof it = {
  nav: 'Wer gelesen hat',
  ofCase: 'Wer eine Anfrage gelesen hat',
  lead: 'Nach dem Code: wann, von wem und warum eine Anfrage gelesen wurde. Sonst ist hier nichts von ihr zu sehen, und dass Sie gefragt haben, bleibt vermerkt.',
  look: 'Suchen',
  noCode: 'Geben Sie den Code so ein, wie er auf der Quittung steht.',
  why: 'Diese Anfrage ist nicht Ihre und wartet nicht in Ihren Spuren: Um sie zu lesen, schreiben Sie, warum. Dass Sie sie geöffnet haben, bleibt vermerkt, und wer geschrieben hat, kann erfahren, wann und warum.',
  reason: 'Warum Sie sie öffnen',
  hint: 'Zum Beispiel: Die Person hat angerufen und fragt nach dem Stand. Schreiben Sie keine Namen und nichts über andere.',
  wrong: 'Schreiben Sie, warum Sie sie öffnen.',
  open: 'Die Anfrage öffnen',
  title: 'Wer sie gelesen hat',
  show: 'Zeigen, wer sie gelesen hat',
  showForPerson: 'Zeigen, was die Person erfährt: ohne Namen',
  none: 'Noch niemand hat sie gelesen.',
  more: 'Es gibt weitere, ältere.',
  roles: {
    operator: 'Sachbearbeitung',
    expert: 'Fachperson',
    supervisor: 'Aufsicht',
    'duty-officer': 'diensthabend',
    editor: 'Redaktion',
    auditor: 'Revision',
    reserve: 'Reserve',
  },
  grounds: {
    'waits-in-lane': 'sie wartete in der eigenen Spur',
    own: 'in eigener Bearbeitung',
    danger: 'Lebensgefahr',
    caller: 'die Person war am Telefon',
    review: 'sie war in der Stichprobe der nachzuprüfenden Antworten',
    household: 'sie stand auf der Seite des Haushalts',
    reason: 'Grund:',
  },
};
