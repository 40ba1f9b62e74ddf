import * as z from 'zod/mini';
import { Officer } from './declaration.ts';
import { Identifier, ServiceId } from './kind.ts';
import { Instant, Language, line } from './text.ts';

const WallTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/), z.maxLength(5));

/** Colleagues that one service has at most. */
export const maximumColleagues = 1_000;

/** The days of the week as shifts name them, Monday first. */
export const shiftDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type ShiftDay = (typeof shiftDays)[number];

/** A shift of some days of each week, by the clocks of Rome; one that ends at or before it begins ends the next day. */
export const WeeklyShift = z.strictObject({
  days: z.array(z.enum(shiftDays)).check(z.minLength(1), z.maxLength(7)),
  from: WallTime,
  to: WallTime,
});
export type WeeklyShift = z.infer<typeof WeeklyShift>;

const named = (maximum: number) => z.array(Identifier).check(z.maxLength(maximum));

/** Somebody as the issuer of tokens knows them; it stands in an address. */
export const ColleagueSubject = z.string().check(z.regex(/^[A-Za-z0-9._:@-]{1,200}$/), z.maxLength(200));

/** The body of `PUT …/shifts/{subject}`: what a colleague is handed, and when they work. */
export const ShiftBody = z.strictObject({
  name: line(200),
  /** Lanes that they are handed cases of besides the urgent one; left out: every lane. */
  lanes: z.optional(named(10).check(z.minLength(1))),
  /** Languages that they answer in; left out: every language. */
  languages: z.optional(z.array(Language).check(z.minLength(1), z.maxLength(3))),
  skills: named(20),
  /** Groups of experts that they answer for. */
  groups: named(40),
  week: z.array(WeeklyShift).check(z.maxLength(14)),
});
export type ShiftBody = z.infer<typeof ShiftBody>;

/** Where somebody is: `break` is at work and takes nothing now. */
export const presences = ['present', 'break', 'signed-out'] as const;

/** The body of `PUT …/presence`: where the asker is from now on. */
export const PresenceAsked = z.strictObject({ presence: z.enum(presences) });
export type PresenceAsked = z.infer<typeof PresenceAsked>;

/** Where somebody is, since when, and until when it holds by itself: the end of the shift. */
export const Presence = z.strictObject({ presence: z.enum(presences), since: Instant, until: Instant });
export type Presence = z.infer<typeof Presence>;

/** The answer of `PUT …/presence`; how many cases went back to the list. */
export const PresenceView = z.strictObject({
  ...Presence.shape,
  gaveBack: z.int().check(z.minimum(0), z.maximum(10_000)),
});
export type PresenceView = z.infer<typeof PresenceView>;

const Version = z.int().check(z.minimum(0), z.maximum(999_999));

/** A colleague as the desk knows them; version 0 where no supervisor has said anything yet. */
export const Colleague = z.strictObject({
  subject: ColleagueSubject,
  version: Version,
  ...ShiftBody.shape,
  presence: z.optional(Presence),
});
export type Colleague = z.infer<typeof Colleague>;

/** What somebody changed of a colleague's shift, what it was and what it is. */
export const ShiftChange = z.strictObject({
  subject: ColleagueSubject,
  version: Version,
  at: Instant,
  by: Officer,
  before: z.optional(ShiftBody),
  after: ShiftBody,
});
export type ShiftChange = z.infer<typeof ShiftChange>;

/** Changes that are shown at most, the latest first. */
export const maximumShiftChanges = 100;

/** The answer of `GET …/shifts`: who works at the desk, when, with what, and who is there now. */
export const ShiftsView = z.strictObject({
  service: ServiceId,
  colleagues: z.array(Colleague).check(z.maxLength(maximumColleagues)),
  /** For whoever may edit or audit. */
  changes: z.optional(z.array(ShiftChange).check(z.maxLength(maximumShiftChanges))),
});
export type ShiftsView = z.infer<typeof ShiftsView>;
