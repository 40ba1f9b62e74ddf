import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a command in a folder until it ends; throws an Error with its last words where it fails. */
export function ran(folder: string, command: string, given: readonly string[], env = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, given, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    const hear = (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-4000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    // What it printed has all come once its streams are closed, which may be after its end.
    child.once('close', (code) =>
      code === 0 ? resolve(words) : reject(new Error(`${[command, ...given].join(' ')} failed:\n${words}`)),
    );
  });
}

/**
 * Builds bundles and templates of the project in `root` into a folder of their own, so that nobody changes them while
 * they are measured.
 */
export const buildTemplates = (root: string, out: string): Promise<string> =>
  ran(root, process.execPath, [join(root, 'cdk/app.ts')], { ...process.env, CDK_OUTDIR: out });
