import * as z from 'zod/mini';
import { Day } from '../text.ts';

/**
 * Where a statement comes from. `url` is the page that was read, or the site where it stands; `law` is the rule itself.
 * `publishedOn` is the page's own date. Without `consultedOn` an item stays a draft.
 */
export const Source = z.strictObject({
  name: z.string().check(z.minLength(2), z.maxLength(200)),
  url: z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(500))),
  law: z.optional(z.string().check(z.minLength(2), z.maxLength(200))),
  publishedOn: z.optional(Day),
  consultedOn: z.optional(Day),
});
export type Source = z.infer<typeof Source>;
