import type { it } from './it.ts';

/** Every text of the exact search, in German. */
export const de: typeof it = {
  label: 'Anfrage suchen',
  hint: 'Ein Code oder sein Anfang (4 Zeichen), eine Protokollnummer, eine E-Mail-Adresse oder eine Telefonnummer.',
  button: 'Suchen',
  wrong:
    'Geben Sie einen Code oder seinen Anfang, eine Protokollnummer, eine E-Mail-Adresse oder eine Telefonnummer ein.',
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
};
