/** A route of the HTTP API, compiled: `METHOD /path/{parameter}` or `$default`. */
export type Route<Target> = { key: string; method: string; segments: string[]; greedy: boolean; target: Target };

/** What a request was matched to. */
export type RouteMatch<Target> = { route: Route<Target>; parameters: Record<string, string> | undefined };

/**
 * Finds the route of a request the way API Gateway does: literal before parameter before greedy, a method before ANY,
 * then `$default`.
 */
export function compileRoutes<Target>(
  given: { key: string; target: Target }[],
): (method: string, segments: string[]) => RouteMatch<Target> | undefined {
  const routes = given
    .filter((entry) => entry.key !== '$default')
    .map((entry): Route<Target> => {
      const [method = 'ANY', path = '/'] = entry.key.split(' ');
      const segments = path.split('/').slice(1);
      return {
        key: entry.key,
        method,
        segments,
        greedy: /^\{.+\+\}$/.test(segments.at(-1) ?? ''),
        target: entry.target,
      };
    })
    .sort((a, b) => rank(b).localeCompare(rank(a)));
  const fallback = given.find((entry) => entry.key === '$default');
  const catchAll: Route<Target> | undefined = fallback && {
    key: '$default',
    method: 'ANY',
    segments: [],
    greedy: true,
    target: fallback.target,
  };
  const byLength = new Map<number, Route<Target>[]>();
  return (method, segments) => {
    let candidates = byLength.get(segments.length);
    if (!candidates) {
      candidates = routes.filter((route) =>
        route.greedy ? segments.length >= route.segments.length : segments.length === route.segments.length,
      );
      if (byLength.size < 200) byLength.set(segments.length, candidates);
    }
    for (const route of candidates) {
      if (route.method !== method && route.method !== 'ANY') continue;
      const parameters = parametersOf(route, segments);
      if (parameters) return { route, parameters: Object.keys(parameters).length > 0 ? parameters : undefined };
    }
    return catchAll && { route: catchAll, parameters: undefined };
  };
}

/** Higher text first: per segment literal 2, parameter 1, greedy 0; then a method before ANY. */
function rank(route: { segments: string[]; method: string }): string {
  const shape = route.segments
    .map((segment) => (segment.endsWith('+}') ? '0' : segment.startsWith('{') ? '1' : '2'))
    .join('');
  return `${shape}|${route.method === 'ANY' ? 0 : 1}`;
}

function parametersOf(
  route: { segments: string[]; greedy: boolean },
  segments: string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of route.segments.entries()) {
    const actual = segments[index];
    if (actual === undefined) return undefined;
    if (expected.startsWith('{')) {
      if (expected.endsWith('+}')) {
        parameters[expected.slice(1, -2)] = segments.slice(index).join('/');
        return parameters;
      }
      if (actual === '') return undefined;
      parameters[expected.slice(1, -1)] = actual;
    } else if (expected !== actual) return undefined;
  }
  return parameters;
}
