import type { it } from './it.ts';

/** Every text of the search, in German. */
export const de: typeof it = {
  label: 'Anfrage suchen',
  hint: 'Wörter oder Namen, ein Code oder sein Anfang (4 Zeichen), eine Protokollnummer, eine E-Mail-Adresse oder eine Telefonnummer.',
  button: 'Suchen',
  wrong:
    'Geben Sie mindestens drei Buchstaben ein: Wörter, einen Namen, einen Code, eine Protokollnummer, eine E-Mail-Adresse oder eine Telefonnummer.',
  none: 'Keine Anfrage gefunden.',
  found: (cases: number) => (cases === 1 ? '1 Anfrage gefunden.' : `${cases} Anfragen gefunden.`),
  elsewhere: (cases: number) =>
    cases === 1
      ? 'In einer Warteschlange, die nicht Ihre ist, gibt es 1: Fragen Sie die Leitung.'
      : `In Warteschlangen, die nicht Ihre sind, gibt es ${cases}: Fragen Sie die Leitung.`,
  more: 'Es gibt weitere: Suchen Sie genauer.',
  title: 'Gefundene Anfragen',
  closed: 'abgeschlossen',
  close: 'Suche schließen',
  moreBelow: 'Es gibt weitere.',
  goOn: 'Weitere zeigen',
  asWords: 'Als Wörter suchen',
  upTo: (when: string) => `Gesucht in allem, was registriert wurde bis: ${when}.`,
  partial:
    'Das Wortverzeichnis wird neu erstellt: Ältere Anfragen können fehlen. Codes, Nummern und Adressen finden alles.',
  missing:
    'Nach Wörtern kann im Moment nicht gesucht werden. Suchen Sie nach Code, Protokollnummer, E-Mail oder Telefon: Damit finden Sie alles.',
  hits: (where: string) => `gefunden in: ${where}`,
  hitsIn: { name: 'Name', words: 'Text', place: 'Ort' },
  alike: 'Ähnliche Anfragen anderer Personen',
  alikeLead:
    'Sie haben seltene Wörter mit dieser Anfrage gemeinsam. Sehen Sie nach, ob es dieselbe Sache ist: Sie entscheiden.',
  shared: (words: string) => `gemeinsam: ${words}`,
};
