import type { LedgerEvent } from '../contracts/declaration.ts';
import { errorLine, logLine } from './log.ts';

type Known = { events: readonly LedgerEvent[]; readAt: number };
const known = new Map<string, Known>();
const underWay = new Map<string, Promise<void>>();

/** How long a container waits for the ledger when it knows nothing yet: milliseconds. Then it goes on without. */
const firstWait = 400;

/**
 * The acts of a service as this container last read them, at most `freshFor` milliseconds old while the ledger answers.
 * When it does not, the last known ones hold; a container that knows none goes on as if nothing were declared (it still
 * accepts everything) and says so in its log. The ledger is read beside the requests, not once for each.
 */
export async function declaredEvents(
  tableName: string,
  service: string,
  freshFor: number,
): Promise<readonly LedgerEvent[]> {
  const have = known.get(service);
  if (have !== undefined && Date.now() - have.readAt < freshFor) return have.events;
  const reading =
    underWay.get(service) ??
    import('./ledger.ts')
      .then(({ readLedger }) => readLedger(tableName, service))
      .then((entries) => void known.set(service, { events: entries.map(({ event }) => event), readAt: Date.now() }))
      .catch((error) =>
        logLine({ level: 'warn', what: 'ledger unreachable', service, known: have !== undefined, ...errorLine(error) }),
      )
      .finally(() => underWay.delete(service));
  underWay.set(service, reading);
  if (have === undefined) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const given = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, firstWait);
    });
    await Promise.race([reading, given]);
    clearTimeout(timer);
  } else if (freshFor <= waitingFreshness) await reading;
  return known.get(service)?.events ?? [];
}

/** Who asks for acts at most this old (milliseconds) waits for the reading; others take the last known meanwhile. */
const waitingFreshness = 1000;
