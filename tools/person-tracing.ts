import { pointsOf } from '../shared/core/cases/worklist-item.ts';
import type { Tracing } from '../shared/core/tracing/tracing.ts';
import { readableInstant } from '../shared/texts/dates.ts';
import { tracingRoomIn } from '../shared/texts/tracing/room/room.ts';

/** Whether a search is a person's: sent under one of these codes, or with one of these addresses and numbers. */
export const isSeeker = (
  { code, asked }: Pick<Tracing, 'code' | 'asked'>,
  { codes, points }: { codes: ReadonlySet<string>; points: readonly string[] },
): boolean => codes.has(code) || (asked !== undefined && pointsOf(asked).some((point) => points.includes(point)));

/**
 * A search as whoever sent it is handed it: what they wrote and when it went on. What was noted of whoever they look for,
 * and with which other search it was joined, is about others and stays here.
 */
export const ownSearch = ({ code, event, state, receivedAt, handedOverAt, asked }: Tracing) => ({
  ...{ code, event, state, receivedAt, asked },
  ...(handedOverAt !== undefined && { handedOverAt }),
});

/** Searches as text to read. */
export function readableSearches(own: readonly Tracing[]): string {
  const { facts } = tracingRoomIn.it;
  return own
    .map(({ code, receivedAt, asked = {} }) =>
      [
        `${facts.code}: ${code}`,
        `${facts.receivedAt}: ${readableInstant(receivedAt, 'it')}`,
        ...Object.entries(asked).map(
          ([name, value]) => `${(facts as Readonly<Record<string, string>>)[name] ?? name}: ${value}`,
        ),
        '----',
        '',
      ].join('\n'),
    )
    .join('\n');
}
