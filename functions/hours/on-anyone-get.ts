import { declaredAt } from '../../shared/core/posture/declared.ts';
import { declaredEvents } from '../../shared/shell/declared.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering, callerLanguage, wantsPage } from '../../shared/shell/http.ts';
import { Refusal } from '../../shared/shell/problems.ts';
import { readServices } from '../../shared/shell/services.ts';
import { askedDays } from './asked-days.ts';
import { effectiveHours, serviceState } from './service-state.ts';

const { LEDGER_TABLE } = environment('LEDGER_TABLE');
const services = readServices();
const rome = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

/** Milliseconds that a declaration may take until this function tells of it. */
const freshFor = 500;

const weekAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10);

/** The state of every service, of one (for browsers a page), and its effective hours: worked out from the ledger at each request. */
export const handler = answering('hours', async (event, now) => {
  const { routeKey, pathParameters, queryStringParameters } = event;
  const at = now.toISOString();
  const declared = async (service: string) => declaredAt(await declaredEvents(LEDGER_TABLE, service, freshFor), at);
  const asked = pathParameters?.['service'];
  if (asked === undefined) {
    const states = services.map(async (service) => serviceState(service, await declared(service.service), at));
    return { status: 200, body: { services: await Promise.all(states) } };
  }
  const definition = services.find(({ service }) => service === asked);
  if (definition === undefined) throw new Refusal('unknown-service');
  if (!routeKey.endsWith('/hours')) {
    const known = await declared(asked);
    const state = serviceState(definition, known, at);
    if (!wantsPage(event)) return { status: 200, body: state };
    const { statePage } = await import('../../web/pages/state-page.ts');
    const language = callerLanguage(event);
    const today = rome.format(now);
    const hours = effectiveHours(definition, known, today, weekAfter(today));
    return {
      status: 200,
      headers: { 'Content-Language': language },
      body: statePage(definition, language, { state, hours }),
    };
  }
  const days = askedDays(queryStringParameters ?? {}, rome.format(now));
  if ('errors' in days) throw new Refusal('invalid', undefined, { errors: days.errors });
  return { status: 200, body: effectiveHours(definition, await declared(asked), days.from, days.to) };
});
