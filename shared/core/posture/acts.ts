import type { LedgerEntry, LedgerEvent, PostureEvent } from '../../contracts/declaration.ts';
import type { Proposal } from '../../contracts/proposal.ts';
import type { Sha256 } from '../chain.ts';
import { present } from '../present.ts';
import { decideEvent, type EventCommand, type EventRefusal } from './decide-event.ts';
import { isSaying } from './event-page.ts';
import { decide, type LedgerCommand, type LedgerRefusal, ledgerOf } from './ledger.ts';
import { sealLedgerEntry } from './ledger-chain.ts';
import { dueMoments, postureAt } from './posture-at.ts';

/** The entries of a ledger that are acts of a duty officer, and not what was said of an event. */
export const postureEntries = (entries: readonly LedgerEntry[]) =>
  entries.flatMap(({ event, ...entry }) => (isSaying(event) ? [] : [{ ...entry, event: event as PostureEvent }]));

/** The ledger as an officer sees it: version, what holds now, what is to come, and every act, newest first. */
export function ledgerView(service: string, entries: readonly LedgerEntry[], at: string) {
  const events = entries.map(({ event }) => event);
  const { level, hours, declarations, nextEndAt } = postureAt(events, at);
  return {
    service,
    version: entries.length,
    posture: level,
    hours,
    ...present({ nextEndAt }),
    declarations,
    dueMoments: dueMoments(events, at),
    acts: postureEntries(entries)
      .map(({ version, hash, event }) => ({ version, hash, ...event }))
      .reverse()
      .slice(0, 200),
  };
}

/** What an act makes of a ledger: the entry to append, or why it is refused. */
export function nextAct(
  service: string,
  entries: readonly LedgerEntry[],
  command: LedgerCommand,
  sha256: Sha256,
): { entry: LedgerEntry } | LedgerRefusal {
  const decision = decide(command, ledgerOf(entries.map(({ event }) => event)));
  if ('refused' in decision) return decision;
  const [event] = decision.events as [LedgerEvent];
  return { entry: sealLedgerEntry({ service, event, previous: entries.at(-1), sha256 }) };
}

/** What an act on the page of an event makes of a ledger: the entry to append, or why it is refused. */
export function nextSaying(
  service: string,
  entries: readonly LedgerEntry[],
  command: EventCommand,
  sha256: Sha256,
): { entry: LedgerEntry } | EventRefusal {
  const decision = decideEvent(command, ledgerOf(entries.map(({ event }) => event)));
  if ('refused' in decision) return decision;
  return { entry: sealLedgerEntry({ service, event: decision.event, previous: entries.at(-1), sha256 }) };
}

/** The proposals of a service, those that wait for an officer first, then newest first. */
export function proposalsView(service: string, proposals: readonly Proposal[]) {
  const waiting = ({ asks, closedAt }: Proposal) => (asks && closedAt === undefined ? 0 : 1);
  return {
    service,
    proposals: [...proposals]
      .sort((one, other) => waiting(one) - waiting(other) || (one.proposedAt < other.proposedAt ? 1 : -1))
      .slice(0, 200),
  };
}
