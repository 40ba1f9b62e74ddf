import type { Language } from '../../contracts/text.ts';

/** What stands in a contact in place of what only the original mail shows. */
export const mailInTexts: Record<Language, { rest: string; unreadable: string; empty: string; onlyQuoted: string }> = {
  it: {
    rest: '[Il testo continua nel messaggio originale.]',
    unreadable: '[Il messaggio non si legge per intero: vedi l’originale.]',
    empty: '[Il messaggio non contiene testo.]',
    onlyQuoted: '[Il messaggio ripete solo un testo precedente: una risposta può stare tra le sue righe.]',
  },
  en: {
    rest: '[The text goes on in the original message.]',
    unreadable: '[The message cannot be read in full: see the original.]',
    empty: '[The message has no text.]',
    onlyQuoted: '[The message only repeats an earlier text: an answer may stand between its lines.]',
  },
  de: {
    rest: '[Der Text geht in der ursprünglichen Nachricht weiter.]',
    unreadable: '[Die Nachricht ist nicht vollständig lesbar: siehe das Original.]',
    empty: '[Die Nachricht enthält keinen Text.]',
    onlyQuoted: '[Die Nachricht wiederholt nur einen früheren Text: Eine Antwort kann zwischen seinen Zeilen stehen.]',
  },
};
