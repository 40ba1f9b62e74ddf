import { countedInPart, type WorklistChanges } from '../../shared/contracts/worklist.ts';
import { lanesInOrder, placeIn, shards } from '../../shared/core/cases/worklist.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { type Desk, type DeskRequest, invalid } from './desk.ts';
import { askedSince, eachOnce } from './rules/worklist-changes.ts';

// What the open worklist asks again and again, instead of reading itself anew: what functions/worklist tells of every
// batch that it lists.

/** Milliseconds for which a count holds: counts cost reads, and nobody reads them by the second. */
const countHolds = 10_000;

/** What was counted last, by this instance of the function, for each service's list. */
const counts = new WeakMap<Desk['worklist'], { at: number; lanes: WorklistChanges['lanes'] }>();

/**
 * What changed on the list since an instant, and how many cases are open in each lane. The same answer again is a 304
 * without words. Throws the Refusal `invalid` for what is no instant.
 */
export async function showChanges(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { definition, worklist, now } = desk;
  const asked = askedSince(request.queryStringParameters?.['since'], now.toISOString());
  if ('errors' in asked) throw invalid(...asked.errors);
  const [told, lanes] = await Promise.all([
    asked.missed ? { changed: [], more: false } : worklist.toldSince(asked.from),
    countedLanes(desk),
  ]);
  const { changed, missed } = eachOnce(told.changed);
  const isMissed = asked.missed || missed || told.more;
  // Whoever reads the list anew has seen all that was told until now.
  const last = 'last' in told ? told.last : undefined;
  const next = isMissed ? now.toISOString() : last !== undefined && last > asked.since ? last : asked.since;
  const answer = { service: definition.service, next, changed, missed: isMissed, lanes };
  const mark = sha256(JSON.stringify(answer)).slice(0, 16);
  const headers = { ETag: `"${mark}"` };
  const known = (request.headers['if-none-match'] ?? '').replace(/^\s*W\//, '').replace(/["\s]/g, '');
  if (known === mark) return { status: 304, headers, body: '' };
  return { status: 200, headers, body: { ...answer, mark } satisfies WorklistChanges };
}

async function countedLanes({ definition, worklist, now }: Desk): Promise<WorklistChanges['lanes']> {
  const known = counts.get(worklist);
  if (known !== undefined && Math.abs(now.getTime() - known.at) < countHolds) return known.lanes;
  const lanes = await Promise.all(
    lanesInOrder(definition.lanes).map(async (lane) => {
      const parts = await Promise.all(
        Array.from({ length: shards }, (_, shard) => worklist.countPlace(placeIn(lane, shard), countedInPart)),
      );
      return {
        lane,
        open: parts.reduce((sum, count) => sum + count, 0),
        more: parts.some((count) => count >= countedInPart),
      };
    }),
  );
  counts.set(worklist, { at: now.getTime(), lanes });
  return lanes;
}
