import { globSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { handlers } from '../../cdk/house/bundles.ts';
import { circlesOf } from '../../tools/count-house/circles.ts';
import {
  capabilitiesStandAlone,
  type Law,
  longWithoutReason,
  type Names,
  namesAgree,
  nothingClimbs,
  rulesArePure,
  theStageKnowsNoDomain,
} from './laws.ts';
import { importsIn, readRooms, roomOf } from './read-imports.ts';

const rooms = readRooms(['shared', 'functions', 'web', 'local', 'cdk', 'tools', 'simulator', 'bench']);

const laws: {
  law: string;
  holds: Law;
  breach: { file: string; text: string };
  allowed: { file: string; text: string };
}[] = [
  {
    law: 'a capability imports nothing of another',
    holds: capabilitiesStandAlone,
    breach: { file: 'functions/desk/desk.ts', text: "import { keyOf } from '../intake/rules/acceptance.ts';" },
    allowed: { file: 'functions/desk/desk.ts', text: "import { asked } from './rules/asked-page.ts';" },
  },
  {
    law: 'shared imports nothing of what stands on it',
    holds: nothingClimbs,
    breach: { file: 'shared/texts/it.ts', text: "import type { Wrong } from '../../web/console/draft.ts';" },
    allowed: { file: 'functions/status/pages.ts', text: "import { page } from '../../web/pages/status-page.ts';" },
  },
  {
    law: 'a page imports no function',
    holds: nothingClimbs,
    breach: { file: 'web/console/main.tsx', text: "const later = () => import('../../functions/desk/desk.ts');" },
    allowed: { file: 'web/console/main.tsx', text: "import { Desk } from '../../shared/contracts/desk.ts';" },
  },
  {
    law: 'a stack imports no function',
    holds: nothingClimbs,
    breach: { file: 'cdk/scans.ts', text: "import { taken } from '../functions/scans/rules/check-scan.ts';" },
    allowed: { file: 'cdk/scans.ts', text: "import { scanPrefixes } from '../shared/contracts/scan.ts';" },
  },
  {
    law: 'a rule speaks to nobody',
    holds: rulesArePure,
    breach: { file: 'functions/desk/rules/x.ts', text: "import { logLine } from '../../../shared/shell/log.ts';" },
    allowed: { file: 'functions/desk/rules/x.ts', text: "import { present } from '../../../shared/core/present.ts';" },
  },
  {
    law: 'a rule leans on no work of its own capability',
    holds: rulesArePure,
    breach: { file: 'functions/desk/rules/x.ts', text: "import { show } from '../show-case.ts';" },
    allowed: { file: 'functions/desk/rules/x.ts', text: "import { pageOf } from './asked-page.ts';" },
  },
  {
    law: 'the core knows no clock, disk or cloud',
    holds: rulesArePure,
    breach: { file: 'shared/core/chain.ts', text: "import { createHash } from 'node:crypto';" },
    allowed: { file: 'shared/core/chain.ts', text: "import * as z from 'zod/mini';" },
  },
  {
    law: 'the stage knows nothing of contacts',
    holds: theStageKnowsNoDomain,
    breach: { file: 'local/stage/stage.ts', text: "export { Kind } from '../../shared/contracts/kind.ts';" },
    allowed: { file: 'local/stage/stage.ts', text: "import { join } from 'node:path';" },
  },
];

describe('the laws of the house', () => {
  test.each(laws)('$law', ({ holds }) => {
    expect(holds(rooms)).toEqual([]);
  });

  test.each(laws)('a breach is told: $law', ({ holds, breach, allowed }) => {
    expect(holds([roomOf(breach.file, breach.text)])).toHaveLength(1);
    expect(holds([roomOf(allowed.file, allowed.text)])).toEqual([]);
  });

  test('no folders import one another in a circle', () => {
    const files = new Set(rooms.map(({ file }) => file));
    const arrows = rooms.flatMap(({ file, imports }) =>
      imports.filter((imported) => files.has(imported)).map((imported) => [file, imported] as const),
    );

    expect(arrows.length).toBeGreaterThan(1000);
    expect(circlesOf(arrows)).toEqual([]);
    expect(circlesOf([...arrows, ['shared/shell/log.ts', 'shared/shell/stores/ledger.ts']])).toHaveLength(1);
  });

  test('a function over 100 lines says why', () => {
    const paths = globSync('{bench,cdk,functions,local,shared,simulator,tools,web}/**/*.{ts,tsx}');
    expect(paths.length).toBeGreaterThan(800);
    expect(longWithoutReason(Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')])))).toEqual([]);

    const long = `export function walk() {\n${'  step();\n'.repeat(98)}}\n`;
    const longer = long.replace('step', 'step();\n  step');
    const breach = ['shared/walk.ts walk, line 2'];
    expect(longWithoutReason({ 'shared/walk.ts': `\n${long}` })).toEqual([]);
    expect(longWithoutReason({ 'shared/walk.ts': `\n${longer}` })).toEqual(breach);
    expect(longWithoutReason({ 'shared/walk.ts': `/** Walks. */\n${longer}` })).toEqual(breach);
    expect(longWithoutReason({ 'shared/walk.ts': `/** Walks. Long because it is a list. */\n${longer}` })).toEqual([]);
  });

  test('every way to import is read, and comments are not', () => {
    const text = [
      "import './a.ts';",
      "import b, { type c } from './b.ts';",
      'import {\n  d,\n  e,\n} from "./never.ts";'.replaceAll('"', "'"),
      "export * as f from './f.ts';",
      "const g = async () => (await import('./g.ts')).g;",
      "type H = import('./h.ts').H;",
      "// import './commented.ts';",
    ].join('\n');

    expect(importsIn(text)).toEqual(['./a.ts', './b.ts', './never.ts', './f.ts', './g.ts', './h.ts']);
  });

  test('the house is there to be read', () => {
    expect(rooms.length).toBeGreaterThan(300);
    expect(rooms.find(({ file }) => file === 'functions/intake/on-citizen-post.ts')?.imports).toContain(
      'functions/intake/form-steps.ts',
    );
  });
});

/** Capabilities that law 5 excuses, each for a reason. */
const excused = new Map([
  ['functions/call-outs has no test/functions/call-outs', 'its rules are those of shared/core/posture/call-out.ts'],
  [
    'functions/hand-overs has no test/functions/hand-overs',
    'its rules are those of shared/core/posture/open-points.ts',
  ],
]);

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

describe('the names of a capability', () => {
  const sound: Names = {
    functions: ['desk'],
    wakers: ['functions/desk/on-staff-request.ts'],
    tests: ['desk'],
    bundles: { 'desk-staff-request': 'functions/desk/on-staff-request.ts' },
    stacks: [{ file: 'cdk/desk.ts', bundles: ['desk-staff-request'] }],
  };

  test('are the same in its stack, folder, tests and bundles', () => {
    const names: Names = {
      functions: foldersIn('functions'),
      wakers: globSync('functions/*/on-*.ts'),
      tests: foldersIn('test/functions'),
      bundles: handlers,
      stacks: globSync('cdk/*.ts').map((file) => ({
        file,
        bundles: [...readFileSync(file, 'utf8').matchAll(/bundle: '([a-z-]+)',/g)].map(([, bundle = '']) => bundle),
      })),
    };

    expect(namesAgree(names).filter((breach) => !excused.has(breach))).toEqual([]);
    expect(namesAgree(sound)).toEqual([]);
  });

  test.each<[string, Partial<Names>]>([
    ['functions/desk has no cdk/desk.ts', { stacks: [{ file: 'cdk/staff.ts', bundles: ['desk-staff-request'] }] }],
    [
      'bundle desk-staff-request is deployed by cdk/staff.ts',
      { stacks: [{ file: 'cdk/staff.ts', bundles: ['desk-staff-request'] }] },
    ],
    ['bundle desk-staff-request is deployed by nobody', { stacks: [{ file: 'cdk/desk.ts', bundles: [] }] }],
    ['test/functions/counter tests no functions/counter', { tests: ['desk', 'counter'] }],
    ['functions/desk has no test/functions/desk', { tests: [] }],
    ['functions/desk/on-fire.ts is in no bundle', { wakers: ['functions/desk/on-fire.ts'] }],
    [
      'bundle counter is not named after functions/desk/on-staff-request.ts',
      { bundles: { counter: 'functions/desk/on-staff-request.ts' } },
    ],
  ])('a name that differs is told: %s', (breach, change) => {
    expect(namesAgree({ ...sound, ...change })).toContain(breach);
  });
});
