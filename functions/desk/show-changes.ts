import { countedInPart, type WorklistChanges } from '../../shared/contracts/worklist.ts';
import { readCode } from '../../shared/core/cases/receipt-code.ts';
import { lanesInOrder, placeIn, shards } from '../../shared/core/cases/worklist.ts';
import { present } from '../../shared/core/present.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { type Desk, type DeskRequest, invalid } from './desk.ts';
import { companyAt, doingOf, placesNow } from './rules/company.ts';
import { askedSince, eachOnce } from './rules/worklist-changes.ts';

// What the open worklist asks again and again, instead of reading itself anew: what functions/worklist tells of every
// batch that it lists.

/** Milliseconds for which a count holds: counts cost reads, and nobody reads them by the second. */
const countHolds = 10_000;

/** What was counted last, by this instance of the function, for each service's list. */
const counts = new WeakMap<Desk['worklist'], { at: number; lanes: WorklistChanges['lanes'] }>();

/**
 * Who else has the case open that the asker names, and says to them that the asker has; undefined where none is named.
 * The list goes on where that fails. Throws the Refusal `invalid` for a code that was never given.
 */
async function companyOf(desk: Desk, request: DeskRequest): Promise<WorklistChanges['company']> {
  const { definition, hmac, shifts, officer, now } = desk;
  const { case: named, doing } = request.queryStringParameters ?? {};
  if (named === undefined) return undefined;
  const caseId = readCode(named, definition.codePrefix, hmac);
  if (caseId === undefined) throw invalid({ detail: 'must be the code of a case of this service', pointer: '/case' });
  const asked = doingOf(doing);
  if ('errors' in asked) throw invalid(...asked.errors);
  const at = now.toISOString();
  try {
    const known = await shifts.company();
    const own = known.find(({ subject }) => subject === officer.subject)?.places ?? [];
    const places = placesNow(own, { caseId, doing: asked.doing }, at);
    if (places !== undefined) await shifts.setCompany({ ...officer, places }, now);
    return companyAt(known, caseId, officer.subject, at);
  } catch (error) {
    logLine({ level: 'error', function: 'desk', what: 'company not known', ...errorLine(error) });
    return undefined;
  }
}

/**
 * What changed on the list since an instant, how many cases are open in each lane, and who else has a case open that
 * the asker names. The same answer again is a 304 without words. Throws the Refusal `invalid` for what is no instant.
 */
export async function showChanges(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { definition, worklist, now } = desk;
  const asked = askedSince(request.queryStringParameters?.['since'], now.toISOString());
  if ('errors' in asked) throw invalid(...asked.errors);
  const [told, lanes, company] = await Promise.all([
    asked.missed ? { changed: [], more: false } : worklist.toldSince(asked.from),
    countedLanes(desk),
    companyOf(desk, request),
  ]);
  const { changed, missed } = eachOnce(told.changed);
  const isMissed = asked.missed || missed || told.more;
  // Whoever reads the list anew has seen all that was told until now.
  const last = 'last' in told ? told.last : undefined;
  const next = isMissed ? now.toISOString() : last !== undefined && last > asked.since ? last : asked.since;
  const answer = { service: definition.service, next, changed, missed: isMissed, lanes, ...present({ company }) };
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
