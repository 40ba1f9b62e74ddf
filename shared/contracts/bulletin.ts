import * as z from 'zod/mini';
import { ZoneCode } from './declaration.ts';
import { Instant } from './text.ts';

/**
 * The colours of the national bulletins, from the lowest to the highest (NESSUNA ALLERTA, GIALLA, ARANCIONE, ROSSA).
 */
export const colours = ['green', 'yellow', 'orange', 'red'] as const;
export const Colour = z.enum(colours);
export type Colour = z.infer<typeof Colour>;

/** What was found wrong or worth knowing while reading a source: an alarm wakes somebody, a note is only kept. */
export const Finding = z.object({
  code: z.enum([
    'unreadable-file',
    'unreadable-row',
    'unknown-level',
    'unknown-zone',
    'missing-zone',
    'doubtful-day-label',
    'stale-file',
    'stale-source',
    'changed-in-place',
    'nothing-lowered',
    'held-without-bulletin',
    'not-actual',
    'unknown-sender',
    'unknown-reference',
    'no-longer-listed',
    'told-twice',
    'ignored',
  ]),
  severity: z.enum(['alarm', 'note']),
  source: z.string(),
  detail: z.string(),
});
export type Finding = z.infer<typeof Finding>;

/** What one bulletin says of one zone. */
export const ZoneStatement = z.object({
  zone: ZoneCode,
  colour: Colour,
  risks: z.object({ hydrogeological: Colour, thunderstorms: Colour, hydraulic: Colour }),
});
export type ZoneStatement = z.infer<typeof ZoneStatement>;

/**
 * One horizon of one publication of the criticality bulletin; instants in UTC, `validFrom` inside, `validTo` outside.
 */
export const BulletinReading = z.object({
  kind: z.literal('bulletin'),
  source: z.string(),
  publishedAt: Instant,
  horizon: z.enum(['today', 'tomorrow']),
  validFrom: Instant,
  validTo: Instant,
  zones: z.array(ZoneStatement),
  /** Why this reading may raise but never lower; empty when it may do both. */
  doubts: z.array(
    z.enum(['after-midnight', 'day-label', 'name', 'incomplete', 'unreadable-rows', 'filler', 'no-stated-validity']),
  ),
  correction: z.boolean(),
});
export type BulletinReading = z.infer<typeof BulletinReading>;

/** One CAP 1.2 message, reduced to what a rule looks at; instants in UTC. */
export const CapReading = z.object({
  kind: z.literal('cap'),
  source: z.string(),
  identifier: z.string(),
  sender: z.string(),
  sent: Instant,
  status: z.enum(['Actual', 'Exercise', 'System', 'Test', 'Draft']),
  msgType: z.enum(['Alert', 'Update', 'Cancel', 'Ack', 'Error']),
  scope: z.enum(['Public', 'Restricted', 'Private']),
  references: z.array(z.object({ sender: z.string(), identifier: z.string(), sent: Instant })),
  infos: z.array(
    z.object({
      language: z.string(),
      event: z.string(),
      headline: z.string(),
      urgency: z.enum(['Immediate', 'Expected', 'Future', 'Past', 'Unknown']),
      severity: z.enum(['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown']),
      certainty: z.enum(['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown']),
      colour: z.optional(Colour),
      effective: z.optional(Instant),
      onset: z.optional(Instant),
      expires: z.optional(Instant),
      areas: z.array(z.object({ description: z.string(), zones: z.array(ZoneCode) })),
    }),
  ),
});
export type CapReading = z.infer<typeof CapReading>;

/** One event of the INGV event service; degrees, kilometres, UTC. */
export const QuakeReading = z.object({
  kind: z.literal('quake'),
  source: z.string(),
  eventId: z.string(),
  at: Instant,
  latitude: z.number().check(z.minimum(-90), z.maximum(90)),
  longitude: z.number().check(z.minimum(-180), z.maximum(180)),
  depthKm: z.optional(z.number()),
  magnitude: z.number().check(z.minimum(-3), z.maximum(11)),
  magnitudeType: z.string(),
  place: z.string(),
  type: z.string(),
});
export type QuakeReading = z.infer<typeof QuakeReading>;

/** An alarm on the service's own load (queue age, refusal rate, answer rate) that went off. */
export const LoadReading = z.object({
  kind: z.literal('load'),
  source: z.string(),
  at: Instant,
  detail: z.string(),
});
export type LoadReading = z.infer<typeof LoadReading>;

export const Reading = z.discriminatedUnion('kind', [BulletinReading, CapReading, QuakeReading, LoadReading]);
export type Reading = z.infer<typeof Reading>;
