import * as z from 'zod/mini';
import { Area, DeclaredLevel, PostureLevel } from './declaration.ts';
import { EventNumber, EventPage, SaidWords } from './event-page.ts';
import { Channel, ServiceId } from './kind.ts';
import { Day, Instant, Translated } from './text.ts';

const EventId = z.string().check(z.minLength(1), z.maxLength(80));

/** A shock that was proposed and nobody has decided on: only what its source says, and for whom it is shown. */
export const FeltQuake = z.strictObject({
  quake: z.string().check(z.minLength(1), z.maxLength(100)),
  at: Instant,
  magnitude: z.number().check(z.minimum(-3), z.maximum(11)),
  /** As the source names it. */
  place: z.string().check(z.maxLength(200)),
  /** Its page at INGV. */
  page: z.optional(z.string().check(z.maxLength(200))),
  withinKm: z.int().check(z.minimum(1), z.maximum(1000)),
  /** Provinces whose chief town lies so near, the nearest first; none for a shock far out at sea. */
  provinces: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(120)),
});
export type FeltQuake = z.infer<typeof FeltQuake>;

/** The public state of a service at an instant: `GET /services/{service}`. */
export const ServiceState = z.strictObject({
  service: ServiceId,
  name: Translated,
  description: Translated,
  channels: z
    .array(z.strictObject({ channel: Channel, address: z.optional(z.string().check(z.maxLength(200))) }))
    .check(z.maxLength(10)),
  phones: z
    .array(z.strictObject({ number: z.string().check(z.maxLength(16)), name: Translated, freeOfCharge: z.boolean() }))
    .check(z.maxLength(5)),
  posture: PostureLevel,
  open: z.boolean(),
  nextChangeAt: z.optional(Instant),
  /** Whether somebody reads now what speaks of danger to life: operators, or by night whoever is woken for it. */
  readsUrgentNow: z.boolean(),
  /**
   * How long callers wait at present, in seconds: while it is open, and when calls of the last fifteen minutes tell.
   */
  expectedWaitSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(86_400))),
  notice: z.optional(Translated),
  postureUntil: z.optional(Instant),
  areas: z.optional(
    z
      .array(
        z.strictObject({
          area: Area,
          name: Translated,
          level: DeclaredLevel,
          notice: Translated,
          endsAt: Instant,
          /** Names the page of the event: `GET /services/{service}/events/{event}`. */
          event: z.optional(EventId),
          /** The word of the hour, as page, voice, mail and desk say it; `urgent` while nobody else has read it. */
          word: z.optional(
            z.strictObject({
              text: SaidWords,
              source: z.string().check(z.maxLength(200)),
              from: Instant,
              until: Instant,
              urgent: z.boolean(),
            }),
          ),
        }),
      )
      .check(z.maxLength(50)),
  ),
  /** Shocks of the last hours that no officer has decided on, the latest first. */
  quakes: z.optional(z.array(FeltQuake).check(z.maxLength(3))),
  emergencyNumbers: z
    .array(z.strictObject({ number: z.string().check(z.maxLength(3)), name: Translated }))
    .check(z.maxLength(6)),
  emergencyStatement: Translated,
  asOf: Instant,
});
export type ServiceState = z.infer<typeof ServiceState>;

/**
 * The page of an event: what was declared, and of what somebody on duty told the lines that hold now. `told` is missing
 * where nobody has told anything yet.
 */
export const EventView = z.strictObject({
  service: ServiceId,
  event: EventId,
  asOf: Instant,
  area: Area,
  name: Translated,
  level: DeclaredLevel,
  declaredAt: Instant,
  endsAt: Instant,
  notice: Translated,
  told: z.optional(
    z.strictObject({
      toldAt: Instant,
      /** There while nobody else has read it: it was told alone, and is seen no longer than until then. */
      urgentUntil: z.optional(Instant),
      ...EventPage.shape,
      word: z.optional(EventPage.shape.word),
      numbers: z.array(EventNumber).check(z.maxLength(8)),
    }),
  ),
  /** Whoever looks for somebody in it may say so (`requestTracing`). */
  tracing: z.optional(z.literal(true)),
});
export type EventView = z.infer<typeof EventView>;

/** The answer of `GET /services`. */
export const ServiceStates = z.strictObject({ services: z.array(ServiceState).check(z.maxLength(50)) });

/** Why a day is open as it is. */
export const DayReason = z.enum(['pattern', 'holiday', 'declaration']);

/** The answer of `GET /services/{service}/hours`: effective opening hours per day as instants, and why. */
export const EffectiveHours = z.strictObject({
  service: ServiceId,
  timeZone: z.literal('Europe/Rome'),
  days: z
    .array(
      z.strictObject({
        date: Day,
        /** Few as a rule; each declaration that widens the hours of the day and ends on it can add one. */
        open: z.array(z.strictObject({ from: Instant, to: Instant })).check(z.maxLength(500)),
        because: DayReason,
        holiday: z.optional(Translated),
      }),
    )
    .check(z.maxLength(92)),
});
export type EffectiveHours = z.infer<typeof EffectiveHours>;

/** The answer of `GET /status` (ModI: every API has one). */
export const PlatformStatus = z.strictObject({ status: z.literal('ok'), at: Instant });
