/** Every text about whom in the network a case is referred to, in Italian: this one defines what the other languages must have. */
export const it = {
  title: 'Chi è competente qui',
  theme: 'Tema',
  place: 'Comune',
  placeHint: 'Quello della richiesta, se c’è. Scrivi le prime lettere per cambiarlo.',
  noPlace: 'Non c’è un comune con questo nome: scegline uno, o lascia vuoto per tutta Italia.',
  which: 'Ce n’è più di uno con questo nome',
  competent: 'È competente:',
  hole: 'Nessuno nella rete risulta competente per questo tema in questo luogo.',
  orients: 'Può orientare:',
  choose: 'Scegli',
  unknown: 'La rete delle amministrazioni non risponde: scrivi tu il nome e l’indirizzo.',
  noAddress: 'La rete non ha un indirizzo di questa amministrazione: scrivilo, o la richiesta parte senza link.',
  byName: 'Scegli dalla rete delle amministrazioni, o scrivi un altro nome.',
};
