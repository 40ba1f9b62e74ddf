import type { ReferralView } from '../../contracts/referral.ts';
import type { Language } from '../../contracts/text.ts';
import type { EventOf } from '../../core/cases/case.ts';

/** What the page says on which an administration answers what was referred to it, and the mail that leads there. */
export type ReferralTexts = {
  title: string;
  lead: (service: string) => string;
  reference: string;
  sentAt: string;
  acknowledgeBy: string;
  answerBy: string;
  asks: (service: string) => string;
  shared: string;
  nothing: string;
  hint: string;
  name: string;
  email: string;
  phone: string;
  place: string;
  words: string;
  files: string;
  filesHint: string;
  todo: string;
  acknowledge: string;
  acknowledgeHint: string;
  answer: string;
  answerLabel: string;
  answerHint: string;
  refuse: string;
  refuseLabel: string;
  competentLabel: string;
  giveBack: string;
  giveBackLabel: string;
  lacking: string;
  states: Record<ReferralView['state'], (at: string) => string>;
  returned: Record<EventOf<'ReferralReturned'>['because'], string>;
  past: string;
  typed: string;
  noLink: string;
  askTitle: string;
  askLead: string;
  askLabel: string;
  askHint: string;
  open: string;
  mailSubject: (service: string, reference: string) => string;
  mailLead: (service: string, to: string) => string;
  mailOpen: string;
  mailTerm: (acknowledgeBy: string) => string;
  mailSecret: string;
  mailOld: string;
};

export const referralTexts: Record<Language, ReferralTexts> = {
  it: {
    title: 'Richiesta passata alla vostra amministrazione',
    lead: (service) => `${service} vi chiede di occuparvi di questa richiesta.`,
    reference: 'Riferimento',
    sentAt: 'Inviata',
    acknowledgeBy: 'Da prendere in carico prima di',
    answerBy: 'Risposta attesa per',
    asks: (service) => `Che cosa chiede ${service}`,
    shared: 'Che cosa è stato condiviso',
    nothing: 'Nient’altro: i dati di chi ha scritto non sono stati condivisi.',
    hint: 'Usate questi dati per questa richiesta e per nient’altro. La pagina non viene conservata da nessuna memoria intermedia.',
    name: 'Chi ha scritto',
    email: 'E-mail',
    phone: 'Telefono',
    place: 'Luogo',
    words: 'Che cosa ha scritto',
    files: 'Documenti',
    filesHint: 'I collegamenti valgono cinque minuti: poi ricaricate la pagina dal link della mail.',
    todo: 'Che cosa fare',
    acknowledge: 'L’abbiamo ricevuta e ce ne occupiamo',
    acknowledgeHint: 'Chi ha scritto vede che è da voi. Potete rispondere dopo, con lo stesso link.',
    answer: 'Invia la risposta allo sportello',
    answerLabel: 'Risposta',
    answerHint: 'La legge lo sportello, che risponde a chi ha scritto.',
    refuse: 'Non è di nostra competenza',
    refuseLabel: 'Perché',
    competentLabel: 'Chi è competente, se lo sapete',
    giveBack: 'Restituisci allo sportello',
    giveBackLabel: 'Perché (facoltativo)',
    lacking: 'Scrivete qui il testo: senza non parte nulla.',
    states: {
      sent: () => 'Nessuno l’ha ancora presa in carico.',
      acknowledged: (at) => `Presa in carico ${at}. Aspettiamo la vostra risposta.`,
      answered: (at) => `Avete risposto ${at}. Grazie: lo sportello l’ha ricevuta.`,
      refused: (at) => `Rifiutata ${at}. Grazie: se ne occupa di nuovo lo sportello.`,
      returned: (at) => `Tornata allo sportello ${at}.`,
    },
    returned: {
      'no-acknowledgement': 'Nessuno l’aveva presa in carico in tempo.',
      withdrawn: 'Lo sportello l’ha ritirata.',
      expired: 'Il termine per la risposta è passato.',
      'given-back': 'L’avete restituita voi.',
    },
    past: 'Non registrato: nel frattempo la richiesta non è più da voi. Se serve ancora, telefonate allo sportello.',
    typed: 'Il testo che avevate scritto:',
    noLink:
      'Questo link non apre nulla: è scaduto, è stato sostituito da uno più recente o è incompleto. Chiedetene uno nuovo allo sportello:',
    askTitle: 'Apri una richiesta passata alla vostra amministrazione',
    askLead: 'Per le amministrazioni che hanno ricevuto una mail da questo sportello.',
    askLabel: 'Link della mail',
    askHint: 'Copiatelo intero, anche la parte dopo il segno #.',
    open: 'Apri la richiesta',
    mailSubject: (service, reference) => `${service}: richiesta per voi, ${reference}`,
    mailLead: (service, to) =>
      `Per ${to}: ${service} vi passa una richiesta di un cittadino. Questa mail non dice di più: la richiesta si legge nella pagina, senza registrarsi.`,
    mailOpen: 'Aprite questo indirizzo per leggerla, prenderla in carico, rispondere o rifiutarla:',
    mailTerm: (by) => `Confermate di averla ricevuta prima di ${by}: altrimenti torna allo sportello.`,
    mailSecret: 'Chi ha questo link può leggere la richiesta: inoltratelo a chi se ne occupa, a nessun altro.',
    mailOld: 'Il link mandato prima non vale più.',
  },
  en: {
    title: 'A request referred to your administration',
    lead: (service) => `${service} asks you to deal with this request.`,
    reference: 'Reference',
    sentAt: 'Sent',
    acknowledgeBy: 'To be acknowledged by',
    answerBy: 'Answer expected by',
    asks: (service) => `What ${service} asks`,
    shared: 'What was shared',
    nothing: 'Nothing else: the data of whoever wrote were not shared.',
    hint: 'Use these data for this request and for nothing else. No cache on the way keeps this page.',
    name: 'Who wrote',
    email: 'E-mail',
    phone: 'Phone',
    place: 'Place',
    words: 'What they wrote',
    files: 'Documents',
    filesHint: 'The links work for five minutes: then open the page again from the link in the mail.',
    todo: 'What to do',
    acknowledge: 'We have it and will deal with it',
    acknowledgeHint: 'Whoever wrote sees that it is with you. You can answer later, with the same link.',
    answer: 'Send the answer to the desk',
    answerLabel: 'Answer',
    answerHint: 'The desk reads it, and answers whoever wrote.',
    refuse: 'It is not ours to deal with',
    refuseLabel: 'Why',
    competentLabel: 'Who is competent, if you know',
    giveBack: 'Give it back to the desk',
    giveBackLabel: 'Why (optional)',
    lacking: 'Write the text here: nothing is sent without it.',
    states: {
      sent: () => 'Nobody has acknowledged it yet.',
      acknowledged: (at) => `Acknowledged ${at}. We are waiting for your answer.`,
      answered: (at) => `You answered ${at}. Thank you: the desk has it.`,
      refused: (at) => `Refused ${at}. Thank you: the desk deals with it again.`,
      returned: (at) => `Back at the desk ${at}.`,
    },
    returned: {
      'no-acknowledgement': 'Nobody had acknowledged it in time.',
      withdrawn: 'The desk has withdrawn it.',
      expired: 'The time for an answer is over.',
      'given-back': 'You gave it back.',
    },
    past: 'Not recorded: meanwhile the request is no longer with you. If it is still needed, phone the desk.',
    typed: 'The text that you had written:',
    noLink:
      'This link opens nothing: it has ended, a later one has taken its place, or it is incomplete. Ask the desk for a new one:',
    askTitle: 'Open a request referred to your administration',
    askLead: 'For administrations that were sent a mail by this desk.',
    askLabel: 'Link from the mail',
    askHint: 'Copy it whole, with the part after the sign #.',
    open: 'Open the request',
    mailSubject: (service, reference) => `${service}: a request for you, ${reference}`,
    mailLead: (service, to) =>
      `For ${to}: ${service} refers a citizen’s request to you. This mail says no more: the request is read on the page, without an account.`,
    mailOpen: 'Open this address to read it, acknowledge it, answer or refuse it:',
    mailTerm: (by) => `Confirm that you have it before ${by}: else it goes back to the desk.`,
    mailSecret: 'Whoever has this link can read the request: forward it to whoever deals with it, and nobody else.',
    mailOld: 'The link that was sent before no longer works.',
  },
  de: {
    title: 'Anfrage, die an Ihre Verwaltung weitergeleitet wurde',
    lead: (service) => `${service} bittet Sie, sich um diese Anfrage zu kümmern.`,
    reference: 'Zeichen',
    sentAt: 'Gesendet',
    acknowledgeBy: 'Zu bestätigen bis',
    answerBy: 'Antwort erwartet bis',
    asks: (service) => `Was ${service} fragt`,
    shared: 'Was mitgeteilt wurde',
    nothing: 'Nichts weiter: Die Daten der Person, die geschrieben hat, wurden nicht mitgeteilt.',
    hint: 'Verwenden Sie diese Daten für diese Anfrage und für nichts anderes. Kein Zwischenspeicher bewahrt diese Seite auf.',
    name: 'Wer geschrieben hat',
    email: 'E-Mail',
    phone: 'Telefon',
    place: 'Ort',
    words: 'Was geschrieben wurde',
    files: 'Dokumente',
    filesHint: 'Die Links gelten fünf Minuten: Öffnen Sie die Seite danach erneut über den Link der E-Mail.',
    todo: 'Was zu tun ist',
    acknowledge: 'Wir haben sie erhalten und kümmern uns darum',
    acknowledgeHint:
      'Wer geschrieben hat, sieht, dass sie bei Ihnen ist. Antworten können Sie später mit demselben Link.',
    answer: 'Antwort an die Stelle senden',
    answerLabel: 'Antwort',
    answerHint: 'Die Stelle liest sie und antwortet der Person, die geschrieben hat.',
    refuse: 'Wir sind nicht zuständig',
    refuseLabel: 'Warum',
    competentLabel: 'Wer zuständig ist, falls bekannt',
    giveBack: 'An die Stelle zurückgeben',
    giveBackLabel: 'Warum (freiwillig)',
    lacking: 'Schreiben Sie den Text hier: Ohne ihn wird nichts gesendet.',
    states: {
      sent: () => 'Noch niemand hat sie bestätigt.',
      acknowledged: (at) => `Bestätigt ${at}. Wir warten auf Ihre Antwort.`,
      answered: (at) => `Sie haben geantwortet ${at}. Danke: Die Stelle hat die Antwort.`,
      refused: (at) => `Abgelehnt ${at}. Danke: Die Stelle kümmert sich wieder darum.`,
      returned: (at) => `Zurück bei der Stelle ${at}.`,
    },
    returned: {
      'no-acknowledgement': 'Niemand hatte sie rechtzeitig bestätigt.',
      withdrawn: 'Die Stelle hat sie zurückgezogen.',
      expired: 'Die Frist für die Antwort ist vorbei.',
      'given-back': 'Sie haben sie zurückgegeben.',
    },
    past: 'Nicht festgehalten: Die Anfrage ist inzwischen nicht mehr bei Ihnen. Falls nötig, rufen Sie die Stelle an.',
    typed: 'Der Text, den Sie geschrieben hatten:',
    noLink:
      'Dieser Link öffnet nichts: Er ist abgelaufen, durch einen neueren ersetzt oder unvollständig. Bitten Sie die Stelle um einen neuen:',
    askTitle: 'Eine an Ihre Verwaltung weitergeleitete Anfrage öffnen',
    askLead: 'Für Verwaltungen, die eine E-Mail dieser Stelle erhalten haben.',
    askLabel: 'Link der E-Mail',
    askHint: 'Vollständig kopieren, auch den Teil nach dem Zeichen #.',
    open: 'Anfrage öffnen',
    mailSubject: (service, reference) => `${service}: eine Anfrage für Sie, ${reference}`,
    mailLead: (service, to) =>
      `Für ${to}: ${service} leitet Ihnen eine Bürgeranfrage weiter. Mehr sagt diese E-Mail nicht: Die Anfrage steht auf der Seite, ohne Anmeldung.`,
    mailOpen: 'Öffnen Sie diese Adresse, um sie zu lesen, zu bestätigen, zu beantworten oder abzulehnen:',
    mailTerm: (by) => `Bestätigen Sie den Erhalt vor ${by}: Sonst geht sie an die Stelle zurück.`,
    mailSecret:
      'Wer diesen Link hat, kann die Anfrage lesen: Leiten Sie ihn an die Zuständigen weiter und an sonst niemanden.',
    mailOld: 'Der zuvor gesendete Link gilt nicht mehr.',
  },
};

/** What a citizen is told each time a request goes to another administration, or comes back from it. */
export type ReferralNewsTexts = {
  subject: (service: string, code: string) => string;
  went: (to: string) => string;
  refused: (to: string) => string;
  back: (to: string) => string;
  withUs: string;
};

export const referralNewsTexts: Record<Language, ReferralNewsTexts> = {
  it: {
    subject: (service, code) => `${service}: dove si trova la tua richiesta ${code}`,
    went: (to) => `Abbiamo passato la tua richiesta a ${to}. Puoi vedere nella pagina se l’ha presa in carico.`,
    refused: (to) => `${to} ha risposto che la tua richiesta non è di sua competenza.`,
    back: (to) => `La tua richiesta è tornata da ${to} a noi.`,
    withUs: 'Ce ne occupiamo di nuovo noi: non devi fare niente.',
  },
  en: {
    subject: (service, code) => `${service}: where your request ${code} is`,
    went: (to) => `We have passed your request on to ${to}. The page shows whether they have acknowledged it.`,
    refused: (to) => `${to} has answered that your request is not theirs to answer.`,
    back: (to) => `Your request has come back from ${to} to us.`,
    withUs: 'We are dealing with it again: you need not do anything.',
  },
  de: {
    subject: (service, code) => `${service}: wo Ihre Anfrage ${code} ist`,
    went: (to) => `Wir haben Ihre Anfrage an ${to} weitergeleitet. Die Seite zeigt, ob sie dort bestätigt wurde.`,
    refused: (to) => `${to} hat geantwortet, für Ihre Anfrage nicht zuständig zu sein.`,
    back: (to) => `Ihre Anfrage ist von ${to} zu uns zurückgekommen.`,
    withUs: 'Wir kümmern uns wieder darum: Sie müssen nichts tun.',
  },
};
