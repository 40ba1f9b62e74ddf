import * as z from 'zod/mini';
import { BulletinReading, Colour } from './bulletin.ts';
import { Area, DeclaredLevel, Officer, ZoneCode } from './declaration.ts';
import { Instant } from './text.ts';

/** What proposes what, as data of the service definition; `defaultProposalRule` is the default. */
export const ProposalRule = z.strictObject({
  bulletins: z.strictObject({
    /** Colour of a zone → level proposed for that zone; colours left out propose nothing. */
    levels: z.strictObject({
      yellow: z.optional(DeclaredLevel),
      orange: z.optional(DeclaredLevel),
      red: z.optional(DeclaredLevel),
    }),
    /** Codes or beginnings of codes (`Emil`, `Vene-A`) the service looks at; left out means all of Italy. */
    zones: z.optional(
      z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(400)),
    ),
    /** Hours without a new publication after which the source counts as stale: an alarm, and nothing is lowered. */
    staleAfterHours: z.int().check(z.minimum(1), z.maximum(72)),
    /** Hours for which a proposal outlives its validity when no bulletin has said what came after. */
    holdHours: z.int().check(z.minimum(0), z.maximum(168)),
  }),
  quakes: z.strictObject({
    minimumMagnitude: z.number().check(z.minimum(0), z.maximum(10)),
    withinKm: z.number().check(z.minimum(0), z.maximum(1000)),
    level: DeclaredLevel,
    hours: z.int().check(z.minimum(1), z.maximum(336)),
  }),
  cap: z.strictObject({
    /**
     * Senders whose messages may propose; none by default: a feed that is no official alert must not change the
     * posture.
     */
    senders: z.array(z.string().check(z.minLength(1), z.maxLength(300))).check(z.maxLength(50)),
    colours: z.strictObject({ orange: z.optional(DeclaredLevel), red: z.optional(DeclaredLevel) }),
    severities: z.strictObject({ Severe: z.optional(DeclaredLevel), Extreme: z.optional(DeclaredLevel) }),
    hours: z.int().check(z.minimum(1), z.maximum(336)),
  }),
  /** Hours for which an alarm on the service's own load keeps its proposal of the alert posture open. */
  load: z.strictObject({ hours: z.int().check(z.minimum(1), z.maximum(48)) }),
  /**
   * If nobody decides within these minutes the alert posture (never the emergency) applies by itself; left out: never.
   */
  automaticAlertAfterMinutes: z.optional(z.int().check(z.minimum(5), z.maximum(1440))),
});
export type ProposalRule = z.infer<typeof ProposalRule>;

/**
 * What a service that says nothing else goes by: red → emergency, orange → alert, magnitude 5 within 50 km of Italy →
 * emergency.
 */
export const defaultProposalRule: ProposalRule = {
  bulletins: { levels: { orange: 'alert', red: 'emergency' }, staleAfterHours: 28, holdHours: 72 },
  quakes: { minimumMagnitude: 5, withinKm: 50, level: 'emergency', hours: 24 },
  cap: {
    senders: [],
    colours: { orange: 'alert', red: 'emergency' },
    severities: { Severe: 'alert', Extreme: 'emergency' },
    hours: 24,
  },
  load: { hours: 6 },
};

const line = z.string().check(z.maxLength(1000));
/** CAP gives its texts no bound; what no alert comes near. */
const words = z.string().check(z.maxLength(20_000));
const Revision = z.int().check(z.minimum(1), z.maximum(1_000_000));
const Degrees = (most: number) => z.number().check(z.minimum(-most), z.maximum(most));

/** Every alert zone of the country, and some to spare. */
export const maximumZones = 500;

/** For one zone the stretches in which the proposal's level holds; instants in UTC, `from` inside, `to` outside. */
export const Coverage = z
  .record(ZoneCode, z.array(z.object({ from: Instant, to: Instant })).check(z.maxLength(1000)))
  .check(z.refine((coverage) => Object.keys(coverage).length <= maximumZones, { error: 'too many zones' }));
export type Coverage = z.infer<typeof Coverage>;

/** What a proposal rests on: the publication, message or quake, and what it said. */
export const Evidence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('bulletin'),
    source: line,
    publishedAt: Instant,
    horizon: BulletinReading.shape.horizon,
    validFrom: Instant,
    validTo: Instant,
    zones: z.array(z.object({ zone: ZoneCode, colour: Colour })).check(z.maxLength(maximumZones)),
    doubts: BulletinReading.shape.doubts.check(z.maxLength(20)),
  }),
  z.object({
    kind: z.literal('cap'),
    source: line,
    publishedAt: Instant,
    identifier: line,
    sender: line,
    msgType: line,
    headline: words,
    areas: z.array(words).check(z.maxLength(1000)),
  }),
  z.object({
    kind: z.literal('quake'),
    source: line,
    publishedAt: Instant,
    eventId: line,
    magnitude: z.number().check(z.minimum(-3), z.maximum(11)),
    latitude: Degrees(90),
    longitude: Degrees(180),
    distanceKm: z.number().check(z.minimum(0), z.maximum(21_000)),
    place: line,
    /** Its source has corrected it to less than is asked for, or says that it was none. */
    takenBack: z.optional(z.literal(true)),
  }),
  z.object({ kind: z.literal('load'), source: line, publishedAt: Instant, detail: line }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** What an officer made of a proposal, and up to which revision of it. */
export const ProposalDecision = z.object({
  verdict: z.enum(['confirmed', 'changed', 'refused']),
  revision: Revision,
  at: Instant,
  by: Officer,
  reason: z.string().check(z.maxLength(2000)),
});
export type ProposalDecision = z.infer<typeof ProposalDecision>;

/** What the API takes for a decision: the revision that the officer saw, and why. */
export const DecisionRequest = z.strictObject({
  verdict: z.enum(['confirmed', 'changed', 'refused']),
  revision: Revision,
  reason: z.string().check(z.minLength(3), z.maxLength(2000)),
});
export type DecisionRequest = z.infer<typeof DecisionRequest>;

/**
 * One step in a proposal's life; `zones` are those that the step is about, `asks` tells that an officer is asked
 * (again).
 */
export const ProposalStep = z.object({
  what: z.enum(['proposed', 'raised', 'extended', 'lowered', 'withdrawn', 'expired', 'held']),
  at: Instant,
  publishedAt: z.optional(Instant),
  zones: z.array(ZoneCode).check(z.maxLength(maximumZones)),
  asks: z.optional(z.literal(true)),
});
export type ProposalStep = z.infer<typeof ProposalStep>;

/**
 * A machine's suggestion for one episode. `revision` grows whenever it comes to say more; `asks` tells that the newest
 * revision still waits for an officer. `closedAt` is there once the episode is over.
 */
export const Proposal = z.object({
  id: line,
  cause: z.enum(['bulletin', 'cap', 'quake', 'load']),
  episode: line,
  level: DeclaredLevel,
  area: Area,
  coverage: Coverage,
  validFrom: Instant,
  validTo: Instant,
  proposedAt: Instant,
  publishedAt: Instant,
  revision: Revision,
  asks: z.boolean(),
  asksSince: Instant,
  held: z.boolean(),
  evidence: z.array(Evidence).check(z.maxLength(100)),
  steps: z.array(ProposalStep).check(z.maxLength(10_000)),
  decision: z.optional(ProposalDecision),
  closedAt: z.optional(Instant),
  closedBy: z.optional(z.enum(['expired', 'withdrawn'])),
});
export type Proposal = z.infer<typeof Proposal>;
