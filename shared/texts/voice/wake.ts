import type { DeclaredLevel } from '../../contracts/declaration.ts';
import type { Language } from '../../contracts/text.ts';
import type { Waiting } from '../../contracts/wake.ts';
import { readableTime } from '../dates.ts';
import { wordsIn } from '../words/words.ts';

type WakeTexts = {
  urgent: (count: string, oldest: string) => string;
  oneUrgent: (since: string) => string;
  moreThan: (count: number) => string;
  proposals: (count: number) => string;
  duty: (level: string) => string;
  press: string;
  next: string;
  written: string;
};

/** What wakes somebody: short, so that who is half asleep hears what waits, and nothing of anybody's. */
const wakeTexts: Record<Language, WakeTexts> = {
  it: {
    urgent: (count, oldest) => `${count} richieste urgenti da leggere, la più vecchia dalle ${oldest}.`,
    oneUrgent: (since) => `Una richiesta urgente da leggere, dalle ${since}.`,
    moreThan: (count) => `Più di ${count}`,
    proposals: (count) =>
      count === 1 ? 'Una proposta attende una decisione.' : `${count} proposte attendono una decisione.`,
    duty: (level) => `Chiamata in servizio. Stato: ${level.toLowerCase()}.`,
    press: 'Premi 1 per confermare che ci pensi tu.',
    next: 'Se nessuno conferma, tra 3 minuti chiamiamo la persona successiva.',
    written: 'Conferma qui',
  },
  en: {
    urgent: (count, oldest) => `${count} urgent requests to read, the oldest since ${oldest}.`,
    oneUrgent: (since) => `One urgent request to read, since ${since}.`,
    moreThan: (count) => `More than ${count}`,
    proposals: (count) => (count === 1 ? 'One proposal awaits a decision.' : `${count} proposals await a decision.`),
    duty: (level) => `Call to duty. Level: ${level.toLowerCase()}.`,
    press: 'Press 1 to confirm that you will see to it.',
    next: 'If nobody confirms, the next person is called in 3 minutes.',
    written: 'Confirm here',
  },
  de: {
    urgent: (count, oldest) => `${count} dringende Anfragen sind zu lesen, die älteste seit ${oldest} Uhr.`,
    oneUrgent: (since) => `Eine dringende Anfrage ist zu lesen, seit ${since} Uhr.`,
    moreThan: (count) => `Mehr als ${count}`,
    proposals: (count) =>
      count === 1 ? 'Ein Vorschlag wartet auf eine Entscheidung.' : `${count} Vorschläge warten auf eine Entscheidung.`,
    duty: (level) => `Ruf zum Dienst. Stufe: ${level}.`,
    press: 'Drücken Sie die 1, um zu bestätigen, dass Sie sich darum kümmern.',
    next: 'Bestätigt niemand, rufen wir in 3 Minuten die nächste Person an.',
    written: 'Hier bestätigen',
  },
};

/** What waits, in sentences. */
export function waitingWords({ urgent, more, oldest, proposals }: Waiting, language: Language): string[] {
  const texts = wakeTexts[language];
  const since = oldest === undefined ? '' : readableTime(oldest);
  const count = more ? texts.moreThan(urgent) : String(urgent);
  const cases = urgent === 1 && !more ? texts.oneUrgent(since) : texts.urgent(count, since);
  return [...(urgent > 0 ? [cases] : []), ...(proposals > 0 ? [texts.proposals(proposals)] : [])];
}

/** What calls to duty, in sentences. */
export const dutyWords = (level: DeclaredLevel, language: Language): string[] => [
  wakeTexts[language].duty(wordsIn[language].levels[level]),
];

/** What is spoken on the telephone: the service, what waits, and the key that answers, unless told which do. */
export const spokenWords = (service: string, words: string, language: Language, press?: string): string =>
  [`${service}.`, words, press ?? `${wakeTexts[language].press} ${wakeTexts[language].next}`].join(' ');

/** What is written by SMS or push: the service, what waits, and where to answer. */
export const writtenWords = (
  service: string,
  words: string,
  address: string,
  language: Language,
  written = wakeTexts[language].written,
): string => `${service}: ${words} ${written}: ${address}`;
