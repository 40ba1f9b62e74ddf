import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { bare, type CenterProcess, freePort, openStage, ownFolder, startProcess, templates, until } from './center.ts';
import { citizens, emptyLedger, inOrder, judge } from './ledger.ts';

const services = ['protezione-civile', 'familyline'];
const kills = 20;

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Emulators that run on this machine, by process id, with the process that started them. */
function emulators(): Map<number, number> {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8' }).split('\n');
  return new Map(
    lines
      .filter((line) => /local\/emulators\/\w+\.ts/.test(line))
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]),
  );
}

/** Starts the center and kills it after some milliseconds, wherever it then is. */
async function killStarting(given: Parameters<typeof startProcess>[0], afterMs: number): Promise<void> {
  let kill = async () => {};
  const ended = startProcess({
    ...given,
    onSpawn: (killSpawned) => {
      kill = killSpawned;
    },
  }).catch(() => undefined);
  await pause(afterMs);
  await kill();
  await ended;
}

test('killed twenty times under load, the center keeps every promise: registered once, mailed, chain whole, no process left', async () => {
  const random = seeded(20_161_030);
  const folder = ownFolder('kill');
  const port = await freePort();
  const more = ['--mail-rate', '1000', '--templates', await templates()];
  const start = () => startProcess({ silent: bare, data: folder.path, port, more });
  const ledger = emptyLedger();
  const emulatorsSeen = new Set<number>();
  const note = (center: { pid: number }) => {
    for (const [pid, parent] of emulators()) if (parent === center.pid) emulatorsSeen.add(pid);
  };

  let center: CenterProcess | undefined = await start();
  const crowd = citizens({ url: center.url, services, crowd: 'kill', connections: 4, pace: 40, ledger });
  const accepted = () => {
    const before = ledger.promised.size;
    return until('ten contacts are accepted', 60_000, () => ledger.promised.size >= before + 10);
  };
  try {
    for (let round = 0; round < kills; round += 1) {
      await accepted();
      note(center);
      await pause(random() * 2500);
      await center.kill();
      // Every fifth is killed a second time while it still starts.
      if (round % 5 === 4) await killStarting({ data: folder.path, port, more }, 200 + random() * 1500);
      center = await start();
    }
    await accepted();
    await crowd.stop();
    note(center);
    await center.stop();
    center = undefined;
  } finally {
    await crowd.stop();
    await center?.kill();
  }
  await until('no emulator is left', 20_000, () => [...emulatorsSeen].every((pid) => !emulators().has(pid)));
  expect(emulatorsSeen.size).toBeGreaterThanOrEqual(3 * (kills + 1));

  const { stage, close } = await openStage({ silent: bare, data: folder.path });
  try {
    await stage.idle(150_000);
    const verdict = await judge(ledger, stage, services);
    expect(verdict).toMatchObject(inOrder);
    expect(verdict.accepted).toBeGreaterThanOrEqual(kills * 10);
    expect(ledger.odd).toEqual([]);
  } finally {
    await close();
    folder.remove();
  }
}, 600_000);
