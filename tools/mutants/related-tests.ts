import { dirname, join, normalize } from 'node:path';

/** The files that a module imports, with or without await, relative ones only, as paths from the project's folder. */
export function importsOf(file: string, source: string): string[] {
  const names = source.matchAll(/(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g);
  return [...names].map(([, name]) => normalize(join(dirname(file), name ?? '')));
}

/** The files that reach a file by imports, itself among them, each with the number of imports between, nearest first. */
export function reaching(file: string, sources: ReadonlyMap<string, string>): Map<string, number> {
  const importers = new Map<string, string[]>();
  for (const [path, source] of sources)
    for (const imported of importsOf(path, source)) importers.set(imported, [...(importers.get(imported) ?? []), path]);
  const distances = new Map([[file, 0]]);
  const waiting = [file];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
    for (const importer of importers.get(path) ?? [])
      if (!distances.has(importer)) {
        distances.set(importer, (distances.get(path) ?? 0) + 1);
        waiting.push(importer);
      }
  return distances;
}

/**
 * The tests that reach a file by imports, nearest first: the one of the same name in the mirrored folder, then by the
 * number of imports between, and among equals those of that folder. `sources` has every module of the project by its path.
 */
export function relatedTests(file: string, sources: ReadonlyMap<string, string>): { test: string; distance: number }[] {
  const distances = reaching(file, sources);
  const mirror = `test/${file.replace(/(?:\/rules)?\/([^/]+)\.tsx?$/, '/$1.test.ts')}`;
  const room = dirname(mirror);
  const nearness = (test: string) => (test === mirror ? 0 : (distances.get(test) ?? Number.POSITIVE_INFINITY));
  const named = sources.has(mirror) ? [mirror] : [];
  const found = [...distances.keys()].filter((path) => /^test\/(?!stage\/|browser\/).*\.test\.ts$/.test(path));
  return [...new Set([...named, ...found])]
    .map((test) => ({ test, distance: nearness(test) }))
    .sort(
      (one, other) =>
        one.distance - other.distance ||
        Number(dirname(other.test) === room) - Number(dirname(one.test) === room) ||
        one.test.localeCompare(other.test),
    );
}
