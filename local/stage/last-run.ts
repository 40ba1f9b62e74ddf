import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { StageProblem } from '../stage-problem.ts';

/** Milliseconds between two notes of the clock; whoever is killed loses that much. */
const noteEvery = 30_000;
/** Milliseconds that a clock may go back: machines set theirs right, and tests start at the same instant again. */
const setBack = 300_000;

const fileIn = (data: string) => join(data, 'clock.json');

/**
 * Throws StageProblem where a data folder has been used and what it needs is gone: its secrets, or time itself. Entries
 * dated before those of an earlier run would break the register's chain of days, and without the secrets no receipt
 * that was given is known any more.
 */
export function checkLastRun(data: string, clock: Clock): void {
  const file = fileIn(data);
  if (!existsSync(file)) return;
  const { latest, secrets } = readNote(file);
  if (clock.now() < latest - setBack) {
    throw new StageProblem(
      `The clock of ${data} has been at ${new Date(latest).toISOString()}, and this start would begin at ${new Date(clock.now()).toISOString()}: days that are sealed would get new entries. Start with --at that time or later, or give another folder with --data DIR.`,
    );
  }
  const kept = secretsIn(data);
  const gone = secrets.filter((name) => !kept.includes(name));
  if (gone.length > 0) {
    const file = join(data, 'secrets.json');
    const what = kept.length === 0 ? `${file} is gone or empty.` : `${file} lacks ${gone.join(', ')}.`;
    throw new StageProblem(
      `${what} New secrets would make every receipt that was given unknown. Put it back from a copy, or begin anew with --fresh.`,
    );
  }
}

/** The names of the secrets that a data folder keeps; none where their file is not there, or cannot be read. */
function secretsIn(data: string): string[] {
  try {
    const kept: Record<string, unknown> = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8'));
    return Object.keys(kept).filter((name) => typeof kept[name] === 'string' && kept[name] !== '');
  } catch {
    return [];
  }
}

function readNote(file: string): { latest: number; secrets: string[] } {
  try {
    const { latest, secrets } = JSON.parse(readFileSync(file, 'utf8'));
    return { latest: Number(latest) || 0, secrets: Array.isArray(secrets) ? secrets.map(String) : [] };
  } catch {
    throw new StageProblem(
      `${file} cannot be read: it says how far the center's clock has come. Put it back from a copy, or delete it if the clock of this machine was never moved ahead.`,
    );
  }
}

/** Notes how far the clock has come, now, from time to time, and when it is told to stop. */
export function noteClock(data: string, clock: Clock): { stop(): void } {
  const note = () => {
    const written = { latest: clock.now(), secrets: secretsIn(data) };
    writeFileSync(`${fileIn(data)}.new`, JSON.stringify(written));
    renameSync(`${fileIn(data)}.new`, fileIn(data));
  };
  const safely = () => {
    try {
      note();
    } catch {
      // A full disk is told by what needs it more.
    }
  };
  safely();
  const timer = setInterval(safely, noteEvery);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      safely();
    },
  };
}
