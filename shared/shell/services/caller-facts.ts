import type { Declared } from '../../core/posture/declared.ts';
import { declaredAt } from '../../core/posture/declared.ts';
import { errorLine, logLine } from '../log.ts';
import { declaredEvents } from './declared.ts';

/** Milliseconds that a declaration may take until callers hear of it. */
const freshFor = 500;

/**
 * What is declared for a service and how long its callers wait, in seconds, where anything tells: a wait given by the
 * telephone exchange goes before the one that past calls tell. It never throws: a caller hears the menu without a wait
 * rather than nothing.
 */
export async function callerFacts(
  tables: { ledger: string; waits: string },
  service: string,
  now: Date,
  waitGiven: number | undefined,
): Promise<{ declared: Declared; expectedWaitSeconds: number | undefined }> {
  const [events, wait] = await Promise.all([
    declaredEvents(tables.ledger, service, freshFor),
    waitGiven ?? waitOf(tables.waits, service, now),
  ]);
  return { declared: declaredAt(events, now.toISOString()), expectedWaitSeconds: wait };
}

/** Milliseconds that a container keeps a wait: calls tell a new one every five seconds at most. */
const waitFreshFor = 5000;
const known = new Map<string, { seconds: number | undefined; readAt: number }>();

async function waitOf(table: string, service: string, now: Date): Promise<number | undefined> {
  const have = known.get(service);
  if (have !== undefined && now.getTime() - have.readAt < waitFreshFor) return have.seconds;
  try {
    const { readWait } = await import('../stores/waits.ts');
    const seconds = (await readWait(table, service, now.getTime()))?.seconds;
    known.set(service, { seconds, readAt: now.getTime() });
    return seconds;
  } catch (error) {
    logLine({ level: 'warn', what: 'wait unknown', service, ...errorLine(error) });
    return undefined;
  }
}
