import type { it } from './it.ts';

/** Every text of legal holds, in German. */
export const de: typeof it = {
  nav: 'Aufbewahrung',
  title: 'Aufbewahrung auf behördliche Anordnung',
  lead: 'Solange sie gilt, berühren weder Aufbewahrungsfristen noch Löschungen die Anfrage und die mit ihr verbundenen, oder die Geschichte oder Idee. Was darin steht, wird hier nicht gezeigt.',
  code: 'Code der Anfrage',
  what: 'Was aufbewahrt wird',
  aCase: 'Eine Anfrage',
  aContribution: 'Eine Geschichte oder Idee',
  does: 'Was Sie tun',
  hold: 'Aufbewahrung anordnen',
  lift: 'Aufbewahrung aufheben',
  act: 'Akt',
  actHint: 'Zum Beispiel: Herausgabebeschluss Nr. 12 vom 3. März 2026. Nennen Sie keine Personen.',
  authority: 'Behörde',
  incident: 'Ereignis oder Verfahren',
  until: 'Bis',
  submit: 'Bestätigen',
  wrong: 'Bitte füllen Sie die Felder aus.',
  held: (until: string) => `Die Anfrage wird bis ${until} aufbewahrt.`,
  lifted: 'Die Anfrage wird nicht mehr zurückgehalten.',
  contribution: {
    name: 'Name der Geschichte oder Idee',
    nameHint:
      'Die zwölf Buchstaben und Ziffern am Ende der Adresse ihrer Seite, oder die ganze Adresse. Wer moderiert, liest den Namen auf der Seite.',
    wrong: 'Schreiben Sie die zwölf Buchstaben und Ziffern des Namens oder die Adresse der Seite.',
    held: (until: string) => `Die Geschichte oder Idee wird bis ${until} aufbewahrt.`,
    lifted: 'Die Geschichte oder Idee wird nicht mehr zurückgehalten.',
    notHeld: 'Es gibt keine Aufbewahrung aufzuheben, oder sie ist schon gelöscht.',
  },
  badge: 'Gesetzliche Aufbewahrung',
  told: (act: string, authority: string, incident: string, until: string) =>
    `${act}, ${authority}: ${incident}. Bis ${until} wird nichts gelöscht.`,
};
