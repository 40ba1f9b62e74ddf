import type { it } from './it.ts';

/** Every text about whom in the network a case is referred to, in German. */
export const de: typeof it = {
  title: 'Wer hier zuständig ist',
  theme: 'Thema',
  place: 'Gemeinde',
  placeHint: 'Die der Anfrage, falls es eine gibt. Zum Ändern die ersten Buchstaben eingeben.',
  noPlace: 'Keine Gemeinde heißt so: eine wählen oder leer lassen für ganz Italien.',
  which: 'Mehrere heißen so',
  competent: 'Zuständig:',
  hole: 'Im Netz ist niemand bekannt, der für dieses Thema an diesem Ort zuständig ist.',
  orients: 'Kann weiterhelfen:',
  choose: 'Wählen',
  unknown: 'Das Netz der Verwaltungen antwortet nicht: Name und Adresse selbst eingeben.',
  noAddress: 'Das Netz hat keine Adresse dieser Verwaltung: eine eingeben, sonst geht die Anfrage ohne Link ab.',
  byName: 'Aus dem Netz der Verwaltungen wählen oder einen anderen Namen eingeben.',
};
