import * as z from 'zod/mini';
import { ItemId, Party, PersonalPart, Subject } from './event-members.ts';
import { Instant } from './text.ts';

// What is known of a household that a declared event has hit. It stands in the cases of its people, for as long as each
// of them agrees: what somebody typed is in the personal part, and goes with the case.

const done = { household: ItemId, by: Party, subject: Subject };
const personal = z.optional(PersonalPart);

/** The event, by the name of its declaration. */
export const EventName = z.string().check(z.minLength(1), z.maxLength(80));

/** How somebody was asked whether their case may stand on the page of the household. */
export const consentWays = ['in-person', 'phone', 'in-writing'] as const;

/** What an inspection found of a building: the six outcomes of the AeDES form (DPCM 5 May 2011), A to F. */
export const inspectionOutcomes = [
  'usable',
  'usable-after-works',
  'partly-usable',
  'to-inspect-again',
  'unusable',
  'unusable-from-outside',
] as const;
export type InspectionOutcome = (typeof inspectionOutcomes)[number];

/** What a household is promised. */
export const promisedThings = ['visit', 'inspection', 'other'] as const;
export type PromisedThing = (typeof promisedThings)[number];

/** Its person agrees that the case stands on the page of the household; what the household is called, in the words. */
export const HouseholdJoined = z.object({
  type: z.literal('HouseholdJoined'),
  ...done,
  event: EventName,
  asked: z.enum(consentWays),
  personal,
});
/** They agree no more: the case leaves the page, with all that was noted in it. */
export const HouseholdLeft = z.object({ type: z.literal('HouseholdLeft'), ...done, personal });
export const HouseholdVisited = z.object({ type: z.literal('HouseholdVisited'), ...done, on: Instant, personal });
export const HouseholdInspected = z.object({
  type: z.literal('HouseholdInspected'),
  ...done,
  on: Instant,
  outcome: z.enum(inspectionOutcomes),
  personal,
});
/** Something is owed to the household by then; what, in the words. */
export const PromiseMade = z.object({
  type: z.literal('PromiseMade'),
  ...done,
  promise: ItemId,
  of: z.enum(promisedThings),
  dueAt: Instant,
  personal,
});
/** It was kept, or will not be; how or why, in the words. */
export const PromiseEnded = z.object({
  type: z.literal('PromiseEnded'),
  ...done,
  promise: ItemId,
  kept: z.boolean(),
  personal,
});
