import type { ContributionKind, ContributionState, DeclineReason, IdeaOutcome } from '../../contracts/contribution.ts';

const kinds: Record<ContributionKind, string> = { story: 'storia', idea: 'idea' };

const states: Record<ContributionState, string> = {
  waiting: 'In attesa di chi la legge',
  'changes-asked': 'Ti abbiamo chiesto di cambiarla',
  published: 'Pubblicata',
  declined: 'Non pubblicata',
  kept: 'Letta solo dal servizio',
  withdrawn: 'Ritirata',
  erased: 'Cancellata',
};

const reasons: Record<DeclineReason, string> = {
  'somebody-recognisable': 'Potrebbe far riconoscere qualcuno che non lo ha chiesto.',
  offensive: 'Contiene parole che offendono.',
  advertising: 'È pubblicità.',
  'not-our-matter': 'Non riguarda questo servizio.',
  'already-known': 'C’è già una proposta uguale.',
  'hard-to-understand': 'Non si capisce bene: con altre parole possiamo rileggerla.',
  other: 'Un altro motivo.',
};

const outcomes: Record<IdeaOutcome, string> = {
  'under-study': 'In esame',
  'taken-up': 'Accolta',
  'not-taken-up': 'Non accolta',
  done: 'Realizzata',
};

/** The words about stories and ideas in Italian, from which the other languages take their shape. */
export const it = {
  kinds,
  states,
  reasons,
  outcomes,
  fields: {
    kind: {
      missing: 'Scegli se è una storia o un’idea.',
      tooLong: 'Scegli se è una storia o un’idea.',
      invalid: 'Questo servizio non raccoglie contributi di questo tipo.',
    },
    title: {
      missing: 'Scrivi un titolo.',
      tooLong: 'Accorcia il titolo: al massimo 120 caratteri.',
      invalid: 'Scrivi il titolo su una sola riga, senza caratteri speciali.',
    },
    text: {
      missing: 'Scrivi il testo.',
      tooLong: 'Accorcia il testo: al massimo 4.000 caratteri.',
      invalid: 'Togli dal testo i caratteri speciali.',
    },
    firstName: {
      missing: 'Per comparire con il nome di battesimo, scrivilo.',
      tooLong: 'Accorcia il nome: al massimo 40 caratteri.',
      invalid: 'Scrivi il nome su una sola riga, senza caratteri speciali.',
    },
    code: {
      missing: 'Scrivi il codice della ricevuta.',
      tooLong: 'Il codice è troppo lungo.',
      invalid: 'Scrivi il codice della ricevuta.',
    },
    secondFact: {
      missing: 'Scrivi l’e-mail o il telefono che hai indicato.',
      tooLong: 'Accorcia l’e-mail o il telefono.',
      invalid: 'Scrivi l’e-mail o il telefono che hai indicato.',
    },
    withdraw: {
      missing: 'Scegli quali consensi ritirare.',
      tooLong: 'Scegli quali consensi ritirare.',
      invalid: 'Scegli tra pubblicazione, nome, contatto, dialogo, oppure tutto.',
    },
    'consents.publish': {
      missing: 'Rispondi sì o no.',
      tooLong: 'Rispondi sì o no.',
      invalid: 'Rispondi sì o no.',
    },
  },
  mails: {
    received: {
      subject: (kind: ContributionKind) => `Abbiamo ricevuto la tua ${kinds[kind]}`,
      text: 'Una persona la legge prima che altri possano leggerla. Questo è il codice con cui vedi che cosa ne è stato e ritiri i consensi:',
    },
    published: {
      subject: (kind: ContributionKind) => `La tua ${kinds[kind]} è pubblicata`,
      text: 'Chi la legge trova il testo che abbiamo riletto. Puoi ritirarla quando vuoi, con questo codice e il tuo indirizzo:',
    },
    declined: {
      subject: (kind: ContributionKind) => `La tua ${kinds[kind]} non viene pubblicata`,
      text: 'Grazie di averla mandata. Ecco il motivo:',
    },
    'sent-back': {
      subject: (kind: ContributionKind) => `Puoi cambiare la tua ${kinds[kind]}?`,
      text: 'Per pubblicarla ti chiediamo di scriverla in un altro modo. Ecco il motivo:',
    },
    'taken-down': {
      subject: (kind: ContributionKind) => `La tua ${kinds[kind]} non è più pubblicata`,
      text: 'L’abbiamo tolta dalle pagine. Ecco il motivo:',
    },
    outcome: {
      subject: (_kind: ContributionKind) => 'Che cosa ne è stato della tua idea',
      text: 'Ecco a che punto è:',
    },
    code: (code: string) => `Codice: ${code}`,
    where: 'Qui vedi a che punto è:',
    stop: 'Ricevi questa e-mail perché hai detto sì a essere contattato. Puoi ritirare il consenso con lo stesso codice.',
  },
};
