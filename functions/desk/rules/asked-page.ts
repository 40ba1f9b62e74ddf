import { maximumPage } from '../../../shared/contracts/worklist.ts';
import { placeOf, type WorklistPlace } from '../../../shared/core/cases/worklist.ts';
import type { Wrong } from './recorded-contact.ts';

/** Cases that a page shows when nobody asks for more or fewer. */
const ordinaryPage = 50;

/**
 * Reads what page of the worklist is asked for, or tells what is wrong with it; `lanes` are those of the service, in
 * order.
 */
export function askedPage(
  query: Record<string, string | undefined>,
  lanes: readonly string[],
): { lane?: string; lanes: readonly string[]; from?: WorklistPlace; limit: number } | { errors: Wrong[] } {
  const { lane, cursor } = query;
  const limit = query['limit'] === undefined ? ordinaryPage : Number(query['limit']);
  const from = cursor === undefined ? undefined : placeOf(cursor);
  const errors: Wrong[] = [
    ...(lane === undefined || lanes.includes(lane)
      ? []
      : [{ detail: `must be one of ${lanes.join(', ')}`, pointer: '/lane' }]),
    ...(Number.isInteger(limit) && limit >= 1 && limit <= maximumPage
      ? []
      : [{ detail: `must be a whole number from 1 to ${maximumPage}`, pointer: '/limit' }]),
    ...(cursor === undefined ||
    (from !== undefined && (lane === undefined ? lanes.includes(from.lane) : from.lane === lane))
      ? []
      : [{ detail: 'must be the cursor of the page before, of the same lane', pointer: '/cursor' }]),
  ];
  if (errors.length > 0) return { errors };
  const asked = lane === undefined ? { lanes } : { lane, lanes: [lane] };
  return { ...asked, ...(from && { from }), limit };
}
