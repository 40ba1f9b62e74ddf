import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { applyDifference, knownEntries, slugsOf } from '../../tools/import-network.ts';
import { differenceOf } from '../../tools/network/difference.ts';
import { readIndex } from '../../tools/network/read-ipa.ts';
import { openStage, until } from './center.ts';
import { ask } from './citizen.ts';

// A network of a running center is compared with a file of the index, and the difference goes in by the editors' door.

const service = 'familyline';
const root = fileURLToPath(new URL('../../', import.meta.url));
const file = join(root, 'test/fixtures/indicepa/enti.csv');
const folder = mkdtempSync(join(tmpdir(), 'network-'));
let stage: Stage;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ stage, close } = await openStage());
}, 240_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await close?.();
});

/** The tool as somebody calls it, with an editor's token. */
async function call(...given: string[]): Promise<string> {
  const program = ['--disable-warning=ExperimentalWarning', 'tools/import-network.ts', '--service', service];
  const env = { ...process.env, SPORTELLO_TOKEN: await stage.token('gaia.moretti') };
  const options = { cwd: root, env };
  const { stdout } = await promisify(execFile)(process.execPath, [...program, '--data', stage.data, ...given], options);
  return stdout;
}
const ofLazio = ['--place', '12', '--themes', 'casa'];

test('shows the difference and writes nothing, then writes drafts that nobody sees, and has nothing to do again', async () => {
  const shown = await call('--file', file, ...ofLazio);
  expect(shown).toContain('4 new, 0 changed, 0 no longer in IPA');
  expect(shown).toContain('Nothing is written');
  expect(await call('--file', file, ...ofLazio)).toBe(shown);
  expect(await call('--file', file, ...ofLazio, '--apply')).toContain('Drafts written: 4');
  expect(await call('--file', file, ...ofLazio, '--apply')).toContain(
    '0 new, 0 changed, 0 no longer in IPA, 4 as they were',
  );
  const { text } = await ask(stage.url, { path: `/v1/services/${service}/administrations?language=it` });
  expect(text).not.toContain('c-zz01');
}, 120_000);

test('tells old and new of what changed, and what the index lost, which stays', async () => {
  const later = join(folder, 'later.csv');
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const changed = lines
    .filter((line) => !line.startsWith('p_zz'))
    .map((line) => line.replace('COMUNE.BORGOVERDE@PEC.EXAMPLE', 'nuova@pec.example'));
  writeFileSync(later, changed.join('\n'));
  // What was written is listed seconds later.
  const shown = await until('the entries are listed', 60_000, async () => {
    const told = await call('--file', later, ...ofLazio);
    return told.includes('p-zz') && told;
  });
  expect(shown).toMatch(/changed +c-zz01 .*comune\.borgoverde@pec\.example +nuova@pec\.example/);
  expect(shown).toMatch(/no longer in IPA +p-zz/);
  expect(await call('--file', later, ...ofLazio, '--apply')).toContain('Drafts written: 1');
  expect(await call('--file', later, ...ofLazio, '--apply')).toContain('0 new, 0 changed, 1 no longer in IPA');
}, 120_000);

test('goes on where it stopped', async () => {
  const door = { url: stage.url, token: (await stage.token('gaia.moretti')) ?? '', service };
  const added = { service, themes: ['casa'], owner: 'redazione', today: '2026-11-30', reviewBy: '2027-11-30' };
  const { rows } = readIndex(readFileSync(file, 'utf8'));
  const others = rows.map((row) => ({ ...row, ipa: `${row.ipa}_b` }));
  const isChosen = ({ ipa }: { ipa: string }) => ipa.endsWith('_b');
  const all = [...rows, ...others];
  const difference = async () => differenceOf(all, await knownEntries(door, slugsOf(all, isChosen)), isChosen, added);
  const first = await difference();
  await applyDifference(door, { added: first.added.slice(0, 2), changed: [] });
  const rest = await difference();
  expect(rest.added.map(({ id }) => id)).toEqual(first.added.slice(2).map(({ id }) => id));
  expect(await applyDifference(door, rest)).toMatchObject({ left: [] });
  expect((await difference()).added).toEqual([]);
}, 120_000);
