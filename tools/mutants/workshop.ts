import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** How a command ended: by itself with a code, or because its time was over. */
export type Ended = { code: number; late: boolean; output: string };

/** A copy of the project in a temporary folder: changes are planted there, the project itself is never touched. */
export type Workshop = {
  /** Every file of the copy that git knows in the project, by its path. */
  files: string[];
  read: (file: string) => string;
  write: (file: string, source: string) => void;
  /** Runs the given tests until the first that fails. */
  test: (tests: readonly string[], seconds: number) => Promise<Ended>;
  types: (seconds: number) => Promise<Ended>;
  /** Ends what still runs and takes the copy away. */
  close: () => void;
};

const LONGEST_OUTPUT = 20_000;
// Starting workers takes longer than so few tests do.
const FEW_TESTS = 16;

function started(
  folder: string,
  parts: readonly string[],
  children: Set<ChildProcess>,
  seconds: number,
): Promise<Ended> {
  // A group of its own, so that what a test started ends with it.
  const child = spawn(process.execPath, parts, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: 'true', NO_COLOR: '1' },
  });
  children.add(child);
  let output = '';
  let late = false;
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-LONGEST_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const timer = setTimeout(() => {
    late = true;
    end(child);
  }, seconds * 1000);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      children.delete(child);
      resolve({ code: code ?? 1, late, output });
    });
  });
}

/** Ends a child and whatever it started. */
function end({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** Copies what git knows of the project in `root`, changed and new files too, and links its packages. */
export function openWorkshop(root: string): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-mutants-'));
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
    .toString()
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const children = new Set<ChildProcess>();
  const jest = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
  return {
    files,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write: (file, source) => writeFileSync(join(folder, file), source),
    test: (tests, seconds) => {
      const inBand = tests.length <= FEW_TESTS ? ['--runInBand'] : [];
      const parts = [...jest, '--ci', '--bail', '--silent', ...inBand, '--runTestsByPath', ...tests];
      return started(folder, parts, children, seconds);
    },
    types: (seconds) => started(folder, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'], children, seconds),
    close: () => {
      for (const child of children) end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
