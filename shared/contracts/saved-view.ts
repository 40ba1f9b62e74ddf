import * as z from 'zod/mini';
import { Channel, Identifier, Kind, ServiceId } from './kind.ts';
import { Language, line } from './text.ts';
import { Region, waitsForOthers } from './worklist.ts';

/** Views that one person keeps at most. */
export const maximumViews = 20;

/** What of a list somebody wants to see; what is left out leaves nothing out. */
export const ViewFilter = z.strictObject({
  kind: z.optional(Kind),
  channel: z.optional(Channel),
  language: z.optional(Language),
  region: z.optional(Region),
  /** For whom it waits; `desk` is us, `call-back` that we call somebody. */
  waitsFor: z.optional(z.enum(['desk', 'call-back', ...waitsForOthers])),
  overdue: z.optional(z.literal(true)),
  /** What one has oneself, of all lanes. */
  mine: z.optional(z.literal(true)),
});
export type ViewFilter = z.infer<typeof ViewFilter>;

/** A lane and a filter under a name that somebody gave them; it holds nothing of any case. */
export const SavedView = z.strictObject({
  name: line(40),
  lane: z.optional(Identifier),
  filter: ViewFilter,
});
export type SavedView = z.infer<typeof SavedView>;

/** The body of `POST …/views`: one's own views are looked at, one is kept (in place of one of that name) or dropped. */
export const ViewsAsked = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('look') }),
  z.strictObject({ do: z.literal('keep'), view: SavedView }),
  z.strictObject({ do: z.literal('drop'), name: line(40) }),
]);
export type ViewsAsked = z.infer<typeof ViewsAsked>;

/** The answer of `POST …/views`: the asker's own, nobody else's, by name. */
export const ViewsView = z.strictObject({
  service: ServiceId,
  views: z.array(SavedView).check(z.maxLength(maximumViews)),
});
export type ViewsView = z.infer<typeof ViewsView>;
