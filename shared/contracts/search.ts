import * as z from 'zod/mini';
import { ServiceId } from './kind.ts';
import { ProtocolNumber } from './protocol.ts';
import { WorklistItem } from './worklist.ts';

/** Cases that one search shows at most, the open ones first. */
export const maximumFound = 50;

/** The body of `POST …/searches`: a code or its beginning, a protocol number, an e-mail or a phone number, as typed. */
export const SearchAsked = z.strictObject({
  what: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
});
export type SearchAsked = z.infer<typeof SearchAsked>;

/** As what something was searched for. */
export const searchedAs = ['code', 'beginning-of-code', 'protocol-number', 'email', 'phone'] as const;
export type SearchedAs = (typeof searchedAs)[number];

/** The answer of `POST …/searches`: the cases of lanes that the reader may see, as the list shows them. */
export const SearchView = z.strictObject({
  service: ServiceId,
  /** Left out where what was typed is none of what can be searched for. */
  as: z.optional(z.enum(searchedAs)),
  number: z.optional(ProtocolNumber),
  cases: z.array(z.strictObject({ item: WorklistItem, open: z.boolean() })).check(z.maxLength(maximumFound)),
  /** Cases of lanes that are not the reader's: somebody else has to look. */
  elsewhere: z.int().check(z.minimum(0), z.maximum(maximumFound)),
  /** There are more. */
  more: z.boolean(),
});
export type SearchView = z.infer<typeof SearchView>;
