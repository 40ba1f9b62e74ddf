import type { Parameter } from '../../contracts/content/parameter.ts';
import type { Language } from '../../contracts/text.ts';
import { valueOn } from '../../core/knowledge/parameters.ts';

const tags: Record<Language, string> = { it: 'it-IT', en: 'en-GB', de: 'de-IT' };

/** What a page says in the place of a figure that nobody has published for its day. */
const notPublished: Record<Language, (year: string) => string> = {
  it: (year) => `importo ${year} non ancora pubblicato`,
  en: (year) => `amount for ${year} not yet published`,
  de: (year) => `Betrag ${year} noch nicht veröffentlicht`,
};

const named: Record<Language, Record<Parameter['unit'], (one: boolean) => string>> = {
  it: {
    euro: () => 'euro',
    'euro-a-month': () => 'euro al mese',
    days: (one) => (one ? 'giorno' : 'giorni'),
    'working-days': (one) => (one ? 'giorno lavorativo' : 'giorni lavorativi'),
    months: (one) => (one ? 'mese' : 'mesi'),
    years: (one) => (one ? 'anno' : 'anni'),
    percent: () => 'per cento',
  },
  en: {
    euro: () => 'euro',
    'euro-a-month': () => 'euro a month',
    days: (one) => (one ? 'day' : 'days'),
    'working-days': (one) => (one ? 'working day' : 'working days'),
    months: (one) => (one ? 'month' : 'months'),
    years: (one) => (one ? 'year' : 'years'),
    percent: () => 'per cent',
  },
  de: {
    euro: () => 'Euro',
    'euro-a-month': () => 'Euro im Monat',
    days: (one) => (one ? 'Tag' : 'Tage'),
    'working-days': (one) => (one ? 'Arbeitstag' : 'Arbeitstage'),
    months: (one) => (one ? 'Monat' : 'Monate'),
    years: (one) => (one ? 'Jahr' : 'Jahre'),
    percent: () => 'Prozent',
  },
};

/** A figure with its unit as it is read: two decimals for amounts that have cents, none otherwise. */
export function readableFigure(value: number, unit: Parameter['unit'], language: Language): string {
  const cents = Number.isInteger(value) ? 0 : 2;
  const digits = new Intl.NumberFormat(tags[language], {
    minimumFractionDigits: unit.startsWith('euro') ? cents : 0,
    maximumFractionDigits: 2,
    useGrouping: 'always',
  }).format(value);
  return `${digits} ${named[language][unit](value === 1)}`;
}

/**
 * A text with each `{{parameter}}` replaced by its figure on a day `YYYY-MM-DD`, or by the sentence that it is not
 * published for that year. What nobody has defined is as unpublished as the rest: no braces reach a reader.
 */
export function fillParameters(
  text: string,
  parameters: readonly Parameter[],
  day: string,
  language: Language,
): string {
  return text.replace(/\{\{([a-z0-9-]+)\}\}/g, (_, id: string) => {
    const parameter = parameters.find((each) => each.id === id);
    const value = parameter === undefined ? undefined : valueOn(parameter, day);
    return parameter === undefined || value === undefined
      ? notPublished[language](day.slice(0, 4))
      : readableFigure(value, parameter.unit, language);
  });
}
