/** The addresses below a service and the methods they answer. */
const methods: [RegExp, string][] = [
  [/^\/(hours|voice-menu)?$/, 'GET'],
  [/^\/(contacts|attachments|contact-status|voice-menu\/status)$/, 'POST'],
  [/^\/calls(\/[^/]+)?$/, 'POST'],
  [/^\/contacts\/[^/]+$/, 'GET'],
  [/^\/contacts\/[^/]+\/(conversation|messages)$/, 'POST'],
  [/^\/(declarations|hand-overs|call-outs\/[^/]+)$/, 'GET, POST'],
  [/^\/declarations\/[^/]+\/report$/, 'GET'],
  [/^\/proposals$/, 'GET'],
  [/^\/proposals\/[^/]+\/decisions$/, 'POST'],
];

/** The same below a service's desk. */
const deskMethods: [RegExp, string][] = [
  [/^\/worklist$/, 'GET'],
  [/^\/contacts$/, 'POST'],
  [/^\/cases\/[^/]+$/, 'GET'],
  [/^\/cases\/[^/]+\/(readings|call-attempts|joins)$/, 'POST'],
  [/^\/protocol(\/[^/]+)?$/, 'GET'],
  [/^\/protocol\/[^/]+\/cancellations$/, 'POST'],
  [/^\/held-mails$/, 'GET'],
  [/^\/held-mails\/[^/]+\/decisions$/, 'POST'],
];

/** Why no route answers a path (without the stage's name): the problem, and the methods that the address does answer. */
export function refusalOfPath(
  path: string,
  method: string,
  services: readonly string[],
): { name: 'unknown-path' | 'unknown-service' | 'method-not-allowed'; allow?: string } {
  const [, place, service, rest = '/'] =
    /^\/v1\/(services|desk)\/([^/]+)(\/.*)?$/.exec(path.replace(/(?<=.)\/$/, '')) ?? [];
  if (service === undefined) {
    const known = /^\/v1\/(status|services)\/?$/.test(path);
    return known && method !== 'GET' ? { name: 'method-not-allowed', allow: 'GET' } : { name: 'unknown-path' };
  }
  if (!services.includes(service)) return { name: 'unknown-service' };
  const allow = (place === 'desk' ? deskMethods : methods).find(([address]) => address.test(rest))?.[1];
  return allow === undefined || allow.split(', ').includes(method)
    ? { name: 'unknown-path' }
    : { name: 'method-not-allowed', allow };
}
