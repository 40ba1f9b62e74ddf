import type { LedgerEvent } from '../../contracts/declaration.ts';
import type { ReserveAnswer, ReserveAsk, ReserveAskView } from '../../contracts/reserve-ask.ts';
import { instantOf, isoOf, MINUTE, rome } from '../hours/zone.ts';
import { present } from '../present.ts';
import { postureAt } from './posture-at.ts';

/** The declaration for which the act of a ledger version asks the reserve; undefined where it does not, or is over. */
export function askedFor(events: readonly LedgerEvent[], version: number, at: string) {
  const event = events[version - 1];
  if (event?.type !== 'Declared' || event.asksReserve !== true) return undefined;
  return postureAt(events, at).declarations.find(({ declaration }) => declaration === event.declaration);
}

/** What is said where a key was pressed: `no`, `in-an-hour`, or yes and now. */
export const answerOfKey = (comes: string | undefined, at: string): ReserveAnswer => {
  if (comes === 'no') return { comes: false };
  return { comes: true, from: comes === 'in-an-hour' ? isoOf(instantOf(at) + 60 * MINUTE) : at };
};

/** The next instant after `at` at which the clocks of Rome show an hour, `14:00`; now where none is named. */
function nextHour(hour: string | undefined, at: string): string {
  if (hour === undefined) return at;
  const instant = instantOf(at);
  const minutes = Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3, 5));
  const today = rome.dayAt(instant);
  const [next = instant] = [today, today + 1]
    .map((day) => rome.instantAt(day, minutes))
    .filter((one) => one >= instant - MINUTE);
  return isoOf(Math.max(next, instant));
}

/** The ask with an answer of whoever was asked; they may say otherwise until it is over (`inForce` false). */
export function withSaid(ask: ReserveAsk, said: ReserveAnswer, inForce: boolean, at: string): ReserveAsk | undefined {
  if (!inForce) return undefined;
  const comes = said.comes === true || said.comes === 'yes';
  const from =
    'from' in said && said.from !== undefined ? said.from : nextHour('hour' in said ? said.hour : undefined, at);
  return { ...ask, answer: { comes, at, ...(comes && { from }) }, revision: ask.revision + 1 };
}

/** What whoever was asked sees: the level and area it is for, and what they said. */
export function reserveAskView(ask: ReserveAsk, inForce: boolean): ReserveAskView {
  const { service, level, area, since, until, answer } = ask;
  const said = answer === undefined ? 'open' : answer.comes ? 'comes' : 'declined';
  return { service, level, area, since, until, state: inForce ? said : 'over', ...present({ from: answer?.from }) };
}

/** Of those who were asked for declarations in force: how many come, do not come, and have said nothing. */
export function countAsked(asks: readonly ReserveAsk[], inForce: ReadonlySet<string>) {
  const own = asks.filter(({ declaration }) => inForce.has(declaration));
  const subjects = new Set(own.map(({ subject }) => subject));
  const coming = new Set(own.flatMap(({ subject, answer }) => (answer?.comes === true ? [subject] : [])));
  const said = new Set(own.flatMap(({ subject, answer }) => (answer === undefined ? [] : [subject])));
  return { asked: subjects.size, comes: coming.size, silent: subjects.size - said.size };
}

/**
 * Whether the account of somebody of the reserve is open at this moment: they said yes for a declaration that is in force,
 * and still stand on the roster. Nothing has to happen for it to shut.
 */
export const isAccountOpen = (
  subject: string,
  given: { roster: ReadonlySet<string>; asks: readonly ReserveAsk[]; inForce: ReadonlySet<string> },
): boolean =>
  given.roster.has(subject) &&
  given.asks.some((ask) => ask.subject === subject && ask.answer?.comes === true && given.inForce.has(ask.declaration));
