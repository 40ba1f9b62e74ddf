/** Every text of the search, in Italian: this one defines what the other languages must have. */
export const it = {
  label: 'Cerca una richiesta',
  hint: 'Parole o nomi, un codice, anche solo l’inizio (4 caratteri), un numero di protocollo, un’e-mail o un telefono.',
  button: 'Cerca',
  wrong: 'Scrivi almeno tre lettere: parole, un nome, un codice, un numero di protocollo, un’e-mail o un telefono.',
  none: 'Nessuna richiesta trovata.',
  found: (cases: number) => (cases === 1 ? '1 richiesta trovata.' : `${cases} richieste trovate.`),
  elsewhere: (cases: number) =>
    cases === 1
      ? 'Ce n’è 1 in una corsia che non è tua: chiedi a un supervisore.'
      : `Ce ne sono ${cases} in corsie che non sono tue: chiedi a un supervisore.`,
  more: 'Ce ne sono altre: cerca in modo più preciso.',
  title: 'Richieste trovate',
  closed: 'chiusa',
  close: 'Chiudi la ricerca',
  moreBelow: 'Ce ne sono altre.',
  goOn: 'Mostra altre',
  asWords: 'Cerca come parole',
  upTo: (when: string) => `Cercato in quanto registrato fino a: ${when}.`,
  partial:
    'L’elenco delle parole si sta rifacendo: le richieste più vecchie possono mancare. Codici, numeri e indirizzi trovano tutto.',
  missing:
    'Adesso non si può cercare per parole. Cerca per codice, numero di protocollo, e-mail o telefono: trovano tutto.',
  hits: (where: string) => `trovato in: ${where}`,
  hitsIn: { name: 'nome', words: 'testo', place: 'luogo' },
  alike: 'Richieste simili di altre persone',
  alikeLead: 'Hanno in comune parole rare di questa richiesta. Guarda se è lo stesso fatto: decidi tu.',
  shared: (words: string) => `in comune: ${words}`,
};
