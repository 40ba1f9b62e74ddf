import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A program under test in a process of its own, which answers questions by name. */
export type Child = {
  readonly pid: number;
  /** What it said when it was ready. */
  readonly ready: Record<string, unknown>;
  ask(question: string): Promise<unknown>;
  stop(): Promise<void>;
};

/**
 * Forks a program of this folder and waits until it is ready; throws an Error with its last words when it ends before.
 */
export function forkChild(program: string, given: readonly string[], execArgv = process.execArgv): Promise<Child> {
  const child: ChildProcess = fork(fileURLToPath(new URL(program, import.meta.url)), given, {
    execArgv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-2000);
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const questions = new Map<number, { answered: (answer: unknown) => void; failed: (problem: Error) => void }>();
  let last = 0;
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const problem = new Error(`${program} ended (${code}) ${words}`);
      reject(problem);
      for (const { failed } of questions.values()) failed(problem);
    });
    child.on('message', (message: { ready?: Record<string, unknown>; id?: number; answer?: unknown }) => {
      if (message.id !== undefined) {
        questions.get(message.id)?.answered(message.answer);
        questions.delete(message.id);
      }
      if (message.ready === undefined) return;
      resolve({
        pid: child.pid as number,
        ready: message.ready,
        ask: (question) =>
          new Promise((answered, failed) => {
            last += 1;
            questions.set(last, { answered, failed });
            child.send({ id: last, question });
          }),
        async stop() {
          if (child.connected) child.send({ question: 'stop' });
          const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
          await ended;
          clearTimeout(force);
        },
      });
    });
  });
}

/** Inside a forked program: says that it is ready and answers its parent's questions until it is told to stop. */
export function serveParent(
  ready: Record<string, unknown>,
  answers: Record<string, () => Promise<unknown>>,
  stop: () => Promise<void> = async () => {},
): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', async ({ id, question }: { id?: number; question: string }) => {
    if (question === 'stop') {
      await stop();
      process.exit(0);
    }
    process.send?.({ id, answer: await answers[question]?.() });
  });
  process.send?.({ ready });
}

/** Something that accepts contacts at an address and registers them behind it. */
export type Subject = {
  /** Where contacts are posted. */
  readonly url: string;
  /** How many contacts it has registered so far. */
  registered(): Promise<number>;
  /** Its processes, emulators included, for counting their CPU time. */
  pids(): Promise<number[]>;
  stop(): Promise<void>;
};
