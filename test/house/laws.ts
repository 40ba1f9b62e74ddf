import { readHouse } from '../../tools/count-house/read-house.ts';
import type { Room } from './read-imports.ts';

/** What somebody is told of a breach: the file and what it may not do. */
export type Law = (rooms: readonly Room[]) => string[];

const isIn = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`));
const capabilityOf = (path: string) => /^functions\/([^/]+)\//.exec(path)?.[1];
const isRule = (path: string) => /^functions\/[^/]+\/rules\//.test(path);

/** Every import that a law forbids, as `file imports other`. */
const forbidding =
  (forbids: (file: string, imported: string) => boolean): Law =>
  (rooms) =>
    rooms.flatMap(({ file, imports }) =>
      imports.filter((imported) => forbids(file, imported)).map((imported) => `${file} imports ${imported}`),
    );

/** Law 1: functions/X imports nothing of functions/Y. */
export const capabilitiesStandAlone = forbidding((file, imported) => {
  const [own, other] = [capabilityOf(file), capabilityOf(imported)];
  return own !== undefined && other !== undefined && own !== other;
});

const abovesShared = ['functions', 'web', 'tools', 'local', 'simulator', 'bench', 'cdk', 'test'];
/** Law 2: shared/ imports nothing of what stands on it, and neither do the pages and the stacks import a function. */
export const nothingClimbs = forbidding(
  (file, imported) =>
    (isIn(file, 'shared') && isIn(imported, ...abovesShared)) ||
    (isIn(file, 'web', 'cdk') && isIn(imported, 'functions')),
);

/** Whether a rule may import it: other rules, contracts, texts, and packages that only reckon. */
const pureHouse = ['shared/core', 'shared/contracts', 'shared/texts'];
const worldly = /^(?:node:|@aws-sdk\/|@middy\/|aws-lambda$)/;
/** Law 3: rules and shared/core are pure, so they import what is pure. */
export const rulesArePure = forbidding((file, imported) => {
  if (!isRule(file) && !isIn(file, 'shared/core')) return false;
  if (worldly.test(imported)) return true;
  const own = imported.startsWith('functions/') && isRule(imported);
  const isOurs = isIn(imported, 'shared', ...abovesShared);
  return isOurs && !own && !isIn(imported, ...pureHouse);
});

/** Law 4: local/ runs any template, so it imports nothing of what this one is about. */
export const theStageKnowsNoDomain = forbidding(
  (file, imported) => isIn(file, 'local') && isIn(imported, 'shared', 'functions', 'web'),
);

/** What law 5 looks at: the capabilities by where they are named. */
export type Names = {
  /** Folders of functions/. */
  functions: readonly string[];
  /** What wakes them: `functions/<capability>/on-<what>.ts`. */
  wakers: readonly string[];
  /** Folders of test/functions/. */
  tests: readonly string[];
  /** Bundles with the source they are built from. */
  bundles: Readonly<Record<string, string>>;
  /** Files of cdk/ with the bundles that they deploy. */
  stacks: readonly { file: string; bundles: readonly string[] }[];
};

/** Law 5: a capability has one name in cdk/, functions/, test/functions/ and its bundles. */
export function namesAgree({ functions, wakers, tests, bundles, stacks }: Names): string[] {
  const built = new Set(Object.values(bundles));
  const deployed = new Map(stacks.flatMap(({ file, bundles: own }) => own.map((bundle) => [bundle, file] as const)));
  return [
    ...functions
      .filter((name) => !stacks.some(({ file }) => file === `cdk/${name}.ts`))
      .map((name) => `functions/${name} has no cdk/${name}.ts`),
    ...tests
      .filter((name) => !functions.includes(name))
      .map((name) => `test/functions/${name} tests no functions/${name}`),
    ...functions
      .filter((name) => !tests.includes(name))
      .map((name) => `functions/${name} has no test/functions/${name}`),
    ...wakers.filter((waker) => !built.has(waker)).map((waker) => `${waker} is in no bundle`),
    ...Object.entries(bundles).flatMap(([bundle, source]) => {
      const [, capability, what] = /^functions\/([^/]+)\/on-([^/]+)\.ts$/.exec(source) ?? [];
      const told = bundle === `${capability}-${what}` ? [] : [`bundle ${bundle} is not named after ${source}`];
      const file = deployed.get(bundle);
      if (file === undefined) return [...told, `bundle ${bundle} is deployed by nobody`];
      return file === `cdk/${capability}.ts` ? told : [...told, `bundle ${bundle} is deployed by ${file}`];
    }),
  ];
}

/** Functions over this many lines say in their comment why they are long. */
const longestWithoutReason = 100;

/** Functions over 100 lines whose comment gives no reason for their length; sources by their path. */
export function longWithoutReason(texts: Readonly<Record<string, string>>): string[] {
  return [...readHouse(texts)].flatMap(([path, { functions }]) =>
    functions
      .filter(({ lines }) => lines > longestWithoutReason)
      .filter(({ name }) => !/\blong\b/i.test(commentAbove(texts[path] ?? '', Number(/line (\d+)$/.exec(name)?.[1]))))
      .map(({ name }) => `${path} ${name}`),
  );
}

/** The comment that ends in the line above one, or nothing. */
function commentAbove(text: string, line: number): string {
  const above = text.split('\n').slice(0, line - 1);
  if (above.at(-1)?.trim().endsWith('*/') !== true) return '';
  return above.slice(above.findLastIndex((each) => each.trim().startsWith('/**'))).join('\n');
}
