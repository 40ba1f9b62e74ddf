import type { Language } from '../contracts/text.ts';

/** What is asked of a practice, in the order of the form. */
export const practiceMembers = ['title', 'summary', 'who', 'aim', 'cost', 'result', 'contact', 'email'] as const;
export type PracticeMember = (typeof practiceMembers)[number];

type Texts = {
  title: string;
  lead: string;
  fields: Record<PracticeMember, string>;
  hints: Partial<Record<PracticeMember, string>>;
  wrong: Record<PracticeMember | 'mayBePublished', string>;
  mayBePublished: string;
  send: string;
  done: string;
  doneNext: string;
  mailSubject: (service: string) => string;
  mailText: (title: string) => string;
};

/** What whoever tells a good practice reads, and the mail that says that it is public. */
export const practiceDoorTexts: Record<Language, Texts> = {
  it: {
    title: 'Racconta una buona pratica',
    lead: 'Per amministrazioni, imprese e associazioni che hanno fatto qualcosa che può servire ad altri. Una persona la legge prima che si veda.',
    fields: {
      title: 'Titolo',
      summary: 'In una o due frasi',
      who: 'Chi l’ha fatta',
      aim: 'A che cosa serviva',
      cost: 'Quanto è costata',
      result: 'Che cosa ne è venuto',
      contact: 'A chi chiedere',
      email: 'E-mail a cui chiedere',
    },
    hints: {
      cost: 'Soldi, tempo, persone.',
      contact: 'L’ufficio o il ruolo: si pubblica.',
      email: 'Dell’ufficio, non personale: si pubblica. Qui vi diciamo quando la pratica è pubblica.',
    },
    wrong: {
      title: 'Scrivi da 3 a 120 caratteri.',
      summary: 'Scrivi da 10 a 400 caratteri.',
      who: 'Scrivi da 3 a 1.000 caratteri.',
      aim: 'Scrivi da 3 a 1.000 caratteri.',
      cost: 'Scrivi da 3 a 1.000 caratteri.',
      result: 'Scrivi da 3 a 1.000 caratteri.',
      contact: 'Scrivi da 3 a 500 caratteri.',
      email: 'Scrivi un indirizzo e-mail intero.',
      mayBePublished: 'Senza questo sì non si può pubblicare.',
    },
    mayBePublished: 'Può essere pubblicata con il suo contatto, con licenza CC-BY 4.0.',
    send: 'Invia',
    done: 'Grazie: la pratica è arrivata.',
    doneNext: 'Una persona della redazione la legge. Quando è pubblica ve lo scriviamo.',
    mailSubject: (service) => `${service}: la vostra buona pratica è pubblica`,
    mailText: (title) => `«${title}» si legge qui:`,
  },
  en: {
    title: 'Tell a good practice',
    lead: 'For administrations, firms and associations that did something which may help others. A person reads it before it is seen.',
    fields: {
      title: 'Title',
      summary: 'In a sentence or two',
      who: 'Who did it',
      aim: 'What it was for',
      cost: 'What it cost',
      result: 'What came of it',
      contact: 'Whom to ask',
      email: 'E-mail to ask at',
    },
    hints: {
      cost: 'Money, time, people.',
      contact: 'The office or the role: it is published.',
      email: 'Of the office, not a person’s own: it is published. Here we tell you when the practice is public.',
    },
    wrong: {
      title: 'Write 3 to 120 characters.',
      summary: 'Write 10 to 400 characters.',
      who: 'Write 3 to 1,000 characters.',
      aim: 'Write 3 to 1,000 characters.',
      cost: 'Write 3 to 1,000 characters.',
      result: 'Write 3 to 1,000 characters.',
      contact: 'Write 3 to 500 characters.',
      email: 'Write a whole e-mail address.',
      mayBePublished: 'Without this yes it cannot be published.',
    },
    mayBePublished: 'It may be published with its contact, under CC-BY 4.0.',
    send: 'Send',
    done: 'Thank you: the practice has arrived.',
    doneNext: 'An editor reads it. We write to you when it is public.',
    mailSubject: (service) => `${service}: your good practice is public`,
    mailText: (title) => `“${title}” can be read here:`,
  },
  de: {
    title: 'Gute Praxis erzählen',
    lead: 'Für Verwaltungen, Betriebe und Vereine, die etwas getan haben, das anderen hilft. Jemand liest es, bevor es zu sehen ist.',
    fields: {
      title: 'Titel',
      summary: 'In ein, zwei Sätzen',
      who: 'Wer es getan hat',
      aim: 'Wozu es diente',
      cost: 'Was es gekostet hat',
      result: 'Was daraus wurde',
      contact: 'Wen man fragt',
      email: 'E-Mail für Fragen',
    },
    hints: {
      cost: 'Geld, Zeit, Menschen.',
      contact: 'Das Amt oder die Funktion: wird veröffentlicht.',
      email: 'Des Amtes, nicht persönlich: wird veröffentlicht. Hier sagen wir Ihnen, wann die Praxis zu lesen ist.',
    },
    wrong: {
      title: 'Schreiben Sie 3 bis 120 Zeichen.',
      summary: 'Schreiben Sie 10 bis 400 Zeichen.',
      who: 'Schreiben Sie 3 bis 1.000 Zeichen.',
      aim: 'Schreiben Sie 3 bis 1.000 Zeichen.',
      cost: 'Schreiben Sie 3 bis 1.000 Zeichen.',
      result: 'Schreiben Sie 3 bis 1.000 Zeichen.',
      contact: 'Schreiben Sie 3 bis 500 Zeichen.',
      email: 'Schreiben Sie eine ganze E-Mail-Adresse.',
      mayBePublished: 'Ohne dieses Ja kann es nicht veröffentlicht werden.',
    },
    mayBePublished: 'Es darf mit dem Kontakt veröffentlicht werden, unter CC-BY 4.0.',
    send: 'Senden',
    done: 'Danke: Die Praxis ist angekommen.',
    doneNext: 'Die Redaktion liest sie. Wir schreiben Ihnen, wenn sie zu lesen ist.',
    mailSubject: (service) => `${service}: Ihre gute Praxis ist veröffentlicht`,
    mailText: (title) => `„${title}“ ist hier zu lesen:`,
  },
};
