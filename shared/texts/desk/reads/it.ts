/** Every text about who reads a case, in Italian: this one defines what the other languages must have. */
export const it = {
  why: 'Questa richiesta non è tua e non aspetta nelle tue corsie: per leggerla scrivi perché. Resta registrato che l’hai aperta, e la persona che ha scritto può sapere quando e perché.',
  reason: 'Perché la apri',
  hint: 'Per esempio: ha telefonato e chiede a che punto è. Non scrivere nomi né dati di altre persone.',
  wrong: 'Scrivi perché la apri.',
  open: 'Apri la richiesta',
  title: 'Chi l’ha letta',
  show: 'Mostra chi l’ha letta',
  showForPerson: 'Mostra come si dice alla persona: senza nomi',
  none: 'Nessuno l’ha ancora letta.',
  more: 'Ce ne sono altre, più vecchie.',
  roles: {
    operator: 'operatore',
    expert: 'esperto',
    supervisor: 'supervisore',
    'duty-officer': 'funzionario di turno',
  },
  grounds: {
    'waits-in-lane': 'aspettava nella sua corsia',
    own: 'la trattava',
    danger: 'pericolo per la vita',
    caller: 'la persona era al telefono',
    reason: 'motivo:',
  },
};
