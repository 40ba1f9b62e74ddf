import type { WrittenMail } from '../../contracts/mail.ts';
import type { ReserveAsk } from '../../contracts/reserve-ask.ts';
import type { PreparedService } from '../../contracts/service.ts';
import type { Language } from '../../contracts/text.ts';
import { areaName } from '../../core/posture/area-names.ts';
import { readableInstant } from '../dates.ts';
import { wordsIn } from '../words/words.ts';
import { staffMail } from './staff-mail.ts';

const mailTexts = {
  it: {
    subject: (service: string) => `${service}: puoi aiutare a rispondere?`,
    greeting: (name: string) => `${name},`,
    asks: 'sei nella riserva: ti chiediamo se puoi rispondere ai cittadini in questi giorni.',
    level: 'Livello',
    area: 'Zona',
    until: 'Fino a (se non si proroga)',
    answer: 'Apri questo indirizzo e rispondi sì o no, e da che ora:',
    account: 'Con il sì il tuo account resta aperto finché la dichiarazione è in vigore.',
  },
  en: {
    subject: (service: string) => `${service}: can you help to answer?`,
    greeting: (name: string) => `${name},`,
    asks: 'you are in the reserve: can you answer citizens in these days?',
    level: 'Level',
    area: 'Area',
    until: 'Until (unless renewed)',
    answer: 'Open this address and answer yes or no, and from when on:',
    account: 'With a yes your account is open while the declaration is in force.',
  },
};

/** The mail that asks somebody of the reserve; `answerAddress` is theirs alone. */
export function reserveMail(
  { service, version, secret, level, area, until }: ReserveAsk,
  { name, email }: { name: string; email: string },
  definition: PreparedService,
  answerAddress: string,
): WrittenMail {
  return staffMail(
    definition,
    email,
    mailTexts.it.subject(definition.name.it),
    `${service}.reserve.${version}.${secret.slice(0, 8)}`,
    (language) => {
      const texts = mailTexts[language];
      return [
        { text: `${texts.greeting(name)} ${texts.asks}` },
        { text: definition.name[language] },
        { text: `${texts.level}: ${wordsIn[language].levels[level]}`, strong: true },
        { text: `${texts.area}: ${areaName(area)[language]}` },
        { text: `${texts.until}: ${readableInstant(until, language)}` },
        { text: texts.answer },
        { text: answerAddress, link: true },
        { text: texts.account },
      ];
    },
  );
}

type PageTexts = Record<
  | 'title'
  | 'level'
  | 'area'
  | 'since'
  | 'until'
  | 'yes'
  | 'no'
  | 'hour'
  | 'hourHint'
  | 'hint'
  | 'declined'
  | 'over'
  | 'unknownTitle'
  | 'unknown'
  | 'console',
  string
> & { lead: (service: string) => string; comes: (from: string) => string };

/** The page on which somebody of the reserve answers. */
export const reservePages: Record<Language, PageTexts> = {
  it: {
    title: 'Puoi aiutare a rispondere?',
    lead: (service) => `${service} chiede alla riserva di rispondere ai cittadini.`,
    level: 'Livello',
    area: 'Zona',
    since: 'Da',
    until: 'Fino a, se non si proroga',
    hour: 'Da che ora',
    hourHint: 'Ora di Roma. Vuoto vale adesso; un’ora già passata è quella di domani.',
    yes: 'Sì, ci sono',
    no: 'No, non posso',
    hint: 'Puoi cambiare risposta finché la dichiarazione è in vigore.',
    comes: (from) => `Hai risposto sì, da ${from}. Il tuo account è aperto. Grazie.`,
    declined: 'Hai risposto no. Grazie per averlo detto.',
    over: 'La dichiarazione è finita: non serve più rispondere, e il tuo account è chiuso.',
    console: 'Vai alla console',
    unknownTitle: 'Domanda sconosciuta',
    unknown: 'Questo indirizzo non è di nessuna domanda. Copialo intero dalla mail.',
  },
  en: {
    title: 'Can you help to answer?',
    lead: (service) => `${service} asks the reserve to answer citizens.`,
    level: 'Level',
    area: 'Area',
    since: 'Since',
    until: 'Until, unless renewed',
    hour: 'From when on',
    hourHint: 'Time in Rome. Empty means now; an hour that is past is tomorrow’s.',
    yes: 'Yes, I am coming',
    no: 'No, I cannot',
    hint: 'You can change your answer while the declaration is in force.',
    comes: (from) => `You said yes, from ${from}. Your account is open. Thank you.`,
    declined: 'You said no. Thank you for telling us.',
    over: 'The declaration is over: no answer is needed any more, and your account is shut.',
    console: 'Go to the console',
    unknownTitle: 'No such question',
    unknown: 'This address belongs to no question. Copy it whole from the mail.',
  },
  de: {
    title: 'Können Sie beim Antworten helfen?',
    lead: (service) => `${service} bittet die Reserve, Anfragen zu beantworten.`,
    level: 'Stufe',
    area: 'Gebiet',
    since: 'Seit',
    until: 'Bis, falls nicht verlängert',
    hour: 'Ab wann',
    hourHint: 'Uhrzeit in Rom. Leer heißt jetzt; eine vergangene Uhrzeit ist die von morgen.',
    yes: 'Ja, ich komme',
    no: 'Nein, ich kann nicht',
    hint: 'Sie können Ihre Antwort ändern, solange die Erklärung gilt.',
    comes: (from) => `Sie haben ja gesagt, ab ${from}. Ihr Konto ist offen. Danke.`,
    declined: 'Sie haben nein gesagt. Danke für die Antwort.',
    over: 'Die Erklärung ist zu Ende: Eine Antwort ist nicht mehr nötig, und Ihr Konto ist geschlossen.',
    console: 'Zur Konsole',
    unknownTitle: 'Keine solche Frage',
    unknown: 'Diese Adresse gehört zu keiner Frage. Kopieren Sie sie ganz aus der E-Mail.',
  },
};
