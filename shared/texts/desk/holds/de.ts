import type { it } from './it.ts';

/** Every text of legal holds, in German. */
export const de: typeof it = {
  nav: 'Aufbewahrung',
  title: 'Aufbewahrung auf behördliche Anordnung',
  lead: 'Solange sie gilt, berühren weder Aufbewahrungsfristen noch Löschungen die Anfrage und die mit ihr verbundenen. Von der Anfrage selbst wird hier nichts gezeigt.',
  code: 'Code der Anfrage',
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
  badge: 'Gesetzliche Aufbewahrung',
  told: (act: string, authority: string, incident: string, until: string) =>
    `${act}, ${authority}: ${incident}. Bis ${until} wird nichts gelöscht.`,
};
