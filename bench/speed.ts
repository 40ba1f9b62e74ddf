import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { against, figure, markdownTable, median, spread } from './figures.ts';
import { startPipe } from './pipe.ts';
import { startBenchedStage } from './stage.ts';
import type { Subject } from './subject.ts';

/**
 * What one burst of load came to: contacts a second, milliseconds, and contacts that were not registered in the end.
 */
export type Burst = {
  accepted: number;
  registered: number;
  p50: number;
  p99: number;
  refused: number;
  missing: number;
  /**
   * CPU milliseconds of all its processes for each contact, until all were registered; NaN where /proc does not tell.
   */
  cpu: number;
};

/** CPU milliseconds that processes have used so far, all their threads included; NaN without Linux's /proc. */
function cpuOf(pids: readonly number[]): number {
  try {
    return pids.reduce((sum, pid) => {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // After the name in brackets comes field 3; utime and stime are fields 14 and 15, in hundredths of a second.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return sum + (Number(fields[11]) + Number(fields[12])) * 10;
    }, 0);
  } catch {
    return Number.NaN;
  }
}

let bursts = 0;

/**
 * Posts contacts, or call records under a key, over some connections for some seconds, counts what is registered
 * meanwhile, then lets all drain.
 */
export async function burst(
  subject: Subject,
  connections: number,
  length: number | `#${number}`,
  reachable: 'email' | 'phone' | `whsec_${string}` = 'email',
): Promise<Burst> {
  bursts += 1;
  const pids = await subject.pids();
  const cpuBefore = cpuOf(pids);
  const load = fork(
    fileURLToPath(new URL('./load.ts', import.meta.url)),
    [subject.url, String(connections), String(length), `${process.pid}-${bursts}`, reachable],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  let before = 0;
  type Done = { accepted: number; refused: number; seconds: number; p50: number; p99: number };
  const done = await new Promise<Done>((resolve, reject) => {
    load.on('message', (message: { began?: true; done?: Done }) => {
      if (message.began)
        void subject.registered().then((count) => {
          before = count;
        });
      if (message.done) resolve(message.done);
    });
    load.once('exit', (code) => reject(new Error(`the load ended with ${code}`)));
  });
  const meanwhile = (await subject.registered()) - before;
  const total = await drained(subject, before + done.accepted);
  return {
    accepted: done.accepted / done.seconds,
    registered: meanwhile / done.seconds,
    p50: done.p50,
    p99: done.p99,
    refused: done.refused,
    // What was accepted while the load was cut off is registered too, so only fewer is missing.
    missing: Math.max(0, before + done.accepted - total),
    cpu: (cpuOf(pids) - cpuBefore) / done.accepted,
  };
}

/** Waits until at least so many contacts are registered and no more come; resolves with how many are. */
async function drained(subject: Subject, expected: number): Promise<number> {
  let before = -1;
  let changedAt = Date.now();
  for (;;) {
    const count = await subject.registered();
    if (count !== before) changedAt = Date.now();
    before = count;
    const still = Date.now() - changedAt;
    if ((count >= expected && still > 400) || still > 10_000) return count;
    await pause(100);
  }
}

const levels = [1, 8, 32] as const;

/** Contacts before the first figure is taken. */
const warmUp = 3000;

/** How many of them give an e-mail address. */
const warmUpMails = 300;

/** The figures of one subject: a list of bursts by connections. */
export type Measured = Map<number, Burst[]>;

/** Something to measure, by its name in the table: each time it is started anew, in an empty folder of its own. */
export type Contender = { name: string; start: (data: string) => Promise<Subject> };

async function measure(
  start: (data: string) => Promise<Subject>,
  seconds: number,
  reachable: 'email' | 'phone',
  into: Measured,
): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const subject = await start(data);
  try {
    // While V8 compiles what is hot it measures the compiler; the stage has more code and takes longer.
    // Most of them without mail, so that no backlog of mails is left to send.
    await burst(subject, 32, `#${warmUp - warmUpMails}`, 'phone');
    await burst(subject, 32, `#${warmUpMails}`, reachable);
    for (const connections of levels) {
      into.set(connections, [...(into.get(connections) ?? []), await burst(subject, connections, seconds, reachable)]);
    }
  } finally {
    await subject.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Measures contenders in alternating rounds, so that what else the machine does falls on all of them. */
export async function measureInTurns(
  contenders: readonly Contender[],
  { rounds, seconds, reachable }: { rounds: number; seconds: number; reachable: 'email' | 'phone' },
): Promise<Measured[]> {
  const figures = contenders.map((contender) => ({ contender, measured: new Map() as Measured }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { contender, measured } of round % 2 === 0 ? figures : figures.toReversed())
      await measure(contender.start, seconds, reachable, measured);
    console.error(`round ${round + 1} of ${rounds} is measured`);
  }
  return figures.map(({ measured }) => measured);
}

const members = ['accepted', 'registered', 'p50', 'p99', 'cpu'] as const;

/** All figures of one kind that were taken at a number of connections. */
export const figuresAt = (measured: Measured, connections: number, member: keyof Burst): number[] =>
  (measured.get(connections) ?? []).map((one) => one[member]);

const connected = (connections: number) => `${connections} ${connections === 1 ? 'connection' : 'connections'}`;

/** The head of a table of bursts. */
export const burstHead = ['', 'accepted/s', 'registered/s meanwhile', 'p50 ms', 'p99 ms', 'CPU ms a contact'];

/** The rows of a table of bursts: by connections, each contender on a row of its own. */
export const burstRows = (named: readonly (readonly [name: string, measured: Measured])[]): string[][] =>
  levels.flatMap((connections) =>
    named.map(([name, measured]) => [
      `${name}, ${connected(connections)}`,
      ...members.map((member) => spread(figuresAt(measured, connections, member))),
    ]),
  );

/** For each number of connections the ratio of one contender's medians to the other's, as `told` has them. */
export const ratioRows = (
  name: string,
  one: Measured,
  other: Measured,
  told: (ratio: (member: keyof Burst) => number) => string[],
): string[][] =>
  levels.map((connections) => [
    `${name}, ${connected(connections)}`,
    ...told((member) => median(figuresAt(one, connections, member)) / median(figuresAt(other, connections, member))),
  ]);

/** How many contacts were refused, or accepted and not registered, in all bursts. */
export const lost = (measured: Measured, member: 'refused' | 'missing'): number =>
  levels.flatMap((connections) => figuresAt(measured, connections, member)).reduce((total, value) => total + value, 0);

/** Measures the stage against the bare pipe in alternating rounds and says it in Markdown. */
export async function benchSpeed(
  templates: string,
  rounds: number,
  seconds: number,
  reachable: 'email' | 'phone',
): Promise<string> {
  const [pipe, stage] = (await measureInTurns(
    [
      { name: 'bare pipe', start: startPipe },
      { name: 'stage', start: (data) => startBenchedStage(data, templates) },
    ],
    { rounds, seconds, reachable },
  )) as [Measured, Measured];
  const goals = ratioRows('stage / pipe', stage, pipe, (ratio) => [
    against(ratio('accepted'), '≥', 0.7),
    against(ratio('registered'), '≥', 0.7),
    '',
    against(ratio('p99'), '≤', 1.5),
    figure(ratio('cpu')),
  ]);
  const rows = burstRows([
    ['bare pipe', pipe],
    ['stage', stage],
  ]);
  return [
    '## Contacts a second',
    '',
    markdownTable(burstHead, [...rows, ...goals]),
    '',
    `Medians of ${rounds} alternating rounds of ${seconds} s after ${warmUp.toLocaleString('en-GB')} contacts to warm up, lowest and highest in brackets. Accepted and not registered: pipe ${lost(pipe, 'missing')}, stage ${lost(stage, 'missing')}; answers other than 202: pipe ${lost(pipe, 'refused')}, stage ${lost(stage, 'refused')}.${reachable === 'email' ? ' The stage also composes, queues and sends a receipt mail for each contact; the pipe does not.' : ' Contacts gave a phone number only, so no mail followed.'}`,
  ].join('\n');
}
