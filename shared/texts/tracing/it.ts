import type { TracingState } from '../../contracts/tracing.ts';

/**
 * What whoever looks for somebody reads, in Italian: it defines what the other languages must have. Nothing here says, or
 * lets guess, what became of a person or where they are; a test reads every line.
 */
export const it = {
  title: 'Cerco una persona',
  call112: 'Se la persona può essere in pericolo adesso, chiama il 112.',
  notRescue: 'Questo modulo non sostituisce il 112 e non fa partire i soccorsi.',
  lead: 'Scrivi chi cerchi e come richiamarti. Consegniamo la tua ricerca a chi coordina l’evento: sono le persone a confrontare le ricerche, non una macchina.',
  silence:
    'Qui e per e-mail leggi soltanto se la ricerca è arrivata, quando l’abbiamo consegnata e quando è chiusa. Tutto il resto te lo dice una persona, al telefono.',
  notOpen:
    'In questo momento non è aperta nessuna raccolta di ricerche. Se cerchi qualcuno chiama il 112, oppure scrivi al servizio.',
  sections: {
    person: 'La persona che cerchi',
    place: 'L’ultima volta che è stata vista o sentita',
    seeker: 'Chi cerca',
    privacy: 'I tuoi dati',
  },
  fields: {
    event: { label: 'In quale evento', hint: '' },
    soughtName: { label: 'Nome e cognome', hint: '' },
    soughtAge: { label: 'Età', hint: 'Anche circa.' },
    soughtPhones: { label: 'I suoi telefoni', hint: 'Se li conosci.' },
    signs: {
      label: 'Segni per riconoscerla',
      hint: 'Statura, capelli, vestiti, lingua che parla, cure di cui ha bisogno.',
    },
    seenWhen: { label: 'Quando', hint: 'Giorno e ora, anche circa.' },
    seenWhere: { label: 'Dove, e con chi', hint: '' },
    address: {
      label: 'Indirizzo dell’edificio',
      hint: 'Via e numero: dove era o dove abita. Le ricerche si raccolgono per edificio.',
    },
    municipality: { label: 'Comune', hint: '' },
    name: { label: 'Il tuo nome e cognome', hint: '' },
    relation: { label: 'Chi sei per lei', hint: 'Per esempio figlia, vicino, collega.' },
    phone: { label: 'Il tuo telefono', hint: 'Ti chiama l’ufficio a questo numero.' },
    email: { label: 'La tua e-mail', hint: 'Se vuoi sapere per iscritto a che punto è la ricerca.' },
  },
  mend: {
    event: {
      missing: 'Scegli in quale evento cerchi la persona.',
      tooLong: 'Scegli in quale evento cerchi la persona.',
      invalid: 'Per questo evento la raccolta non è aperta. Chiama il 112, oppure scrivi al servizio.',
    },
    soughtName: {
      missing: 'Scrivi come si chiama la persona che cerchi.',
      tooLong: 'Accorcia il nome: al massimo 200 caratteri.',
      invalid: 'Scrivi il nome su una sola riga, senza caratteri speciali.',
    },
    name: {
      missing: 'Scrivi il tuo nome.',
      tooLong: 'Accorcia il tuo nome: al massimo 100 caratteri.',
      invalid: 'Scrivi il tuo nome su una sola riga, senza caratteri speciali.',
    },
    phone: {
      missing: 'Scrivi il tuo telefono: ti chiama l’ufficio a quel numero.',
      tooLong: 'Scrivi un solo numero di telefono.',
      invalid: 'Scrivi un solo numero di telefono, con le sue cifre.',
    },
    code: {
      missing: 'Scrivi il codice della ricevuta.',
      tooLong: 'Il codice è troppo lungo.',
      invalid: 'Scrivi il codice della ricevuta.',
    },
    secondFact: {
      missing: 'Scrivi il telefono o l’e-mail che hai indicato.',
      tooLong: 'Accorcia il telefono o l’e-mail.',
      invalid: 'Scrivi il telefono o l’e-mail che hai indicato.',
    },
  },
  privacy: 'Quello che scrivi lo leggono l’ufficio e chi coordina l’evento, per cercare la persona.',
  send: 'Invia la ricerca',
  states: {
    received: (at: string) => `La tua ricerca è arrivata: ${at}.`,
    'handed-over': (at: string) => `La tua ricerca è stata consegnata al coordinamento: ${at}.`,
    closed: (_at: string) => 'La tua ricerca è chiusa: l’ufficio vi chiama.',
  } satisfies Record<TracingState, (at: string) => string>,
  receipt: {
    title: 'Abbiamo ricevuto la tua ricerca',
    lead: 'Conserva questo codice. Con il tuo telefono ti fa vedere a che punto è la ricerca.',
    also: 'Quello che hai scritto parla di un pericolo: lo legge subito anche chi è al lavoro.',
  },
  own: {
    title: 'A che punto è la mia ricerca',
    stage: 'A che punto è',
    code: { label: 'Codice della ricerca', hint: '' },
    secondFact: { label: 'Il tuo telefono, o la tua e-mail', hint: 'Quello che hai indicato nella ricerca.' },
    submit: 'Mostra',
  },
  mails: {
    subject: 'la tua ricerca',
    code: (code: string) => `Codice: ${code}`,
    keep: 'Con questo codice e il tuo telefono vedi a che punto è la ricerca.',
    silence: 'Per e-mail non scriviamo altro: tutto il resto te lo dice una persona, al telefono.',
  },
};

/** What whoever looks for somebody reads, in one language. */
export type TracingTexts = typeof it;
