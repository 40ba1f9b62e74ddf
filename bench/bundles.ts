import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { against, figure, markdownTable, median } from './figures.ts';

/**
 * What handlers ask of their environment when they are loaded, as the templates name it; nothing answers on the discard
 * port.
 */
function environmentOf(templates: string): Record<string, string> {
  type Template = { Resources: Record<string, { Properties?: { Environment?: { Variables?: object } } }> };
  const names = readdirSync(templates)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => Object.values((JSON.parse(readFileSync(join(templates, file), 'utf8')) as Template).Resources))
    .flatMap(({ Properties }) => Object.keys(Properties?.Environment?.Variables ?? {}));
  return {
    ...Object.fromEntries(names.map((name) => [name, 'http://127.0.0.1:9/bench'])),
    SERVICE: 'protezione-civile',
    AWS_REGION: 'eu-south-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  };
}

/** Milliseconds that a process takes from its start to its end, by the clock and of CPU. */
type Load = { wall: number; cpu: number };

/**
 * Starts a process that runs a script and ends; NaN when it fails, as a handler does that no stack gives its variables.
 */
function load(script: string, taskRoot: string, environment: Record<string, string>): Promise<Load> {
  const last = 'const {user,system}=process.cpuUsage();fs.writeSync(1,String((user+system)/1000));process.exit(0)';
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', script + last], {
      env: { ...environment, PATH: process.env['PATH'], LAMBDA_TASK_ROOT: taskRoot },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    child.once('close', (code) => {
      const wall = performance.now() - began;
      resolve(code === 0 ? { wall, cpu: Number(said) } : { wall: Number.NaN, cpu: Number.NaN });
    });
  });
}

/** Sizes and load times of every bundle in a folder, against an empty process, in Markdown. */
export async function benchBundles(folder: string, templates: string, rounds: number): Promise<string> {
  const environment = environmentOf(templates);
  const bundles = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const scripts = readdirSync(join(folder, name)).filter((file) => file.endsWith('.js'));
      const bytes = (file: string) => statSync(join(folder, name, file)).size;
      const first = bytes('index.js');
      const later = scripts.filter((file) => file !== 'index.js').reduce((sum, file) => sum + bytes(file), 0);
      return { name, first, later, files: ['index.js'], loads: [] as Load[] };
    });
  const intake = bundles.find(({ name }) => name === 'intake-citizen-post');
  // What answers the first contact in JSON is loaded with it.
  const firstContact = intake && {
    ...intake,
    files: [
      'index.js',
      ...['shared-shell-ledger.js', 'functions-intake-receipt-reply.js'].filter((file) =>
        existsSync(join(folder, intake.name, file)),
      ),
    ],
    loads: [] as Load[],
  };
  const measured = firstContact === undefined ? bundles : [...bundles, firstContact];
  const empty: Load[] = [];
  for (let round = 0; round < rounds; round += 1) {
    empty.push(await load('', folder, environment));
    for (const { name, files, loads } of measured) {
      const root = join(folder, name);
      const script = files.map((file) => `require(${JSON.stringify(join(root, file))});`).join('');
      loads.push(await load(script, root, environment));
    }
  }
  const of = (loads: readonly Load[], member: keyof Load) => median(loads.map((one) => one[member]));
  const above = (loads: readonly Load[], member: keyof Load) => of(loads, member) - of(empty, member);
  const kilobytes = (bytes: number) => figure(bytes / 1024);
  const rows = bundles.map(({ name, first, later, loads }) => [
    name,
    kilobytes(first),
    later === 0 ? '' : kilobytes(later),
    ...(Number.isNaN(of(loads, 'wall'))
      ? ['does not load', '', '']
      : [figure(of(loads, 'wall')), `+${figure(above(loads, 'wall'))}`, `+${figure(above(loads, 'cpu'))}`]),
  ]);
  const goals =
    intake === undefined || firstContact === undefined
      ? []
      : [
          '',
          `Intake at its start: ${against(intake.first / 1024, '≤', 290)} KB, ${against(above(intake.loads, 'wall'), '≤', 60)} ms above empty (CPU ${figure(above(intake.loads, 'cpu'))} ms); with what its first contact loads ${figure(above(firstContact.loads, 'wall'))} ms (CPU ${figure(above(firstContact.loads, 'cpu'))} ms).`,
        ];
  return [
    '## Bundles',
    '',
    markdownTable(
      ['bundle', 'KB', 'later files KB', 'load ms', 'above empty', 'CPU above empty'],
      [['an empty process', '', '', figure(of(empty, 'wall')), '', ''], ...rows],
    ),
    ...goals,
    '',
    `Whole processes of Node ${process.version}, medians of ${rounds} interleaved runs.`,
  ].join('\n');
}

/** The folder of the bundles as they were built last. */
export const builtBundles = fileURLToPath(new URL('../dist/functions', import.meta.url));
