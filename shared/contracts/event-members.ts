import * as z from 'zod/mini';
import { toldMembers } from './arrival.ts';
import { dangerKinds } from './danger.ts';
import { PersonFact } from './person-fact.ts';

// What several events of a case are made of.

const text = (maximum: number) => z.string().check(z.maxLength(maximum));

/** Who of the staff, or which office or administration. */
export const Party = text(200);
/**
 * Who acted, as the issuer of their token knows them for good: a name may change or be another's too. Acts of before
 * have none.
 */
export const Subject = z.optional(text(200));
/** Somebody of the staff: the name, and whom the issuer of the token knows by it. */
export const Person = z.object({ by: Party, subject: Subject });
export type Person = z.infer<typeof Person>;
export const Reason = text(2000);
/** What tells one question, referral or answer of a case from another. */
export const ItemId = z.string().check(z.regex(/^[0-9a-f]{16}$/), z.maxLength(16));

/** A version of a page (`article/terremoto@3`) or of an answer template (`template/attesa@2`), as answers keep it. */
export const givenTextPattern = /^[a-z][a-z-]{0,39}\/[a-z0-9][a-z0-9-]{0,79}@[1-9]\d{0,6}$/;
export const GivenText = z.string().check(z.regex(givenTextPattern), z.maxLength(130));

/** The personal part of an event: kept apart so that erasure removes it and leaves the chain of digests whole. */
export const PersonalPart = z.object({
  ...toldMembers,
  fileName: z.optional(text(200)),
  /** What kind of danger staff judged of. */
  dangerKind: z.optional(z.enum(dangerKinds)),
  /** Whom of the rescue services somebody spoke to. */
  spokeTo: z.optional(text(200)),
  /** What was noted of the person. */
  fact: z.optional(PersonFact),
});
export type PersonalPart = z.infer<typeof PersonalPart>;
