import type { LedgerEntry } from '../../../shared/contracts/declaration.ts';
import type { PostureChanged } from '../../../shared/contracts/posture-changed.ts';
import { postureAt } from '../../../shared/core/posture/posture-at.ts';
import { present } from '../../../shared/core/present.ts';

/**
 * What the act of a version means for others, judged by the ledger up to that act and no further, so that an entry told
 * twice is told alike; undefined when the entries do not hold that version. Entries from version 1 in order.
 */
export function postureNews(entries: readonly LedgerEntry[], version: number): PostureChanged | undefined {
  const entry = entries.find((each) => each.version === version);
  if (entry === undefined) return undefined;
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
