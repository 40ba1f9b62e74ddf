import { publicFor } from '../../shared/contracts/api/public-state.ts';
import { dateOf, dayInRome, dayOf } from '../../shared/core/hours/zone.ts';
import { effectiveHours, eventView, serviceState } from '../../shared/core/posture/service-state.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { callerFacts } from '../../shared/shell/services/caller-facts.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { askedDays, knownDays } from './rules/asked-days.ts';

const { LEDGER_TABLE, WAITS_TABLE } = environment('LEDGER_TABLE', 'WAITS_TABLE');
const tables = { ledger: LEDGER_TABLE, waits: WAITS_TABLE };
const services = readServices();

const headers = { 'Cache-Control': publicFor };
const weekAfter = (day: string) => dateOf(dayOf(day) + 6);

/**
 * The state of every service, of one (for browsers a page), and its effective hours: worked out from the ledger at each
 * request.
 */
export const handler = answering('hours', async (event, now) => {
  const { routeKey, pathParameters, queryStringParameters } = event;
  const at = now.toISOString();
  const factsOf = (service: string) => callerFacts(tables, service, now, undefined);
  const asked = pathParameters?.['service'];
  if (asked === undefined) {
    const states = services.map(async (definition) => {
      const { declared, expectedWaitSeconds } = await factsOf(definition.service);
      return serviceState(definition, declared, at, expectedWaitSeconds);
    });
    return { status: 200, headers, body: { services: await Promise.all(states) } };
  }
  const definition = services.find(({ service }) => service === asked);
  if (definition === undefined) throw new Refusal('unknown-service');
  if (routeKey.includes('/events/')) {
    const view = eventView(asked, (await factsOf(asked)).declared, pathParameters?.['event'] ?? '', at);
    if (!wantsPage(event)) {
      if (view === undefined) throw new Refusal('withdrawn');
      return { status: 200, headers, body: view };
    }
    const { closedEventPage, eventPage } = await import('../../web/pages/event-page.ts');
    const language = callerLanguage(event);
    // A page without a language in its address is one reader's; any other a crowd shares for a second.
    const shared = queryStringParameters?.['language'] === undefined ? {} : headers;
    const own = { 'Content-Language': language, Vary: 'Accept', ...shared };
    if (view === undefined) return { status: 410, headers: own, body: closedEventPage(definition, language) };
    return { status: 200, headers: own, body: eventPage(definition, language, view) };
  }
  if (!routeKey.endsWith('/hours')) {
    const { declared, expectedWaitSeconds } = await factsOf(asked);
    const state = serviceState(definition, declared, at, expectedWaitSeconds);
    if (!wantsPage(event)) return { status: 200, headers, body: state };
    const { statePage } = await import('../../web/pages/state-page.ts');
    const language = callerLanguage(event);
    const today = dayInRome(now.getTime());
    const hours = effectiveHours(definition, declared, today, weekAfter(today));
    return {
      status: 200,
      headers: { 'Content-Language': language },
      body: statePage(definition, language, { state, hours }),
    };
  }
  const days = askedDays(queryStringParameters ?? {}, dayInRome(now.getTime()), knownDays(definition.holidayDates));
  if ('errors' in days) throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors: days.errors });
  return {
    status: 200,
    headers,
    body: effectiveHours(definition, (await factsOf(asked)).declared, days.from, days.to),
  };
});
