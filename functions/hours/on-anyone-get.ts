import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { callerFacts } from '../../shared/shell/services/caller-facts.ts';
import { undecidedQuakes } from '../../shared/shell/services/felt-quakes.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { type FactsOf, showEvent, showHours, showState, showStates } from './show-state.ts';

const { LEDGER_TABLE, WAITS_TABLE, PROPOSALS_TABLE } = environment('LEDGER_TABLE', 'WAITS_TABLE', 'PROPOSALS_TABLE');
const tables = { ledger: LEDGER_TABLE, waits: WAITS_TABLE };
const services = readServices();
/** The services that alerts are read for: no other has proposals. */
const watched = new Set(services.filter(({ alerting }) => alerting !== undefined).map(({ service }) => service));

/** The state of every service, of one, what is told of an event, and a service's effective hours. */
export const handler = answering('hours', async (event, now) => {
  const factsOf: FactsOf = async (service) => {
    const [facts, quakes] = await Promise.all([
      callerFacts(tables, service, now, undefined),
      watched.has(service) ? undecidedQuakes(PROPOSALS_TABLE, service, now) : [],
    ]);
    return { ...facts, quakes };
  };
  const asked = event.pathParameters?.['service'];
  if (asked === undefined) return showStates(services, factsOf, now);
  const definition = services.find(({ service }) => service === asked);
  if (definition === undefined) throw new Refusal('unknown-service');
  const looked = { definition, factsOf, event, now };
  if (event.routeKey.includes('/events/')) return showEvent(looked);
  return event.routeKey.endsWith('/hours') ? showHours(looked) : showState(looked);
});
