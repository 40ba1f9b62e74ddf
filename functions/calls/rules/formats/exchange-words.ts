import { callOutcomes } from '../../../../shared/contracts/arrival.ts';
import type { CallRecord } from '../../../../shared/contracts/call-record.ts';
import { type Language, languages } from '../../../../shared/contracts/text.ts';
import { DAY, dayOf, instantOf, isoOf, MINUTE, zoneNamed } from '../../../../shared/core/hours/zone.ts';

// What exchanges write in their several ways, in our words. What cannot be read is undefined, never an error.

/** A text, or a number as text, that says something; cut at `maximum` characters, where its contract allows more. */
export function said(text: string | number | null | undefined, maximum?: number): string | undefined {
  const trimmed = text?.toString().trim().slice(0, maximum);
  return trimmed === '' ? undefined : trimmed;
}

/** Whether a text, or a number, says anything at all. */
export const isSaid = (text: string | number | null | undefined): boolean => said(text) !== undefined;

/** A number, from a number or its text. */
export function numberOf(written: number | string | null | undefined): number | undefined {
  if (written === null || written === undefined || String(written).trim() === '') return undefined;
  const number = Number(written);
  return Number.isFinite(number) ? number : undefined;
}

/** Our language of a tag such as `de-IT` or `deDE`. */
export const languageOf = (tag: string | null | undefined): Language | undefined =>
  languages.find((language) => language === tag?.trim().slice(0, 2).toLowerCase());

/** An outcome of ours that a flow or dialplan names itself. */
export const outcomeOf = (word: string | null | undefined): CallRecord['outcome'] | undefined =>
  callOutcomes.find((outcome) => outcome === word?.trim().toLowerCase());

/** Keys pressed, written with commas or blanks between them. */
export function choicesOf(written: string | null | undefined): string[] | undefined {
  const choices = (written ?? '')
    .split(/[\s,]+/)
    .filter((choice) => choice !== '' && choice.length <= 40)
    .slice(0, 20);
  return choices.length === 0 ? undefined : choices;
}

/** Whole seconds from one ISO instant to another, at least 0 and at most a day. */
export function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  return Math.min(86_400, Math.max(0, Math.round((instantOf(to) - instantOf(from)) / 1000)));
}

/** Seconds that somebody else counted, as whole ones of a day at most. */
export function countedSeconds(written: number | string | null | undefined): number | undefined {
  const seconds = numberOf(written);
  return seconds === undefined || seconds < 0 ? undefined : Math.min(86_400, Math.round(seconds));
}

/** The earliest and the latest instant that a call can have in epoch milliseconds: 2000 and 2100. */
const sane = (instant: number) => instant >= 946_684_800_000 && instant < 4_102_444_800_000;

/** An ISO instant of epoch seconds or microseconds; 0 stands for what has not happened. */
export function epochInstant(
  seconds: number | string | null | undefined,
  microseconds?: number | string | null,
): string | undefined {
  const fine = numberOf(microseconds);
  const coarse = numberOf(seconds);
  const instant = fine !== undefined && fine > 0 ? fine / 1000 : (coarse ?? 0) * 1000;
  return sane(instant) ? isoOf(Math.round(instant)) : undefined;
}

/** An instant that carries its zone: ISO 8601, or RFC 2822 as in mail. */
export function zonedInstant(written: string | null | undefined): string | undefined {
  const text = written?.trim() ?? '';
  if (!/(?:Z|GMT|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const instant = Date.parse(text);
  return sane(instant) ? isoOf(instant) : undefined;
}

const wallTime = /^(\d{4}-\d\d-\d\d)[ T]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d+)?$/;

/**
 * An instant written as a wall clock of a time zone shows it, `2026-10-25 02:30:00`. When clocks go back such a time
 * comes twice: it is the first coming that is not before `notBefore` (ISO), else the last. When clocks go forward a
 * time that never comes is the instant of the jump. An instant with its own zone is read as it says.
 */
export function wallInstant(
  written: string | null | undefined,
  timeZone: string,
  notBefore?: string,
): string | undefined {
  const text = written?.trim() ?? '';
  const [, date = '', hours, minutes, seconds] = wallTime.exec(text) ?? [];
  if (hours === undefined) return zonedInstant(text);
  let day: number;
  try {
    day = dayOf(date);
  } catch {
    return undefined;
  }
  const zone = zoneNamed(timeZone);
  const minute = Number(hours) * 60 + Number(minutes);
  const wall = day * DAY + minute * MINUTE + Number(seconds) * 1000;
  const comings = [zone.offsetAt(wall - DAY), zone.offsetAt(wall + DAY)]
    .map((offset) => wall - offset)
    .filter((instant) => instant + zone.offsetAt(instant) === wall)
    .sort((one, other) => one - other);
  const earliest = notBefore === undefined ? Number.NEGATIVE_INFINITY : instantOf(notBefore);
  const instant =
    comings.find((coming) => coming >= earliest) ??
    comings.at(-1) ??
    zone.instantAt(day, minute) + Number(seconds) * 1000;
  return sane(instant) ? isoOf(instant) : undefined;
}

/** An object without its undefined members, as contracts want it. */
export function known<Whole extends object>(whole: { [Member in keyof Whole]: Whole[Member] | undefined }): Whole {
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as Whole;
}
