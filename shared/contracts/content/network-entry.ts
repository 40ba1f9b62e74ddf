import * as z from 'zod/mini';
import { Advice } from '../contact.ts';
import { ServiceId } from '../kind.ts';
import { Instant } from '../text.ts';
import { contactPoints } from './administration.ts';
import { Line, Slug } from './item.ts';

/** What an administration may say of its own entry: how it is reached, when, and where it answers, in words. */
const said = { ...contactPoints, hours: z.optional(Line), territoryNote: z.optional(Line) };

/**
 * The body of `POST …/network-entries`: the secret of the link that was mailed, or the whole link; with `act`, all that
 * the entry says from then on: what is left out or empty, it has not.
 */
export const NetworkEntryAsked = z.strictObject({
  link: z.string().check(z.minLength(1), z.maxLength(500)),
  act: z.optional(z.literal('propose')),
  ...said,
});
export type NetworkEntryAsked = z.infer<typeof NetworkEntryAsked>;

/** What an entry says, by the members that its administration may change. */
export const EntrySaid = z.strictObject(said);
export type EntrySaid = z.infer<typeof EntrySaid>;

/** What an administration sees of its entry: what readers see now, and what it proposed that waits for an editor. */
export const NetworkEntryView = z.strictObject({
  service: ServiceId,
  id: Slug,
  title: z.string().check(z.maxLength(200)),
  published: EntrySaid,
  proposed: z.optional(EntrySaid),
  proposedAt: z.optional(Instant),
  /** From then on the link opens nothing. */
  linkEndsAt: Instant,
  /** There when what was written speaks of danger to life: whom to call. */
  advice: z.optional(Advice),
});
export type NetworkEntryView = z.infer<typeof NetworkEntryView>;
