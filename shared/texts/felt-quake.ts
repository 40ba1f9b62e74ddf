import type { FeltQuake } from '../contracts/service-state.ts';
import type { Language } from '../contracts/text.ts';
import { readableInstant } from './dates.ts';

// Before anybody has declared anything: what INGV lists, and what to do. Nothing here says how bad it was. The page's
// script writes the same lines as the page that is served, so this may need no more than a browser has.

type FeltTexts = {
  question: string;
  first: string;
  told: (magnitude: string, at: string, place: string) => string;
  whom: (km: number, provinces: string) => string;
  todo: readonly string[];
  page: string;
};

const texts: Record<Language, FeltTexts> = {
  it: {
    question: 'Hai sentito una scossa?',
    first: 'Se qualcuno è in pericolo chiama il 112.',
    told: (magnitude, at, place) => `L’INGV segnala un terremoto di magnitudo ${magnitude}: ${at}, ${place}.`,
    whom: (km, provinces) =>
      provinces === ''
        ? `Vale per chi è a meno di ${km} km da lì.`
        : `Vale per chi è a meno di ${km} km da lì, nelle province di ${provinces}.`,
    todo: [
      'Se trema ancora, riparati sotto un tavolo o vicino a un muro portante.',
      'Quando smette, esci con le scarpe e con prudenza. Non usare l’ascensore.',
      'Telefona se serve davvero: le linee servono ai soccorsi.',
    ],
    page: 'La scheda dell’INGV',
  },
  en: {
    question: 'Did you feel an earthquake?',
    first: 'If somebody is in danger call 112.',
    told: (magnitude, at, place) => `INGV reports an earthquake of magnitude ${magnitude}: ${at}, ${place}.`,
    whom: (km, provinces) =>
      provinces === ''
        ? `This is for whoever is less than ${km} km away.`
        : `This is for whoever is less than ${km} km away, in the provinces of ${provinces}.`,
    todo: [
      'If it still shakes, take shelter under a table or by a load-bearing wall.',
      'When it stops, leave with shoes on and with care. Do not use the lift.',
      'Phone if you really must: rescuers need the lines.',
    ],
    page: 'What INGV says of it',
  },
  de: {
    question: 'Haben Sie ein Erdbeben gespürt?',
    first: 'Wenn jemand in Gefahr ist, rufen Sie 112 an.',
    told: (magnitude, at, place) => `Das INGV meldet ein Erdbeben der Stärke ${magnitude}: ${at}, ${place}.`,
    whom: (km, provinces) =>
      provinces === ''
        ? `Das gilt für alle, die weniger als ${km} km entfernt sind.`
        : `Das gilt für alle, die weniger als ${km} km entfernt sind, in den Provinzen ${provinces}.`,
    todo: [
      'Wenn es noch bebt, gehen Sie unter einen Tisch oder an eine tragende Wand.',
      'Wenn es aufhört, gehen Sie mit Schuhen und vorsichtig hinaus. Nehmen Sie nicht den Aufzug.',
      'Telefonieren Sie, wenn es wirklich sein muss: die Retter brauchen die Leitungen.',
    ],
    page: 'Was das INGV dazu sagt',
  },
};

/** The lines of one shock in the order in which they stand, whom to call first; `page` leads to INGV where it is known. */
export function feltLines(
  { magnitude, at, place, withinKm, provinces, page }: FeltQuake,
  language: Language,
): { question: string; first: string; lines: string[]; page?: { address: string; name: string } } {
  const { question, first, told, whom, todo, page: name } = texts[language];
  const strength = magnitude.toFixed(1).replace('.', language === 'en' ? '.' : ',');
  return {
    question,
    first,
    lines: [told(strength, readableInstant(at, language), place), whom(withinKm, provinces.join(', ')), ...todo],
    ...(page !== undefined && { page: { address: page, name } }),
  };
}

/** What stands around a shock, in one language, for whoever reads it for how easily it is read. */
export const feltTextsIn = (language: Language): FeltTexts => texts[language];
