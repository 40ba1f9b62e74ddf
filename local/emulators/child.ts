import { takeLock } from '../lock.ts';

/** What an emulator is told when it starts; `first` when the stage starts with it. Offsets are milliseconds. */
export type EmulatorStart = {
  first: boolean;
  port: number;
  data: string;
  clockOffset: number;
  settings: Record<string, unknown>;
};

/** A started emulator: where it listens and how it ends and answers questions of the stage. */
export type RunningEmulator = {
  port: number;
  close(): Promise<void>;
  answer?(question: Record<string, unknown>): unknown;
};

/** Sends a message to the stage; nothing happens when the stage is gone. */
export function tellStage(message: Record<string, unknown>): void {
  if (process.connected) process.send?.(message, () => {});
}

/**
 * Runs one emulator in this process: waits for the stage's start message, holds a lock on its data so that an orphan of
 * a killed stage has let go, answers questions, and ends with the stage (closing cleanly when asked, at once when the
 * stage is gone).
 */
export function serveEmulator(name: string, start: (given: EmulatorStart) => Promise<RunningEmulator>): void {
  let running: RunningEmulator | undefined;
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C and service managers signal the whole group: the stage drains first, then asks for the end.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {});
  process.on('message', async (message: Record<string, unknown>) => {
    try {
      if (message['type'] === 'start') {
        const given = message as unknown as EmulatorStart;
        const lock = await takeLock(`${given.data}/${name}.lock`, 8_000);
        if (!lock) throw new Error(`another process keeps ${given.data}/${name}.lock`);
        running = await start(given);
        tellStage({ type: 'ready', port: running.port });
      } else if (message['type'] === 'close') {
        await running?.close();
        process.exit(0);
      } else if (message['type'] === 'memory') {
        tellStage({ type: 'answer', id: message['id'], value: process.memoryUsage.rss() });
      } else {
        tellStage({ type: 'answer', id: message['id'], value: await running?.answer?.(message) });
      }
    } catch (problem) {
      tellStage({ type: 'failed', message: `${name}: ${problem instanceof Error ? problem.message : problem}` });
      if (message['id'] !== undefined) tellStage({ type: 'answer', id: message['id'], value: undefined });
    }
  });
}
