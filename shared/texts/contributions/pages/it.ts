import type { ConsentPurpose, ContributionKind, ContributionState } from '../../../contracts/contribution.ts';

/** What citizens read who tell a story or propose an idea, in Italian: it defines what the other languages must have. */
export const it = {
  section: 'Racconta e proponi',
  sectionLead: 'Quello che hai vissuto può aiutare altri, e chi lavora qui.',
  ways: {
    story: { name: 'Racconta la tua storia', hint: 'Che cosa è successo, che cosa ti è servito, che cosa è mancato.' },
    idea: {
      name: 'Cassetta delle idee',
      hint: 'Le idee di chi usa il servizio e che cosa ne è stato. Aggiungi la tua.',
    },
    stories: { name: 'Storie da conoscere', hint: 'Quello che altri hanno vissuto, raccontato da loro.' },
    own: { name: 'La mia storia, la mia idea', hint: 'Con il codice vedi che cosa ne è stato, e puoi ripensarci.' },
  },
  kinds: { story: 'Storia', idea: 'Idea' } satisfies Record<ContributionKind, string>,
  give: {
    story: {
      title: 'Racconta la tua storia',
      lead: 'Racconta con parole tue. Non serve scrivere bene: serve quello che è successo.',
    },
    idea: {
      title: 'Proponi un’idea',
      lead: 'Che cosa cambieresti, e per chi? Prima dell’invio ti mostriamo le idee simili già pubblicate.',
    },
  },
  before: {
    title: 'Prima di scrivere',
    whoReads: 'Chi la legge',
    whoReadsText: (days: number) =>
      `Le persone della redazione del servizio. Hanno ${days} giorni per decidere se si pubblica, e ti dicono perché.`,
    whatIsAsked: 'Che cosa deve chiedersi chi decide',
    whatIsAskedText:
      'Se dal testo si riconosce un minore, un ex partner o un’altra persona. Se è così non si pubblica, anche quando tu lo permetti. Nomi, indirizzi, numeri e codici si tolgono.',
    minors: 'Se si parla di un minore',
    minorsText: 'Si pubblica quando chi scrive è il genitore o il tutore, e lo dichiara qui sotto.',
    where: 'Dove va',
    whereText:
      'In queste pagine. Non entra nei dati aperti, nei feed e nei riquadri su altri siti: così, quando ritiri il consenso, sparisce davvero.',
    notARequest: 'Vuoi una risposta per te? Scrivi al servizio.',
  },
  words: { story: 'La storia', idea: 'L’idea' } satisfies Record<ContributionKind, string>,
  you: 'Chi scrive',
  youHint:
    'Serve almeno l’e-mail o il telefono: con il codice, ti fanno vedere che cosa ne è stato. Non si pubblicano.',
  fields: {
    title: { label: 'Titolo', hint: 'In poche parole.' },
    text: { label: 'Il testo', hint: 'Al massimo 4.000 caratteri. Non scrivere nomi di altre persone.' },
    firstName: { label: 'Il tuo nome', hint: 'Il nome di battesimo, se vuoi. Si vede se lo permetti qui sotto.' },
  },
  consents: {
    title: 'Che cosa permetti',
    hint: 'Ogni casella vale da sé. Se non ne spunti nessuna il testo resta alla redazione. Puoi ripensarci quando vuoi.',
    purposes: {
      publish: 'Potete pubblicarlo in queste pagine, senza il mio nome',
      name: 'Potete scrivere il mio nome di battesimo',
      contact: 'Potete scrivermi che cosa ne è stato',
      dialogue: 'Potete raccontarla come dialogo fra le storie da conoscere',
    } satisfies Record<ConsentPurpose, string>,
    parent: 'Nel testo si riconosce un minore: sono il suo genitore o tutore e permetto la pubblicazione',
  },
  next: 'Continua',
  nextHint: 'Prima dell’invio rivedi tutto in una pagina.',
  review: {
    title: 'Rivedi e invia',
    lead: 'Non abbiamo ancora ricevuto niente. Controlla e conferma.',
    allowed: 'Hai permesso',
    nothingAllowed: 'Niente: il testo resta alla redazione.',
    similar: 'Idee simili già pubblicate',
    similarText: 'Guarda se la tua c’è già e che cosa ne è stato. Se è diversa, inviala.',
    noSimilar: 'Fra le idee pubblicate non ne troviamo di simili.',
    send: 'Conferma e invia',
    change: 'Modifica',
  },
  given: {
    title: { story: 'Storia ricevuta', idea: 'Idea ricevuta' } satisfies Record<ContributionKind, string>,
    lead: 'È al sicuro. Conserva questo codice:',
    decidedBy: 'Si decide entro',
    also: 'Parla di un pericolo: la leggono anche gli operatori, come una richiesta, con lo stesso codice.',
    keep: 'Con il codice, e con l’e-mail o il telefono che hai indicato, vedi che cosa ne è stato e ritiri quello che hai permesso.',
    follow: 'Vedi che cosa ne è stato',
  },
  lists: {
    story: {
      title: 'Storie da conoscere',
      lead: 'Quello che altri hanno vissuto, raccontato da loro. Nomi e luoghi sono tolti.',
      none: 'Non c’è ancora nessuna storia pubblicata.',
    },
    idea: {
      title: 'Cassetta delle idee',
      lead: 'Le idee pubblicate, le più recenti per prime, e che cosa ne è stato.',
      none: 'Non c’è ancora nessuna idea pubblicata.',
    },
  },
  published: (day: string) => `Pubblicata il ${day}`,
  by: (name: string) => `di ${name}`,
  example: 'Esempio inventato, per mostrare com’è fatta.',
  asDialogue: 'Raccontata come dialogo',
  dialogue: { title: 'Il dialogo', citizen: 'Chi racconta', service: 'Il servizio' },
  asWritten: 'Con le sue parole',
  outcome: 'Che cosa ne è stato',
  noOutcome: 'Non ancora valutata',
  gone: {
    title: 'Qui non c’è più niente',
    text: 'Chi l’ha scritta ha ripensato a quello che permetteva, oppure la redazione l’ha tolta.',
  },
  own: {
    title: 'La mia storia, la mia idea',
    lead: 'Scrivi il codice della ricevuta e l’e-mail o il telefono che hai indicato.',
    code: { label: 'Codice', hint: 'È nella ricevuta. Maiuscole, spazi e trattini non contano.' },
    secondFact: { label: 'E-mail o telefono che hai indicato', hint: '' },
    submit: 'Vedi che cosa ne è stato',
    states: {
      waiting: ['Aspetta', 'Una persona della redazione la legge e decide.'],
      'changes-asked': [
        'Ti chiediamo un cambiamento',
        'Così com’è non si può pubblicare. Leggi perché e scrivila di nuovo.',
      ],
      published: ['Pubblicata', 'Si legge in queste pagine.'],
      declined: ['Non pubblicata', 'La redazione ha deciso di non pubblicarla.'],
      kept: ['Letta dalla redazione', 'Non si pubblica: resta a chi lavora qui.'],
      withdrawn: ['Ritirata', 'Non si legge più da nessuna parte.'],
      erased: ['Cancellata', 'Il testo non c’è più.'],
    } satisfies Record<ContributionState, readonly [string, string]>,
    open: 'Apri la pagina',
    reason: 'Perché',
    history: 'Che cosa è successo',
    allowed: 'Che cosa permetti',
    withdraw: {
      publish: 'Non pubblicatela più',
      name: 'Togliete il mio nome',
      contact: 'Non scrivetemi più',
      dialogue: 'Togliete il dialogo',
    } satisfies Record<ConsentPurpose, string>,
    nothingAllowed: 'In questo momento non permetti niente.',
    all: 'Cancellate tutto',
    allHint: 'Spariscono la pagina e il testo. Non si può tornare indietro.',
    withdrawn: 'Fatto: vale da adesso. Le copie tenute per velocità si svuotano da sé.',
    change: 'Scrivila di nuovo',
    send: 'Invia il nuovo testo',
    changed: 'Ricevuto: aspetta di nuovo una decisione.',
    another: 'Un altro codice',
  },
};
export type ContributionPageTexts = typeof it;
