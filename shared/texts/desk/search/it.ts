/** Every text of the exact search, in Italian: this one defines what the other languages must have. */
export const it = {
  label: 'Cerca una richiesta',
  hint: 'Codice, anche solo l’inizio (4 caratteri), numero di protocollo, e-mail o telefono.',
  button: 'Cerca',
  wrong: 'Scrivi un codice o il suo inizio, un numero di protocollo, un’e-mail o un numero di telefono.',
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
};
