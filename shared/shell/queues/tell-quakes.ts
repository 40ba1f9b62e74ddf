import { busNames, type QuakesChanged } from '../../contracts/posture-changed.ts';
import type { ProposalState } from '../../core/posture/episodes.ts';
import { feltQuakes } from '../../core/posture/felt-quakes.ts';
import { errorLine, logLine } from '../log.ts';
import { tellBus } from './bus.ts';

/**
 * Tells the bus where other shocks wait for an officer than before, so that pages as served follow at once. It never
 * throws: what was proposed or decided is kept, and the pages' own turn of five minutes finds it.
 */
export async function tellQuakes(
  busName: string,
  { before, after, at }: { before: ProposalState; after: ProposalState; at: string },
): Promise<void> {
  // Whatever the hour: what has just expired was shown until now.
  const undecided = (state: ProposalState) => feltQuakes(state, new Date(0).toISOString());
  const quakes = undecided(after);
  if (JSON.stringify(undecided(before)) === JSON.stringify(quakes)) return;
  const { service } = after;
  const told: QuakesChanged = { contract: 'quakes-changed.v1', service, at, undecided: quakes.length };
  try {
    await tellBus(busName, busNames.quakesChanged, told);
    logLine({ level: 'info', function: 'quakes', service, undecided: quakes.length });
  } catch (error) {
    logLine({ level: 'error', function: 'quakes', service, ...errorLine(error) });
  }
}
