import type { LedgerEntry } from '../../../shared/contracts/declaration.ts';
import type { EventNews } from '../../../shared/contracts/event-page.ts';
import type { PostureChanged } from '../../../shared/contracts/posture-changed.ts';
import { isSaying } from '../../../shared/core/posture/event-page.ts';
import { postureAt } from '../../../shared/core/posture/posture-at.ts';
import { present } from '../../../shared/core/present.ts';

/**
 * What the act of a version means for others, judged by the ledger up to that act and no further, so that an entry told
 * twice is told alike; undefined when the entries do not hold that version. Entries from version 1 in order.
 */
export function postureNews(entries: readonly LedgerEntry[], version: number): PostureChanged | undefined {
  const entry = entries.find((each) => each.version === version);
  if (entry === undefined || isSaying(entry.event)) return undefined;
  const upTo = (last: number) => entries.filter((each) => each.version <= last).map(({ event }) => event);
  const now = postureAt(upTo(version), entry.at);
  return {
    contract: 'posture-changed.v1',
    service: entry.service,
    version,
    at: entry.at,
    act: entry.event.type,
    declaration: entry.event.declaration,
    level: now.level,
    hours: now.hours,
    previousLevel: postureAt(upTo(version - 1), entry.at).level,
    ...present({ nextEndAt: now.nextEndAt }),
  };
}

const saidAs = {
  EventTold: 'told',
  EventReviewed: 'reviewed',
  EventWithdrawn: 'withdrawn',
  TracingOpened: 'tracing-opened',
  TracingClosed: 'tracing-closed',
} as const;

/** What an entry says of an event, for others; undefined for an act of an officer. */
export function eventNews({ service, event }: LedgerEntry): EventNews | undefined {
  if (!isSaying(event)) return undefined;
  const { declaration, at, turn } = event;
  return { contract: 'event-told.v1', service, declaration, at, turn, what: saidAs[event.type] };
}
