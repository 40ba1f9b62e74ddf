import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type * as hearing from '../../shared/core/danger/hear-danger.ts';
import type * as texts from '../../shared/texts/danger/lists.ts';

// How much work the rule of danger does on what is worst for it, counted and not timed: how often each block of its
// code runs, as V8 counts it. A test's time says little on a machine that has other work.

const session = new Session();
let { hearDanger }: Partial<typeof hearing> = {};
let { lifeFirst }: Partial<typeof texts> = {};
beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  // Blocks are counted in what is compiled from here on.
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  ({ hearDanger } = await import('../../shared/core/danger/hear-danger.ts'));
  ({ lifeFirst } = await import('../../shared/texts/danger/lists.ts'));
  // The lists are read once, by the first who asks.
  hear('Quando riapre la strada?');
}, 60_000);
afterAll(() => session.disconnect());

function hear(text: string) {
  if (hearDanger === undefined || lifeFirst === undefined) throw new Error('nothing was loaded');
  return hearDanger(text, lifeFirst);
}

/** How often blocks of the rule ran while texts were heard, beyond what it takes to hear one letter as often. */
async function stepsOf(...heard: readonly string[]): Promise<number> {
  const [done, least] = [await blocksOf(heard), await blocksOf(heard.map(() => 'a'))];
  return done - least;
}

async function blocksOf(heard: readonly string[]): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  for (const text of heard) hear(text);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => url.includes('/shared/core/danger/'))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
    .reduce((sum, count) => sum + count, 0);
}

const longest = 10_000;
const filled = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
/** Pieces that are told apart by a number. */
const numbered = (piece: (at: number) => string) => (length: number) => {
  let text = '';
  for (let at = 0; text.length < length; at += 1) text += piece(at);
  return text.slice(0, length);
};
const of = (piece: string) => (length: number) => filled(piece, length);

test.each<[string, (length: number) => string]>([
  ['one word', of('a')],
  ['words of one letter', of('a ')],
  ['words of danger without an end of sentence', of('intrappolati sotto le macerie ')],
  ['danger and denial by turns', of('non ci sono feriti intrappolati non sotto le macerie ')],
  ['danger in every sentence', of('Siamo intrappolati sotto le macerie. ')],
  ['danger on every line', of('mia madre non respira\n')],
  ['questions', of('che cosa fare se il bambino non respira? ')],
  ['denials alone', of('non no niente nessuno ')],
  ['apostrophes', of('c’è l’acqua dell’ ')],
  ['quotes without an end', of('«"“ aiuto ')],
  ['ends of sentences', of('. ! ? ')],
  ['commas', of('fuoco, ')],
  ['doubled letters', of('aiuuuuutooooo ')],
  ['accents in pieces', of('e\u0300')],
  ['emoji', of('🆘')],
  ['words that no list has', numbered((at) => `parola${at} `)],
  ['words that begin like dangers', numbered((at) => `incendi${at} gas${at} acqua${at} `)],
  ['German', of('wir sind unter den Trümmern verschüttet und nicht verletzt ')],
  ['English', of('my baby is not breathing and I do not want to live ')],
  ['all three at once', of('aiuto help hilfe fuoco fire feuer non not nicht ')],
  ['blanks', of(' ')],
  ['line ends', of('\n')],
])('%s: four times the length is at most eight times the work', async (_what, text) => {
  const [short, long] = [await stepsOf(text(longest / 4)), await stepsOf(text(longest))];
  // Of blanks there is nothing to count.
  expect(long).toBeLessThanOrEqual(8 * Math.max(short, 100));
  // Nor is any of them far more work than a plain text of that length.
  const plain = await stepsOf(filled('Vorrei sapere quando riapre la strada per il paese. ', longest));
  expect(long).toBeLessThanOrEqual(20 * plain);
});

test('what grows faster is found: the same counting, of a rule that looks back from every word', async () => {
  const steps = (length: number) =>
    stepsOf(
      ...Array.from({ length: length / 250 }, (_none, place) => numbered((at) => `parola${at} `)((place + 1) * 250)),
    );
  expect(await steps(longest)).toBeGreaterThan(8 * (await steps(longest / 4)));
});
