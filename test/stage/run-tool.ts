import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './center.ts';

/** Runs a tool of `tools/` on the center whose data are in a folder, and gives what it printed. */
export const runTool = (data: string, name: string, ...given: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, `tools/${name}.ts`), ...given, '--data', data],
    { cwd: root },
  );
