/**
 * The page *In parole facili*, in Italian of level A2: short sentences, present tense, everyday words, *tu*. A test
 * measures it (test/web/plain-words.test.ts). It is for whoever is learning Italian, so it is in Italian alone.
 */
export const easyWords = {
  title: 'In parole facili',
  lead: 'Questa pagina è scritta in italiano facile.',
  danger: {
    title: 'Sei in pericolo?',
    lines: [
      'Chiama il 112.',
      'Il 112 aiuta se una persona sta male.',
      'Il 112 aiuta se c’è fuoco, acqua alta o un terremoto.',
      'Il 112 aiuta se una persona ti fa male.',
      'La telefonata è gratis.',
      'Puoi parlare la tua lingua.',
      'Di’ dove sei.',
      'Di’ che cosa succede.',
      'Aspetta: non chiudere la telefonata.',
    ],
  },
  service: {
    title: 'Che cosa puoi fare qui',
    lines: [
      'Puoi fare una domanda.',
      'Puoi dire che una cosa non va bene.',
      'Non devi pagare.',
      'Una persona legge e ti risponde.',
      'Puoi anche leggere le risposte che ci sono già.',
    ],
    read: 'Leggi le risposte',
  },
  form: {
    title: 'Come scrivi',
    lines: [
      'Premi il pulsante qui sotto.',
      'Scrivi la tua domanda con parole tue.',
      'Scrivi il tuo nome.',
      'Scrivi la tua e-mail o il tuo numero di telefono.',
      'Leggi tutto un’altra volta.',
      'Premi «Invia».',
      'Vedi un codice: scrivi il codice su un foglio.',
      'Con il codice puoi leggere la risposta.',
    ],
    write: 'Scrivi la tua domanda',
    follow: 'Ho già un codice',
  },
  event: {
    title: 'C’è un’emergenza nella tua zona?',
    lines: [
      'Leggi l’avviso in alto in questa pagina.',
      'Fai quello che dice l’avviso.',
      'Non andare nei posti pericolosi.',
      'Non credere a tutto: guarda chi lo dice.',
      'Aiuta chi è vicino a te.',
    ],
  },
  phone: {
    title: 'Vuoi telefonare?',
    line: 'Chiama questo numero:',
    notRescue: 'Questo numero non manda aiuto. In pericolo chiama il 112.',
  },
} as const;
