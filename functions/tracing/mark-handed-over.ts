import { decideTracing } from '../../shared/core/tracing/decide-tracing.ts';
import type { HandOver, Tracing } from '../../shared/core/tracing/tracing.ts';
import { tellSoon } from './tell-seeker.ts';
import type { TracingWork } from './tracing-work.ts';

/** Times that one search is tried again because somebody acted on it meanwhile. */
const mostTries = 5;
/** Searches that are marked at once. */
const atOnce = 20;

/** Whether a search says already that it went with a list. */
const went = ({ history }: Tracing, { at, to }: HandOver): boolean =>
  history.some((one) => one.what === 'handed-over' && one.at === at && one.to === to);

async function markOne(work: TracingWork, handOver: HandOver, id: string, now: Date): Promise<void> {
  const { tracing } = work;
  for (let tried = 0; tried < mostTries; tried += 1) {
    const one = await tracing.read(id);
    if (one === undefined || went(one, handOver)) return;
    const { by, to, at } = handOver;
    const decided = decideTracing(one, { does: 'hand-over', by, to }, at);
    // Closed or erased meanwhile: it stands in the log of what was handed over all the same.
    if ('refused' in decided) return;
    if (await tracing.replace(decided.next, decided.owed)) return tellSoon(work, decided.next, decided.owed, now);
  }
  throw new Error('a search was changed by others each time');
}

/**
 * Has each search of a list say that it was handed over, and whoever looks told so. What is broken off is finished by the
 * clock (on-clock-due): the list was kept first, and marking it again marks nothing twice.
 */
export async function markHandedOver(work: TracingWork, handOver: HandOver, now: Date): Promise<void> {
  const { searches } = handOver;
  for (let from = 0; from < searches.length; from += atOnce)
    await Promise.all(searches.slice(from, from + atOnce).map((id) => markOne(work, handOver, id, now)));
  await work.tracing.keepHandOver(handOver, true);
}
