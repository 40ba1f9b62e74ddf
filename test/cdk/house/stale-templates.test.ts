import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { removeStaleTemplates } from '../../../cdk/house/stale-templates.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('what an earlier synthesis said of stacks that are gone is removed, its assets are not', () => {
  const folder = temporaryFolder();
  for (const file of ['sportello-channels.template.json', 'sportello-channels.assets.json', 'manifest.json'])
    writeFileSync(join(folder, file), '{}');
  mkdirSync(join(folder, 'asset.014bc18088b98aec'));
  removeStaleTemplates(folder);
  expect(readdirSync(folder).sort()).toEqual(['asset.014bc18088b98aec', 'manifest.json']);
});

test('a folder that is not there yet is no fault', () => {
  expect(() => removeStaleTemplates(join(temporaryFolder(), 'cdk.out'))).not.toThrow();
});
