import type { Language } from '../../contracts/text.ts';

/** What stands in a contact in place of what only the original mail shows. */
export const mailInTexts: Record<
  Language,
  { rest: string; unreadable: string; empty: string; onlyQuoted: string; encrypted: string; calendar: string }
> = {
  it: {
    rest: '[Il testo continua nel messaggio originale.]',
    unreadable: '[Il messaggio non si legge per intero: vedi l’originale.]',
    empty: '[Il messaggio non contiene testo.]',
    encrypted: '[Il messaggio è cifrato e qui nessuno può aprirlo.]',
    calendar: '[Il messaggio è una voce di calendario: vedi l’allegato.]',
    onlyQuoted: '[Il messaggio ripete solo un testo precedente: una risposta può stare tra le sue righe.]',
  },
  en: {
    rest: '[The text goes on in the original message.]',
    unreadable: '[The message cannot be read in full: see the original.]',
    empty: '[The message has no text.]',
    encrypted: '[The message is encrypted and nobody here can open it.]',
    calendar: '[The message is an entry of a calendar: see the attachment.]',
    onlyQuoted: '[The message only repeats an earlier text: an answer may stand between its lines.]',
  },
  de: {
    rest: '[Der Text geht in der ursprünglichen Nachricht weiter.]',
    unreadable: '[Die Nachricht ist nicht vollständig lesbar: siehe das Original.]',
    empty: '[Die Nachricht enthält keinen Text.]',
    encrypted: '[Die Nachricht ist verschlüsselt und kann hier nicht geöffnet werden.]',
    calendar: '[Die Nachricht ist ein Kalendereintrag: siehe Anhang.]',
    onlyQuoted: '[Die Nachricht wiederholt nur einen früheren Text: Eine Antwort kann zwischen seinen Zeilen stehen.]',
  },
};
