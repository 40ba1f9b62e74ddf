import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchAgainst, commitNow } from './against.ts';
import { benchBundles, builtBundles } from './bundles.ts';
import { benchCalls } from './calls.ts';
import { benchCore } from './core.ts';
import { benchDayTree } from './day-tree.ts';
import { benchDesk } from './desk.ts';
import { benchEmergency } from './emergency.ts';
import { withFigures } from './figures.ts';
import { benchLifeFirst } from './life-first.ts';
import { benchPublishing } from './publishing.ts';
import { benchReport } from './report.ts';
import { benchSearch } from './search.ts';
import { benchSpeed } from './speed.ts';
import { buildTemplates } from './templates.ts';
import { benchWeight } from './weight.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const parts = [
  'core',
  'bundles',
  'speed',
  'calls',
  'emergency',
  'weight',
  'life-first',
  'day-tree',
  'report',
  'publishing',
  'search',
  'desk',
] as const;

/** Parts that run what is built. */
const ofTemplates: readonly string[] = ['speed', 'calls', 'emergency', 'weight', 'bundles', 'publishing', 'desk'];

const help = `npm run bench -- [options]
  --only PARTS     some of ${parts.join(',')} (all)
  --against REF    instead: the stage of today and that of another commit in turns, medians side by side; both are
                   built, the other one in a folder of its own with its own packages
  --rounds N       rounds of pipe and stage, of form and call records (3), of two commits (5)
  --seconds N      seconds of load at each number of connections (5)
  --phone          contacts without an e-mail address, so that no mail follows (off)
  --contacts N     contacts before memory is read again (20000)
  --acts N         emergencies that are declared and end by themselves, after the first (9)
  --full           the desk among a million cases too, which takes half an hour to seed (off)
  --templates DIR  templates to run instead of building them
  --write          puts the figures into bench/README.md between its bench marks
`;

const options = {
  only: { type: 'string', default: parts.join(',') },
  against: { type: 'string' },
  rounds: { type: 'string' },
  seconds: { type: 'string', default: '5' },
  phone: { type: 'boolean', default: false },
  contacts: { type: 'string', default: '20000' },
  acts: { type: 'string', default: '9' },
  full: { type: 'boolean', default: false },
  templates: { type: 'string' },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** What measures each part, given the templates to run. */
const measures = (
  templates: string,
  {
    rounds,
    seconds,
    reachable,
    contacts,
    acts,
    isFull,
  }: Record<'rounds' | 'seconds' | 'contacts' | 'acts', number> & {
    reachable: 'email' | 'phone';
    isFull: boolean;
  },
): Record<(typeof parts)[number], () => string | Promise<string>> => ({
  speed: () => benchSpeed(templates, rounds, seconds, reachable),
  calls: () => benchCalls(templates, rounds, seconds),
  emergency: () => benchEmergency(templates, acts),
  weight: () => benchWeight(templates, 1000, contacts),
  bundles: () => benchBundles(builtBundles, templates, 11),
  core: benchCore,
  'life-first': benchLifeFirst,
  'day-tree': benchDayTree,
  report: benchReport,
  search: benchSearch,
  desk: () => benchDesk(templates, isFull),
  publishing: () => benchPublishing(templates, rounds, seconds),
});

/** The line above all figures: when, of which commit and on what they were taken. */
async function measuredOn(): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const model = cpus()[0]?.model.trim() ?? 'unknown';
  return (
    `Measured on ${day} of commit ${await commitNow(root)}, with Node ${process.version} on ${cpus().length} cores ` +
    `(${model}): load, stage and emulators share them. \`npm run bench\` repeats it.`
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(help);
    return;
  }
  const wanted = values.only.split(',');
  for (const part of wanted) {
    if (!parts.some((known) => known === part)) throw new Error(`there is no part ${part}\n${help}`);
  }
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-'));
  const templates = values.templates ?? join(folder, 'cdk.out');
  const isRun = values.against !== undefined || wanted.some((part) => ofTemplates.includes(part));
  const given = {
    rounds: Number(values.rounds ?? (values.against === undefined ? 3 : 5)),
    seconds: Number(values.seconds),
    reachable: values.phone ? ('phone' as const) : ('email' as const),
    contacts: Number(values.contacts),
    acts: Number(values.acts),
    isFull: values.full,
  };
  try {
    if (values.templates === undefined && isRun) {
      console.error('building …');
      await buildTemplates(root, templates);
    }
    const sections: string[] = [];
    const add = (section: string) => {
      sections.push(section);
      console.log(`${section}\n`);
    };
    add(await measuredOn());
    if (values.against !== undefined) {
      add(await benchAgainst(root, { ref: values.against, templates, folder }, given));
      return;
    }
    for (const [part, measure] of Object.entries(measures(templates, given)))
      if (wanted.includes(part)) add(await measure());
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
