import type { PreparedService } from '../../shared/contracts/service.ts';
import { dueKey, placeIn, shards } from '../../shared/core/cases/worklist.ts';
import { isOpen } from '../../shared/core/hours/calendar.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { hoursRules } from '../../shared/core/posture/service-state.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { readProposals } from '../../shared/shell/stores/proposals.ts';
import { dynamodbWorklist } from '../../shared/shell/stores/worklist.ts';
import type { WaitingSince } from './rules/next-ring.ts';

/** Cases of one part of the urgent lane that one query gives, and that are read at most: eight parts hold 40,000. */
const page = 1000;
const mostInPart = 5000;

/** Where what waits is kept. */
export type WaitingPlaces = { worklistTable: string; proposalsTable: string; ledgerTable: string };

/**
 * What waits for somebody of a service to look: urgent cases that nobody took up since their citizen's words, and
 * proposals that ask; and whether operators are at their desks.
 */
export async function lookWhatWaits(
  places: WaitingPlaces,
  definition: PreparedService,
  at: string,
): Promise<WaitingSince & { open: boolean }> {
  const { service } = definition;
  const [urgent, { state }, entries] = await Promise.all([
    urgentSince(places.worklistTable),
    readProposals(places.proposalsTable, service),
    readLedger(places.ledgerTable, service),
  ]);
  const { periods } = declaredAt(
    entries.map(({ event }) => event),
    at,
  );
  const asking = Object.values(state.proposals).filter(({ asks, closedAt }) => asks && closedAt === undefined);
  return {
    ...urgent,
    proposals: asking.map(({ asksSince }) => asksSince),
    open: isOpen(hoursRules(definition), periods, at),
  };
}

/** Since when each urgent case waits; `more` where a part of the lane was not read to its end. */
async function urgentSince(worklistTable: string): Promise<Pick<WaitingSince, 'urgent' | 'more'>> {
  const { readPlace } = dynamodbWorklist({ worklist: worklistTable, persons: '' });
  const since: string[] = [];
  let more = false;
  await Promise.all(
    Array.from({ length: shards }, async (_, shard) => {
      let after: string | undefined;
      for (let read = 0; ; ) {
        const items = await readPlace(placeIn('urgent', shard), after, page);
        since.push(...items.flatMap(({ waitsSince }) => (waitsSince === undefined ? [] : [waitsSince])));
        read += items.length;
        const last = items.at(-1);
        // One query stops at a megabyte, before its limit: only an empty one is the end.
        if (last === undefined) return;
        if (read >= mostInPart) {
          more = true;
          return;
        }
        after = dueKey(last);
      }
    }),
  );
  return { urgent: since, more };
}
