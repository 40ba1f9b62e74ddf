import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { EntryTold } from '../../shared/contracts/entry-told.ts';
import { callsOf, type Told } from './rules/calls.ts';

// Step 3 of the citizen's line: called by on-case-event; then each follower is woken by its own queue.

/** Leaves up to ten messages in the queue of a follower, in order; rejects when any of them was not taken. */
export type FollowerQueue = (messages: readonly Told[]) => Promise<void>;

/** What a follower is told of an entry: nothing that the erasure of its personal part would have to find. */
export const told = (service: string, { personal: _apart, ...entry }: RegisterEntry): EntryTold => ({
  contract: 'entry-told.v1',
  service,
  ...entry,
});

/**
 * Tells each follower of these entries, in the order of each case. Where one queue refuses, the others are told all the
 * same, and it rejects: what is told again within five minutes, the queues know by its name.
 */
export async function passOnEntries(
  service: string,
  entries: readonly RegisterEntry[],
  queues: readonly FollowerQueue[],
): Promise<void> {
  const calls = callsOf(
    entries.map((entry) => ({
      group: entry.caseId,
      name: `${entry.caseId}.${entry.version}`,
      body: JSON.stringify(told(service, entry)),
    })),
  );
  const outcomes = await Promise.allSettled(
    queues.map(async (leave) => {
      // One after the other: a case's later entry follows only once its earlier one is kept.
      for (const call of calls) await leave(call);
    }),
  );
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  if (refused !== undefined) throw refused.reason;
}
