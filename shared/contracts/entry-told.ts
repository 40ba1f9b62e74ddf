import * as z from 'zod/mini';
import { RegisterEntry } from './case-event.ts';
import { ServiceId } from './kind.ts';

/**
 * What a register tells those who follow it: a new entry as the chain has it, without its personal part, which is read
 * from the register by whoever needs it; so what waits in a queue holds nobody's words, and erasure has nothing to look
 * for there.
 */
export const EntryTold = z.object({
  contract: z.literal('entry-told.v1'),
  service: ServiceId,
  ...z.omit(RegisterEntry, { personal: true }).shape,
});
export type EntryTold = z.infer<typeof EntryTold>;
