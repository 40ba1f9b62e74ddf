import type { LedgerEvent, PostureLevel } from '../../contracts/declaration.ts';
import type { HoursPeriod } from '../../core/hours/calendar.ts';
import { declaredAt } from '../../core/posture/declared.ts';
import { postureAt } from '../../core/posture/posture-at.ts';
import { errorLine, logLine } from '../log.ts';

/**
 * Reads the acts of a service whose version is higher than `after`, oldest first; without `after` those that still
 * count, however many there were. `upTo` is the highest version that was read.
 */
export type ActsReader = (
  service: string,
  after: number | undefined,
) => Promise<{ events: readonly LedgerEvent[]; upTo: number }>;

/**
 * How long a request waits for the ledger when what is known is too old: milliseconds. Then it goes on with what is
 * known.
 */
export const longestWait = 400;
/**
 * How long the first request of a container waits, which knows of no declaration and has still to load the ledger's
 * client: milliseconds. A request that went on without would call an emergency ordinary.
 */
export const longestFirstWait = 2000;
/** How long a container that knows nothing pauses before it asks a ledger again that refused: milliseconds. */
export const pauseAfterRefusal = 100;
/** How long a ledger that did not answer is left alone: milliseconds. Requests do not wait for it meanwhile. */
export const rest = 2000;
/**
 * Lambda freezes a container between requests, and with it a query that is under way. A query older than a call may
 * take (timeouts.ts) may be frozen: another is begun beside it. Milliseconds.
 */
const frozenAfter = 1000;
/**
 * A query with all its retries that ends later than this was frozen, and its failure says nothing of the ledger:
 * milliseconds.
 */
const longestQuery = 5000;

type KnownActs = { events: readonly LedgerEvent[]; upTo: number; asOf: number };
type Query = { begunAt: number; done: Promise<void> };

/**
 * Keeps up with ledgers beside the requests that need them: gives the acts of a service, at most `freshFor`
 * milliseconds old while the ledger answers. Once half that time is over one query begins beside the requests, which
 * go on with what is known; only when all of it is over a request waits, `longestWait` at most, and `longestFirstWait`
 * for a container's first, which is tried again for so long where the ledger refuses. When the ledger does not answer,
 * the last known acts hold; a container that knows none goes on as if nothing were declared, and the log says so.
 */
export function ledgerFollower(
  read: ActsReader,
  now: () => number,
  patience: (milliseconds: number) => { over: Promise<void>; stop: () => void },
): (service: string, freshFor: number) => Promise<readonly LedgerEvent[]> {
  const known = new Map<string, KnownActs>();
  const underWay = new Map<string, Query>();
  const silentUntil = new Map<string, number>();
  const waitedFor = new Set<string>();

  const begin = (service: string): Query => {
    const begunAt = now();
    const before = known.get(service);
    const query: Query = { begunAt, done: Promise.resolve() };
    const isCurrent = () => underWay.get(service) === query;
    query.done = read(service, before?.upTo)
      .then((later) => {
        // What a frozen query brings is as old as its beginning, and may be behind another's.
        if (begunAt < (known.get(service)?.asOf ?? 0)) return;
        // The same list while nothing is new: what it adds up to is kept by list.
        const events =
          before === undefined || later.events.length > 0
            ? [...(before?.events ?? []), ...later.events]
            : before.events;
        known.set(service, { events, upTo: later.upTo, asOf: begunAt });
        if (isCurrent()) silentUntil.delete(service);
      })
      .catch((error) => {
        if (!isCurrent() || now() > begunAt + longestQuery) return;
        silentUntil.set(service, now() + rest);
        const alreadyKnown = known.has(service);
        logLine({ level: 'warn', what: 'ledger unreachable', service, known: alreadyKnown, ...errorLine(error) });
      })
      .finally(() => {
        if (isCurrent()) underWay.delete(service);
      });
    underWay.set(service, query);
    return query;
  };

  return async (service, freshFor) => {
    const have = known.get(service);
    const age = have === undefined ? Number.POSITIVE_INFINITY : now() - have.asOf;
    if (have !== undefined && age < freshFor / 2) return have.events;
    if (now() < (silentUntil.get(service) ?? 0)) return have?.events ?? [];
    const before = underWay.get(service);
    let query = before !== undefined && now() - before.begunAt < frozenAfter ? before : begin(service);
    if (have !== undefined && age < freshFor) return have.events;
    const isFirst = have === undefined && !waitedFor.has(service);
    const { over, stop } = patience(isFirst ? longestFirstWait : longestWait);
    const isTooLate = () => Promise.race([query.done.then(() => false), over.then(() => true)]);
    let outOfPatience = await isTooLate();
    // Whoever knows nothing asks a ledger that refuses once more, and again: going on would call an emergency ordinary.
    // A refusal may come at once, so each is followed by a pause: a throttled ledger is not flooded.
    while (isFirst && !outOfPatience && !known.has(service)) {
      const pause = patience(pauseAfterRefusal);
      outOfPatience = await Promise.race([pause.over.then(() => false), over.then(() => true)]);
      pause.stop();
      if (outOfPatience) break;
      query = begin(service);
      outOfPatience = await isTooLate();
    }
    stop();
    waitedFor.add(service);
    if (outOfPatience && underWay.get(service) === query) silentUntil.set(service, now() + rest);
    const latest = known.get(service);
    if (latest === undefined && outOfPatience) logLine({ level: 'warn', what: 'ledger late', service, known: false });
    return latest?.events ?? [];
  };
}

const byTable = new Map<string, ReturnType<typeof ledgerFollower>>();

/**
 * The acts of a service as this container last read them, at most `freshFor` milliseconds old while the ledger answers
 * (see `ledgerFollower`). The ledger is read once for many requests, not for each, and only what is new in it.
 */
export function declaredEvents(tableName: string, service: string, freshFor: number): Promise<readonly LedgerEvent[]> {
  let actsOf = byTable.get(tableName);
  if (actsOf === undefined) {
    const read: ActsReader = async (name, after) => {
      const { readDeclared } = await import('../stores/ledger.ts');
      return readDeclared(tableName, name, after);
    };
    actsOf = ledgerFollower(read, Date.now, waitFor);
    byTable.set(tableName, actsOf);
  }
  return actsOf(service, freshFor);
}

/**
 * Milliseconds that promises and due times may lag behind a declaration; a request waits for the ledger after a quiet
 * spell only.
 */
const promisesLag = 1000;

/** What declarations make of a service's hours as known at an ISO instant: what promises and due times go by. */
export async function declaredPeriods(tableName: string, service: string, at: string): Promise<readonly HoursPeriod[]> {
  return declaredAt(await declaredEvents(tableName, service, promisesLag), at).periods;
}

/** The highest level that is declared for a service at an ISO instant, whatever the area. */
export async function declaredPosture(tableName: string, service: string, at: string): Promise<PostureLevel> {
  return declaredAt(await declaredEvents(tableName, service, promisesLag), at).posture;
}

/** The ids of the declarations of a service that are in force at an ISO instant. */
export async function declarationsInForce(
  tableName: string,
  service: string,
  at: string,
): Promise<ReadonlySet<string>> {
  const { declarations } = postureAt(await declaredEvents(tableName, service, promisesLag), at);
  return new Set(declarations.map(({ declaration }) => declaration));
}

function waitFor(milliseconds: number): { over: Promise<void>; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return { over, stop: () => clearTimeout(timer) };
}
