import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import type { Mutation } from './mutate.ts';

const Equivalent = z.object({
  file: z.string(),
  line: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string().check(z.minLength(10)),
});

/**
 * A change that nobody can observe, with the reason: `line` is the text of its line without indent, so it holds when
 * lines move.
 */
export type Equivalent = z.infer<typeof Equivalent>;

/** The kept list of changes that change nothing; throws where the file is no such list. */
export const readEquivalents = (): Equivalent[] =>
  z.parse(z.array(Equivalent), JSON.parse(readFileSync(new URL('./equivalents.json', import.meta.url), 'utf8')));

/** Why a change changes nothing, or undefined. */
export const reasonOf = (
  known: readonly Equivalent[],
  file: string,
  { lineText, from, to }: Pick<Mutation, 'lineText' | 'from' | 'to'>,
): string | undefined =>
  known.find((one) => one.file === file && one.line === lineText && one.from === from && one.to === to)?.reason;
