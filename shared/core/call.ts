import type { CallFacts } from '../contracts/arrival.ts';
import { instantOf } from './zone.ts';

/** Whether a record of a call tells more than the one that is known: a later instant, at the same instant a higher sequence. */
export function isNewerCall(record: CallFacts, known: CallFacts): boolean {
  const later = instantOf(record.asOf) - instantOf(known.asOf);
  return later > 0 || (later === 0 && (record.sequence ?? 0) > (known.sequence ?? 0));
}

/** Whether a call left nothing to do: it was answered, or it ended before anything was asked; a call under way is not over. */
export const wasSettledOnThePhone = (call: CallFacts | undefined): boolean =>
  call !== undefined && ['answered', 'abandoned', 'not-connected'].includes(call.outcome);
