import type { Chance } from './chance.ts';

/** What was planted, and not found: a call that the supplier refused, or whose answer never came. */
export class Planted extends Error {}

/** Somebody at work in the world; who died hears and does nothing any more. */
export type Worker = { name: string; dead: boolean; die(): void };
export type Ending = 'done' | 'failed' | 'died';

type Waiting = { worker: Worker; what: string; goOn(): void };

/**
 * Workers of one world, whose calls all wait until chance lets one of them go on, and then meet their fate. With the
 * likelihood `faults` each, a call is refused; made, and its answer lost; made twice, as the SDK does that heard
 * nothing; or its worker dies before it, or after it.
 */
export function workersOf(chance: Chance, { faults, tell }: { faults: number; tell(line: string): void }) {
  const waiting: Waiting[] = [];
  const unexpected: Error[] = [];
  let atWork = 0;
  let calls = 0;
  let likelihood = faults;

  async function call<Answer>(worker: Worker, what: string, make: () => Promise<Answer>): Promise<Answer> {
    await new Promise<void>((goOn) => waiting.push({ worker, what, goOn }));
    // Whoever died waits for ever.
    if (worker.dead) return new Promise<Answer>(() => undefined);
    const drawn = likelihood === 0 ? Number.POSITIVE_INFINITY : chance.next() / likelihood;
    const say = (fate: string) => tell(`  ${worker.name}: ${what} ${fate}`);
    const dies = (when: string) => {
      say(`dies ${when}`);
      worker.die();
      return new Promise<Answer>(() => undefined);
    };
    if (drawn < 1) {
      say('is refused');
      throw new Planted('refused');
    }
    if (drawn < 2) return dies('before');
    const first = await make();
    if (drawn < 3) return dies('after');
    if (drawn < 4) {
      say('is made, the answer is lost');
      throw new Planted('answer lost');
    }
    if (drawn >= 5) {
      say(typeof first === 'string' || typeof first === 'boolean' ? `= ${first}` : 'is made');
      return first;
    }
    const again = await make();
    say('is made twice');
    return again;
  }

  return {
    call,
    /**
     * Sets somebody to work; `ended` is told how it went, once. Errors that are neither planted nor `expected` are
     * kept.
     */
    start(
      name: string,
      work: (worker: Worker) => Promise<void>,
      { expected, ended }: { expected: RegExp; ended(how: Ending): void },
    ) {
      atWork += 1;
      let isOver = false;
      const end = (how: Ending) => {
        if (isOver) return;
        isOver = true;
        atWork -= 1;
        if (how === 'failed') tell(`  ${name}: fails, and comes back`);
        ended(how);
      };
      const worker: Worker = {
        name,
        dead: false,
        die() {
          worker.dead = true;
          end('died');
        },
      };
      work(worker).then(
        () => end('done'),
        (error: unknown) => {
          if (!(error instanceof Planted) && !(error instanceof Error && expected.test(error.message)))
            unexpected.push(error instanceof Error ? error : new Error(String(error)));
          end('failed');
        },
      );
    },
    /** Lets one call go on, where one waits; tells whether it did. */
    step(): boolean {
      const [chosen] = waiting.splice(chance.below(waiting.length), 1);
      if (chosen === undefined) return false;
      calls += 1;
      chosen.goOn();
      return true;
    },
    /** From now on every call is made and answered. */
    heal() {
      likelihood = 0;
    },
    unexpected,
    get atWork() {
      return atWork;
    },
    get calls() {
      return calls;
    },
  };
}
export type Workers = ReturnType<typeof workersOf>;
