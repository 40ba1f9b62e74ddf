import type { Stage } from '../../contracts/case-status.ts';
import type { Language } from '../../contracts/text.ts';

export type VoiceTexts = {
  areas: string;
  severalAreas: string;
  openAround: (closes: string) => string;
  open: (closes: string) => string;
  openAlways: string;
  closed: (opens: string) => string;
  closedAlways: string;
  leaveMessage: string;
  wait: (wait: string) => string;
  tooLong: string;
  callBackInstead: (due: string) => string;
  callBack: (due: string) => string;
  privacy: (controller: string) => string;
  press: (name: string, key: string) => string;
  keys: Record<'*' | '#', string>;
  dangerOption: string;
  callBackOption: string;
  statusOption: string;
  repeatOption: string;
  stages: Record<Stage, string>;
  firstAnswer: (due: string) => string;
  firstAnswerLate: (due: string) => string;
  calledBack: (due: string) => string;
  calledBackLate: (due: string) => string;
  calledInVain: string;
  wrongCode: string;
  askFace: string;
  thanksForFace: string;
};

/** What the voice menu says between the words of the service; times and waits are given to it in words already. */
export const voiceTexts: Record<Language, VoiceTexts> = {
  it: {
    areas: 'Zone interessate',
    severalAreas: 'diverse regioni',
    openAround: (closes) => `Rispondiamo giorno e notte, fino a ${closes}.`,
    open: (closes) => `Il servizio è aperto e chiude ${closes}.`,
    openAlways: 'Rispondiamo giorno e notte.',
    closed: (opens) => `In questo momento il servizio è chiuso e riapre ${opens}.`,
    closedAlways: 'In questo momento il servizio è chiuso.',
    leaveMessage: 'Puoi scegliere un argomento e lasciare un messaggio.',
    wait: (wait) => `Attesa prevista, ${wait}.`,
    tooLong: 'È più di quanto promettiamo.',
    callBackInstead: (due) => `Se non vuoi aspettare, ti richiamiamo noi, al più tardi ${due}.`,
    callBack: (due) => `Se vuoi, ti richiamiamo noi, al più tardi ${due}.`,
    privacy: (controller) =>
      `I tuoi dati servono a rispondere alla tua richiesta. Titolare: ${controller}. L’informativa completa è nelle nostre pagine.`,
    press: (name, key) => `${name}, premi ${key}.`,
    keys: { '*': 'asterisco', '#': 'cancelletto' },
    dangerOption:
      'Se qualcuno è in pericolo di vita, riaggancia e chiama il 112, il 115 o il 118. Se non puoi chiamarli',
    callBackOption: 'Per essere richiamato',
    statusOption: 'Per sapere a che punto è una richiesta di cui hai il codice',
    repeatOption: 'Per riascoltare',
    stages: {
      accepted: 'La richiesta è arrivata ed è al sicuro. Tra poco sarà registrata.',
      registered: 'La richiesta è registrata e aspetta un operatore.',
      'taken-in-charge': 'Un operatore sta lavorando alla richiesta.',
      'waiting-for-you': 'Ti abbiamo chiesto qualcosa e aspettiamo una tua risposta. Trovi la domanda nei messaggi.',
      forwarded: 'La richiesta è passata a un ufficio competente: può servire più tempo.',
      referred: 'La competenza è di un’altra amministrazione. Nei messaggi trovi quale e come contattarla.',
      answered: 'Abbiamo risposto. Trovi la risposta nei messaggi.',
      closed: 'La richiesta è conclusa.',
      erased: 'La richiesta è conclusa e i suoi dati personali sono stati cancellati.',
    },
    firstAnswer: (due) => `La prima risposta arriva al più tardi ${due}.`,
    firstAnswerLate: (due) => `La prima risposta era prevista al più tardi ${due}. Siamo in ritardo e ce ne scusiamo.`,
    calledBack: (due) => `Ti richiamiamo al più tardi ${due}.`,
    calledBackLate: (due) =>
      `Dovevamo richiamarti al più tardi ${due}. Siamo in ritardo: ti richiamiamo appena possibile.`,
    calledInVain:
      'Ti abbiamo richiamato tre volte senza riuscire a parlarti. Se vuoi, chiedi di nuovo di essere richiamato.',
    askFace:
      'Com’è stata la risposta? Se non sei soddisfatto premi 1, se è così così premi 2, se sei soddisfatto premi 3.',
    thanksForFace: 'Grazie: il tuo giudizio è registrato, e puoi cambiarlo per un mese.',
    wrongCode: 'Non troviamo questo codice. Controllalo sulla ricevuta e riprova.',
  },
  en: {
    areas: 'Areas concerned',
    severalAreas: 'several regions',
    openAround: (closes) => `We answer day and night. We close ${closes}.`,
    open: (closes) => `We are open, and close ${closes}.`,
    openAlways: 'We answer day and night.',
    closed: (opens) => `We are closed at the moment, and open again ${opens}.`,
    closedAlways: 'We are closed at the moment.',
    leaveMessage: 'You can choose a subject and leave a message.',
    wait: (wait) => `Expected wait, ${wait}.`,
    tooLong: 'That is longer than we promise.',
    callBackInstead: (due) => `If you would rather not wait, we can call you back, at the latest ${due}.`,
    callBack: (due) => `If you like, we can call you back, at the latest ${due}.`,
    privacy: (controller) =>
      `Your data are used to answer your request. Controller: ${controller}. The full privacy notice is on our pages.`,
    press: (name, key) => `${name}, press ${key}.`,
    keys: { '*': 'star', '#': 'hash' },
    dangerOption: 'If somebody’s life is in danger, hang up and call 112, 115 or 118. If you cannot call them',
    callBackOption: 'To be called back',
    statusOption: 'To hear where a request stands whose code you have',
    repeatOption: 'To hear this again',
    stages: {
      accepted: 'The request has arrived and is safe. It will be registered in a moment.',
      registered: 'The request is registered and waits for an operator.',
      'taken-in-charge': 'An operator is working on the request.',
      'waiting-for-you': 'We asked you something and wait for your answer. You find the question in the messages.',
      forwarded: 'The request went to a competent office: it may take longer.',
      referred: 'Another administration is in charge. In the messages you find which one and how to reach it.',
      answered: 'We have answered. You find the answer in the messages.',
      closed: 'The request is closed.',
      erased: 'The request is closed and its personal data have been erased.',
    },
    firstAnswer: (due) => `The first answer comes at the latest ${due}.`,
    firstAnswerLate: (due) => `The first answer was due ${due}. We are late and apologise.`,
    calledBack: (due) => `We call you back at the latest ${due}.`,
    calledBackLate: (due) => `We were to call you back at the latest ${due}. We are late, and call as soon as we can.`,
    calledInVain: 'We called you back three times without reaching you. If you like, ask to be called back again.',
    askFace:
      'How was the answer? If you are not content, press 1; if it was so so, press 2; if you are content, press 3.',
    thanksForFace: 'Thank you: what you said is kept, and you can change it for a month.',
    wrongCode: 'We cannot find this code. Please check it on the receipt and try again.',
  },
  de: {
    areas: 'Betroffene Gebiete',
    severalAreas: 'mehrere Regionen',
    openAround: (closes) => `Wir antworten Tag und Nacht. Wir schließen ${closes}.`,
    open: (closes) => `Wir haben geöffnet und schließen ${closes}.`,
    openAlways: 'Wir antworten Tag und Nacht.',
    closed: (opens) => `Zurzeit ist geschlossen. Wir öffnen wieder ${opens}.`,
    closedAlways: 'Zurzeit ist geschlossen.',
    leaveMessage: 'Sie können ein Thema wählen und eine Nachricht hinterlassen.',
    wait: (wait) => `Voraussichtliche Wartezeit, ${wait}.`,
    tooLong: 'Das ist länger, als wir versprechen.',
    callBackInstead: (due) => `Wenn Sie nicht warten möchten, rufen wir Sie zurück, spätestens ${due}.`,
    callBack: (due) => `Wenn Sie möchten, rufen wir Sie zurück, spätestens ${due}.`,
    privacy: (controller) =>
      `Ihre Daten dienen der Antwort auf Ihre Anfrage. Verantwortlich: ${controller}. Die vollständigen Hinweise stehen auf unseren Seiten.`,
    press: (name, key) => `${name}, drücken Sie ${key}.`,
    keys: { '*': 'Stern', '#': 'Raute' },
    dangerOption:
      'Wenn jemand in Lebensgefahr ist, legen Sie auf und rufen Sie 112, 115 oder 118 an. Wenn Sie dort nicht anrufen können',
    callBackOption: 'Um zurückgerufen zu werden',
    statusOption: 'Um zu hören, wie es um eine Anfrage steht, deren Code Sie haben',
    repeatOption: 'Um dies noch einmal zu hören',
    stages: {
      accepted: 'Die Anfrage ist angekommen und sicher. Sie wird gleich eingetragen.',
      registered: 'Die Anfrage ist eingetragen und wartet auf einen Mitarbeiter.',
      'taken-in-charge': 'Ein Mitarbeiter bearbeitet die Anfrage.',
      'waiting-for-you': 'Wir haben Sie etwas gefragt und warten auf Ihre Antwort. Die Frage steht in den Nachrichten.',
      forwarded: 'Die Anfrage ging an ein zuständiges Amt: Es kann länger dauern.',
      referred: 'Zuständig ist eine andere Verwaltung. In den Nachrichten steht, welche und wie Sie sie erreichen.',
      answered: 'Wir haben geantwortet. Die Antwort steht in den Nachrichten.',
      closed: 'Die Anfrage ist abgeschlossen.',
      erased: 'Die Anfrage ist abgeschlossen, ihre personenbezogenen Daten sind gelöscht.',
    },
    firstAnswer: (due) => `Die erste Antwort kommt spätestens ${due}.`,
    firstAnswerLate: (due) =>
      `Die erste Antwort war spätestens ${due} fällig. Wir sind spät und bitten um Entschuldigung.`,
    calledBack: (due) => `Wir rufen Sie zurück, spätestens ${due}.`,
    calledBackLate: (due) =>
      `Wir hätten Sie spätestens ${due} zurückrufen sollen. Wir sind spät und rufen an, sobald wir können.`,
    calledInVain:
      'Wir haben dreimal zurückgerufen, ohne Sie zu erreichen. Wenn Sie möchten, bitten Sie noch einmal um einen Rückruf.',
    askFace:
      'Wie war die Antwort? Wenn Sie nicht zufrieden sind, drücken Sie 1; wenn es mittelmäßig war, drücken Sie 2; wenn Sie zufrieden sind, drücken Sie 3.',
    thanksForFace: 'Danke: Ihre Bewertung ist gespeichert, und Sie können sie einen Monat lang ändern.',
    wrongCode: 'Wir finden diesen Code nicht. Bitte prüfen Sie ihn auf der Quittung und versuchen Sie es noch einmal.',
  },
};
