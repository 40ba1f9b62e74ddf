import type { LedgerEvent, PostureLevel } from '../../contracts/declaration.ts';
import type { HandOver } from '../../contracts/hand-over.ts';
import type { Proposal } from '../../contracts/proposal.ts';
import { instantOf, MINUTE } from '../hours/zone.ts';
import { shiftAt } from './call-out.ts';
import type { Declaration } from './ledger.ts';
import { postureAt } from './posture-at.ts';

/** What one shift leaves to the next. */
export type OpenPoints = {
  level: PostureLevel;
  /** In force now. */
  declarations: readonly Declaration[];
  /** Waiting for a decision, the newest first. */
  proposals: readonly Proposal[];
  /** The last note of the shift that ends; undefined when it left none. */
  note: HandOver | undefined;
};

/** The longest shift: the night on which summer time ends. Milliseconds. */
const longestShift = 13 * 60 * MINUTE;

/** The open points of a service at the ISO instant at which shifts change; `notes` newest first. */
export function openPoints(given: {
  events: readonly LedgerEvent[];
  proposals: readonly Proposal[];
  notes: readonly HandOver[];
  now: string;
}): OpenPoints {
  const { events, proposals, notes, now } = given;
  const { level, declarations } = postureAt(events, now);
  const begins = shiftAt(now);
  return {
    level,
    declarations,
    proposals: proposals
      .filter(({ asks, closedAt }) => asks && closedAt === undefined)
      .sort((one, other) => (one.proposedAt < other.proposedAt ? 1 : -1)),
    note: notes.find(({ at }) => shiftAt(at) !== begins && instantOf(now) - instantOf(at) < longestShift),
  };
}
