import { routes } from '../../../shared/contracts/api/routes.ts';

/** The addresses of the API, as patterns of a whole path, and the methods that each answers. */
const addresses = [...Map.groupBy(Object.values(routes), ({ path }) => path)].map(([path, same]) => ({
  pattern: new RegExp(`^/v1${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  methods: same.map(({ method }) => method).sort(),
}));

/**
 * Why no route answers a path (without the stage's name): the problem, and the methods that the address does answer.
 */
export function refusalOfPath(
  path: string,
  method: string,
  services: readonly string[],
): { name: 'unknown-path' | 'unknown-service' | 'method-not-allowed'; allow?: string } {
  const asked = path.replace(/(?<=.)\/$/, '');
  const service = /^\/v1\/(?:services|desk)\/([^/]+)/.exec(asked)?.[1];
  if (service !== undefined && !services.includes(service)) return { name: 'unknown-service' };
  const known = addresses.find(({ pattern }) => pattern.test(asked));
  return known === undefined || known.methods.some((one) => one === method)
    ? { name: 'unknown-path' }
    : { name: 'method-not-allowed', allow: known.methods.join(', ') };
}
