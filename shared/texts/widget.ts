import type { Language } from '../contracts/text.ts';

/** What the box of a service on somebody else's page says; `@` stands for a day and an hour. */
export type WidgetTexts = {
  title: string;
  danger: string;
  open: string;
  openUntil: string;
  closed: string;
  closedUntil: string;
  whatToDo: string;
  search: string;
  button: string;
  nothing: string;
  silent: string;
};

export const widgetTexts: Record<Language, WidgetTexts> = {
  it: {
    title: 'Vai al servizio',
    danger: 'In pericolo?',
    open: 'Aperto adesso.',
    openUntil: 'Aperto adesso, fino a @.',
    closed: 'Chiuso adesso.',
    closedUntil: 'Chiuso adesso, apre @.',
    whatToDo: 'Che cosa fare',
    search: 'Che cosa cerchi?',
    button: 'Cerca',
    nothing: 'Nessuna risposta trovata: scrivi al servizio.',
    silent: 'Il servizio non risponde in questo momento. In pericolo chiama il 112.',
  },
  en: {
    title: 'Go to the service',
    danger: 'In danger?',
    open: 'Open now.',
    openUntil: 'Open now, until @.',
    closed: 'Closed now.',
    closedUntil: 'Closed now, opens @.',
    whatToDo: 'What to do',
    search: 'What are you looking for?',
    button: 'Search',
    nothing: 'No answer found: write to the service.',
    silent: 'The service does not answer at this moment. In danger call 112.',
  },
  de: {
    title: 'Zum Dienst',
    danger: 'In Gefahr?',
    open: 'Jetzt geöffnet.',
    openUntil: 'Jetzt geöffnet, bis @.',
    closed: 'Jetzt geschlossen.',
    closedUntil: 'Jetzt geschlossen, öffnet @.',
    whatToDo: 'Was zu tun ist',
    search: 'Was suchen Sie?',
    button: 'Suchen',
    nothing: 'Keine Antwort gefunden: Schreiben Sie dem Dienst.',
    silent: 'Der Dienst antwortet gerade nicht. In Gefahr rufen Sie 112.',
  },
};
