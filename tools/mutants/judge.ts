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

const NEAREST_SECONDS = 60;
const WIDER_SECONDS = 420;
const TYPES_SECONDS = 120;

// A run that never ends has noticed as well: an endless loop is a failure that everybody sees.
const noticed = ({ code, late }: Ended): boolean => late || code !== 0;

/**
 * Plants a changed source, asks the nearest tests, then the wider ones, then the compiler, and puts the source back. What
 * fails is asked once more with the source as it was: a test that fails then too is asked no further, and stands in
 * `broken` from then on.
 */
export async function fateOf(
  workshop: Workshop,
  file: string,
  changed: string,
  { nearest, wider, types }: Tests,
  broken: Set<string> = new Set(),
): Promise<Fate> {
  const kept = workshop.read(file);
  const notices = async (tests: readonly string[], seconds: number): Promise<boolean> => {
    const doubted = new Set<string>();
    for (;;) {
      const sound = tests.filter((test) => !broken.has(test));
      if (sound.length === 0) return false;
      workshop.write(file, changed);
      const ended = await workshop.test(sound, seconds);
      if (!noticed(ended)) return false;
      const { failed } = ended;
      if (failed === undefined) return true;
      workshop.write(file, kept);
      if (!noticed(await workshop.test([failed], seconds))) return true;
      // What another change left behind in the process may have failed it: a new one knows.
      workshop.refresh();
      if (doubted.has(failed)) broken.add(failed);
      doubted.add(failed);
    }
  };
  try {
    if (await notices(nearest, NEAREST_SECONDS)) return 'nearest';
    if (await notices(await wider(), WIDER_SECONDS)) return 'wider';
    workshop.write(file, changed);
    return types && noticed(await workshop.types(TYPES_SECONDS)) ? 'types' : 'survived';
  } finally {
    workshop.write(file, kept);
  }
}
