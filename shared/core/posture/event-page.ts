import type { LedgerEvent, Officer, SayingEvent } from '../../contracts/declaration.ts';
import type { EventFact, EventNumber, EventPage } from '../../contracts/event-page.ts';
import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';

/** The lists of an event page, in the order in which they are read: what to do comes before what is known. */
export const eventLists = ['doNow', 'avoid', 'known', 'unknown', 'untrue'] as const satisfies (keyof EventPage)[];
export type EventList = (typeof eventLists)[number];

const sayings: ReadonlySet<LedgerEvent['type']> = new Set([
  'EventTold',
  'EventReviewed',
  'EventWithdrawn',
  'TracingOpened',
  'TracingClosed',
]);

/** Whether a fact of the ledger only says something of an event. */
export const isSaying = (event: LedgerEvent): event is SayingEvent => sayings.has(event.type);

/** Whether what is said of an event is about whom people look for in it, and not its page. */
export const isTracing = ({ type }: SayingEvent): boolean => type === 'TracingOpened' || type === 'TracingClosed';

/** What was last told of the event of a declaration. */
export type EventTelling = {
  at: string;
  by: Officer;
  page: EventPage;
  urgentUntil: string;
  reviewed?: { at: string; by: Officer };
};

/** Whom people look for in an event is taken in until it is closed, and handed to this coordination. */
export type EventTracing = { at: string; by: Officer; coordination: string; closedAt?: string };

/**
 * What was said of the event of a declaration: the number of the last act, what stands unless it was withdrawn, and
 * whether it takes in whom people look for.
 */
export type EventSaid = { turn: number; telling?: EventTelling; tracing?: EventTracing };

/** What is said of an event after one more act. */
export function evolveSaid(said: EventSaid | undefined, event: SayingEvent): EventSaid {
  const { turn, at, by } = event;
  const { telling, tracing } = said ?? {};
  switch (event.type) {
    case 'EventTold':
      return {
        turn,
        telling: { at, by, page: event.page, urgentUntil: event.urgentUntil, ...present({ reviewed: event.reviewed }) },
        ...present({ tracing }),
      };
    case 'EventReviewed':
      return { turn, ...present({ telling: telling && { ...telling, reviewed: { at, by } }, tracing }) };
    case 'EventWithdrawn':
      return { turn, ...present({ tracing }) };
    case 'TracingOpened':
      return { turn, ...present({ telling }), tracing: { at, by, coordination: event.coordination } };
    case 'TracingClosed':
      return { turn, ...present({ telling, tracing: tracing && { ...tracing, closedAt: at } }) };
  }
}

/** Whether whom people look for in an event is taken in, as long as its declaration holds. */
export const takesTracing = (said: EventSaid | undefined): boolean =>
  said?.tracing !== undefined && said.tracing.closedAt === undefined;

/** The page of an event as anybody sees it at an instant: only lines that hold then. */
export type EventSeen = Omit<EventPage, 'word'> & {
  word?: EventFact;
  toldAt: string;
  /** There while nobody else has read it. */
  urgentUntil?: string;
};

/**
 * What anybody sees of an event at an instant: the lines that hold then. Undefined where nobody told anything, where it
 * was withdrawn, and once 72 hours are over in which nobody else has read it.
 */
export function seenEvent(said: EventSaid | undefined, at: string): EventSeen | undefined {
  const { telling } = said ?? {};
  if (!telling) return undefined;
  const instant = instantOf(at);
  const { page, reviewed, urgentUntil } = telling;
  const inTime = reviewed !== undefined && instantOf(reviewed.at) < instantOf(urgentUntil);
  if (!inTime && instantOf(urgentUntil) <= instant) return undefined;
  const holds = ({ from, until }: EventFact | EventNumber) => instantOf(from) <= instant && instant < instantOf(until);
  const { word, ...rest } = page;
  return {
    ...rest,
    ...(Object.fromEntries(eventLists.map((list) => [list, page[list].filter(holds)])) as Pick<EventPage, EventList>),
    numbers: page.numbers.filter(holds),
    ...present({ word: holds(word) ? word : undefined }),
    toldAt: telling.at,
    ...present({ urgentUntil: inTime ? undefined : urgentUntil }),
  };
}

/** When what is seen of an event changes by itself next, after an instant: a line begins or ends, or 72 hours are over. */
export function nextEventChange(said: EventSaid | undefined, at: string): string | undefined {
  const { telling } = said ?? {};
  if (!telling) return undefined;
  const { page, urgentUntil, reviewed } = telling;
  const instants = [page.word.from, page.word.until, ...(reviewed ? [] : [urgentUntil])];
  return instants
    .filter((one) => instantOf(one) > instantOf(at))
    .sort((one, other) => instantOf(one) - instantOf(other))[0];
}
