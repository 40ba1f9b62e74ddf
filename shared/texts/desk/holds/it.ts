/** Every text of legal holds, in Italian: this one defines what the other languages must have. */
export const it = {
  nav: 'Conservazione',
  title: 'Conservazione disposta da un’autorità',
  lead: 'Finché vale, né la conservazione a termine né una cancellazione toccano la richiesta e quelle unite, né la storia o l’idea. Che cosa c’è scritto non si vede qui.',
  code: 'Codice della richiesta',
  what: 'Che cosa si conserva',
  aCase: 'Una richiesta',
  aContribution: 'Una storia o un’idea',
  does: 'Che cosa fai',
  hold: 'Disponi la conservazione',
  lift: 'Togli la conservazione',
  act: 'Atto',
  actHint: 'Per esempio: decreto di esibizione n. 12 del 3 marzo 2026. Non scrivere nomi di persone.',
  authority: 'Autorità',
  incident: 'Evento o procedimento',
  until: 'Fino a',
  submit: 'Conferma',
  wrong: 'Completa i campi indicati.',
  held: (until: string) => `La richiesta è conservata fino a ${until}.`,
  lifted: 'La richiesta non è più trattenuta.',
  contribution: {
    name: 'Nome della storia o dell’idea',
    nameHint:
      'Le dodici lettere e cifre in fondo all’indirizzo della sua pagina, o l’indirizzo intero. Chi modera legge il nome nella scheda.',
    wrong: 'Scrivi le dodici lettere e cifre del nome, o l’indirizzo della pagina.',
    held: (until: string) => `La storia o l’idea è conservata fino a ${until}.`,
    lifted: 'La storia o l’idea non è più trattenuta.',
    notHeld: 'Nessuna conservazione da togliere, o è già cancellata.',
  },
  badge: 'Conservata per legge',
  told: (act: string, authority: string, incident: string, until: string) =>
    `${act}, ${authority}: ${incident}. Fino a ${until} non si cancella.`,
};
