/**
 * One screen each in Italian of level A2: short sentences, one thought each, words of every day. Numbers are written as
 * they are dialled. Held by a test to Gulpease 80.
 */
export type PlainScreen = { title: string; lines: readonly string[] };

/** The screen for somebody in danger. It comes before every other. */
export const plainDanger: PlainScreen = {
  title: 'Sei in pericolo?',
  lines: [
    'Chiama il 112. È gratis.',
    'Il 112 risponde nella tua lingua.',
    'Di’ dove sei. Di’ che cosa succede.',
    'Non chiudere il telefono. Aspetta.',
    'Questa pagina non manda aiuto.',
  ],
};

/** What the service is, with its name and telephone number as they are read. */
export const plainService = (name: string, phone: string): PlainScreen => ({
  title: name,
  lines: [
    'Noi rispondiamo alle domande.',
    `Puoi chiamare il ${phone}.`,
    'Puoi scrivere qui. Scrivi come sai.',
    'Ti diamo un codice. Tieni il codice.',
    'Con il codice vedi la risposta.',
    'Sei in pericolo? Chiama il 112.',
  ],
});

export const plainForm: PlainScreen = {
  title: 'Scrivi a noi',
  lines: [
    'Sei in pericolo? Non scrivere. Chiama il 112.',
    'Scrivi che cosa ti serve.',
    'Puoi scrivere nella tua lingua.',
    'Scrivi la tua mail o il tuo telefono. Così ti rispondiamo.',
    'Premi «Invia».',
    'Vedi un codice. Scrivi il codice su un foglio.',
  ],
};

/** The page of an event; `name` is how the event is called on it. */
export const plainEvent = (name: string): PlainScreen => ({
  title: name,
  lines: [
    'Sei in pericolo? Chiama il 112.',
    'Leggi che cosa fare adesso.',
    'Ascolta il tuo Comune.',
    'Non andare nei posti colpiti.',
    'Non credere a tutto quello che leggi. Qui c’è la fonte.',
    'Torna su questa pagina. Le notizie cambiano.',
  ],
});

/**
 * "112 answers in your language" in the eight languages most spoken by people from abroad: those that ISTAT found to be
 * mother tongues of most (Diversità linguistiche tra i cittadini stranieri, 24 July 2014, data of 2011-2012; after
 * Italian). 112 has interpreters for all eight, among others (filodirettomonreale.it, 8 October 2019; read on 29
 * November 2026). To be checked with the administration, and by somebody who speaks the language.
 */
export const answersInYourLanguage = [
  { language: 'ro', name: 'Română', text: '112 răspunde în limba ta.' },
  { language: 'ar', name: 'العربية', text: 'الرقم 112 يجيب بلغتك.' },
  { language: 'sq', name: 'Shqip', text: '112 përgjigjet në gjuhën tënde.' },
  { language: 'es', name: 'Español', text: 'El 112 responde en tu idioma.' },
  { language: 'zh', name: '中文', text: '112 会用您的语言接听。' },
  { language: 'ru', name: 'Русский', text: '112 отвечает на вашем языке.' },
  { language: 'uk', name: 'Українська', text: '112 відповідає вашою мовою.' },
  { language: 'fr', name: 'Français', text: 'Le 112 répond dans votre langue.' },
] as const;
