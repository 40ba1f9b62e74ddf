import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { drawn, seeded } from './draw.ts';
import { readEquivalents, reasonOf } from './equivalents.ts';
import { type Fate, fateOf, type Judged, type Tests } from './judge.ts';
import { type Mutation, mutated, mutationsOf, parses } from './mutate.ts';
import { type PlantedChange, withPlanted } from './planted.ts';
import { relatedTests } from './related-tests.ts';
import { killRate, report } from './report.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const help = `npm run mutants -- [options]

Plants changes in the rules (shared/core, functions/*/rules) and in cdk, one at a time and in a temporary copy, and says which of
them no test notices. Each is shown to the nearest tests, then to every other unit test that reaches the file, then to the compiler.

  --seed N        which changes are drawn (20261128); the same seed draws the same ones
  --count N       how many (60)
  --only TEXT     only files whose path contains the text; may be given again
  --except TEXT   leave out tests whose path contains the text; may be given again
  --near          ask the sixteen nearest tests only, and no compiler: quick, and what survives may be known to others
  --minutes N     draw no further change after this time (60)
  --goal N        the exit code is 1 where fewer percent are noticed by tests (90)
  --planted       instead: the changes kept in test/cdk/planted-changes.ts, each of which has to be noticed
  --json FILE     also write every change and its fate to a file
  --list          only list the changes that would be drawn
  --help          this text
`;

const NEAREST_TESTS = 4;
const NEAR_TESTS = 16;
const root = join(import.meta.dirname, '../..');

type Candidate = Mutation & { file: string };
type Options = { except: readonly string[]; near: boolean; until: number };

const inScope = (file: string): boolean =>
  /^(?:shared\/core\/|functions\/[^/]+\/rules\/|cdk\/)[^.]*\.ts$/.test(file) && !file.endsWith('/app.ts');

/** Gives the tests of a file. */
function testsFor(workshop: Workshop, { except, near }: Options): (file: string) => Promise<Tests> {
  const sources = new Map(
    workshop.files.filter((file) => /\.(?:ts|tsx|mjs)$/.test(file)).map((file) => [file, workshop.read(file)]),
  );
  const known = new Map<string, readonly string[]>();
  return async (file) => {
    const related =
      known.get(file) ??
      relatedTests(file, sources)
        .map(({ test }) => test)
        .filter((test) => !except.some((part) => test.includes(part)));
    known.set(file, related);
    return {
      nearest: related.slice(0, NEAREST_TESTS),
      wider: async () => related.slice(NEAREST_TESTS, near ? NEAR_TESTS : undefined),
      types: !near,
    };
  };
}

function candidates(workshop: Workshop, only: readonly string[]): Candidate[] {
  const wanted = (file: string) => only.length === 0 || only.some((part) => file.includes(part));
  return workshop.files
    .filter((file) => inScope(file) && wanted(file))
    .flatMap((file) => mutationsOf(workshop.read(file)).map((mutation) => ({ file, ...mutation })));
}

async function judgeDrawn(workshop: Workshop, chosen: readonly Candidate[], options: Options): Promise<Judged[]> {
  const tests = testsFor(workshop, options);
  const equivalents = readEquivalents();
  const broken = new Set<string>();
  const judged: Judged[] = [];
  for (const { file, ...mutation } of chosen) {
    if (Date.now() > options.until) {
      console.error(`out of time after ${judged.length} of ${chosen.length} changes`);
      break;
    }
    const changed = mutated(workshop.read(file), mutation);
    if (!parses(changed)) continue;
    const fate: Fate =
      reasonOf(equivalents, file, mutation) === undefined
        ? await fateOf(workshop, file, changed, await tests(file), broken)
        : 'equivalent';
    judged.push({ file, fate, ...mutation });
    const [from, to] = [mutation.from, mutation.to].map((text) => JSON.stringify(text).slice(0, 160));
    const what = `${file}:${mutation.line} ${mutation.kind}: ${from} → ${to} in ${mutation.lineText}`;
    console.error(`${judged.length}/${chosen.length} ${fate.padEnd(10)} ${what}`);
  }
  for (const test of broken) console.error(`left out, for it fails unchanged: ${test}`);
  return judged;
}

async function judgePlanted(
  workshop: Workshop,
  changes: readonly PlantedChange[],
  options: Options,
): Promise<Judged[]> {
  const tests = testsFor(workshop, options);
  const judged: Judged[] = [];
  const broken = new Set<string>();
  for (const change of changes) {
    if (Date.now() > options.until) {
      console.error(`out of time after ${judged.length} of ${changes.length} planted changes`);
      break;
    }
    const { file, name, find, replace } = change;
    const changed = withPlanted(workshop.read(file), change);
    const asked =
      change.tests === undefined ? await tests(file) : { nearest: change.tests, wider: async () => [], types: true };
    const fate = await fateOf(workshop, file, changed, asked, broken);
    const line = workshop.read(file).split(find)[0]?.split('\n').length ?? 1;
    judged.push({ file, line, kind: 'planted', from: name, to: replace, fate });
    console.error(`${judged.length}/${changes.length} ${fate.padEnd(10)} ${name}`);
  }
  return judged;
}

async function plantedChanges(only: readonly string[]): Promise<PlantedChange[]> {
  const file = join(root, 'test/cdk/planted-changes.ts');
  if (!existsSync(file)) throw new Error('there is no test/cdk/planted-changes.ts');
  const { plantedChanges } = (await import(pathToFileURL(file).href)) as { plantedChanges: readonly PlantedChange[] };
  return plantedChanges.filter(
    (change) => only.length === 0 || only.some((part) => `${change.file} ${change.name}`.includes(part)),
  );
}

const number = (text: string, name: string): number => {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} takes a whole number, not «${text}»`);
  return Number(text);
};

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261128' },
    count: { type: 'string', default: '60' },
    only: { type: 'string', multiple: true, default: [] },
    except: { type: 'string', multiple: true, default: [] },
    minutes: { type: 'string', default: '60' },
    goal: { type: 'string', default: '90' },
    near: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const goal = values.planted ? 100 : number(values.goal, 'goal');
  const options = {
    except: values.except,
    near: values.near,
    until: Date.now() + number(values.minutes, 'minutes') * 60_000,
  };
  const workshop = openWorkshop(root);
  process.once('exit', workshop.close);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  const chosen = values.planted
    ? []
    : drawn(candidates(workshop, values.only), number(values.count, 'count'), seeded(number(values.seed, 'seed')));
  if (values.list) {
    for (const { file, line, kind, from, to } of chosen)
      console.log(`${file}:${line} ${kind}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`);
    return 0;
  }
  const planted = values.planted ? await plantedChanges(values.only) : [];
  const judged = values.planted
    ? await judgePlanted(workshop, planted, options)
    : await judgeDrawn(workshop, chosen, options);
  workshop.close();
  console.log(report(judged));
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(judged, null, 2)}\n`);
  // Each of the planted ones has to be noticed: one that was not asked for is not.
  if (judged.length < planted.length) return 1;
  return judged.length > 0 && killRate(judged) * 100 >= goal ? 0 : 1;
}

if (values.help) console.log(help);
else process.exitCode = await main();
