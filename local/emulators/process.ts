import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EmulatorHandle, EmulatorName } from '../stage-interface.ts';

/** Milliseconds before an emulator that ended is started again; twice that after each try in vain. */
const shortestPause = 500;
const longestPause = 30_000;

/** One emulator and what the stage may ask of it. */
export type EmulatorProcess = EmulatorHandle & {
  ask(question: Record<string, unknown>): Promise<unknown>;
  /** Bytes of resident memory; 0 when it is down. */
  memory(): Promise<number>;
  /** Ends it cleanly, by force after five seconds. */
  close(): Promise<void>;
};

/** Where an emulator's program is, what it is given, and who hears it. */
export type EmulatorPlan = {
  name: EmulatorName;
  data: string;
  clockOffset: number;
  /** Port to listen on; any free one unless told. */
  port?: number;
  settings: Record<string, unknown>;
  log: (line: string) => void;
  onMessage?: (message: Record<string, unknown>) => void;
  /** Called after every start but the first. */
  onRestart?: () => void;
};

/**
 * Starts an emulator in a process of its own on a port of 127.0.0.1; one that dies by itself is started again on its
 * port. One long function: every step of that life turns on which process is the present one.
 */
export async function startEmulator(plan: EmulatorPlan): Promise<EmulatorProcess> {
  const program = fileURLToPath(new URL(`./${plan.name}.ts`, import.meta.url));
  const questions = new Map<number, (value: unknown) => void>();
  let child: ChildProcess | undefined;
  let port = plan.port ?? 0;
  let first = true;
  let questionId = 0;
  let meantToRun = true;

  const launch = () =>
    new Promise<void>((resolve, reject) => {
      const started = fork(program, [], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        env: {
          PATH: process.env['PATH'],
          AWS_REGION: 'eu-south-1',
          AWS_ACCOUNT_ID: '000000000000',
          NODE_ENV: 'production',
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        serialization: 'advanced',
      });
      child = started;
      let ready = false;
      let lastWords = '';
      started.stderr?.on('data', (chunk) => {
        lastWords = `${lastWords}${chunk}`.slice(-2000);
      });
      started.stdout?.resume();
      started.on('message', (message: Record<string, unknown>) => {
        if (message['type'] === 'ready') {
          ready = true;
          first = false;
          port = Number(message['port']);
          resolve();
        } else if (message['type'] === 'answer') {
          questions.get(Number(message['id']))?.(message['value']);
          questions.delete(Number(message['id']));
        } else if (message['type'] === 'failed') {
          if (ready) plan.log(String(message['message']));
          else reject(new Error(String(message['message'])));
        } else plan.onMessage?.(message);
      });
      started.on('exit', (code, signal) => {
        if (child === started) child = undefined;
        for (const answer of questions.values()) answer(undefined);
        questions.clear();
        if (!ready) reject(new Error(`emulator ${plan.name} did not start (${signal ?? code}) ${lastWords}`));
        else if (meantToRun) {
          plan.log(`emulator ${plan.name} ended (${signal ?? code}), starting it again ${lastWords}`);
          startAgain(shortestPause);
        }
      });
      started.send({
        type: 'start',
        first,
        port,
        data: plan.data,
        clockOffset: plan.clockOffset,
        settings: plan.settings,
      });
    });

  /** Tries until it runs: what was in its way, such as a full disk, may be gone at any moment. */
  const startAgain = (pause: number) => {
    setTimeout(() => {
      if (!meantToRun) return;
      if (child) return startAgain(pause);
      launch().then(
        () => {
          plan.log(`emulator ${plan.name} runs again`);
          plan.onRestart?.();
        },
        (problem) => {
          const next = Math.min(pause * 2, longestPause);
          plan.log(`emulator ${plan.name} is down, next try in ${next / 1000} s: ${problem}`);
          child?.kill('SIGKILL');
          startAgain(next);
        },
      );
    }, pause).unref();
  };

  const ended = () =>
    new Promise<void>((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) resolve();
      else child.once('exit', () => resolve());
    });

  await launch();
  const handle: EmulatorProcess = {
    name: plan.name,
    get endpoint() {
      return `${plan.name === 'smtp' ? 'smtp' : 'http'}://127.0.0.1:${port}`;
    },
    get pid() {
      return child?.pid;
    },
    async stop() {
      meantToRun = false;
      const gone = ended();
      child?.kill('SIGKILL');
      await gone;
    },
    async start() {
      if (child) return;
      meantToRun = true;
      await launch();
      plan.onRestart?.();
    },
    ask(question) {
      return new Promise((resolve) => {
        if (!child?.connected) return resolve(undefined);
        questionId += 1;
        questions.set(questionId, resolve);
        child.send({ ...question, id: questionId }, (problem) => {
          if (problem) resolve(undefined);
        });
      });
    },
    async memory() {
      return Number((await handle.ask({ type: 'memory' })) ?? 0);
    },
    async close() {
      meantToRun = false;
      if (!child) return;
      const gone = ended();
      const last = child;
      if (last.connected) last.send({ type: 'close' }, () => {});
      const force = setTimeout(() => last.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(force);
    },
  };
  return handle;
}
