import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { ItemId } from './event-members.ts';
import { consentWays, EventName, inspectionOutcomes, promisedThings } from './household-event.ts';
import { Kind, ServiceId } from './kind.ts';
import { Instant, maximumTextLength, Translated } from './text.ts';
import { WorklistCursor } from './worklist.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
const Words = z.optional(text(maximumTextLength));
const Called = z.optional(text(120));

/** Cases that one household has at most: nothing comes near it. */
export const maximumOfHousehold = 50;
/** Rows of cases that one page of the list of households is made of. */
export const householdRows = 200;

/** A declared event with a name for each language. */
const Event = z.strictObject({ event: EventName, name: Translated, declaredAt: Instant });

/** What is owed next: the promise that is due first of those that nobody has ended. */
const Owed = z.strictObject({ of: z.enum(promisedThings), dueAt: Instant, overdue: z.boolean() });

/**
 * The answer of `GET …/households`: the households of the event that is named, else of the newest, those first to whom
 * something is owed first.
 */
export const HouseholdsView = z.strictObject({
  service: ServiceId,
  at: Instant,
  events: z.array(Event).check(z.maxLength(200)),
  event: z.optional(EventName),
  households: z
    .array(z.strictObject({ household: ItemId, called: Called, owed: z.optional(Owed) }))
    .check(z.maxLength(householdRows)),
  /** Where to go on; a household of two pages stands where it is owed something first. */
  next: z.optional(WorklistCursor),
});
export type HouseholdsView = z.infer<typeof HouseholdsView>;

const done = { code: ReceiptCode, at: Instant, by: text(200), text: Words };

/** The answer of `GET …/households/{household}`: one household, from the cases whose people agree. */
export const HouseholdView = z.strictObject({
  service: ServiceId,
  household: ItemId,
  event: EventName,
  called: Called,
  /** Each case, with how and when its person agreed and who asked them. */
  cases: z
    .array(
      z.strictObject({
        code: ReceiptCode,
        version: z.int().check(z.minimum(1)),
        kind: Kind,
        receivedAt: Instant,
        asked: z.enum(consentWays),
        agreedAt: Instant,
        by: text(200),
      }),
    )
    .check(z.maxLength(maximumOfHousehold)),
  /** The promises that nobody has ended, the first due first. */
  owed: z
    .array(
      z.strictObject({
        ...done,
        promise: ItemId,
        of: z.enum(promisedThings),
        dueAt: Instant,
        overdue: z.boolean(),
      }),
    )
    .check(z.maxLength(1000)),
  /** Visits, inspections and what became of promises, the newest first. */
  happened: z
    .array(
      z.discriminatedUnion('what', [
        z.strictObject({ what: z.literal('visit'), ...done, on: Instant }),
        z.strictObject({ what: z.literal('inspection'), ...done, on: Instant, outcome: z.enum(inspectionOutcomes) }),
        z.strictObject({
          what: z.literal('promise'),
          ...done,
          of: z.enum(promisedThings),
          on: Instant,
          dueAt: Instant,
          promised: Words,
          kept: z.boolean(),
        }),
      ]),
    )
    .check(z.maxLength(1000)),
});
export type HouseholdView = z.infer<typeof HouseholdView>;
