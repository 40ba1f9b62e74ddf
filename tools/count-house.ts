import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asTool, textTable } from './command.ts';
import { circlesOf } from './count-house/circles.ts';
import { climbsOf, type Line, lines } from './count-house/lines.ts';
import { type House, readHouse } from './count-house/read-house.ts';

/** What is counted, each with the places that make it up. */
export type Count = Record<string, string[]>;

/** Folders with sources; tests are no rooms. */
const rooms = ['bench', 'cdk', 'functions', 'local', 'shared', 'simulator', 'tools', 'web'];
const longestFunction = 100;
const longestFile = 400;

/** Texts and tables, which may be as long as what they list. */
const listings = /^shared\/(texts|contracts\/(api|examples))\/|^web\/console\/(desk\/)?(it|en|de)\.ts$|\/data\//;

/** Counts a house; an arrow is a pair of files. Throws an Error when a step of one of the lines is in no file. */
export function countHouse(house: House, walked: readonly Line[] = lines): Count {
  const arrows = [...house].flatMap(([from, { imports }]) => imports.map((to) => [from, to] as const));
  const where = (holds: (from: string, to: string) => boolean) =>
    arrows.filter(([from, to]) => holds(from, to)).map(([from, to]) => `${from} → ${to}`);
  const room = (path: string) => path.split('/')[0] ?? '';
  const capability = (path: string) => (room(path) === 'functions' ? path.split('/')[1] : undefined);
  return {
    'arrows capability → capability': where((from, to) => {
      const [one, other] = [capability(from), capability(to)];
      return one !== undefined && other !== undefined && one !== other;
    }),
    'arrows shared → outside': where((from, to) => room(from) === 'shared' && room(to) !== 'shared'),
    'arrows web → functions': where((from, to) => room(from) === 'web' && room(to) === 'functions'),
    'arrows cdk → functions': where((from, to) => room(from) === 'cdk' && room(to) === 'functions'),
    'arrows local → domain': where((from, to) => room(from) === 'local' && ['shared', 'functions'].includes(room(to))),
    'circles of folders': circlesOf(arrows),
    [`functions over ${longestFunction} lines`]: [...house].flatMap(([path, { functions }]) =>
      functions.filter((each) => each.lines > longestFunction).map((each) => `${path} ${each.name}: ${each.lines}`),
    ),
    [`files over ${longestFile} lines`]: [...house]
      .filter(([path, file]) => file.lines > longestFile && !listings.test(path))
      .map(([path, file]) => `${path}: ${file.lines}`),
    ...Object.fromEntries(walked.map((line) => [`climbs of ${line.whose} line`, climbsOf(line, house)])),
  };
}

/** The house in a folder. */
function houseIn(root: string): House {
  const paths = globSync(`{${rooms.join(',')}}/**/*.{ts,tsx}`, { cwd: root }).sort();
  return readHouse(Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])));
}

/** The house as it was at a commit of the repository in a folder. */
function houseAt(root: string, commit: string): House {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-house-'));
  try {
    const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1024 ** 3 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    return houseIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const help = `
npm run count-house -- [options]

Counts what the laws of the house are about (docs/architecture.md): arrows between rooms that should know nothing of each
other, circles of folders, long functions and files, and how often the two lines climb from shared back into functions.
  --commit REV    counts an older tree too, to show before and after
  --list          names the places behind every number
  --help          this text
`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: { commit: { type: 'string' }, list: { type: 'boolean', default: false } },
    });
    const root = fileURLToPath(new URL('..', import.meta.url));
    const counts = [
      ...(values.commit === undefined ? [] : [[values.commit, countHouse(houseAt(root, values.commit))] as const]),
      ['now', countHouse(houseIn(root))] as const,
    ];
    const [[, first]] = counts as [readonly [string, Count]];
    const rows = Object.keys(first).map((what) => [what, ...counts.map(([, count]) => String(count[what]?.length))]);
    console.log(textTable(['counted', ...counts.map(([name]) => name)], rows));
    if (!values.list) return;
    for (const [name, count] of counts)
      for (const [what, places] of Object.entries(count))
        if (places.length > 0) console.log(`\n${what}, ${name}:\n  ${places.join('\n  ')}`);
  });
