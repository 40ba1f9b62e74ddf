import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { against, figure, markdownTable, median } from './figures.ts';

/** Whatever a handler asks of its environment when it is loaded; nothing answers on the discard port. */
const environment = {
  PATH: process.env['PATH'],
  SERVICE: 'protezione-civile',
  AWS_REGION: 'eu-south-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  PORTAL_URL: 'https://portal.example',
  ...Object.fromEntries(
    ['QUEUE_URL', 'MAIL_QUEUE_URL', 'URGENT_MAIL_QUEUE_URL', 'MAIL_DEAD_LETTER_URL'].map((name) => [
      name,
      'http://127.0.0.1:9/000000000000/bench',
    ]),
  ),
  ...Object.fromEntries(
    [
      'INBOX_TABLE',
      'REGISTER_TABLE',
      'ROOTS_TABLE',
      'SIGHTINGS_TABLE',
      'DEAD_LETTERS_TABLE',
      'ATTACHMENTS_BUCKET',
      'RECEIPT_SECRET_ID',
    ].map((name) => [name, 'bench']),
  ),
};

/** Milliseconds that a process takes from its start to its end; rejects when it fails. */
function wallTime(script: string, taskRoot: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', script], {
      env: { ...environment, LAMBDA_TASK_ROOT: taskRoot },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-500);
    });
    child.once('exit', (code) =>
      code === 0 ? resolve(performance.now() - began) : reject(new Error(`${taskRoot} does not load: ${words}`)),
    );
  });
}

/** Sizes and load times of every bundle in a folder, against an empty process, in Markdown. */
export async function benchBundles(folder: string, rounds: number): Promise<string> {
  const bundles = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const scripts = readdirSync(join(folder, name)).filter((file) => file.endsWith('.js'));
      const bytes = (file: string) => statSync(join(folder, name, file)).size;
      const first = bytes('index.js');
      const later = scripts.filter((file) => file !== 'index.js').reduce((sum, file) => sum + bytes(file), 0);
      return { name, first, later, times: [] as number[] };
    });
  const empty: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await wallTime('process.exit(0)', folder));
    for (const { name, times } of bundles) {
      const root = join(folder, name);
      times.push(await wallTime(`require(${JSON.stringify(join(root, 'index.js'))});process.exit(0)`, root));
    }
  }
  const base = median(empty);
  const kilobytes = (bytes: number) => figure(bytes / 1024);
  const rows = bundles.map(({ name, first, later, times }) => [
    name,
    kilobytes(first),
    later === 0 ? '' : kilobytes(later),
    figure(median(times)),
    `+${figure(median(times) - base)}`,
  ]);
  const intake = bundles.find(({ name }) => name === 'intake-citizen-post');
  const goals =
    intake === undefined
      ? []
      : [
          '',
          `Intake: ${against((intake.first + intake.later) / 1024, '≤', 420)} KB with all its later files; ${against(median(intake.times) - base, '≤', 60)} ms above empty.`,
        ];
  return [
    '### Bundles',
    '',
    markdownTable(
      ['bundle', 'KB', 'later files KB', 'load ms', 'above empty'],
      [['an empty process', '', '', figure(base), ''], ...rows],
    ),
    ...goals,
    '',
    `Whole processes of Node ${process.version}, medians of ${rounds} interleaved runs.`,
  ].join('\n');
}

/** The folder of the bundles as they were built last. */
export const builtBundles = fileURLToPath(new URL('../dist/functions', import.meta.url));
