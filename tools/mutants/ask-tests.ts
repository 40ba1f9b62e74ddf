import { registerHooks } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';

/** Which tests are asked, and the files that reach what was changed: these are read anew, all others stay as they are. */
export type Question = { tests: readonly string[]; stale: readonly string[] };
/** The first test that failed, if one did. */
export type Answer = { failed: string | undefined };

// Jest takes seconds to start, so this is its runner and its expectations, over the sources as Node reads them, in one
// process for many changes. The parent asks over the channel of `fork`.
const globals = new URL('./jest-globals.ts', import.meta.url).href;
let round = 0;
let stale = new Set<string>();
const folder = process.cwd();
registerHooks({
  resolve: (name, context, next) => {
    if (name === '@jest/globals') return { url: globals, shortCircuit: true };
    const found = next(name, context);
    if (!found.url.startsWith('file:') || found.url.includes('/node_modules/')) return found;
    const path = relative(folder, fileURLToPath(found.url));
    return stale.has(path) ? { ...found, url: `${found.url.split('?')[0]}?round=${round}` } : found;
  },
});
// What tests and code write is shown by jest, to whoever looks into a test that fails.
for (const stream of [process.stdout, process.stderr]) stream.write = () => true;

// One counterexample is enough: nobody reads the smallest.
fc.configureGlobal({ endOnFailure: true });
const { addEventHandler, removeEventHandler, resetState, run } = await import('jest-circus');

/** Whether a file of tests holds; what comes after the first failure in it is passed over. */
async function holds(file: string): Promise<boolean> {
  let failed = false;
  resetState();
  const watch: Parameters<typeof addEventHandler>[0] = (event) => {
    if (event.name === 'error' || (event.name === 'test_done' && event.test.errors.length > 0)) failed = true;
    if (event.name === 'test_start' && failed) event.test.mode = 'skip';
  };
  addEventHandler(watch);
  try {
    await import(`${pathToFileURL(file).href}?round=${round}`);
    const { unhandledErrors } = await run();
    return !failed && unhandledErrors.length === 0;
  } catch {
    return false;
  } finally {
    removeEventHandler(watch);
  }
}

process.on('message', async (question: Question) => {
  round += 1;
  stale = new Set(question.stale);
  let failed: string | undefined;
  for (const test of question.tests) {
    if (await holds(test)) continue;
    failed = test;
    break;
  }
  process.send?.({ failed } satisfies Answer);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
