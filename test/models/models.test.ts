import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';

// Spin (Debian package `spin`, with gcc) visits every state of a model; where it is missing, these tests are skipped, and
// say so.

jest.setTimeout(300_000);

const isThere = (command: string, version: string) => spawnSync(command, [version]).status === 0;
const hasSpin = isThere('spin', '-V') && isThere('gcc', '--version');
const checked = hasSpin ? describe : describe.skip;

const folder = new URL('./', import.meta.url).pathname;

/** Visits every state of a model with these names defined; gives how many there are, and the assertion that fails. */
function visit(
  model: string,
  ...defined: string[]
): { states: number; violated: string | undefined; isWhole: boolean } {
  const place = mkdtempSync(join(tmpdir(), 'sportello-model-'));
  try {
    const run = (command: string, ...given: string[]) =>
      execFileSync(command, given, { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    run('spin', '-a', ...defined.map((name) => `-D${name}`), join(folder, model));
    run('gcc', '-O1', '-w', '-DSAFETY', '-o', 'pan', 'pan.c');
    const told = spawnSync(join(place, 'pan'), ['-m20000'], { cwd: place, encoding: 'utf8' }).stdout;
    return {
      states: Number(/(\S+) states, stored/.exec(told)?.[1] ?? 0),
      violated: /assertion violated (.*) \(at depth/.exec(told)?.[1],
      isWhole: /errors: 0/.test(told) && !/Search not completed|max search depth too small/.test(told),
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

checked('a model, in every state that it can come to (needs spin and gcc)', () => {
  test('of a caller’s turn to be called back keeps what it asserts', () => {
    const { states, ...found } = visit('call-back-turn.pml');
    expect(found).toEqual({ violated: undefined, isWhole: true });
    expect(states).toBeGreaterThan(100_000);
  });

  test('of protocol numbers keeps what it asserts', () => {
    const { states, ...found } = visit('protocol-numbers.pml');
    expect(found).toEqual({ violated: undefined, isWhole: true });
    expect(states).toBeGreaterThan(10_000);
  });

  test.each([
    ['call-back-turn.pml', 'OWN_FIRST', 'knows[(1-me)]'],
    ['call-back-turn.pml', 'UNGUARDED', 'whileDue[me]'],
    ['call-back-turn.pml', 'CLAIM_FIRST', ' !(closedInHand)'],
    ['protocol-numbers.pml', 'UNSETTLED', '(((one==next)||(numbered[one]==0))||(numbered[one]!=numbered[next]))'],
  ])('of %s with the fault %s does not', (model, fault, assertion) => {
    expect(visit(model, fault).violated?.trim()).toBe(assertion.trim());
  });
});
