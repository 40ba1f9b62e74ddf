import type { Ended, Workshop } from './workshop.ts';

/**
 * What found a change: the nearest tests, other tests that reach the file, only the compiler; or nothing, or it changes
 * nothing.
 */
export type Fate = 'nearest' | 'wider' | 'types' | 'survived' | 'equivalent';

export type Judged = { file: string; kind: string; line: number; from: string; to: string; fate: Fate };

/**
 * Tests in the order they are asked, and whether the compiler is asked after them; the wider ones are only looked for
 * once they are needed, which takes a run of them all.
 */
export type Tests = { nearest: readonly string[]; wider: () => Promise<readonly string[]>; types: boolean };

const NEAREST_SECONDS = 90;
const WIDER_SECONDS = 420;
const TYPES_SECONDS = 120;

// A run that never ends has noticed as well: an endless loop is a failure that everybody sees.
const noticed = ({ code, late }: Ended): boolean => late || code !== 0;

/**
 * Plants a changed source, asks the nearest tests, then the wider ones, then the compiler, and puts the source back.
 */
export async function fateOf(
  workshop: Workshop,
  file: string,
  changed: string,
  { nearest, wider, types }: Tests,
): Promise<Fate> {
  const kept = workshop.read(file);
  try {
    workshop.write(file, changed);
    if (nearest.length > 0 && noticed(await workshop.test(nearest, NEAREST_SECONDS))) return 'nearest';
    const further = await unchanged(workshop, file, kept, changed, wider);
    if (further.length > 0 && noticed(await workshop.test(further, WIDER_SECONDS))) return 'wider';
    return types && noticed(await workshop.types(TYPES_SECONDS)) ? 'types' : 'survived';
  } finally {
    workshop.write(file, kept);
  }
}

/** Asks for the wider tests while the file is as it was. */
async function unchanged(workshop: Workshop, file: string, kept: string, changed: string, wider: Tests['wider']) {
  workshop.write(file, kept);
  const tests = await wider();
  workshop.write(file, changed);
  return tests;
}

/**
 * Those of the tests that hold while nothing is changed; each of the others would be taken for one that notices
 * everything.
 */
export async function holding(workshop: Workshop, tests: readonly string[]): Promise<string[]> {
  if (tests.length === 0 || !noticed(await workshop.test(tests, WIDER_SECONDS))) return [...tests];
  const alone: string[] = [];
  for (const test of tests) if (!noticed(await workshop.test([test], WIDER_SECONDS))) alone.push(test);
  return alone;
}
