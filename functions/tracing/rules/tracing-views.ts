import type { OwnTracing, Traced, TracedRow, TracingDesk, TracingHandOver } from '../../../shared/contracts/tracing.ts';
import { maximumTraced } from '../../../shared/contracts/tracing.ts';
import { present } from '../../../shared/core/present.ts';
import { buildingOf } from '../../../shared/core/tracing/building.ts';
import { circles, type HandOver, isOverdue, isToCall, type Tracing } from '../../../shared/core/tracing/tracing.ts';

/** The state as anybody sees it: of what was erased nothing is shown but that it is over. */
const stateOf = ({ state }: Tracing) => (state === 'erased' ? 'closed' : state);

/**
 * Where a search stands, for whoever asked for it. It is made of its state and two dates, so that nothing that happened
 * at the desk, and nothing about the person looked for, can be told by it.
 */
export function ownView(one: Tracing, service: string): OwnTracing {
  const { code, receivedAt, handedOverAt } = one;
  return { code, service, state: stateOf(one), receivedAt, ...present({ handedOverAt }) };
}

/** A search as a list of staff shows it; `first` is the first of its circle. */
export function rowOf(one: Tracing, first = one.id): TracedRow {
  const { id, code, version, receivedAt, handedOverAt, asked, danger, gaveNews } = one;
  const { soughtName = '', soughtAge, address, municipality } = asked ?? {};
  return {
    ...{ id, code, version, state: stateOf(one), receivedAt, soughtName },
    ...present({ handedOverAt, soughtAge, address, municipality, danger, gaveNews }),
    ...(isToCall(one) && { toCall: true as const }),
    ...(first !== one.id && { sameAs: first }),
  };
}

/** A search with all that was told, for whoever works on it or is handed it. */
export function wholeOf(one: Tracing) {
  const { id, code, version, event, language, receivedAt, handedOverAt, asked, danger, gaveNews } = one;
  return {
    ...{ id, code, version, event, state: stateOf(one), language, receivedAt },
    ...asked,
    ...present({ handedOverAt, danger, gaveNews }),
    ...(isToCall(one) && { toCall: true as const }),
  };
}

/** A search whole, with those that people found to be about the same person. */
export function tracedView(one: Tracing, all: readonly Tracing[], service: string): Traced {
  const firstOf = circles(all);
  const first = firstOf.get(one.id);
  const same = all.filter(({ id }) => id !== one.id && first !== undefined && firstOf.get(id) === first);
  return {
    service,
    ...wholeOf(one),
    ...(one.danger !== undefined && { request: one.code }),
    same: same.map((other) => rowOf(other)),
    history: one.history,
  };
}

/** Searches by the building that they name, those buildings first in which most are looked for; the oldest first. */
export function byBuilding<Shown>(
  searches: readonly Tracing[],
  show: (one: Tracing) => Shown,
): { building?: string; searches: Shown[] }[] {
  const buildings = Map.groupBy(searches, ({ asked }) => buildingOf(asked ?? {}) ?? '');
  return [...buildings.entries()]
    .map(([building, inside]) => {
      const { address, municipality } = inside[0]?.asked ?? {};
      const name = [address, municipality].filter((part) => part !== undefined).join(', ');
      return { isNamed: building !== '', name, inside };
    })
    .sort((a, b) => Number(b.isNamed) - Number(a.isNamed) || b.inside.length - a.inside.length)
    .map(({ isNamed, name, inside }) => ({ ...(isNamed && { building: name }), searches: inside.map(show) }));
}

const handedOver = ({ id, at, by, to, searches }: HandOver) => ({ id, at, by, to, count: searches.length });

/** The searches of an event by building, with how many wait, and what was handed to whom. */
export function deskView(
  { service, events, event }: Pick<TracingDesk, 'service' | 'events'> & { event: string | undefined },
  { searches, handOvers }: { searches: readonly Tracing[]; handOvers: readonly HandOver[] },
  at: string,
): TracingDesk {
  const shown = searches.slice(0, maximumTraced);
  const firstOf = circles(shown);
  return {
    ...{ service, events },
    ...present({ event }),
    buildings: byBuilding(shown, (one) => rowOf(one, firstOf.get(one.id))),
    waiting: shown.filter(({ state }) => state === 'received').length,
    overdue: shown.filter((one) => isOverdue(one, at)).length,
    ...(searches.length > maximumTraced && { more: true as const }),
    handOvers: handOvers.map(handedOver),
  };
}

/** A list as it was handed over, with what is kept of its searches now. */
export function handOverView(handOver: HandOver, searches: readonly Tracing[], service: string): TracingHandOver {
  const kept = searches.filter(({ asked }) => asked !== undefined);
  return { service, event: handOver.event, ...handedOver(handOver), buildings: byBuilding(kept, wholeOf) };
}
