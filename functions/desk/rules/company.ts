import {
  type AtCase,
  type Doing,
  doings,
  type KnownCompany,
  maximumCompany,
  type PlaceHeld,
} from '../../../shared/contracts/company.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import type { Wrong } from './recorded-contact.ts';

// Who else has a case open, so that two do not write the same answer. What was said holds for half a minute and takes the
// place of what was said before: nobody can ask later who had which case open when.

/** Milliseconds for which what somebody said of themselves holds (ours): a page says it again twice in that time. */
const holds = 30_000;
/** Milliseconds after which a page that still has the case open says it again. */
const saidAgain = 12_000;
/** Cases that one person is said to have open at once: tabs beside each other. */
const mostOpen = 5;

/** What somebody says they do at the case they have open; `reads` where they do not say. */
export function doingOf(doing: string | undefined): { doing: Doing } | { errors: Wrong[] } {
  const known = doing === undefined ? 'reads' : doings.find((one) => one === doing);
  return known === undefined
    ? { errors: [{ detail: `must be one of ${doings.join(', ')}`, pointer: '/doing' }] }
    : { doing: known };
}

const isFresh = ({ at }: PlaceHeld, now: string) => instantOf(now) - instantOf(at) < holds;

/** Whoever else has a case open at an ISO instant, who writes first, then by name. */
export function companyAt(known: readonly KnownCompany[], caseId: string, subject: string, now: string): AtCase[] {
  return known
    .filter((one) => one.subject !== subject)
    .flatMap(({ name, places }) =>
      places
        .filter((place) => place.caseId === caseId && isFresh(place, now))
        .map(({ doing }): AtCase => ({ name, doing })),
    )
    .sort((one, other) => other.doing.localeCompare(one.doing) || one.name.localeCompare(other.name, 'it'))
    .slice(0, maximumCompany);
}

/**
 * Where somebody is from now on, as it is kept in place of what was kept before: undefined where that says so already
 * and is new enough.
 */
export function placesNow(
  known: readonly PlaceHeld[],
  { caseId, doing }: Pick<PlaceHeld, 'caseId' | 'doing'>,
  now: string,
): PlaceHeld[] | undefined {
  const own = known.find((place) => place.caseId === caseId);
  if (own?.doing === doing && instantOf(now) - instantOf(own.at) < saidAgain) return undefined;
  const others = known.filter((place) => place.caseId !== caseId && isFresh(place, now));
  return [{ caseId, doing, at: now }, ...others].slice(0, mostOpen);
}
