import type { QuakeReading } from '../../../shared/contracts/bulletin.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { openQuakesOf, type ProposalState } from '../../../shared/core/posture/episodes.ts';
import { readQuakes } from './read-quakes.ts';
import type { Fetched } from './take-in.ts';

/** How close to the edge of what was asked for (milliseconds) an event may be missing for no reason but its age. */
const EDGE = 10 * 60_000;

/**
 * The events that keep a proposal open and that none of the lists now has, though they are of the time that was asked
 * for (milliseconds back from now): their source has corrected them to less than it was asked for, or taken them back.
 * To be asked for by their ids.
 */
export function unlistedQuakes(
  state: ProposalState,
  fetched: readonly Fetched[],
  now: Date,
  lookingBack: number,
): string[] {
  const listed = new Set(quakesIn(fetched).map(({ eventId }) => eventId));
  const since = now.getTime() - lookingBack + EDGE;
  return openQuakesOf(state)
    .filter(({ eventId, publishedAt }) => !listed.has(eventId) && instantOf(publishedAt) > since)
    .map(({ eventId }) => eventId);
}

const quakesIn = (fetched: readonly Fetched[]): QuakeReading[] =>
  fetched.flatMap(({ kind, bytes }) => (kind === 'quakes' ? readQuakes(new TextDecoder().decode(bytes)).readings : []));
