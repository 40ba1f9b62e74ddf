import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchBundles, builtBundles } from './bundles.ts';
import { benchCalls } from './calls.ts';
import { benchCore } from './core.ts';
import { benchDayTree } from './day-tree.ts';
import { benchEmergency } from './emergency.ts';
import { withFigures } from './figures.ts';
import { benchLifeFirst } from './life-first.ts';
import { benchSpeed } from './speed.ts';
import { benchWeight } from './weight.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const parts = ['core', 'bundles', 'speed', 'calls', 'emergency', 'weight', 'life-first', 'day-tree'] as const;

const help = `npm run bench -- [options]
  --only PARTS     some of ${parts.join(',')} (all)
  --rounds N       rounds of pipe and stage, of form and call records (3)
  --seconds N      seconds of load at each number of connections (5)
  --phone          contacts without an e-mail address, so that no mail follows (off)
  --contacts N     contacts before memory is read again (20000)
  --acts N         emergencies that are declared and end by themselves, after the first (9)
  --templates DIR  templates to run instead of building them
  --write          puts the figures into bench/README.md between its bench marks
`;

/** Builds bundles and templates into a folder of their own, so that nobody changes them while they are measured. */
function build(out: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'cdk/app.ts')], {
      cwd: root,
      env: { ...process.env, CDK_OUTDIR: out },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let words = '';
    const hear = (chunk: Buffer) => {
      words = `${words}${chunk}`.slice(-4000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the build failed:\n${words}`))));
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: parts.join(',') },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '5' },
      phone: { type: 'boolean', default: false },
      contacts: { type: 'string', default: '20000' },
      acts: { type: 'string', default: '9' },
      templates: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const wanted = new Set(values.only.split(','));
  for (const part of wanted) {
    if (!parts.some((known) => known === part)) throw new Error(`there is no part ${part}\n${help}`);
  }
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const templates = values.templates ?? join(folder, 'cdk.out');
  try {
    if (
      values.templates === undefined &&
      ['speed', 'calls', 'emergency', 'weight', 'bundles'].some((part) => wanted.has(part))
    ) {
      console.error('building …');
      await build(templates);
    }
    const sections: string[] = [];
    const add = (section: string) => {
      sections.push(section);
      console.log(`${section}\n`);
    };
    const model = cpus()[0]?.model.trim() ?? 'unknown';
    add(
      `Measured on ${new Date().toISOString().slice(0, 10)} with Node ${process.version} on ${cpus().length} cores (${model}): load, stage and emulators share them. \`npm run bench\` repeats it.`,
    );
    if (wanted.has('speed')) {
      const reachable = values.phone ? 'phone' : 'email';
      add(await benchSpeed(templates, Number(values.rounds), Number(values.seconds), reachable));
    }
    if (wanted.has('calls')) add(await benchCalls(templates, Number(values.rounds), Number(values.seconds)));
    if (wanted.has('emergency')) add(await benchEmergency(templates, Number(values.acts)));
    if (wanted.has('weight')) add(await benchWeight(templates, 1000, Number(values.contacts)));
    if (wanted.has('bundles')) add(await benchBundles(builtBundles, templates, 11));
    if (wanted.has('core')) add(await benchCore());
    if (wanted.has('life-first')) add(benchLifeFirst());
    if (wanted.has('day-tree')) add(await benchDayTree());
    if (values.write) {
      const page = join(root, 'bench/README.md');
      writeFileSync(page, withFigures(readFileSync(page, 'utf8'), sections.join('\n\n')));
    }
    console.error(`${((Date.now() - began) / 1000).toFixed(0)} s`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
