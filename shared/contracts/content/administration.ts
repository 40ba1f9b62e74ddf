import * as z from 'zod/mini';
import { Identifier } from '../kind.ts';
import { inLanguages, itemMembers, Line, Summary, Title } from './item.ts';

/** A territory by its ISTAT code: a region by two digits, a province by three, a municipality by six. */
export const Territory = z.string().check(z.regex(/^(?:\d{2}|\d{3}|\d{6})$/), z.maxLength(6));
export type Territory = z.infer<typeof Territory>;

/** How an administration is reached. */
export const contactPoints = {
  website: z.optional(z.url({ protocol: /^https$/ }).check(z.maxLength(500))),
  phone: z.optional(z.string().check(z.regex(/^\+?[0-9 ]{3,20}$/), z.maxLength(20))),
  email: z.optional(z.email().check(z.maxLength(254))),
  pec: z.optional(z.email().check(z.maxLength(254))),
};

/**
 * An administration of the network: on which `themes` it is competent, and where; without `territory` in the whole
 * country; `territoryNote` says in words what its codes cannot. One that `orients` answers nothing itself and tells whom to ask where nobody is known. `ipa` is its code in
 * the index of public administrations.
 */
export const Administration = z.strictObject({
  kind: z.literal('administration'),
  ...itemMembers,
  languages: inLanguages(
    z.strictObject({ title: Title, summary: Summary, hours: z.optional(Line), territoryNote: z.optional(Line) }),
  ),
  themes: z.array(Identifier).check(z.maxLength(20)),
  territory: z.optional(z.array(Territory).check(z.minLength(1), z.maxLength(200))),
  orients: z.optional(z.literal(true)),
  /** It asked to be told each month, at its `email`, what was asked and what is new. */
  digest: z.optional(z.literal(true)),
  ipa: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{2,30}$/), z.maxLength(30))),
  ...contactPoints,
});
export type Administration = z.infer<typeof Administration>;
