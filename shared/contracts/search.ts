import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { ServiceId } from './kind.ts';
import { ProtocolNumber } from './protocol.ts';
import { Instant } from './text.ts';
import { WorklistItem } from './worklist.ts';

/** Cases that one search shows at most, the open ones first. */
export const maximumFound = 50;

/** A place among what words find, the newest first: receipt and code of the case after which a page begins. */
const After = z.string().check(z.maxLength(60), z.regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z [A-Z0-9-]+$/));

/**
 * The body of `POST …/searches`: a code or its beginning, a protocol number, an e-mail or a phone number, as typed, and
 * else words and names; or the case to which others are alike.
 */
export const SearchAsked = z
  .strictObject({
    what: z.optional(z.string().check(z.trim(), z.minLength(3), z.maxLength(254))),
    /** As words, whatever else it could be. */
    as: z.optional(z.literal('words')),
    /** Where the page before ended (`next`). */
    after: z.optional(After),
    like: z.optional(ReceiptCode),
  })
  .check(z.refine(({ what, like }) => (what === undefined) !== (like === undefined), 'one of what and like'));
export type SearchAsked = z.infer<typeof SearchAsked>;

/** As what something was searched for. */
export const searchedAs = ['code', 'beginning-of-code', 'protocol-number', 'email', 'phone', 'words', 'like'] as const;
export type SearchedAs = (typeof searchedAs)[number];

/** Where the words of a search stand in a case. */
export const hitsIn = ['name', 'words', 'place'] as const;
export type HitIn = (typeof hitsIn)[number];

/** How the index of words stands: all is in, older cases may be missing, it cannot be read. */
export const indexStates = ['whole', 'partial', 'missing'] as const;

const Word = z.string().check(z.maxLength(100));

/** The answer of `POST …/searches`: the cases of lanes that the reader may see, as the list shows them. */
export const SearchView = z.strictObject({
  service: ServiceId,
  /** Left out where what was typed is none of what can be searched for. */
  as: z.optional(z.enum(searchedAs)),
  number: z.optional(ProtocolNumber),
  cases: z
    .array(
      z.strictObject({
        item: WorklistItem,
        open: z.boolean(),
        /** Where the words stand. */
        hits: z.optional(z.array(z.enum(hitsIn)).check(z.minLength(1), z.maxLength(hitsIn.length))),
        /** Words of the case that was named which this one shares, as they are written in that one. */
        shared: z.optional(z.array(Word).check(z.minLength(1), z.maxLength(8))),
      }),
    )
    .check(z.maxLength(maximumFound)),
  /** Cases of lanes that are not the reader's: somebody else has to look. Of words none is counted: guesses would tell. */
  elsewhere: z.int().check(z.minimum(0), z.maximum(maximumFound)),
  /** There are more. */
  more: z.boolean(),
  /** What words were searched in. */
  index: z.optional(
    z.strictObject({
      state: z.enum(indexStates),
      /** Until when what the register holds was searched; left out where that is not known. */
      upTo: z.optional(Instant),
    }),
  ),
  /** Where the next page of what words find begins. */
  next: z.optional(After),
});
export type SearchView = z.infer<typeof SearchView>;
