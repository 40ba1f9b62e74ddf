import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startEmulator } from '../../local/emulators/process.ts';
import { until } from '../stage/center.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'sportello-emulator-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test('a part that cannot start again says so, tries on, and runs once what was in its way is gone', async () => {
  const lines: string[] = [];
  let restarts = 0;
  // Whoever takes its port is in its way, as a full disk is.
  const squatter = createServer();
  const emulator = await startEmulator({
    name: 'mail',
    data,
    clockOffset: 0,
    settings: { mailRate: 100 },
    log: (line) => {
      lines.push(line);
      if (line.includes('ended')) squatter.listen(Number(new URL(emulator.endpoint).port), '127.0.0.1');
    },
    onRestart: () => {
      restarts += 1;
    },
  });
  try {
    process.kill(emulator.pid as number, 'SIGKILL');
    await until('it says that it is down', 60_000, () => lines.some((line) => /is down, next try in \d/.test(line)));
    expect(restarts).toBe(0);
    squatter.close();
    await until('it runs again', 60_000, () => restarts === 1);
    expect(lines.at(-1)).toBe('emulator mail runs again');
  } finally {
    squatter.close();
    await emulator.close();
  }
}, 180_000);
