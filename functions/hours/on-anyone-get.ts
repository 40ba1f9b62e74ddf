import { answering } from '../../shared/shell/http.ts';
import { Refusal } from '../../shared/shell/problems.ts';
import { readServices } from '../../shared/shell/services.ts';
import { askedDays } from './asked-days.ts';
import { effectiveHours, nothingDeclared, serviceState } from './service-state.ts';

const services = readServices();
const rome = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

/** The state of every service, of one, and its effective hours. */
export const handler = answering('hours', async ({ routeKey, pathParameters, queryStringParameters }, now) => {
  const at = now.toISOString();
  const asked = pathParameters?.['service'];
  if (asked === undefined) {
    return { status: 200, body: { services: services.map((service) => serviceState(service, nothingDeclared, at)) } };
  }
  const definition = services.find(({ service }) => service === asked);
  if (definition === undefined) {
    throw new Refusal('unknown-service');
  }
  if (!routeKey.endsWith('/hours')) return { status: 200, body: serviceState(definition, nothingDeclared, at) };
  const days = askedDays(queryStringParameters ?? {}, rome.format(now));
  if ('errors' in days) throw new Refusal('invalid', undefined, { errors: days.errors });
  return { status: 200, body: effectiveHours(definition, nothingDeclared, days.from, days.to) };
});
