import type { Language } from '../contracts/text.ts';

type Texts = {
  title: string;
  lead: (service: string) => string;
  data: string;
  files: Record<'csv' | 'json' | 'datapackage' | 'dcat' | 'statistics', string>;
  inside: string;
  insideText: string;
  outside: string;
  outsideText: string;
  licence: string;
  licenceText: (administration: string) => string;
  fresh: string;
};

/** What the page of a service's open data says. */
export const openDataTexts: Record<Language, Texts> = {
  it: {
    title: 'Dati aperti',
    lead: (service) => `Quello che ${service} pubblica, da riusare liberamente in altri siti, programmi e giornali.`,
    data: 'I dati',
    files: {
      csv: 'Tabella (CSV), per fogli di calcolo',
      json: 'JSON, per programmi, con tutte le parole',
      datapackage: 'Che cosa c’è nella tabella (datapackage.json, Frictionless)',
      dcat: 'Catalogo (DCAT-AP_IT, JSON-LD), per dati.gov.it',
      statistics: 'Che cosa ha fatto il servizio, mese per mese',
    },
    inside: 'Che cosa c’è',
    insideText:
      'Articoli, guide, misure, eventi della vita, amministrazioni, buone pratiche e materiali, come si leggono in questo momento, in ogni lingua in cui sono scritti, con fonte, versione e giorno del controllo.',
    outside: 'Che cosa non c’è',
    outsideText:
      'Bozze, storie, idee e pagine nate dalla domanda di un cittadino: chi le ha date può riprenderle, e una copia non si può riprendere.',
    licence: 'Licenza',
    licenceText: (administration) =>
      `Creative Commons Attribuzione 4.0 (CC-BY 4.0). Citate la fonte: ${administration}. Togliete quello che da qui è stato tolto.`,
    fresh: 'I file seguono le pagine in pochi secondi: scaricateli di nuovo invece di tenerne una copia vecchia.',
  },
  en: {
    title: 'Open data',
    lead: (service) => `What ${service} publishes, free to be used in other sites, programs and papers.`,
    data: 'The data',
    files: {
      csv: 'Table (CSV), for spreadsheets',
      json: 'JSON, for programs, with every word',
      datapackage: 'What is in the table (datapackage.json, Frictionless)',
      dcat: 'Catalogue (DCAT-AP_IT, JSON-LD), for dati.gov.it',
      statistics: 'What the service did, month by month',
    },
    inside: 'What is in them',
    insideText:
      'Articles, guides, measures, life events, administrations, good practices and materials as they are read at this moment, in each language in which they are written, with source, version and day of check.',
    outside: 'What is not',
    outsideText:
      'Drafts, stories, ideas and pages that came of a citizen’s question: whoever gave them may take them back, and a copy cannot be taken back.',
    licence: 'Licence',
    licenceText: (administration) =>
      `Creative Commons Attribution 4.0 (CC-BY 4.0). Name the source: ${administration}. Remove what was removed here.`,
    fresh: 'The files follow the pages within seconds: fetch them again instead of keeping an old copy.',
  },
  de: {
    title: 'Offene Daten',
    lead: (service) => `Was ${service} veröffentlicht, frei zu nutzen auf anderen Seiten, in Programmen und Zeitungen.`,
    data: 'Die Daten',
    files: {
      csv: 'Tabelle (CSV), für Tabellenprogramme',
      json: 'JSON, für Programme, mit allen Worten',
      datapackage: 'Was in der Tabelle steht (datapackage.json, Frictionless)',
      dcat: 'Katalog (DCAT-AP_IT, JSON-LD), für dati.gov.it',
      statistics: 'Was der Dienst getan hat, Monat für Monat',
    },
    inside: 'Was darin steht',
    insideText:
      'Artikel, geführte Fragen, Leistungen, Lebensereignisse, Verwaltungen, gute Praxis und Materialien, wie sie jetzt zu lesen sind, in jeder Sprache, in der sie geschrieben sind, mit Quelle, Version und Tag der Prüfung.',
    outside: 'Was nicht darin steht',
    outsideText:
      'Entwürfe, Geschichten, Ideen und Seiten, die aus der Frage einer Person entstanden sind: Wer sie gegeben hat, kann sie zurücknehmen, eine Kopie aber nicht.',
    licence: 'Lizenz',
    licenceText: (administration) =>
      `Creative Commons Namensnennung 4.0 (CC-BY 4.0). Nennen Sie die Quelle: ${administration}. Entfernen Sie, was hier entfernt wurde.`,
    fresh: 'Die Dateien folgen den Seiten in Sekunden: Laden Sie sie neu, statt eine alte Kopie zu behalten.',
  },
};
