import type { FeltQuake } from '../../contracts/service-state.ts';
import { feltQuakes } from '../../core/posture/felt-quakes.ts';
import { errorLine, logLine } from '../log.ts';

/** Milliseconds that a container keeps what was proposed: INGV itself lists a shock minutes after it. */
const freshFor = 2_000;

type Known = { quakes: FeltQuake[]; readAt: number };
const known = new Map<string, Known>();

/** How long a request waits for what is proposed: milliseconds. Then it goes on with what is known. */
const longestWait = 400;

/**
 * The shocks of a service that nobody has decided on, at most two seconds old while the table answers in time; what was
 * last known otherwise. It never throws: what is declared is told whatever becomes of this.
 */
export async function undecidedQuakes(table: string, service: string, now: Date): Promise<FeltQuake[]> {
  const have = known.get(service);
  const age = have === undefined ? Number.POSITIVE_INFINITY : now.getTime() - have.readAt;
  if (have !== undefined && age >= 0 && age < freshFor) return have.quakes;
  const before = have?.quakes ?? [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<FeltQuake[]>((resolve) => {
    timer = setTimeout(() => resolve(before), longestWait);
  });
  const read = readUndecided(table, service, now).catch((error) => {
    logLine({ level: 'warn', what: 'proposals unreachable', service, ...errorLine(error) });
    // Left alone as long as an answer would hold: requests do not wait again meanwhile.
    known.set(service, { quakes: before, readAt: now.getTime() });
    return before;
  });
  const quakes = await Promise.race([read, late]);
  clearTimeout(timer);
  return quakes;
}

async function readUndecided(table: string, service: string, now: Date): Promise<FeltQuake[]> {
  const { readProposals } = await import('../stores/proposals.ts');
  const quakes = feltQuakes((await readProposals(table, service)).state, now.toISOString());
  known.set(service, { quakes, readAt: now.getTime() });
  return quakes;
}
