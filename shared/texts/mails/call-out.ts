import type { HoursChoice } from '../../contracts/declaration.ts';
import type { Language } from '../../contracts/text.ts';
import type { AnswerTexts } from './answer.ts';

type MailTexts = {
  subject: (level: string, service: string) => string;
  greeting: (name: string) => string;
  called: string;
  level: string;
  area: string;
  hours: string;
  hoursNames: Record<HoursChoice, string>;
  reason: string;
  since: string;
  until: string;
  answer: string;
  next: string;
  automaticSubject: (service: string) => string;
  automatic: string;
  automaticDo: string;
  renewalSubject: (service: string) => string;
  renewal: (until: string) => string;
  renewalDo: string;
  answeredSubject: (service: string, name: string) => string;
  answered: (name: string, at: string) => string;
  answeredDo: string;
  shiftSubject: (service: string, level: string) => string;
  shiftBegins: string;
  shiftEnds: string;
  nothingDeclared: string;
  untilShort: (at: string) => string;
  proposals: (count: number) => string;
  noteLeft: (name: string, at: string) => string;
  noteMissing: string;
  noteDo: string;
  console: string;
};

/** Mails to staff: in Italian, then the same in English. */
export const staffMails: Record<'it' | 'en', MailTexts> = {
  it: {
    subject: (level, service) => `${level.toUpperCase()} – ${service}: chiamata in servizio`,
    greeting: (name) => `${name},`,
    called: 'ti chiamiamo in servizio: per il tuo turno tocca a te rispondere.',
    level: 'Livello',
    area: 'Zona',
    hours: 'Orario',
    hoursNames: { none: 'ordinario', extended: 'dalle 8 alle 20, tutti i giorni', 'around-the-clock': '24 ore su 24' },
    reason: 'Motivo',
    since: 'Da',
    until: 'Fino a (se non si proroga)',
    answer: 'Apri questo indirizzo e conferma con il pulsante:',
    next: 'Se nessuno conferma entro 3 minuti, viene chiamata la persona successiva, se il turno ne ha una.',
    automaticSubject: (service) => `ALLERTA AUTOMATICA – ${service}: nessuno ha deciso`,
    automatic:
      'una proposta è rimasta senza decisione oltre il tempo stabilito: lo stato di allerta è scattato da solo, per 6 ore e senza cambiare gli orari.',
    automaticDo: 'Il funzionario di turno decida ora sulla proposta: confermare, cambiare o rifiutare.',
    renewalSubject: (service) => `${service}: una dichiarazione sta per finire`,
    renewal: (until) => `la dichiarazione finisce da sola ${until}, se nessuno la proroga.`,
    renewalDo: 'Se serve ancora, il funzionario di turno la proroghi prima.',
    answeredSubject: (service, name) => `${service}: alla chiamata ha risposto ${name}`,
    answered: (name, at) => `alla chiamata in servizio ha risposto ${name}, ${at}.`,
    answeredDo: 'Non serve più che tu confermi.',
    shiftSubject: (service, level) => `${service}: cambio turno, stato ${level.toLowerCase()}`,
    shiftBegins: 'comincia il tuo turno.',
    shiftEnds: 'il tuo turno finisce.',
    nothingDeclared: 'Nulla è dichiarato.',
    untilShort: (at) => `fino a ${at}`,
    proposals: (count) =>
      count === 0 ? 'Nessuna proposta attende una decisione.' : `Proposte che attendono una decisione: ${count}`,
    noteLeft: (name, at) => `Le consegne le ha lasciate ${name}, ${at}: leggile nella pagina del funzionario di turno.`,
    noteMissing: 'Il turno che finisce non ha lasciato consegne.',
    noteDo: 'Lascia le consegne prima di andare.',
    console: 'Pagina del funzionario di turno:',
  },
  en: {
    subject: (level, service) => `${level.toUpperCase()} – ${service}: call to duty`,
    greeting: (name) => `${name},`,
    called: 'you are called to duty: it is your turn to answer for your shift.',
    level: 'Level',
    area: 'Area',
    hours: 'Hours',
    hoursNames: { none: 'ordinary', extended: '8 to 20 every day', 'around-the-clock': 'day and night' },
    reason: 'Reason',
    since: 'Since',
    until: 'Until (unless renewed)',
    answer: 'Open this address and confirm with the button:',
    next: 'If nobody confirms within 3 minutes, the next person of the shift is called, if there is one.',
    automaticSubject: (service) => `AUTOMATIC ALERT – ${service}: nobody decided`,
    automatic:
      'a proposal went without a decision for longer than was set: the alert now holds by itself, for 6 hours and with ordinary hours.',
    automaticDo: 'The duty officer should decide on the proposal now: confirm, change or refuse.',
    renewalSubject: (service) => `${service}: a declaration is about to end`,
    renewal: (until) => `the declaration ends by itself on ${until} unless somebody renews it.`,
    renewalDo: 'If it is still needed, the duty officer should renew it before then.',
    answeredSubject: (service, name) => `${service}: ${name} answered the call`,
    answered: (name, at) => `${name} answered the call to duty on ${at}.`,
    answeredDo: 'You need not confirm any more.',
    shiftSubject: (service, level) => `${service}: change of shift, ${level.toLowerCase()}`,
    shiftBegins: 'your shift begins.',
    shiftEnds: 'your shift ends.',
    nothingDeclared: 'Nothing is declared.',
    untilShort: (at) => `until ${at}`,
    proposals: (count) =>
      count === 0 ? 'No proposal waits for a decision.' : `Proposals that wait for a decision: ${count}`,
    noteLeft: (name, at) => `The hand-over note was left by ${name} on ${at}: read it on the duty officer’s page.`,
    noteMissing: 'The shift that ends has left no hand-over note.',
    noteDo: 'Leave the note before you go.',
    console: 'The duty officer’s page:',
  },
};

type PageTexts = AnswerTexts & Record<'level' | 'area' | 'since' | 'until' | 'over' | 'superseded', string>;

/** The page on which somebody who was called answers. */
export const answerPages: Record<Language, PageTexts> = {
  it: {
    title: 'Chiamata in servizio',
    lead: (service) => `${service} ti chiama in servizio.`,
    level: 'Livello',
    area: 'Zona',
    since: 'Da',
    until: 'Fino a, se non si proroga',
    button: 'Confermo: prendo servizio',
    hint: 'Dopo la conferma nessun altro viene chiamato.',
    thanks: 'Confermato. Grazie.',
    taken: (name, at) => `Ha risposto ${name}, ${at}.`,
    over: 'La dichiarazione è finita: non serve più rispondere.',
    superseded: 'Questa chiamata è stata sostituita da una più recente: guarda l’ultima mail.',
    unknownTitle: 'Chiamata sconosciuta',
    unknown: 'Questo indirizzo non è di nessuna chiamata. Copialo intero dalla mail.',
  },
  en: {
    title: 'Call to duty',
    lead: (service) => `${service} calls you to duty.`,
    level: 'Level',
    area: 'Area',
    since: 'Since',
    until: 'Until, unless renewed',
    button: 'I confirm: I am coming on duty',
    hint: 'Once you confirm, nobody else is called.',
    thanks: 'Confirmed. Thank you.',
    taken: (name, at) => `Answered by ${name}, ${at}.`,
    over: 'The declaration is over: no answer is needed any more.',
    superseded: 'A later call has taken the place of this one: see the newest mail.',
    unknownTitle: 'No such call',
    unknown: 'This address belongs to no call. Copy it whole from the mail.',
  },
  de: {
    title: 'Ruf zum Dienst',
    lead: (service) => `${service} ruft Sie zum Dienst.`,
    level: 'Stufe',
    area: 'Gebiet',
    since: 'Seit',
    until: 'Bis, falls nicht verlängert',
    button: 'Ich bestätige: Ich trete den Dienst an',
    hint: 'Nach der Bestätigung wird niemand sonst gerufen.',
    thanks: 'Bestätigt. Danke.',
    taken: (name, at) => `Geantwortet hat ${name}, ${at}.`,
    over: 'Die Erklärung ist zu Ende: Eine Antwort ist nicht mehr nötig.',
    superseded: 'Ein neuerer Ruf hat diesen ersetzt: Sehen Sie in die letzte E-Mail.',
    unknownTitle: 'Unbekannter Ruf',
    unknown: 'Diese Adresse gehört zu keinem Ruf. Kopieren Sie sie vollständig aus der E-Mail.',
  },
};
