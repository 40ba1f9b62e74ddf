/** Every text of legal holds, in Italian: this one defines what the other languages must have. */
export const it = {
  nav: 'Conservazione',
  title: 'Conservazione disposta da un’autorità',
  lead: 'Finché vale, né la conservazione a termine né una cancellazione toccano la richiesta e quelle unite. Nessun dato della richiesta si vede qui.',
  code: 'Codice della richiesta',
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
  badge: 'Conservata per legge',
  told: (act: string, authority: string, incident: string, until: string) =>
    `${act}, ${authority}: ${incident}. Fino a ${until} non si cancella.`,
};
