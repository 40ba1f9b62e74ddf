import * as z from 'zod/mini';
import { Identifier, Kind, kinds } from './kind.ts';
import { Target } from './service-targets.ts';
import { Translated } from './text.ts';

/** The act of the union agreement that allows figures of one person (L. 300/1970 art. 4), and its day. */
export const UnionAgreement = z.strictObject({
  act: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
  date: z.iso.date().check(z.maxLength(10)),
});
export type UnionAgreement = z.infer<typeof UnionAgreement>;

const AtWork = z.int().check(z.minimum(0), z.maximum(500));

/** How the desk of a service works; what is left out is as `deskRulesOf` says. */
export const DeskRules = z.strictObject({
  /** Days after the last answer, unless the citizen speaks, until a case closes by itself. */
  closesAfterDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
  /** Days after its end in which the citizen's word opens a case again; later it opens another that follows. */
  reopensWithinDays: z.optional(z.int().check(z.minimum(1), z.maximum(365))),
  /** Minutes for which whoever takes a case has it, anew with each thing done with it. */
  leaseMinutes: z.optional(z.int().check(z.minimum(5), z.maximum(720))),
  /** How many of those at work are handed no case of the ordinary lanes, so that somebody picks up the phone. */
  keepFreeForPhone: z.optional(z.strictObject({ ordinary: AtWork, alert: AtWork, emergency: AtWork })),
  /** Minutes that a written case takes, and hours in which what waits is to be worked off; left out: 7 and 4. */
  minutesACase: z.optional(z.int().check(z.minimum(1), z.maximum(480))),
  clearsInHours: z.optional(z.int().check(z.minimum(1), z.maximum(72))),
  /** Answered cases of each week that a second person looks at again; left out: ten. */
  reviewsAWeek: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
  /** Lets supervisors see figures of one person (L. 300/1970 art. 4); left out: they see none. */
  unionAgreement: z.optional(UnionAgreement),
  /** A mailbox that supervisors read: that answers of the reserve wait for them is told there, without a word of a case. */
  supervisorsEmail: z.optional(z.email().check(z.maxLength(254))),
  /** What not everybody may be handed: kinds that need a skill of their own. */
  skills: z.optional(
    z
      .array(
        z.strictObject({
          skill: Identifier,
          name: Translated,
          kinds: z.array(Kind).check(z.minLength(1), z.maxLength(kinds.length)),
        }),
      )
      .check(z.maxLength(20)),
  ),
});

/** Who answers what the desk cannot, by theme of the content; by `answers` a question to them is owed its answer. */
export const Experts = z
  .array(
    z.strictObject({
      group: Identifier,
      name: Translated,
      themes: z.array(Identifier).check(z.minLength(1), z.maxLength(20)),
      answers: Target,
      /** A mailbox that they read: each ask is told there, without a word of the case. */
      email: z.optional(z.email().check(z.maxLength(254))),
    }),
  )
  .check(z.minLength(1), z.maxLength(20));
