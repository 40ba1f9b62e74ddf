import type { LedgerEvent } from '../contracts/declaration.ts';
import { errorLine, logLine } from './log.ts';

type Known = { events: readonly LedgerEvent[]; readAt: number };
const known = new Map<string, Known>();
const underWay = new Map<string, Promise<void>>();
const silentUntil = new Map<string, number>();

/** How long a request waits for the ledger when what is known is too old: milliseconds. Then it goes on with what is known. */
const longestWait = 400;
/** How long a ledger that did not answer is left alone: milliseconds. Requests do not wait for it meanwhile. */
const rest = 2000;

/**
 * The acts of a service as this container last read them, at most `freshFor` milliseconds old while the ledger answers.
 * When it does not, the last known ones hold; a container that knows none goes on as if nothing were declared (it still
 * accepts everything) and says so in its log. The ledger is read once for many requests, not for each.
 */
export async function declaredEvents(
  tableName: string,
  service: string,
  freshFor: number,
): Promise<readonly LedgerEvent[]> {
  const have = known.get(service);
  if (have !== undefined && Date.now() - have.readAt < freshFor) return have.events;
  if (Date.now() < (silentUntil.get(service) ?? 0)) return have?.events ?? [];
  const reading =
    underWay.get(service) ??
    import('./ledger.ts')
      .then(({ readLedger }) => readLedger(tableName, service))
      .then((entries) => void known.set(service, { events: entries.map(({ event }) => event), readAt: Date.now() }))
      .catch((error) => {
        silentUntil.set(service, Date.now() + rest);
        logLine({ level: 'warn', what: 'ledger unreachable', service, known: have !== undefined, ...errorLine(error) });
      })
      .finally(() => underWay.delete(service));
  underWay.set(service, reading);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, longestWait);
  });
  await Promise.race([reading, patience]);
  clearTimeout(timer);
  return known.get(service)?.events ?? [];
}
