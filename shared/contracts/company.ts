import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { Instant } from './text.ts';

/** What somebody does at a case that they have open. */
export const doings = ['reads', 'writes'] as const;
export type Doing = (typeof doings)[number];

/** Colleagues at one case that are named at most. */
export const maximumCompany = 20;

/** Somebody else who has the same case open now: by name, for whoever would else write the same answer. */
export const AtCase = z.strictObject({ name: z.string().check(z.maxLength(200)), doing: z.enum(doings) });
export type AtCase = z.infer<typeof AtCase>;

/** A case that somebody has open, what they do there, and when they last said so. */
export const PlaceHeld = z.strictObject({ caseId: ReceiptCode, doing: z.enum(doings), at: Instant });
export type PlaceHeld = z.infer<typeof PlaceHeld>;

/** The cases that somebody has open; the name as their token gave it. */
export type KnownCompany = { subject: string; name: string; places: readonly PlaceHeld[] };
