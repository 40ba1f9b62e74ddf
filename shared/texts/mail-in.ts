import type { Language } from '../contracts/text.ts';

/** What stands in a contact in place of what only the original mail shows. */
export const mailInTexts: Record<Language, { rest: string; unreadable: string; empty: string }> = {
  it: {
    rest: '[Il testo continua nel messaggio originale.]',
    unreadable: '[Il messaggio non si legge per intero: vedi l’originale.]',
    empty: '[Il messaggio non contiene testo.]',
  },
  en: {
    rest: '[The text goes on in the original message.]',
    unreadable: '[The message cannot be read in full: see the original.]',
    empty: '[The message has no text.]',
  },
  de: {
    rest: '[Der Text geht in der ursprünglichen Nachricht weiter.]',
    unreadable: '[Die Nachricht ist nicht vollständig lesbar: siehe das Original.]',
    empty: '[Die Nachricht enthält keinen Text.]',
  },
};
