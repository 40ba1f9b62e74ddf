import type { EventNumber, SaidWords } from '../contracts/event-page.ts';
import type { Language } from '../contracts/text.ts';
import type { EventList } from '../core/posture/event-page.ts';

export type EventTexts = {
  title: (level: string, area: string) => string;
  word: string;
  lists: Record<EventList, string>;
  numbers: string;
  numberKinds: Record<EventNumber['kind'], string>;
  since: (from: string) => string;
  until: (until: string) => string;
  source: (name: string) => string;
  declared: (at: string) => string;
  nextUpdate: (at: string) => string;
  nextUpdateLate: (at: string) => string;
  nothingTold: string;
  urgent: string;
  urgentText: (until: string) => string;
  toldAt: (at: string) => string;
  onlyItalian: string;
  onlyItalianText: string;
  onlyItalianSpoken: string;
  toPage: string;
  over: string;
  overText: string;
};

/** What stands around the words that somebody on duty tells of an event, on the page, in mails and in the voice. */
export const eventTexts: Record<Language, EventTexts> = {
  it: {
    title: (level, area) => `${level}: ${area}`,
    word: 'La parola dell’ora',
    lists: {
      doNow: 'Che cosa fare adesso',
      avoid: 'Dove non andare',
      known: 'Che cosa sappiamo',
      unknown: 'Che cosa non sappiamo ancora',
      untrue: 'Gira, ma è falso',
    },
    numbers: 'I numeri di questo evento',
    numberKinds: {
      'region-room': 'Sala operativa della regione',
      relatives: 'Per chi cerca un parente',
      'from-abroad': 'Per chi chiama dall’estero',
      solidarity: 'Numero solidale',
      other: 'Altro numero',
    },
    since: (from) => `da ${from}`,
    until: (until) => `fino a ${until}`,
    source: (name) => `Lo dice: ${name}`,
    declared: (at) => `Dichiarato ${at}.`,
    nextUpdate: (at) => `Prossimo aggiornamento: ${at}.`,
    nextUpdateLate: (at) => `L’aggiornamento era atteso ${at}: è in ritardo. Quello che leggi può essere cambiato.`,
    nothingTold: 'Per ora sappiamo solo quello che è scritto qui sopra. In pericolo chiama il 112.',
    urgent: 'Urgente, non ancora riveduto',
    urgentText: (until) => `L’ha scritto una persona sola. Se nessun altro lo rilegge, sparisce ${until}.`,
    toldAt: (at) => `Scritto ${at}.`,
    onlyItalian: 'Solo in italiano',
    onlyItalianText: 'Nessuno l’ha ancora tradotto. In pericolo chiama il 112.',
    onlyItalianSpoken: '',
    toPage: 'Che cosa sappiamo e che cosa fare',
    over: 'La pagina di questo evento è chiusa',
    overText: 'La dichiarazione non vale più, e con essa quello che era scritto qui. In pericolo chiama il 112.',
  },
  en: {
    title: (level, area) => `${level}: ${area}`,
    word: 'The word of the hour',
    lists: {
      doNow: 'What to do now',
      avoid: 'Where not to go',
      known: 'What we know',
      unknown: 'What we do not know yet',
      untrue: 'People say so, but it is false',
    },
    numbers: 'The numbers of this event',
    numberKinds: {
      'region-room': 'Operations room of the region',
      relatives: 'If you look for a relative',
      'from-abroad': 'If you call from abroad',
      solidarity: 'Donation number',
      other: 'Another number',
    },
    since: (from) => `since ${from}`,
    until: (until) => `until ${until}`,
    source: (name) => `Source: ${name}`,
    declared: (at) => `Declared ${at}.`,
    nextUpdate: (at) => `Next update: ${at}.`,
    nextUpdateLate: (at) => `An update was due ${at} and is late. What you read may have changed.`,
    nothingTold: 'For now we know what stands above and no more. In danger call 112.',
    urgent: 'Urgent, not yet read by another person',
    urgentText: (until) => `One person wrote it. Unless somebody else reads it, it goes away ${until}.`,
    toldAt: (at) => `Written ${at}.`,
    onlyItalian: 'In Italian only',
    onlyItalianText: 'Nobody has translated it yet. In danger call 112.',
    onlyItalianSpoken: 'There is news of this event, in Italian only, on our pages. In danger hang up and call 1 1 2.',
    toPage: 'What we know and what to do',
    over: 'The page of this event is closed',
    overText: 'The declaration holds no more, nor does what stood here. In danger call 112.',
  },
  de: {
    title: (level, area) => `${level}: ${area}`,
    word: 'Das Wort der Stunde',
    lists: {
      doNow: 'Was jetzt zu tun ist',
      avoid: 'Wohin man nicht gehen soll',
      known: 'Was wir wissen',
      unknown: 'Was wir noch nicht wissen',
      untrue: 'Wird erzählt, ist aber falsch',
    },
    numbers: 'Die Nummern zu diesem Ereignis',
    numberKinds: {
      'region-room': 'Lagezentrum der Region',
      relatives: 'Wenn Sie Angehörige suchen',
      'from-abroad': 'Wenn Sie aus dem Ausland anrufen',
      solidarity: 'Spendennummer',
      other: 'Weitere Nummer',
    },
    since: (from) => `seit ${from}`,
    until: (until) => `bis ${until}`,
    source: (name) => `Quelle: ${name}`,
    declared: (at) => `Erklärt ${at}.`,
    nextUpdate: (at) => `Nächste Nachricht: ${at}.`,
    nextUpdateLate: (at) =>
      `Eine Nachricht war für ${at} angekündigt und ist verspätet. Es kann anders sein als hier steht.`,
    nothingTold: 'Vorerst wissen wir, was oben steht, und nicht mehr. Bei Gefahr rufen Sie 112.',
    urgent: 'Dringend, noch nicht gegengelesen',
    urgentText: (until) => `Eine Person hat es geschrieben. Liest es niemand gegen, verschwindet es ${until}.`,
    toldAt: (at) => `Geschrieben ${at}.`,
    onlyItalian: 'Auf Italienisch',
    onlyItalianText: 'Noch hat es niemand übersetzt. Bei Gefahr rufen Sie 112.',
    onlyItalianSpoken:
      'Zu diesem Ereignis gibt es Neues auf unseren Seiten, bisher auf Italienisch. Bei Gefahr legen Sie auf und rufen Sie 1 1 2.',
    toPage: 'Was wir wissen und was zu tun ist',
    over: 'Die Seite dieses Ereignisses ist geschlossen',
    overText: 'Die Erklärung gilt nicht mehr und ebenso wenig, was hier stand. Bei Gefahr rufen Sie 112.',
  },
};

/** Words in a reader's language where they are there, else the Italian ones. */
export const wordsFor = (said: SaidWords, language: Language): { text: string; language: Language } => {
  const own = said[language];
  return own === undefined ? { text: said.it, language: 'it' } : { text: own, language };
};

/** The word of the hour as one line of a mail or a notice: with the mark that it is in Italian only where it is. */
export function wordLine(said: SaidWords, language: Language): string {
  const { text, language: written } = wordsFor(said, language);
  return written === language ? text : `${eventTexts[language].onlyItalian}: ${text}`;
}
