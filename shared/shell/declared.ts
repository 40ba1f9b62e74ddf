import type { LedgerEvent } from '../contracts/declaration.ts';
import type { HoursPeriod } from '../core/hours/calendar.ts';
import { declaredAt } from '../core/posture/declared.ts';
import { errorLine, logLine } from './log.ts';

/** Reads the acts of a service whose version is higher than `after`, oldest first. */
export type ActsReader = (service: string, after: number) => Promise<readonly LedgerEvent[]>;

/** How long a request waits for the ledger when what is known is too old: milliseconds. Then it goes on with what is known. */
export const longestWait = 400;
/**
 * How long the first request of a container waits, which knows of no declaration and has still to load the ledger's client:
 * milliseconds. Whoever went on without would call an emergency ordinary.
 */
export const longestFirstWait = 2000;
/** How long a ledger that did not answer is left alone: milliseconds. Requests do not wait for it meanwhile. */
export const rest = 2000;
/** A reading older than one call may take (timeouts.ts) may sleep with its container: another is begun beside it. Milliseconds. */
const asleepAfter = 1000;
/** A reading with all its retries that ends later than this has slept, and says nothing of the ledger: milliseconds. */
const longestReading = 5000;

type Known = { events: readonly LedgerEvent[]; asOf: number };
type Reading = { begunAt: number; done: Promise<void> };

/**
 * Keeps up with ledgers beside the requests that need them: gives the acts of a service, at most `freshFor` milliseconds
 * old while the ledger answers. Once half that time is over one reading begins beside the requests, which go on with what
 * is known; only when all of it is over a request waits, `longestWait` at most, and `longestFirstWait` for a container's first
 * reading. When the ledger does not answer, the last known acts hold; whoever knows none goes on as if nothing were declared, and
 * the log says so.
 */
export function keepingUp(
  read: ActsReader,
  now: () => number,
  patience: (milliseconds: number) => { over: Promise<void>; stop: () => void },
): (service: string, freshFor: number) => Promise<readonly LedgerEvent[]> {
  const known = new Map<string, Known>();
  const underWay = new Map<string, Reading>();
  const silentUntil = new Map<string, number>();
  const waitedFor = new Set<string>();

  const begin = (service: string): Reading => {
    const begunAt = now();
    const before = known.get(service)?.events ?? [];
    const reading: Reading = { begunAt, done: Promise.resolve() };
    const isCurrent = () => underWay.get(service) === reading;
    reading.done = read(service, before.length)
      .then((later) => {
        // What a sleeping reading brings is as old as the reading, and may be behind another's.
        if (begunAt < (known.get(service)?.asOf ?? 0)) return;
        known.set(service, { events: later.length === 0 ? before : [...before, ...later], asOf: begunAt });
        if (isCurrent()) silentUntil.delete(service);
      })
      .catch((error) => {
        if (!isCurrent() || now() > begunAt + longestReading) return;
        silentUntil.set(service, now() + rest);
        const alreadyKnown = known.has(service);
        logLine({ level: 'warn', what: 'ledger unreachable', service, known: alreadyKnown, ...errorLine(error) });
      })
      .finally(() => {
        if (isCurrent()) underWay.delete(service);
      });
    underWay.set(service, reading);
    return reading;
  };

  return async (service, freshFor) => {
    const have = known.get(service);
    const age = have === undefined ? Number.POSITIVE_INFINITY : now() - have.asOf;
    if (have !== undefined && age < freshFor / 2) return have.events;
    if (now() < (silentUntil.get(service) ?? 0)) return have?.events ?? [];
    const before = underWay.get(service);
    const reading = before !== undefined && now() - before.begunAt < asleepAfter ? before : begin(service);
    if (have !== undefined && age < freshFor) return have.events;
    const { over, stop } = patience(have !== undefined || waitedFor.has(service) ? longestWait : longestFirstWait);
    const outOfPatience = await Promise.race([reading.done.then(() => false), over.then(() => true)]);
    stop();
    waitedFor.add(service);
    if (outOfPatience && underWay.get(service) === reading) silentUntil.set(service, now() + rest);
    const found = known.get(service);
    if (found === undefined && outOfPatience) logLine({ level: 'warn', what: 'ledger late', service, known: false });
    return found?.events ?? [];
  };
}

const byTable = new Map<string, ReturnType<typeof keepingUp>>();

/**
 * The acts of a service as this container last read them, at most `freshFor` milliseconds old while the ledger answers
 * (see `keepingUp`). The ledger is read once for many requests, not for each, and only what is new in it.
 */
export function declaredEvents(tableName: string, service: string, freshFor: number): Promise<readonly LedgerEvent[]> {
  let keep = byTable.get(tableName);
  if (keep === undefined) {
    const read: ActsReader = async (name, after) => {
      const { readLedger } = await import('./stores/ledger.ts');
      return (await readLedger(tableName, name, after)).map(({ event }) => event);
    };
    keep = keepingUp(read, Date.now, waitFor);
    byTable.set(tableName, keep);
  }
  return keep(service, freshFor);
}

/** Milliseconds that promises and due times may lag behind a declaration; a request waits for the ledger after a quiet spell only. */
const promisesLag = 1000;

/** What declarations make of a service's hours as known at an ISO instant: what promises and due times go by. */
export async function declaredPeriods(tableName: string, service: string, at: string): Promise<readonly HoursPeriod[]> {
  return declaredAt(await declaredEvents(tableName, service, promisesLag), at).periods;
}

function waitFor(milliseconds: number): { over: Promise<void>; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  return { over, stop: () => clearTimeout(timer) };
}
