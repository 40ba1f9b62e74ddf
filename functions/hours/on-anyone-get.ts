import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { callerFacts } from '../../shared/shell/services/caller-facts.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { type FactsOf, showEvent, showHours, showState, showStates } from './show-state.ts';

const { LEDGER_TABLE, WAITS_TABLE } = environment('LEDGER_TABLE', 'WAITS_TABLE');
const tables = { ledger: LEDGER_TABLE, waits: WAITS_TABLE };
const services = readServices();

/** The state of every service, of one, what is told of an event, and a service's effective hours. */
export const handler = answering('hours', async (event, now) => {
  const factsOf: FactsOf = (service) => callerFacts(tables, service, now, undefined);
  const asked = event.pathParameters?.['service'];
  if (asked === undefined) return showStates(services, factsOf, now);
  const definition = services.find(({ service }) => service === asked);
  if (definition === undefined) throw new Refusal('unknown-service');
  const looked = { definition, factsOf, event, now };
  if (event.routeKey.includes('/events/')) return showEvent(looked);
  return event.routeKey.endsWith('/hours') ? showHours(looked) : showState(looked);
});
