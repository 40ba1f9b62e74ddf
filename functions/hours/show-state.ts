import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { publicFor } from '../../shared/contracts/api/public-state.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { FeltQuake } from '../../shared/contracts/service-state.ts';
import { dateOf, dayInRome, dayOf } from '../../shared/core/hours/zone.ts';
import { effectiveHours, eventView, serviceState, withQuakes } from '../../shared/core/posture/service-state.ts';
import { callerLanguage, type Reply, toAnyPage, wantsPage } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { callerFacts } from '../../shared/shell/services/caller-facts.ts';
import { askedDays, knownDays } from './rules/asked-days.ts';

// Called by on-anyone-get: what anybody may know of services now, worked out from the ledger at each request.

/** What is declared of a service, how long its callers wait, and which shocks nobody has decided on. */
export type FactsOf = (service: string) => Promise<Awaited<ReturnType<typeof callerFacts>> & { quakes: FeltQuake[] }>;
/** One service, what is known of it, what was asked and when. */
export type Looked = { definition: PreparedService; factsOf: FactsOf; event: APIGatewayProxyEventV2; now: Date };

const headers = { 'Cache-Control': publicFor };
const weekAfter = (day: string) => dateOf(dayOf(day) + 6);

/** The state of every service. */
export async function showStates(services: readonly PreparedService[], factsOf: FactsOf, now: Date): Promise<Reply> {
  const states = services.map(async (definition) => {
    const { declared, expectedWaitSeconds, quakes } = await factsOf(definition.service);
    return withQuakes(serviceState(definition, declared, now.toISOString(), expectedWaitSeconds), quakes);
  });
  return { status: 200, headers, body: { services: await Promise.all(states) } };
}

/** The state of one service; for browsers a page with the hours of a week. */
export async function showState({ definition, factsOf, event, now }: Looked): Promise<Reply> {
  const { declared, expectedWaitSeconds, quakes } = await factsOf(definition.service);
  const state = withQuakes(serviceState(definition, declared, now.toISOString(), expectedWaitSeconds), quakes);
  // Anybody's page may show it: the box of a service on other sites (web/scripts/widget.ts).
  if (!wantsPage(event)) return { status: 200, headers: { ...headers, ...toAnyPage }, body: state };
  const { statePage } = await import('../../web/pages/state-page.ts');
  const language = callerLanguage(event);
  const today = dayInRome(now.getTime());
  const hours = effectiveHours(definition, declared, today, weekAfter(today));
  const body = statePage(definition, language, { state, hours });
  return { status: 200, headers: { 'Content-Language': language }, body };
}

/**
 * What is told of an event; for browsers a page, also of one that tells nothing any more. Throws the Refusal
 * `withdrawn` to anybody else.
 */
export async function showEvent({ definition, factsOf, event, now }: Looked): Promise<Reply> {
  const { declared, quakes } = await factsOf(definition.service);
  const view = eventView(definition.service, declared, event.pathParameters?.['event'] ?? '', now.toISOString());
  if (!wantsPage(event)) {
    if (view === undefined) throw new Refusal('withdrawn');
    return { status: 200, headers, body: view };
  }
  const { closedEventPage, eventPage } = await import('../../web/pages/event-page.ts');
  const language = callerLanguage(event);
  // A page without a language in its address is one reader's; any other a crowd shares for a second.
  const shared = event.queryStringParameters?.['language'] === undefined ? {} : headers;
  const own = { 'Content-Language': language, Vary: 'Accept', ...shared };
  if (view === undefined) return { status: 410, headers: own, body: closedEventPage(definition, language) };
  return { status: 200, headers: own, body: eventPage(definition, language, view, quakes) };
}

/** The effective hours of the days that were asked for. Throws the Refusal `invalid`. */
export async function showHours({ definition, factsOf, event, now }: Looked): Promise<Reply> {
  const known = knownDays(definition.holidayDates);
  const days = askedDays(event.queryStringParameters ?? {}, dayInRome(now.getTime()), known);
  if ('errors' in days) throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors: days.errors });
  const { declared } = await factsOf(definition.service);
  return { status: 200, headers, body: effectiveHours(definition, declared, days.from, days.to) };
}
