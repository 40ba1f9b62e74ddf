import type { Language } from '../contracts/text.ts';

/** What whoever tells of an event reads in the console. */
export type EventRoomTexts = {
  title: string;
  lead: string;
  nothing: string;
  tell: string;
  correct: string;
  send: string;
  word: Record<Language, string>;
  wordHint: string;
  source: string;
  sourceHint: string;
  hours: string;
  hoursOf: (hours: string) => string;
  listHint: string;
  otherLanguages: string;
  inLanguage: Record<'en' | 'de', string>;
  nextUpdate: string;
  nextUpdateHint: string;
  number: string;
  numberKind: string;
  numberName: string;
  numberSource: string;
  addNumber: string;
  removeNumber: string;
  wrongTitle: string;
  wrong: Record<'word' | 'source' | 'nextUpdate' | 'numbers', string>;
  by: (name: string, at: string) => string;
  notRead: (until: string) => string;
  readBy: (name: string, at: string) => string;
  review: string;
  ownWords: string;
  withdraw: string;
  withdrawLead: string;
  reason: string;
  reasonWrong: string;
  cancel: string;
  see: string;
  told: string;
  reviewed: string;
  withdrawn: string;
  back: string;
  refused: Record<string, string>;
};

export const eventRoomTexts: Record<Language, EventRoomTexts> = {
  it: {
    title: 'La parola dell’ora',
    lead: 'Quello che scrivi qui lo dicono uguale la pagina, la voce al telefono, le e-mail e il banco, pochi secondi dopo. Basta una persona: chi legge sa che nessun altro l’ha ancora riletto.',
    nothing: 'Non è dichiarato nulla: la pagina di un evento si apre con una dichiarazione.',
    tell: 'Scrivi la pagina dell’evento',
    correct: 'Correggi la pagina dell’evento',
    send: 'Pubblica adesso',
    word: { it: 'La parola dell’ora, in italiano', en: 'In inglese', de: 'In tedesco' },
    wordHint: 'Una o due frasi: che cosa è successo e che cosa fare. La sente chi telefona.',
    source: 'Chi lo dice',
    sourceHint: 'Vale per ogni riga che non ne nomina un’altra.',
    hours: 'Vale per',
    hoursOf: (hours) => (hours === '1' ? '1 ora' : `${hours} ore`),
    listHint: 'Una riga per cosa. Se lo dice qualcun altro: testo | chi lo dice.',
    otherLanguages: 'Inglese e tedesco (riga per riga, se c’è tempo)',
    inLanguage: { en: 'in inglese', de: 'in tedesco' },
    nextUpdate: 'Prossimo aggiornamento',
    nextUpdateHint: 'Ora di Roma. La pagina dice da sola se è in ritardo.',
    number: 'Numero di telefono',
    numberKind: 'Di chi è',
    numberName: 'Nome o orario',
    numberSource: 'Chi lo dice, se è un’altra fonte',
    addNumber: 'Aggiungi un numero',
    removeNumber: 'Togli il numero',
    wrongTitle: 'Manca qualcosa',
    wrong: {
      word: 'Scrivi la parola dell’ora in italiano.',
      source: 'Scrivi chi lo dice.',
      nextUpdate: 'Scrivi giorno e ora del prossimo aggiornamento, o lascia vuoto.',
      numbers: 'Ogni numero ha cifre e un nome.',
    },
    by: (name, at) => `Scritto da ${name}, ${at}.`,
    notRead: (until) => `Nessun altro l’ha riletto: sparisce ${until}.`,
    readBy: (name, at) => `Riletto da ${name}, ${at}.`,
    review: 'L’ho riletto: va bene',
    ownWords: 'Lo rilegge un’altra persona.',
    withdraw: 'Ritira',
    withdrawLead: 'Sparisce ovunque: pagina, voce, e-mail e banco.',
    reason: 'Perché',
    reasonWrong: 'Scrivi perché: almeno tre lettere.',
    cancel: 'Annulla',
    see: 'Vedi la pagina dei cittadini',
    told: 'Pubblicato. Tra pochi secondi lo dicono pagina, voce, e-mail e banco.',
    reviewed: 'Riletto: il segno «urgente» sparisce.',
    withdrawn: 'Ritirato. Tra pochi secondi non c’è più da nessuna parte.',
    back: 'Torna al servizio',
    refused: {
      'own-words': 'Le proprie parole le rilegge un’altra persona.',
      'reviewed-already': 'È già stato riletto.',
      'not-reviewed': 'Queste parole hanno già avuto 72 ore: prima le rilegga un’altra persona, o cambiale.',
      'nothing-told': 'Non c’è più nulla da rileggere o ritirare.',
      'already-over': 'La dichiarazione è finita, e con essa la pagina.',
      'unknown-declaration': 'Questa dichiarazione non c’è.',
      'ends-in-the-past': 'Una riga finisce prima di cominciare.',
      'too-long': 'La parola dell’ora vale al massimo 72 ore.',
      changed:
        'Un’altra persona ha scritto prima di te: qui sotto c’è quello che vale ora. Quello che hai scritto è ancora nel modulo.',
      other: 'Non è riuscito. Riprova; se continua, chiama l’assistenza.',
      offline: 'Il centro non risponde: guarda la pagina dei cittadini prima di riprovare.',
      'not-allowed': 'Il tuo ruolo non lo permette.',
    },
  },
  en: {
    title: 'The word of the hour',
    lead: 'What you write here is said alike by the page, the voice on the telephone, mails and the desk, seconds later. One person suffices: readers are told that nobody else has read it yet.',
    nothing: 'Nothing is declared: the page of an event opens with a declaration.',
    tell: 'Write the page of the event',
    correct: 'Correct the page of the event',
    send: 'Publish now',
    word: { it: 'The word of the hour, in Italian', en: 'In English', de: 'In German' },
    wordHint: 'One or two sentences: what happened and what to do. Callers hear it.',
    source: 'Who says so',
    sourceHint: 'For every line that names nobody else.',
    hours: 'It holds for',
    hoursOf: (hours) => (hours === '1' ? '1 hour' : `${hours} hours`),
    listHint: 'One line each. If somebody else says so: text | who says so.',
    otherLanguages: 'English and German (line by line, if there is time)',
    inLanguage: { en: 'in English', de: 'in German' },
    nextUpdate: 'Next update',
    nextUpdateHint: 'Time of Rome. The page tells by itself when it is late.',
    number: 'Telephone number',
    numberKind: 'Whose it is',
    numberName: 'Name or hours',
    numberSource: 'Who says so, if it is another source',
    addNumber: 'Add a number',
    removeNumber: 'Remove the number',
    wrongTitle: 'Something is missing',
    wrong: {
      word: 'Write the word of the hour in Italian.',
      source: 'Write who says so.',
      nextUpdate: 'Write day and hour of the next update, or leave it empty.',
      numbers: 'Each number has digits and a name.',
    },
    by: (name, at) => `Written by ${name}, ${at}.`,
    notRead: (until) => `Nobody else has read it: it goes away ${until}.`,
    readBy: (name, at) => `Read by ${name}, ${at}.`,
    review: 'I have read it: it is right',
    ownWords: 'Another person reads it.',
    withdraw: 'Withdraw',
    withdrawLead: 'It goes everywhere: page, voice, mails and desk.',
    reason: 'Why',
    reasonWrong: 'Write why: three letters at least.',
    cancel: 'Cancel',
    see: 'See the citizens’ page',
    told: 'Published. In a few seconds page, voice, mails and desk say it.',
    reviewed: 'Read: the mark «urgent» goes.',
    withdrawn: 'Withdrawn. In a few seconds it is nowhere any more.',
    back: 'Back to the service',
    refused: {
      'own-words': 'Nobody reviews their own words.',
      'reviewed-already': 'Somebody has read it already.',
      'not-reviewed': 'These words have had their 72 hours: let another person read them first, or change them.',
      'nothing-told': 'There is nothing left to review or withdraw.',
      'already-over': 'The declaration is over, and the page with it.',
      'unknown-declaration': 'There is no such declaration.',
      'ends-in-the-past': 'A line ends before it begins.',
      'too-long': 'The word of the hour holds for 72 hours at most.',
      changed: 'Somebody else wrote before you: below is what holds now. What you typed is still in the form.',
      other: 'It did not work. Try again; if it goes on, call support.',
      offline: 'The center does not answer: look at the citizens’ page before you try again.',
      'not-allowed': 'Your role does not allow it.',
    },
  },
  de: {
    title: 'Das Wort der Stunde',
    lead: 'Was Sie hier schreiben, sagen Seite, Stimme am Telefon, E-Mails und Schalter gleich, Sekunden später. Eine Person reicht: Wer liest, weiß, dass es noch niemand gegengelesen hat.',
    nothing: 'Es ist nichts erklärt: Die Seite eines Ereignisses öffnet sich mit einer Erklärung.',
    tell: 'Seite des Ereignisses schreiben',
    correct: 'Seite des Ereignisses berichtigen',
    send: 'Jetzt veröffentlichen',
    word: { it: 'Das Wort der Stunde, auf Italienisch', en: 'Auf Englisch', de: 'Auf Deutsch' },
    wordHint: 'Ein oder zwei Sätze: was geschehen ist und was zu tun ist. Wer anruft, hört es.',
    source: 'Wer es sagt',
    sourceHint: 'Für jede Zeile, die niemand anderen nennt.',
    hours: 'Es gilt für',
    hoursOf: (hours) => (hours === '1' ? '1 Stunde' : `${hours} Stunden`),
    listHint: 'Je eine Zeile. Sagt es jemand anderes: Text | wer es sagt.',
    otherLanguages: 'Englisch und Deutsch (Zeile für Zeile, wenn Zeit ist)',
    inLanguage: { en: 'auf Englisch', de: 'auf Deutsch' },
    nextUpdate: 'Nächste Nachricht',
    nextUpdateHint: 'Zeit von Rom. Die Seite sagt selbst, wenn sie verspätet ist.',
    number: 'Telefonnummer',
    numberKind: 'Wessen sie ist',
    numberName: 'Name oder Zeiten',
    numberSource: 'Wer es sagt, wenn es eine andere Quelle ist',
    addNumber: 'Nummer hinzufügen',
    removeNumber: 'Nummer entfernen',
    wrongTitle: 'Etwas fehlt',
    wrong: {
      word: 'Schreiben Sie das Wort der Stunde auf Italienisch.',
      source: 'Schreiben Sie, wer es sagt.',
      nextUpdate: 'Schreiben Sie Tag und Stunde der nächsten Nachricht, oder lassen Sie es leer.',
      numbers: 'Jede Nummer hat Ziffern und einen Namen.',
    },
    by: (name, at) => `Geschrieben von ${name}, ${at}.`,
    notRead: (until) => `Noch hat es niemand gegengelesen: Es verschwindet ${until}.`,
    readBy: (name, at) => `Gegengelesen von ${name}, ${at}.`,
    review: 'Gegengelesen: es stimmt',
    ownWords: 'Eine andere Person liest es gegen.',
    withdraw: 'Zurückziehen',
    withdrawLead: 'Es verschwindet überall: Seite, Stimme, E-Mails und Schalter.',
    reason: 'Warum',
    reasonWrong: 'Schreiben Sie, warum: mindestens drei Buchstaben.',
    cancel: 'Abbrechen',
    see: 'Seite der Bürger ansehen',
    told: 'Veröffentlicht. In wenigen Sekunden sagen es Seite, Stimme, E-Mails und Schalter.',
    reviewed: 'Gegengelesen: Die Marke «dringend» verschwindet.',
    withdrawn: 'Zurückgezogen. In wenigen Sekunden steht es nirgends mehr.',
    back: 'Zurück zum Dienst',
    refused: {
      'own-words': 'Eigene Worte liest eine andere Person gegen.',
      'reviewed-already': 'Es ist schon gegengelesen.',
      'not-reviewed':
        'Diese Worte hatten ihre 72 Stunden: Erst liest sie eine andere Person gegen, oder ändern Sie sie.',
      'nothing-told': 'Es gibt nichts mehr gegenzulesen oder zurückzuziehen.',
      'already-over': 'Die Erklärung ist zu Ende, und mit ihr die Seite.',
      'unknown-declaration': 'Diese Erklärung gibt es nicht.',
      'ends-in-the-past': 'Eine Zeile endet, bevor sie beginnt.',
      'too-long': 'Das Wort der Stunde gilt höchstens 72 Stunden.',
      changed:
        'Jemand hat vor Ihnen geschrieben: Unten steht, was jetzt gilt. Was Sie getippt haben, steht noch im Formular.',
      other: 'Es ging nicht. Versuchen Sie es noch einmal; bleibt es dabei, rufen Sie die Betreuung.',
      offline: 'Das Zentrum antwortet nicht: Sehen Sie auf die Seite der Bürger, bevor Sie es noch einmal versuchen.',
      'not-allowed': 'Ihre Rolle erlaubt es nicht.',
    },
  },
};
