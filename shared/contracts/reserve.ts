import * as z from 'zod/mini';
import { Officer } from './declaration.ts';
import { Identifier } from './kind.ts';
import { ColleagueSubject } from './shift.ts';
import { Instant, Language } from './text.ts';
import { StaffNumber } from './wake.ts';

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(80), z.regex(/^[^\p{Cc}]+$/u));
const Version = z.int().check(z.minimum(0), z.maximum(999_999));

/** People of the reserve that one service has at most. */
export const maximumReserve = 200;
/** Changes that are kept of one person of the reserve, the latest. */
export const reserveChangesKept = 20;
/** Changes that are shown at most. */
export const maximumReserveChanges = 100;

/**
 * Somebody who does other work and answers citizens while something is declared: how they are asked, besides the mail
 * that always goes, and what they may be handed.
 */
export const ReserveBody = z.strictObject({
  name: Name,
  email: z.email().check(z.maxLength(254)),
  phone: z.optional(StaffNumber),
  sms: z.optional(StaffNumber),
  /** Languages that they answer in; they are asked in the first. */
  languages: z.array(Language).check(z.minLength(1), z.maxLength(3)),
  lanes: z.array(Identifier).check(z.minLength(1), z.maxLength(10)),
});
export type ReserveBody = z.infer<typeof ReserveBody>;

/** What was done to the roster: who and when, and of whom by name alone. */
export const ReserveChange = z.strictObject({
  subject: ColleagueSubject,
  version: Version,
  at: Instant,
  by: Officer,
  name: Name,
  did: z.enum(['added', 'changed', 'removed']),
});
export type ReserveChange = z.infer<typeof ReserveChange>;

/** Somebody of the reserve as the roster has them, on the version that a change names. */
export const ReserveMember = z.strictObject({ subject: ColleagueSubject, version: Version, ...ReserveBody.shape });
export type ReserveMember = z.infer<typeof ReserveMember>;
