import type { BulletinReading } from '../../../shared/contracts/bulletin.ts';
import { DAY, dateOf, instantOf, MINUTE, rome } from '../../../shared/core/hours/zone.ts';
import type { BulletinIndex } from './read-index.ts';

/** Noon, in minutes from midnight. */
export const NOON = 12 * 60;

type Horizon = BulletinReading['horizon'];

/** What the name of a file says; `minute` counts from midnight. */
export type Named = {
  horizon: Horizon | undefined;
  day: string | undefined;
  minute: number | undefined;
  correction: boolean;
};

/** When a file was published and what it holds for: instants in milliseconds. */
export type Stated = { publishedAt: number; validFrom: number; validTo: number };

/** Reads the name of a file; what it does not say is undefined. */
export function readName(name: string): Named {
  const today = /(oggi|today)/i.test(name);
  const tomorrow = /(domani|tomorrow)/i.test(name);
  const date = /(?<!\d)(20\d\d)(\d\d)(\d\d)(?:_([01]\d|2[0-3])([0-5]\d))?(?!\d)/.exec(name);
  return {
    horizon: today === tomorrow ? undefined : today ? 'today' : 'tomorrow',
    day: date ? `${date[1]}-${date[2]}-${date[3]}` : undefined,
    minute: date?.[4] === undefined ? undefined : Number(date[4]) * 60 + Number(date[5]),
    correction: /errata|corrig|rettific|aggiornament/i.test(name),
  };
}

/** Whether a name agrees with the instant of publication that its file states. */
export function nameAgrees(named: Named, published: number): boolean {
  const day = rome.dayAt(published);
  if (named.day !== undefined && named.day !== dateOf(day)) return false;
  if (named.minute === undefined) return true;
  // The CSV edition names whole minutes of an instant that it gives to the second.
  return Math.abs(rome.instantAt(day, named.minute) - published) < 2 * MINUTE;
}

/** The day that a file is about, from its days alone; undefined where they are neither of the two. */
export function horizonOf({ publishedAt, validFrom, validTo }: Stated): Horizon | undefined {
  const day = rome.dayAt(publishedAt);
  if (rome.dayAt(validTo - 1) !== rome.dayAt(validFrom)) return undefined;
  if (rome.dayAt(validFrom) === day) return 'today';
  return rome.dayAt(validFrom) === day + 1 ? 'tomorrow' : undefined;
}

/** The days that only the name states. */
export function statedByName({ day, minute, horizon }: Named): Stated | undefined {
  if (day === undefined || horizon === undefined) return undefined;
  const number = Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
  if (Number.isNaN(number)) return undefined;
  // A name without an hour is taken for noon: what only a name states may raise, never lower.
  return statedFor(rome.instantAt(number, minute ?? NOON), horizon === 'today' ? number : number + 1);
}

/** The days that the index of the official form states. */
export function statedByIndex(index: BulletinIndex | undefined, { horizon }: Named): Stated | undefined {
  if (!index || !horizon) return undefined;
  const day = Date.parse(`${horizon === 'today' ? index.today : index.tomorrow}T00:00:00Z`) / DAY;
  return statedFor(instantOf(index.publishedAt), day);
}

function statedFor(publishedAt: number, day: number): Stated {
  const from = rome.instantAt(day, 0);
  const to = rome.instantAt(day + 1, 0);
  return { publishedAt, validFrom: publishedAt > from && publishedAt < to ? publishedAt : from, validTo: to };
}
