import type { LedgerEvent, Officer, SayingEvent } from '../../contracts/declaration.ts';
import type { EventFact, EventNumber, EventPage } from '../../contracts/event-page.ts';
import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';

/** The lists of an event page, in the order in which they are read: what to do comes before what is known. */
export const eventLists = ['doNow', 'avoid', 'known', 'unknown', 'untrue'] as const satisfies (keyof EventPage)[];
export type EventList = (typeof eventLists)[number];

/** Whether a fact of the ledger only says something of an event. */
export const isSaying = (event: LedgerEvent): event is SayingEvent =>
  event.type === 'EventTold' || event.type === 'EventReviewed' || event.type === 'EventWithdrawn';

/** What was last told of the event of a declaration. */
export type EventTelling = {
  at: string;
  by: Officer;
  page: EventPage;
  urgentUntil: string;
  reviewed?: { at: string; by: Officer };
};

/** What was said of the event of a declaration: the number of the last act, and what stands unless it was withdrawn. */
export type EventSaid = { turn: number; telling?: EventTelling };

/** What is said of an event after one more act. */
export function evolveSaid(said: EventSaid | undefined, event: SayingEvent): EventSaid {
  const { turn, at, by } = event;
  switch (event.type) {
    case 'EventTold':
      return {
        turn,
        telling: { at, by, page: event.page, urgentUntil: event.urgentUntil, ...present({ reviewed: event.reviewed }) },
      };
    case 'EventReviewed':
      return said?.telling ? { turn, telling: { ...said.telling, reviewed: { at, by } } } : { turn };
    case 'EventWithdrawn':
      return { turn };
  }
}

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
