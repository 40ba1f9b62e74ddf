import * as z from 'zod/mini';
import { contributionRefusals, Mark } from './contribution.ts';
import { Area, DeclaredLevel, HoursChoice, LedgerEvent, LegalBasis, Officer, PostureLevel } from './declaration.ts';
import { EventPage } from './event-page.ts';
import { ServiceId } from './kind.ts';
import { Problem } from './problem.ts';
import { Proposal } from './proposal.ts';
import { Instant, Translated } from './text.ts';

const Id = z.string().check(z.minLength(1), z.maxLength(120));
const PersonName = z.string().check(z.maxLength(80));
const Version = z.int().check(z.minimum(0), z.maximum(1_000_000));

const DeclarationInForce = z.strictObject({
  declaration: Id,
  declaredAt: Instant,
  by: Officer,
  reason: z.string().check(z.maxLength(2000)),
  legalBasis: z.optional(LegalBasis),
  area: Area,
  level: DeclaredLevel,
  hours: HoursChoice,
  notice: Translated,
  endsAt: Instant,
  proposal: z.optional(Id),
  /** What was said of its event: the number of the last act, and what stands unless it was withdrawn. */
  said: z.optional(
    z.strictObject({
      turn: Version,
      telling: z.optional(
        z.strictObject({
          at: Instant,
          by: Officer,
          page: EventPage,
          urgentUntil: Instant,
          reviewed: z.optional(z.object({ at: Instant, by: Officer })),
        }),
      ),
      /** It takes in whom people look for until that is closed, and hands them to this coordination. */
      tracing: z.optional(
        z.strictObject({
          at: Instant,
          by: Officer,
          coordination: z.string().check(z.maxLength(200)),
          closedAt: z.optional(Instant),
        }),
      ),
    }),
  ),
});

/** The answer of `GET …/events`, for whoever may say something of them: the declarations that hold, each an event. */
export const EventsToTell = z.strictObject({
  service: ServiceId,
  asOf: Instant,
  events: z.array(DeclarationInForce).check(z.maxLength(1000)),
});
export type EventsToTell = z.infer<typeof EventsToTell>;

/**
 * The answer of `GET …/declarations`: what holds, what is to come, the latest 200 acts, newest first, who was called to
 * duty and who can be.
 */
export const LedgerView = z.strictObject({
  service: ServiceId,
  version: Version,
  posture: PostureLevel,
  hours: HoursChoice,
  nextEndAt: z.optional(Instant),
  declarations: z.array(DeclarationInForce).check(z.maxLength(1000)),
  dueMoments: z
    .array(z.strictObject({ at: Instant, what: z.enum(['renewal-reminder', 'end']), declaration: Id }))
    .check(z.maxLength(2000)),
  acts: z
    .array(
      z.strictObject({
        version: Version,
        hash: z.string().check(z.maxLength(64)),
        type: z.enum(['Declared', 'Renewed', 'Changed', 'StoodDown']),
        declaration: Id,
        at: Instant,
        by: Officer,
        reason: z.string().check(z.maxLength(2000)),
        legalBasis: z.optional(LegalBasis),
        area: z.optional(Area),
        level: z.optional(DeclaredLevel),
        hours: z.optional(HoursChoice),
        notice: z.optional(Translated),
        endsAt: z.optional(Instant),
        proposal: z.optional(Id),
      }),
    )
    .check(z.maxLength(200)),
  /** Of each declaration in force that called staff: who was called, in order, and who answered. */
  callOuts: z.optional(
    z
      .array(
        z.strictObject({
          declaration: Id,
          calls: z.array(z.strictObject({ name: PersonName, at: Instant })).check(z.maxLength(50)),
          acknowledged: z.optional(z.strictObject({ by: PersonName, at: Instant })),
        }),
      )
      .check(z.maxLength(100)),
  ),
  /** Whom a declaration would call, in order: for staff only, and without their addresses. */
  roster: z.optional(
    z.array(z.strictObject({ name: PersonName, shift: z.enum(['day', 'night']) })).check(z.maxLength(50)),
  ),
});
export type LedgerView = z.infer<typeof LedgerView>;

/** The answer of `GET …/proposals`: those that wait for an officer first, then newest first, 200 at most. */
export const ProposalsView = z.strictObject({
  service: ServiceId,
  proposals: z.array(Proposal).check(z.maxLength(200)),
});
export type ProposalsView = z.infer<typeof ProposalsView>;

/**
 * Why an act (on the ledger, a proposal or a case) is not carried out: a problem that also says what to know before the
 * next try.
 */
export const ActProblem = z.extend(Problem, {
  refused: z.optional(
    z.enum([
      'conflict',
      'unknown-declaration',
      'declaration-exists',
      'already-over',
      'ends-in-the-past',
      'too-long',
      'shortens',
      'zone-named-twice',
      'changes-nothing',
      'unknown-proposal',
      'closed',
      'already-decided',
      'unknown-case',
      'no-call-back',
      'call-was-promised',
      'nothing-to-read',
      'nothing-to-correct',
      'erased',
      'nothing-new',
      'joined-elsewhere',
      'cancelled',
      'held-by-another',
      'not-yours',
      'no-such-ask',
      'no-such-referral',
      'no-such-answer',
      'no-address',
      'already-sent',
      'held',
      'not-numbered',
      'files-unchecked',
      'file-refused',
      'answer-unsent',
      'paused-too-long',
      'not-paused',
      'too-late-to-reopen',
      'too-late-to-rate',
      'another-person',
      'not-joined',
      'nothing-to-split',
      'danger-not-handed-over',
      'needs-another-person',
      'own-answer',
      'kept-for-phone',
      'no-union-agreement',
      'not-judged',
      'no-household',
      'in-another-household',
      'no-such-promise',
      'not-acknowledged',
      'unresolved-variable',
      'not-closed',
      'no-such-contact',
      'not-answered',
      'already-open',
      'no-such-number',
      'refused-phrases',
      'own-words',
      'not-reviewed',
      'reviewed-already',
      'nothing-told',
      ...contributionRefusals,
    ]),
  ),
  declaration: z.optional(Id),
  endedAt: z.optional(Instant),
  endsAt: z.optional(Instant),
  at: z.optional(Instant),
  latest: z.optional(Instant),
  present: z.optional(Instant),
  zone: z.optional(z.string().check(z.maxLength(200))),
  /** The words that nothing may say. */
  phrases: z.optional(z.array(z.string().check(z.maxLength(80))).check(z.maxLength(50))),
  expectedVersion: z.optional(Version),
  version: z.optional(Version),
  since: z.optional(z.array(LedgerEvent).check(z.maxLength(10_000))),
  /** What happened to a case after the version that was seen, and who did it. */
  changes: z.optional(
    z
      .array(
        z.object({
          change: z.string().check(z.maxLength(40)),
          at: Instant,
          by: z.optional(z.string().check(z.maxLength(200))),
        }),
      )
      .check(z.maxLength(50)),
  ),
  /** What could let somebody be known and was not confirmed one by one. */
  marks: z.optional(z.array(Mark).check(z.maxLength(2_000))),
  id: z.optional(z.string().check(z.maxLength(1000))),
  closedAt: z.optional(Instant),
  revision: z.optional(Version),
  proposal: z.optional(Proposal),
});
export type ActProblem = z.infer<typeof ActProblem>;
