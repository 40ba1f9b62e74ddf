import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process';
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
import type { Answer, Question } from './ask-tests.ts';
import { reaching } from './related-tests.ts';

/** How a command ended: by itself with a code, or because its time was over; `failed` is the test that did. */
export type Ended = { code: number; late: boolean; output: string; failed?: string };

/** A copy of the project in a temporary folder: changes are planted there, the project itself is never touched. */
export type Workshop = {
  /** Every file of the copy that git knows in the project, by its path. */
  files: string[];
  read: (file: string) => string;
  write: (file: string, source: string) => void;
  /** Runs the given tests until the first that fails. */
  test: (tests: readonly string[], seconds: number) => Promise<Ended>;
  types: (seconds: number) => Promise<Ended>;
  /** Lets go of what tests may have left behind: the next ones are asked in a new process. */
  refresh: () => void;
  /** Ends what still runs and takes the copy away. */
  close: () => void;
};

const LONGEST_OUTPUT = 20_000;
// Modules that were read anew are never let go of by the process that read them.
const QUESTIONS_A_PROCESS = 60;
const quiet = ['--disable-warning=ExperimentalWarning'];
const tsc = ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'];
const jest = [...quiet, '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--ci', '--bail', '--silent'];

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

/**
 * One process that tests are asked in, question after question; another one after some of them, or after one that never
 * ends.
 */
function openAsker(folder: string, children: Set<ChildProcess>) {
  let child: ChildProcess | undefined;
  let questions = 0;
  const refresh = () => {
    if (child !== undefined) end(child);
    if (child !== undefined) children.delete(child);
    child = undefined;
  };
  const begin = async (): Promise<ChildProcess> => {
    const begun = fork('tools/mutants/ask-tests.ts', {
      cwd: folder,
      detached: true,
      execArgv: [...quiet, '--max-old-space-size=1024'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, CI: 'true', NO_COLOR: '1' },
    });
    children.add(begun);
    questions = 0;
    await new Promise((resolve) => begun.once('message', resolve));
    return begun;
  };
  const ask = async (question: Question, seconds: number): Promise<Ended> => {
    if (questions >= QUESTIONS_A_PROCESS) refresh();
    child ??= await begin();
    const asked = child;
    questions += 1;
    const ended = await new Promise<Ended>((resolve) => {
      const timer = setTimeout(() => finish({ code: 1, late: true, output: '' }), seconds * 1000);
      const answered = ({ failed }: Answer) =>
        finish({ code: failed === undefined ? 0 : 1, late: false, output: '', ...(failed && { failed }) });
      const gone = () => finish({ code: 1, late: true, output: '' });
      const finish = (how: Ended) => {
        clearTimeout(timer);
        asked.off('message', answered).off('exit', gone);
        resolve(how);
      };
      asked.on('message', answered).on('exit', gone);
      asked.send(question);
    });
    if (ended.late) refresh();
    return ended;
  };
  return { ask, refresh };
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
  const sources = new Map(
    files
      .filter((file) => /\.(?:ts|tsx|mjs)$/.test(file))
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
  const needsJest = (test: string) => /\bjest\.(?:spyOn|fn)\b|Snapshot\(/.test(sources.get(test) ?? '');
  const asker = openAsker(folder, children);
  let stale: readonly string[] = [];
  const reached = new Map<string, readonly string[]>();
  return {
    files,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write: (file, source) => {
      writeFileSync(join(folder, file), source);
      stale = reached.get(file) ?? [...reaching(file, sources).keys()];
      reached.set(file, stale);
      // Tests of the stacks read templates that another process makes, and keep them.
      if (file.startsWith('cdk/')) asker.refresh();
    },
    test: async (tests, seconds) => {
      const plain = tests.filter((test) => !needsJest(test));
      const asked = await asker.ask({ tests: plain, stale }, seconds);
      if (asked.code !== 0 || plain.length === tests.length) return asked;
      const others = tests.filter(needsJest);
      return started(folder, [...jest, '--runInBand', '--runTestsByPath', ...others], children, seconds);
    },
    types: (seconds) => started(folder, tsc, children, seconds),
    refresh: asker.refresh,
    close: () => {
      for (const child of children) end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
