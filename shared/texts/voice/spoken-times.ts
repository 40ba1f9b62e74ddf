import type { Language } from '../../contracts/text.ts';
import { DAY, instantOf, MINUTE, rome } from '../../core/hours/zone.ts';
import { numberInWords, ordinalInWords } from './spoken-numbers.ts';

const said = (number: number, language: Language) => numberInWords(number, language);

/**
 * A time of the day in words, without a preposition: `nove e trenta`, `nine thirty in the morning`, `neun Uhr dreißig`.
 */
export function clockInWords(hour: number, minute: number, language: Language): string {
  if (language === 'it') {
    // The hour one is feminine: le ore.
    const hours = hour === 1 ? 'una' : hour === 21 ? 'ventuno' : said(hour, 'it');
    return minute === 0 ? hours : `${hours} e ${said(minute, 'it')}`;
  }
  if (language === 'de') {
    const hours = `${said(hour, 'de').replace(/eins$/, 'ein')} Uhr`;
    return minute === 0 ? hours : `${hours} ${said(minute, 'de')}`;
  }
  if (minute === 0 && hour % 12 === 0) return hour === 12 ? 'noon' : 'midnight';
  const minutes = minute === 0 ? '' : ` ${minute < 10 ? 'oh ' : ''}${said(minute, 'en')}`;
  const part =
    hour < 5 || hour >= 22
      ? 'at night'
      : hour < 12
        ? 'in the morning'
        : hour < 18
          ? 'in the afternoon'
          : 'in the evening';
  return `${said(hour % 12 === 0 ? 12 : hour % 12, 'en')}${minutes} ${part}`;
}

function atClock(hour: number, minute: number, language: Language): string {
  if (language === 'en') return `at ${clockInWords(hour, minute, 'en')}`;
  if (language === 'de') return hour + minute === 0 ? 'um Mitternacht' : `um ${clockInWords(hour, minute, 'de')}`;
  const minutes = minute === 0 ? '' : ` e ${said(minute, 'it')}`;
  if (hour === 0) return `a mezzanotte${minutes}`;
  if (hour === 12 && minute === 0) return 'a mezzogiorno';
  return hour === 1 ? `all’una${minutes}` : `alle ${clockInWords(hour, minute, 'it')}`;
}

const tags: Record<Language, string> = { it: 'it-IT', en: 'en-GB', de: 'de-DE' };
const formats = new Map<Language, Intl.DateTimeFormat>();
const formatIn = (language: Language) => {
  const format =
    formats.get(language) ??
    new Intl.DateTimeFormat(tags[language], { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  formats.set(language, format);
  return format;
};

/** Names of the months as prose has them, in order from January. */
export const monthNames: Record<Language, readonly string[]> = {
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
};

/**
 * Day and month in words: `primo settembre`, `the first of September`, `ersten September` (as after am, dem or vom).
 */
export function dayInWords(day: number, month: number, language: Language): string {
  const name = monthNames[language][month - 1] ?? '';
  const ordinal = ordinalInWords(day, language);
  return { it: `${ordinal} ${name}`, en: `the ${ordinal} of ${name}`, de: `${ordinal}n ${name}` }[language];
}

/**
 * What the clocks of Rome show at an instant: the day as milliseconds of its UTC midnight, hour and minute; throws
 * RangeError for no instant.
 */
function shownAt(instant: string): { day: number; hour: number; minute: number } {
  const at = instantOf(instant);
  const shown = at + rome.offsetAt(at);
  const day = Math.floor(shown / DAY) * DAY;
  const minutes = Math.floor((shown - day) / MINUTE);
  return { day, hour: Math.floor(minutes / 60), minute: minutes % 60 };
}

const near: Record<Language, { today: string; tomorrow: string }> = {
  it: { today: 'oggi', tomorrow: 'domani' },
  en: { today: 'today', tomorrow: 'tomorrow' },
  de: { today: 'heute', tomorrow: 'morgen' },
};

/**
 * An instant as somebody in Italy says it at `now`: `oggi alle diciotto`, `on Monday the fourteenth of September at
 * nine in the morning`. Midnight belongs to the day that it ends. Both are ISO instants; throws RangeError for another
 * text.
 */
export function spokenInstant(instant: string, now: string, language: Language): string {
  const { day, hour, minute } = shownAt(instant);
  const midnight = hour + minute === 0;
  const saidDay = midnight ? day - DAY : day;
  const ahead = (saidDay - shownAt(now).day) / DAY;
  const clock = atClock(hour, minute, language);
  const { today, tomorrow } = near[language];
  if (ahead === 0 && midnight)
    return { it: 'stanotte a mezzanotte', en: 'at midnight tonight', de: 'heute um Mitternacht' }[language];
  if (ahead === 0 || ahead === 1) return `${ahead === 0 ? today : tomorrow} ${clock}`;
  const date = new Date(saidDay);
  const weekday =
    formatIn(language)
      .formatToParts(date)
      .find(({ type }) => type === 'weekday')?.value ?? '';
  const inWords = dayInWords(date.getUTCDate(), date.getUTCMonth() + 1, language);
  return {
    it: `${weekday} ${inWords} ${clock}`,
    en: `on ${weekday} ${inWords} ${clock}`,
    de: `am ${weekday}, dem ${inWords}, ${clock}`,
  }[language];
}

/**
 * A wait in seconds as it may be promised: never shorter than it is, rounded up to minutes, from an hour on to half
 * hours.
 */
export function spokenWait(seconds: number, language: Language): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60)
    return { it: 'meno di un minuto', en: 'less than a minute', de: 'weniger als eine Minute' }[language];
  if (minutes === 1) return { it: 'circa un minuto', en: 'about a minute', de: 'etwa eine Minute' }[language];
  if (minutes < 60) {
    const count = said(minutes, language);
    return {
      it: `circa ${count} minuti`,
      en: `about ${count} minutes`,
      de: `etwa ${count.replace(/eins$/, 'eine')} Minuten`,
    }[language];
  }
  const halves = Math.ceil(minutes / 30);
  if (halves > 8)
    return { it: 'più di quattro ore', en: 'more than four hours', de: 'mehr als vier Stunden' }[language];
  const hours = Math.floor(halves / 2);
  const half = halves % 2 === 1;
  const count = said(hours, language);
  return {
    it: `circa ${hours === 1 ? 'un’ora' : `${count} ore`}${half ? ' e mezza' : ''}`,
    en: `about ${hours === 1 ? 'one' : count}${half ? ' and a half hours' : hours === 1 ? ' hour' : ' hours'}`,
    de: half
      ? `etwa ${hours === 1 ? 'anderthalb' : `${count}einhalb`} Stunden`
      : `etwa ${hours === 1 ? 'eine Stunde' : `${count} Stunden`}`,
  }[language];
}
