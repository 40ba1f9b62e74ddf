import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes the templates and asset lists of an earlier synthesis from a folder, if it is there: the CDK overwrites those
 * of stacks that it still knows, and one of a stack that is gone would be read beside them. Assets stay.
 */
export function removeStaleTemplates(folder: string): void {
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder))
    if (/\.(template|assets)\.json$/.test(file)) rmSync(join(folder, file), { force: true });
}
