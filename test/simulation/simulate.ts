import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import { chanceFrom } from './chance.ts';
import { brokenInvariants } from './invariants.ts';
import { type Officers, officersOf } from './officers.ts';
import { citizenMailer, lister, numberer, registrar, staffActs } from './people.ts';
import { beginning, storyOf, toldInShort } from './story.ts';
import { type Worker, workersOf } from './workers.ts';
import { type Letter, newWorld, type Ports, portsOf } from './world.ts';

export type Options = {
  /** The likelihood of each of the five faults at each call, 0 to 0.2. */
  faults: number;
  /** Whether staff take cases in hand, reach callers and close. */
  staff: boolean;
  /** Ports that do what no real ones may: by them a test shows that what they break is found. */
  spoil?: (ports: Ports) => Ports;
};
/** What became of one seed: which invariants broke, and what happened, line by line. */
export type History = { seed: number; broken: string[]; lines: string[]; calls: number };

/** Steps with faults; then every call is made and answered, so that whatever can settle does. */
const troubled = 700;
const longest = 6000;

/** What a worker may throw without anything being wrong: its message comes back. */
const expected =
  /taken by another contact in the same moment|changed \d times|changed hands|others were quicker|does not know this contact/;

/**
 * One history of the center in one process: the real registrar, protocol, worklist, mails and officer's acts on stores in
 * memory. All that happens follows from the seed; salts and identifiers do not, and nothing is decided by them.
 */
export async function simulate(
  seed: number,
  { faults, staff, spoil = (ports) => ports }: Options,
  isTold = false,
): Promise<History> {
  const chance = chanceFrom(seed);
  const lines: string[] = [];
  const tell = isTold ? (line: string) => void lines.push(line) : () => undefined;
  const world = newWorld();
  const workers = workersOf(chance, { faults, tell });
  const portsFor = (worker: Worker) => spoil(portsOf(world, workers, worker));
  const contacts = storyOf(chance);
  for (const contact of contacts) tell(`accepted: ${toldInShort(contact)}`);
  // A quarter of the messages is delivered twice.
  const letters: Letter<ContactAccepted>[] = contacts.map((body) => ({
    body,
    due: chance.happens(0.25) ? 2 : 1,
    inHand: 0,
  }));
  const officers: Officers = officersOf({ world, workers, portsFor, chance });
  const read = { worklist: 0, mails: 0 };
  const busy = { worklist: false, mails: false };
  let now = beginning;

  function deliver(letter: Letter<ContactAccepted>): void {
    letter.inHand += 1;
    now += 1000;
    const at = new Date(now);
    tell(`registrar takes ${toldInShort(letter.body)}`);
    workers.start(`registrar ${letter.body.code.slice(-4)}`, (worker) => registrar(portsFor(worker), letter.body, at), {
      expected,
      ended(how) {
        letter.inHand -= 1;
        if (how === 'done') letter.due = Math.max(0, letter.due - 1);
      },
    });
  }

  function number(): void {
    const taken = world.formals.filter(({ due, inHand }) => due > 0 && inHand === 0);
    if (taken.length === 0) return;
    for (const letter of taken) letter.inHand += 1;
    const at = new Date(now);
    let failed = new Set<string>();
    const work = async (worker: Worker) => {
      failed = new Set(
        (
          await numberer(
            portsFor(worker),
            taken.map(({ body }) => body),
            at,
          )
        ).keys(),
      );
    };
    workers.start('protocol', work, {
      expected,
      ended(how) {
        for (const letter of taken) {
          letter.inHand -= 1;
          if (how === 'done' && !failed.has(letter.body.contact)) letter.due = 0;
        }
      },
    });
  }

  /** Lets one of the stream's two readers read on, from where it came to. */
  function follow(reader: keyof typeof read): void {
    if (busy[reader] || read[reader] === world.stream.length) return;
    const upTo = Math.min(world.stream.length, read[reader] + 1 + chance.below(4));
    const entries = world.stream.slice(read[reader], upTo);
    const [at, work] = [new Date(now), reader === 'worklist' ? lister : citizenMailer];
    busy[reader] = true;
    workers.start(reader, (worker) => work(portsFor(worker), entries, at), {
      expected,
      ended(how) {
        busy[reader] = false;
        if (how === 'done') read[reader] = upTo;
      },
    });
  }

  async function act(): Promise<void> {
    const acting = await staffActs(world, chance.oneOf(contacts).code, chance, new Date(now));
    if (acting === undefined) return;
    tell(`staff: ${acting.what}`);
    workers.start('staff', (worker) => acting.work(portsFor(worker)), {
      expected,
      ended: () => undefined,
    });
  }

  const isQuiet = () =>
    workers.atWork === 0 &&
    letters.every(({ due }) => due === 0) &&
    world.formals.every(({ due }) => due === 0) &&
    Object.values(read).every((place) => place === world.stream.length);

  let step = 0;
  for (; step < longest && !isQuiet(); step += 1) {
    const isTroubled = step < troubled;
    if (step === troubled) workers.heal();
    const drawn = chance.next();
    const open = letters.filter(({ due, inHand, body }) => due > 0 && (inHand === 0 || (inHand < due && !body.joins)));
    if (workers.atWork < 4 && drawn < 0.35 && open.length > 0) deliver(chance.oneOf(open));
    else if (workers.atWork < 4 && drawn < 0.42) number();
    else if (drawn < 0.5) follow('worklist');
    else if (drawn < 0.58) follow('mails');
    else if (isTroubled && staff && drawn < 0.6) await act();
    else if (isTroubled && drawn < 0.61) officers.act(new Date(now));
    await turnOfTheLoop();
    if (workers.step()) await turnOfTheLoop();
    // A copy that the queue delivers late, or a dead letter that is brought back.
    const settled = letters.filter(({ due }) => due === 0);
    if (isTroubled && settled.length > 0 && chance.happens(0.01)) chance.oneOf(settled).due = 1;
  }
  const broken = await brokenInvariants({
    world,
    contacts,
    officers,
    unexpected: workers.unexpected,
    isSettled: step < longest,
  });
  return { seed, broken, lines, calls: workers.calls };
}
