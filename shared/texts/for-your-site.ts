import type { Language } from '../contracts/text.ts';

type Texts = {
  title: string;
  lead: (service: string) => string;
  snippet: string;
  snippetText: string;
  origin: string;
  shows: string;
  showsText: string;
  keeps: string;
  keepsText: string;
  policy: string;
  policyText: string;
  languages: string;
};

/** What the page for whoever runs another site says. */
export const forYourSiteTexts: Record<Language, Texts> = {
  it: {
    title: 'Per il tuo sito',
    lead: (service) => `Due righe mettono ${service} in una pagina del tuo sito o del tuo giornale.`,
    snippet: 'Le due righe',
    snippetText: 'Copiale dove il riquadro deve comparire:',
    origin: 'INDIRIZZO-DI-QUESTO-SITO',
    shows: 'Che cosa mostra',
    showsText:
      'Se il servizio è aperto e fino a quando, gli avvisi in corso e una ricerca nelle risposte. Se chi cerca scrive di un pericolo, il 112 sta sopra ogni risultato.',
    keeps: 'Che cosa non fa',
    keepsText:
      'Nessun cookie, nessuna memoria nel browser, nessun tracciamento: il riquadro chiede a questo sito e a nessun altro. Quello che si scrive parte quando si preme Cerca.',
    policy: 'Se la tua pagina ha una Content-Security-Policy',
    policyText: 'Servono queste due voci, e nient’altro:',
    languages: 'Lingua: data-language="it", "en" o "de"; senza, quella della pagina.',
  },
  en: {
    title: 'For your site',
    lead: (service) => `Two lines put ${service} on a page of your site or your magazine.`,
    snippet: 'The two lines',
    snippetText: 'Copy them to where the box is to be:',
    origin: 'ADDRESS-OF-THIS-SITE',
    shows: 'What it shows',
    showsText:
      'Whether the service is open and until when, what is declared, and a search of the answers. Where somebody writes of danger, 112 stands above every result.',
    keeps: 'What it does not do',
    keepsText:
      'No cookies, no storage in the browser, no tracking: the box asks this site and no other. What is typed leaves when Search is pressed.',
    policy: 'If your page has a Content-Security-Policy',
    policyText: 'It needs these two entries, and nothing else:',
    languages: 'Language: data-language="it", "en" or "de"; without it, that of the page.',
  },
  de: {
    title: 'Für Ihre Website',
    lead: (service) => `Zwei Zeilen bringen ${service} auf eine Seite Ihrer Website oder Ihrer Zeitschrift.`,
    snippet: 'Die zwei Zeilen',
    snippetText: 'Kopieren Sie sie dorthin, wo der Kasten stehen soll:',
    origin: 'ADRESSE-DIESER-SEITE',
    shows: 'Was er zeigt',
    showsText:
      'Ob der Dienst geöffnet ist und bis wann, was gerade gilt, und eine Suche in den Antworten. Wer von einer Gefahr schreibt, sieht 112 über jedem Ergebnis.',
    keeps: 'Was er nicht tut',
    keepsText:
      'Keine Cookies, kein Speicher im Browser, keine Verfolgung: Der Kasten fragt diese Seite und keine andere. Was man eingibt, geht ab, wenn man auf Suchen drückt.',
    policy: 'Wenn Ihre Seite eine Content-Security-Policy hat',
    policyText: 'Sie braucht diese zwei Einträge und sonst nichts:',
    languages: 'Sprache: data-language="it", "en" oder "de"; ohne Angabe die der Seite.',
  },
};
