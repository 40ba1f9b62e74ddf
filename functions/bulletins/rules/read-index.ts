import { DAY, isoOf, rome } from '../../../shared/core/hours/zone.ts';
import { textOf } from './encoding.ts';

/** The largest file that is read, in bytes: the official TopoJSON of 2020 had 3.4 million. */
export const LARGEST_BULLETIN = 16_000_000;

/**
 * What a publication's index file of the official form states: the publication's instant and the days that it is about.
 */
export type BulletinIndex = { publishedAt: string; today: string; tomorrow: string; correction: boolean };

const months = 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
  ' ',
);

/**
 * Reads a publication's index file of the official form; its addresses point elsewhere and are never followed.
 * Undefined when it does not state the instant and both days.
 */
export function readBulletinIndex(bytes: Uint8Array): BulletinIndex | undefined {
  if (bytes.length > LARGEST_BULLETIN) return undefined;
  let index: { type?: unknown; name?: unknown; today?: Record<string, unknown>; tomorrow?: Record<string, unknown> };
  try {
    index = JSON.parse(textOf(bytes).text);
  } catch {
    return undefined;
  }
  if (index === null || typeof index !== 'object') return undefined;
  const name = typeof index.name === 'string' ? index.name : '';
  const published = italianDate(name);
  const hour = /ore\s+([01]?\d|2[0-3])[:.]([0-5]\d)/i.exec(name);
  const today = italianDate(String(index.today?.['html_descrition'] ?? index.today?.['html_description'] ?? ''));
  const tomorrow = italianDate(
    String(index.tomorrow?.['html_descrition'] ?? index.tomorrow?.['html_description'] ?? ''),
  );
  if (!published || !hour || !today || !tomorrow) return undefined;
  const day = Date.parse(`${published}T00:00:00Z`) / DAY;
  return {
    publishedAt: isoOf(rome.instantAt(day, Number(hour[1]) * 60 + Number(hour[2]))),
    today,
    tomorrow,
    correction:
      (typeof index.type === 'string' && index.type !== 'first') || /errata|aggiornament|rettific/i.test(name),
  };
}

function italianDate(text: string): string | undefined {
  const found = /(?<!\d)(\d{1,2})[°º]?\s+([a-z]+)\s+(20\d\d)/i.exec(text);
  const month = found ? months.indexOf((found[2] as string).toLowerCase()) + 1 : 0;
  if (!found || month === 0) return undefined;
  const date = `${found[3]}-${String(month).padStart(2, '0')}-${(found[1] as string).padStart(2, '0')}`;
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? undefined : date;
}
