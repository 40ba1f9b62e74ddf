import * as z from 'zod/mini';
import { Language } from './text.ts';
import { StaffNumber } from './wake.ts';

/** Who is called to duty, in the order of calling. */
export const Roster = z
  .array(
    z.strictObject({
      name: z.string().check(z.minLength(1), z.maxLength(80)),
      email: z.email().check(z.maxLength(254)),
      shift: z.enum(['day', 'night']),
      /**
       * How this person is woken, besides the mail: a number that the exchange calls, one for SMS, an address for
       * pushes.
       */
      phone: z.optional(StaffNumber),
      sms: z.optional(StaffNumber),
      push: z.optional(z.url({ protocol: /^https$/ }).check(z.maxLength(500))),
      /** The language in which they are rung; Italian when left out. */
      language: z.optional(Language),
    }),
  )
  .check(z.minLength(1), z.maxLength(50));

/** Through what staff are woken: the telephone exchange that calls them, and the name that SMS come from. */
export const Waking = z.strictObject({
  /** Where the exchange takes the order to call somebody (docs/telephone.md), and the number that it shows. */
  exchange: z.optional(
    z.strictObject({
      address: z.url({ protocol: /^https$/ }).check(z.maxLength(500)),
      from: z.optional(StaffNumber),
    }),
  ),
  smsSender: z.optional(z.string().check(z.regex(/^[A-Za-z0-9]{3,11}$/), z.maxLength(11))),
});
