import type { WrittenMail } from '../../contracts/mail.ts';
import type { PreparedService } from '../../contracts/service.ts';
import type { Language } from '../../contracts/text.ts';
import type { Wake } from '../../contracts/wake.ts';
import type { Duty } from '../../core/posture/call-out.ts';
import { waitingWords } from '../voice/wake.ts';
import type { AnswerTexts } from './answer.ts';
import { staffMail } from './staff-mail.ts';

const mailTexts = {
  it: {
    greeting: (name: string) => `${name},`,
    answer: 'Se ci pensi tu, apri questo indirizzo e conferma con il pulsante:',
    next: 'Se nessuno conferma, tra 3 minuti chiamiamo la persona successiva.',
  },
  en: {
    greeting: (name: string) => `${name},`,
    answer: 'If you will see to it, open this address and confirm with the button:',
    next: 'If nobody confirms, the next person is called in 3 minutes.',
  },
};

/** The mail that goes with a ring, last of all ways; `answerAddress` is the person's alone. */
export function wakeMail(
  { service, occasion, revision, waiting }: Wake,
  { name, email }: Pick<Duty, 'name' | 'email'>,
  definition: PreparedService,
  answerAddress: string,
): WrittenMail {
  const [first = ''] = waitingWords(waiting, 'it');
  return staffMail(
    definition,
    email,
    `URGENTE – ${definition.name.it}: ${first}`,
    `${service}.wake.${occasion}.${revision}`,
    (language) => {
      const texts = mailTexts[language];
      return [
        { text: texts.greeting(name) },
        { text: definition.name[language] },
        ...waitingWords(waiting, language).map((text) => ({ text, strong: true })),
        { text: texts.answer },
        { text: answerAddress, link: true },
        { text: texts.next },
      ];
    },
  );
}

type PageTexts = AnswerTexts & { since: (at: string) => string; over: string; console: string };

/** The page on which somebody who was rung says that they have heard. */
export const wakePages: Record<Language, PageTexts> = {
  it: {
    title: 'Qualcosa attende',
    lead: (service) => `${service} ti chiama perché c’è da leggere subito.`,
    since: (at) => `Chiamate cominciate ${at}.`,
    button: 'Confermo: ci penso io',
    hint: 'Dopo la conferma nessun altro viene chiamato per quello che attende adesso.',
    thanks: 'Confermato. Grazie.',
    taken: (name, at) => `Ha confermato ${name}, ${at}.`,
    over: 'Non attende più nulla: qualcuno ci ha già pensato.',
    console: 'Apri la pagina degli operatori',
    unknownTitle: 'Chiamata sconosciuta',
    unknown: 'Questo indirizzo non è di nessuna chiamata. Copialo intero dal messaggio.',
  },
  en: {
    title: 'Something is waiting',
    lead: (service) => `${service} is calling you because something must be read at once.`,
    since: (at) => `Calls began on ${at}.`,
    button: 'I confirm: I will see to it',
    hint: 'Once you confirm, nobody else is called for what is waiting now.',
    thanks: 'Confirmed. Thank you.',
    taken: (name, at) => `Confirmed by ${name}, ${at}.`,
    over: 'Nothing is waiting any more: somebody has seen to it.',
    console: 'Open the operators’ page',
    unknownTitle: 'No such call',
    unknown: 'This address belongs to no call. Copy it whole from the message.',
  },
  de: {
    title: 'Etwas wartet',
    lead: (service) => `${service} ruft Sie, weil etwas sofort zu lesen ist.`,
    since: (at) => `Die Anrufe begannen ${at}.`,
    button: 'Ich bestätige: Ich kümmere mich darum',
    hint: 'Nach der Bestätigung wird für das, was jetzt wartet, niemand sonst gerufen.',
    thanks: 'Bestätigt. Danke.',
    taken: (name, at) => `Bestätigt von ${name}, ${at}.`,
    over: 'Es wartet nichts mehr: Jemand hat sich darum gekümmert.',
    console: 'Seite der Mitarbeitenden öffnen',
    unknownTitle: 'Unbekannter Anruf',
    unknown: 'Diese Adresse gehört zu keinem Anruf. Kopieren Sie sie vollständig aus der Nachricht.',
  },
};
