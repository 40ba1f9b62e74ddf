import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { takeAllowance } from '../../functions/citizen-mails/take-allowance.ts';
import { registeredThing } from '../../shared/core/protocol.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { citizensOf } from './citizens.ts';
import { brokenInvariants } from './invariants.ts';
import { officeOf } from './office.ts';
import { type Officers, officersOf } from './officers.ts';
import { type Operators, operatorsOf } from './operators.ts';
import {
  answerer,
  answersReader,
  checker,
  citizenMailer,
  counter,
  decider,
  deskOf,
  inboxReader,
  lister,
  numberer,
  receiver,
  registrar,
  staffActs,
  staffJoins,
} from './people.ts';
import { bring, postOf, toDecide } from './post.ts';
import { beginning, hmac, storyOf, toldInShort } from './story.ts';
import { type Worker, workersOf } from './workers.ts';
import { newWorld, type Ports, portsOf, service, type World } from './world.ts';

export type Options = {
  /** The likelihood of each of the five faults at each call, 0 to 0.2. */
  faults: number;
  /** Whether staff take cases in hand, reach callers and close. */
  staff: boolean;
  /**
   * Whether intake's door, the inbox, files and joins of staff are told too: then what citizens send is not accepted
   * when the history begins.
   */
  door: boolean;
  /** Whether two operators work at the desk: take, ask, forward, answer, withhold, close, at once; answers then leave. */
  desk?: boolean;
  /** Whether mails and scans arrive, and staff decide on mails that were laid aside. */
  post?: boolean;
  /**
   * Whether the next case is pressed for, referrals have partners, many are answered at once, cases are erased and a
   * mailbox has had most of its receipts.
   */
  office?: boolean;
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
  /taken by another contact in the same moment|changed \d times|changed hands|others were quicker|changed by others each time|does not know this contact/;

/** What reads a stream in order, from where it came to. */
function readerOf<Item>(
  stream: readonly Item[],
  work: (ports: Ports, items: readonly Item[], now: Date) => Promise<void>,
) {
  return {
    place: 0,
    isBusy: false,
    isAtItsEnd() {
      return this.place === stream.length;
    },
    /** Up to where it reads now; undefined while it reads, or where nothing is new. */
    next(chance: Chance): number | undefined {
      if (this.isBusy || this.isAtItsEnd()) return undefined;
      return Math.min(stream.length, this.place + 1 + chance.below(4));
    },
    work(ports: Ports, upTo: number, now: Date): Promise<void> {
      return work(ports, stream.slice(this.place, upTo), now);
    },
  };
}

/** The mailbox that all forms name has had all but a few of the receipts of its hour. */
async function fillMailbox(world: World, chance: Chance): Promise<void> {
  const left = 1 + chance.below(4);
  const asked = { service, what: 'receipt', to: 'ada.bianchi@example.org', hmac, now: new Date(beginning) } as const;
  for (let had = 0; had < 10 - left; had += 1)
    await takeAllowance(world.mailCounts, { ...asked, caseId: `had ${had}` });
  world.receiptsLeft = left;
}

/**
 * One history of the center in one process: the real registrar, protocol, worklist, mails and officer's acts on stores
 * in memory. All that happens follows from the seed; salts and identifiers do not, and nothing is decided by them.
 */
export async function simulate(
  seed: number,
  { faults, staff, door, desk = false, post = false, office: hasOffice = false, spoil = (ports) => ports }: Options,
  isTold = false,
): Promise<History> {
  const chance = chanceFrom(seed);
  const lines: string[] = [];
  const tell = isTold ? (line: string) => void lines.push(line) : () => undefined;
  const world = newWorld();
  const workers = workersOf(chance, { faults, tell });
  const portsFor = (worker: Worker) => spoil(portsOf(world, workers, worker));
  const contacts = storyOf(chance, door);
  const citizens = citizensOf({ world, workers, portsFor, chance, contacts: door ? contacts : [], tell });
  const letters = world.contacts;
  // A quarter of the messages is delivered twice.
  for (const body of door ? [] : contacts) {
    tell(`accepted: ${toldInShort(body)}`);
    letters.push({ body, due: chance.happens(0.25) ? 2 : 1, inHand: 0 });
  }
  const officers: Officers = officersOf({ world, workers, portsFor, chance });
  const codes = [...new Set(contacts.map(({ code }) => code))];
  const posted = post ? postOf(chance, codes) : [];
  let brought = 0;
  const operators: Operators = operatorsOf({
    world,
    workers,
    portsFor,
    deskOf,
    chance,
    codes,
    tell,
    refers: hasOffice,
  });
  const office = hasOffice ? officeOf({ world, workers, portsFor, chance, codes, tell }) : undefined;
  if (office !== undefined) await fillMailbox(world, chance);
  const readers = {
    ...(desk && { answers: readerOf(world.stream, answersReader) }),
    ...(hasOffice && { statistics: readerOf(world.stream, counter) }),
    worklist: readerOf(world.stream, lister),
    mails: readerOf(world.stream, (ports, entries, at) => citizenMailer(ports, entries, at, hasOffice)),
    inbox: readerOf(world.inboxStream, inboxReader),
  };
  let now = beginning;

  function deliver(letter: (typeof letters)[number]): void {
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

  /** A letter is in the hands of as many as it has copies; a reply of one only, and only one of its letters. */
  const mayBeTaken = ({ due, inHand, body }: (typeof letters)[number]) =>
    body.joins === undefined
      ? inHand < due
      : letters.every((other) => other.body.code !== body.code || other.inHand === 0);

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
          if (how === 'done' && !failed.has(registeredThing(letter.body))) letter.due = 0;
        }
      },
    });
  }

  /** Lets one of the streams' readers read on, from where it came to. */
  function follow(name: keyof typeof readers): void {
    const reader = readers[name];
    if (reader === undefined) return;
    const upTo = reader.next(chance);
    if (upTo === undefined) return;
    const at = new Date(now);
    reader.isBusy = true;
    workers.start(name, (worker) => reader.work(portsFor(worker), upTo, at), {
      expected,
      ended(how) {
        reader.isBusy = false;
        if (how === 'done') reader.place = upTo;
      },
    });
  }

  /** Gives out an answer whose moment may have come, now and then to two at once. */
  function letLeave(isTroubled: boolean): void {
    const open = world.answers.filter(({ due, inHand }) => due > 0 && inHand < 2);
    if (open.length === 0) return;
    const letter = chance.oneOf(open);
    letter.inHand += 1;
    // Where nothing goes wrong any more, one answer to many has its ten minutes sooner.
    now += isTroubled || !hasOffice ? 10_000 : 60_000;
    const at = new Date(now);
    const { body } = letter;
    if (body.news === 'due') world.givenOut.set(body.answer, (world.givenOut.get(body.answer) ?? 0) + 1);
    const about = 'caseId' in body ? body.caseId.slice(-4) : body.batch;
    workers.start(`answers of ${about}`, (worker) => answerer(portsFor(worker), body, at), {
      expected,
      ended(how) {
        letter.inHand -= 1;
        if (how !== 'done') return;
        letter.due = 0;
        void office?.settled(body);
      },
    });
  }

  /** The next mail or scan comes. */
  function bringNext(): void {
    const next = posted[brought];
    if (next === undefined) return;
    brought += 1;
    now += 1000;
    tell(`arrives: ${next.key}${next.danger ? ', danger to life' : ''}${next.sidecar ? ', with a sidecar' : ''}`);
    bring(world, next, chance, now);
  }

  /** Takes in what has arrived, now and then two the same. */
  function receive(): void {
    const open = world.arrivals.filter(({ due, inHand }) => due > inHand);
    if (open.length === 0) return;
    const letter = chance.oneOf(open);
    const { body } = letter;
    letter.inHand += 1;
    const at = new Date(now);
    const key = 'mail' in body ? body.mail.key : body.scan.key;
    tell(`is taken in: ${key}`);
    workers.start(`post ${key}`, (worker) => receiver(portsFor(worker), body, at), {
      // Another worker has moved it, or neither the queue nor the inbox takes it: it comes back.
      expected: /NoSuchKey|unavailable/,
      ended(how) {
        letter.inHand -= 1;
        if (how === 'done') letter.due = Math.max(0, letter.due - 1);
      },
    });
  }

  /** Somebody decides on a mail that was laid aside; once there are no more faults, only on what was cut off. */
  function decide(isTroubled: boolean): void {
    const open = toDecide(world, !isTroubled);
    if (open.length === 0 || workers.atWork >= 4) return;
    const { mail, because } = chance.oneOf(open);
    const release = chance.happens(0.5);
    tell(`staff decides on a mail (${because}): ${release ? 'release' : 'discard'}`);
    const at = new Date(now);
    workers.start('staff', (worker) => decider(portsFor(worker), mail, release, at), {
      expected,
      ended: () => undefined,
    });
  }

  function checkFiles(): void {
    const open = world.offered.filter(({ due, inHand }) => due > 0 && inHand < 2);
    if (open.length === 0) return;
    const letter = chance.oneOf(open);
    const at = new Date(now);
    letter.inHand += 1;
    workers.start(`files of ${letter.body.slice(-4)}`, (worker) => checker(portsFor(worker), letter.body, at), {
      expected,
      ended(how) {
        letter.inHand -= 1;
        if (how === 'done') letter.due = 0;
      },
    });
  }

  /** Somebody of the staff joins one case to another, as both stand now. */
  async function join(): Promise<void> {
    const [code, other] = [chance.oneOf(contacts).code, chance.oneOf(contacts).code];
    const seen = (await world.register.read(code)).length;
    if (code === other || seen === 0) return;
    tell(`staff joins ${other.slice(-4)} to ${code.slice(-4)}`);
    const work = async (worker: Worker) => {
      const answer = await staffJoins(portsFor(worker), { code, other, seen }, new Date(now));
      tell(`  staff hears ${answer}`);
    };
    workers.start('staff', work, { expected, ended: () => undefined });
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

  const isQuiet = async () =>
    workers.atWork === 0 &&
    ((await office?.isDone(new Date(now))) ?? true) &&
    !citizens.isWaiting() &&
    brought === posted.length &&
    toDecide(world, true).length === 0 &&
    [letters, world.formals, world.offered, world.answers, world.arrivals].every((queue) =>
      queue.every(({ due }) => due === 0),
    ) &&
    Object.values(readers).every((reader) => reader.isAtItsEnd());

  let step = 0;
  for (; step < longest && !(await isQuiet()); step += 1) {
    const isTroubled = step < troubled;
    if (step === troubled) workers.heal();
    if (post && workers.atWork < 4 && chance.happens(0.1)) {
      const act = chance.below(4);
      if (act === 0) bringNext();
      else if (act === 1 && (staff || !isTroubled)) decide(isTroubled);
      else receive();
    }
    if (office !== undefined && workers.atWork < 4 && chance.happens(0.12)) {
      now += 5_000;
      await office.act(isTroubled, new Date(now));
    }
    const drawn = chance.next();
    const open = letters.filter((letter) => letter.due > 0 && mayBeTaken(letter));
    if (workers.atWork < 4 && drawn < 0.35 && open.length > 0) deliver(chance.oneOf(open));
    else if (workers.atWork < 4 && drawn < 0.42) number();
    else if (drawn < 0.5) follow('worklist');
    else if (drawn < 0.58) follow('mails');
    else if (isTroubled && staff && drawn < 0.6) await act();
    else if (isTroubled && drawn < 0.61) officers.act(new Date(now));
    else if (door && drawn < 0.67) follow('inbox');
    else if (door && drawn < 0.72) checkFiles();
    else if (door && staff && isTroubled && drawn < 0.725) await join();
    else if (door && workers.atWork < 4 && drawn < 0.85) citizens.press();
    else if (desk && isTroubled && drawn >= 0.85 && drawn < 0.88) await operators.act(() => new Date(now));
    else if (desk && drawn >= 0.88 && drawn < 0.94) letLeave(isTroubled);
    else if (hasOffice && drawn >= 0.97) follow('statistics');
    else if (desk && drawn >= 0.94) follow('answers');
    await turnOfTheLoop();
    if (workers.step()) await turnOfTheLoop();
    // A copy that the queue delivers late, or a dead letter that is brought back.
    const settled = letters.filter(({ due }) => due === 0);
    if (isTroubled && settled.length > 0 && chance.happens(0.01)) chance.oneOf(settled).due = 1;
  }
  const broken = await brokenInvariants({
    world,
    contacts: door ? citizens.sent.filter(({ heard }) => heard === 202).map(({ contact }) => contact) : contacts,
    givenUp: citizens.sent.filter(({ heard }) => heard !== 202).map(({ contact }) => contact),
    officers,
    operators,
    office,
    now: new Date(now),
    posted,
    unexpected: workers.unexpected,
    isSettled: step < longest,
  });
  return { seed, broken, lines, calls: workers.calls };
}
