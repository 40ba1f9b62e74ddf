import * as z from 'zod/mini';

/** Reads the named environment variables; a missing one fails the function's first start, not a citizen's request. */
export function environment<const Name extends string>(...names: Name[]): Record<Name, string> {
  const shape = Object.fromEntries(names.map((name) => [name, z.string().check(z.minLength(1))]));
  return z.object(shape).parse(process.env) as Record<Name, string>;
}
