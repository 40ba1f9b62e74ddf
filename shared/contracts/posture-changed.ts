import * as z from 'zod/mini';
import { HoursChoice, PostureLevel } from './declaration.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

const Declaration = z.string().check(z.minLength(1), z.maxLength(80));

/**
 * What an act in the ledger means for others. It may come twice or late: whoever keeps something compares `version`.
 */
export const PostureChanged = z.object({
  contract: z.literal('posture-changed.v1'),
  service: ServiceId,
  /** Of the ledger's entry: one more with each act on the service. */
  version: z.int().check(z.minimum(1), z.maximum(1_000_000_000)),
  at: Instant,
  act: z.enum(['Declared', 'Renewed', 'Changed', 'StoodDown']),
  declaration: Declaration,
  level: PostureLevel,
  hours: HoursChoice,
  previousLevel: PostureLevel,
  /** When the first of what is declared ends if nobody acts. */
  nextEndAt: z.optional(Instant),
});
export type PostureChanged = z.infer<typeof PostureChanged>;

/** What a schedule wakes others for; only a wake-up: what is so is worked out from the ledger. */
export const ScheduledMoment = z.object({
  contract: z.literal('scheduled-moment.v1'),
  service: ServiceId,
  what: z.enum(['end', 'renewal', 'opening', 'closing', 'telling']),
  declaration: z.optional(Declaration),
  dueAt: z.optional(Instant),
});
export type ScheduledMoment = z.infer<typeof ScheduledMoment>;

/**
 * What the public sees of a service changed, or was looked at because it should have: as of `at`, which tells the newer
 * of two.
 */
export const ServiceStateChanged = z.object({
  contract: z.literal('service-state-changed.v1'),
  service: ServiceId,
  at: Instant,
  because: z.enum(['declared', 'ended', 'opening', 'closing']),
  posture: PostureLevel,
  open: z.boolean(),
  nextChangeAt: z.optional(Instant),
});
export type ServiceStateChanged = z.infer<typeof ServiceStateChanged>;

/** A service's own load asks for more room than its posture gives; the plan one step higher holds until then. */
export const CapacityRaised = z.object({
  contract: z.literal('capacity-raised.v1'),
  service: ServiceId,
  until: Instant,
  because: z.string().check(z.minLength(1), z.maxLength(300)),
});
export type CapacityRaised = z.infer<typeof CapacityRaised>;

/** Other shocks wait for an officer's decision than before; only a wake-up, what is so is read from the proposals. */
export const QuakesChanged = z.object({
  contract: z.literal('quakes-changed.v1'),
  service: ServiceId,
  at: Instant,
  undecided: z.int().check(z.minimum(0), z.maximum(3)),
});
export type QuakesChanged = z.infer<typeof QuakesChanged>;

/** Who says it on the bus, and under which name. */
export const busSource = 'sportello.posture';
export const busNames = {
  postureChanged: 'PostureChanged',
  end: 'DeclarationEnded',
  renewal: 'RenewalDue',
  opening: 'OpeningDue',
  closing: 'ClosingDue',
  /** A line of an event page begins or ends. */
  telling: 'EventTellingDue',
  eventTold: 'EventTold',
  /** The shocks that nobody has decided on are others than before: pages as served have to follow. */
  quakesChanged: 'QuakesChanged',
  capacityRaised: 'CapacityRaised',
  serviceState: 'ServiceStateChanged',
} as const;
