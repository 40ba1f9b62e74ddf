import type { LedgerEvent, Officer, SayingEvent } from '../../contracts/declaration.ts';
import type { EventAct, EventPage, EventPageAsked } from '../../contracts/event-page.ts';
import { refusedPhrases } from '../danger/refused-phrases.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import { type EventList, type EventSaid, eventLists, takesTracing } from './event-page.ts';
import type { Ledger } from './ledger.ts';
import { ordered } from './ledger-chain.ts';

const HOUR = 3_600_000;
/** How long what nobody else has read is seen: 72 hours, in milliseconds. */
export const aloneLength = 72 * HOUR;
/** How long the word of the hour holds when nobody names an end: 6 hours, in milliseconds. */
export const wordLength = 6 * HOUR;

/** An act on the page of an event with all that the core may not find out by itself; `seen` is the turn that was seen. */
export type EventCommand = {
  act: EventAct;
  declaration: string;
  by: Officer;
  at: string;
  seen: number;
  /** Words that nothing may say while nobody on the ground has decided. */
  forbidden: readonly string[];
};

/** Why an act on the page of an event is not carried out. */
export type EventRefusal =
  | { refused: 'conflict'; expectedVersion: number; version: number; since: readonly LedgerEvent[] }
  | { refused: 'unknown-declaration'; declaration: string }
  | { refused: 'already-over'; declaration: string; endedAt: string }
  | { refused: 'ends-in-the-past'; endsAt: string; at: string }
  | { refused: 'too-long'; endsAt: string; latest: string }
  | { refused: 'refused-phrases'; phrases: readonly string[] }
  | { refused: 'not-reviewed'; declaration: string }
  | { refused: 'nothing-told'; declaration: string }
  | { refused: 'own-words'; declaration: string }
  | { refused: 'reviewed-already'; declaration: string }
  | { refused: 'changes-nothing'; declaration: string };

/**
 * What an act makes of the page of a declaration's event: its fact, or the refusal. One person suffices while the
 * declaration holds; an act's instant is never before the newest fact's.
 */
export function decideEvent(command: EventCommand, ledger: Ledger): { event: SayingEvent } | EventRefusal {
  const { act, declaration, by, seen } = command;
  const now = Math.max(instantOf(command.at), ledger.lastAt === undefined ? -Infinity : instantOf(ledger.lastAt));
  const at = isoOf(now);
  const standing = Object.hasOwn(ledger.declarations, declaration) ? ledger.declarations[declaration] : undefined;
  if (!standing) return { refused: 'unknown-declaration', declaration };
  const endedAt = standing.stoodDownAt ?? (instantOf(standing.endsAt) <= now ? standing.endsAt : undefined);
  if (endedAt !== undefined) return { refused: 'already-over', declaration, endedAt };
  const { turn, telling, tracing }: EventSaid = standing.said ?? { turn: 0 };
  const isOpen = takesTracing(standing.said);
  if (turn !== seen) {
    const since = ledger.events.filter((one) => 'turn' in one && one.declaration === declaration && one.turn > seen);
    return { refused: 'conflict', expectedVersion: seen, version: turn, since };
  }
  const next = { declaration, at, by, turn: turn + 1 };
  if (act.act === 'open-tracing') {
    if (isOpen && tracing?.coordination === act.coordination) return { refused: 'changes-nothing', declaration };
    return { event: { type: 'TracingOpened', ...next, coordination: act.coordination } };
  }
  if (act.act === 'close-tracing')
    return isOpen ? { event: { type: 'TracingClosed', ...next } } : { refused: 'changes-nothing', declaration };
  if (act.act === 'tell') {
    const page = pageFrom(act.page, at, standing.endsAt);
    const phrases = refusedPhrases(page, command.forbidden);
    if (phrases.length > 0) return { refused: 'refused-phrases', phrases };
    const wrong = wrongEnd(page, now);
    if (wrong) return wrong;
    const event = { type: 'EventTold' as const, ...next, page, urgentUntil: isoOf(now + aloneLength) };
    if (!telling || wordsOf(act.page) !== wordsOf(telling.page)) return { event };
    const { urgentUntil, reviewed } = telling;
    if (!reviewed && instantOf(urgentUntil) <= now) return { refused: 'not-reviewed', declaration };
    return { event: { ...event, urgentUntil, ...present({ reviewed }) } };
  }
  if (!telling) return { refused: 'nothing-told', declaration };
  if (act.act === 'withdraw') return { event: { type: 'EventWithdrawn', ...next, reason: act.reason } };
  if (telling.reviewed) return { refused: 'reviewed-already', declaration };
  if (telling.by.subject === by.subject) return { refused: 'own-words', declaration };
  if (instantOf(telling.urgentUntil) <= now)
    return { refused: 'already-over', declaration, endedAt: telling.urgentUntil };
  return { event: { type: 'EventReviewed', ...next } };
}

/** A page as it is kept: lines hold from now on and as long as the declaration, the word for six hours, unless told. */
function pageFrom(asked: EventPageAsked, at: string, endsAt: string): EventPage {
  const spanned = <Line extends { from?: string | undefined; until?: string | undefined }>(line: Line) => ({
    ...line,
    from: line.from ?? at,
    until: line.until ?? endsAt,
  });
  const sixHours = isoOf(Math.min(instantOf(at) + wordLength, instantOf(endsAt)));
  return {
    ...asked,
    word: { ...asked.word, from: asked.word.from ?? at, until: asked.word.until ?? sixHours },
    ...(Object.fromEntries(eventLists.map((list) => [list, asked[list].map(spanned)])) as Pick<EventPage, EventList>),
    numbers: asked.numbers.map(spanned),
  };
}

/** What a page says, without its times: the same words for longer are no new words. */
const wordsOf = ({ word, numbers, ...page }: EventPageAsked): string =>
  JSON.stringify(
    ordered({
      word: word.text,
      ...Object.fromEntries(eventLists.map((list) => [list, page[list].map(({ text, source }) => [text, source])])),
      numbers: numbers.map(({ from: _from, until: _until, ...number }) => number),
    }),
  );

function wrongEnd(
  page: EventPage,
  now: number,
): Extract<EventRefusal, { refused: 'ends-in-the-past' | 'too-long' }> | undefined {
  const lines = [page.word, ...eventLists.flatMap((list) => page[list]), ...page.numbers];
  const over = lines.find(({ from, until }) => instantOf(until) <= Math.max(now, instantOf(from)));
  if (over) return { refused: 'ends-in-the-past', endsAt: over.until, at: isoOf(now) };
  const latest = now + aloneLength;
  if (instantOf(page.word.until) > latest)
    return { refused: 'too-long', endsAt: page.word.until, latest: isoOf(latest) };
  return undefined;
}
