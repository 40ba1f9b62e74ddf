import { type ChangedCase, maximumChanges } from '../../../shared/contracts/worklist.ts';
import { instantOf, isoOf } from '../../../shared/core/hours/zone.ts';
import type { Wrong } from './recorded-contact.ts';

/**
 * Milliseconds by which a look reaches back before the last change that was seen: an index of DynamoDB may show a
 * change a moment after a later one.
 */
const overlap = 5_000;
/** Milliseconds after which changes are told no more: they are kept for an hour. */
const toldFor = 50 * 60_000;

/** From when on changes are asked for; `missed` where that is too long ago. Tells what is wrong with what is no instant. */
export function askedSince(
  since: string | undefined,
  now: string,
): { since: string; from: string; missed: boolean } | { errors: Wrong[] } {
  if (since === undefined) return { since: now, from: now, missed: false };
  const at = /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(since) ? Date.parse(since) : Number.NaN;
  if (Number.isNaN(at))
    return { errors: [{ detail: 'must be the instant that the answer before named as next', pointer: '/since' }] };
  return { since, from: isoOf(at - overlap), missed: instantOf(now) - at > toldFor };
}

/** Each case once, as the latest version of it was told, the latest told last; `missed` where they are too many. */
export function eachOnce(told: readonly ChangedCase[]): { changed: ChangedCase[]; missed: boolean } {
  const latest = new Map<string, ChangedCase>();
  for (const one of told) {
    const known = latest.get(one.caseId);
    if (known !== undefined && known.version > one.version) continue;
    latest.delete(one.caseId);
    latest.set(one.caseId, one);
  }
  const changed = [...latest.values()];
  return changed.length > maximumChanges ? { changed: [], missed: true } : { changed, missed: false };
}
