import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

/**
 * Why somebody read a case: it waits where they work, it is their own, danger to life, a reason that they gave, or its
 * person was on the line and the rows of their requests were looked up, its answer was drawn to be looked at again, or it stands on the page of a household.
 */
export const readGrounds = ['waits-in-lane', 'own', 'danger', 'reason', 'caller', 'review', 'household'] as const;
export type ReadGround = (typeof readGrounds)[number];

/** As what somebody reads: a role of the desk, or of those who moderate and audit what citizens give. */
export const readingRoles = [
  'operator',
  'expert',
  'supervisor',
  'duty-officer',
  'editor',
  'auditor',
  'reserve',
] as const;
export type ReadingRole = (typeof readingRoles)[number];

const prose = (maximum: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(3),
      z.maxLength(maximum),
      z.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/),
    );

/** The body of `POST …/cases/{code}/openings`: why somebody reads a case that is not theirs and waits for nobody. */
export const OpeningAsked = z.strictObject({ reason: prose(500) });
export type OpeningAsked = z.infer<typeof OpeningAsked>;

/** One reading of a case, without whoever read it. */
const Reading = {
  at: Instant,
  /** As what they read it. */
  as: z.enum(readingRoles),
  ground: z.enum(readGrounds),
  reason: z.optional(z.string().check(z.maxLength(500))),
};

/** Readings of a case that one answer tells at most, the latest first. */
export const maximumReadings = 500;

/**
 * The answer of `GET …/cases/{code}/reads`: who read a case, when and why; `for=person` leaves out who, for whoever the
 * case is about.
 */
export const ReadsView = z.strictObject({
  service: ServiceId,
  code: ReceiptCode,
  reads: z
    .array(
      z.strictObject({
        ...Reading,
        by: z.optional(
          z.strictObject({ subject: z.string().check(z.maxLength(200)), name: z.string().check(z.maxLength(200)) }),
        ),
      }),
    )
    .check(z.maxLength(maximumReadings)),
  /** Whose office read it, for whoever the case is about: the administration and its service. */
  office: z.optional(z.string().check(z.maxLength(500))),
  /** There were more. */
  more: z.boolean(),
});
export type ReadsView = z.infer<typeof ReadsView>;
