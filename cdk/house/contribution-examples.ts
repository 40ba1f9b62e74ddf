import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ContributionExample } from '../../shared/contracts/contribution-example.ts';

/**
 * The examples of stories and ideas of a service from the first of the directories that has
 * `<service>/contributions.json`; none where no directory has.
 * @throws Error naming file and member where one is not as the contract wants it.
 */
export function readContributionExamples(directories: readonly string[], service: string): ContributionExample[] {
  const file = directories.map((directory) => join(directory, service, 'contributions.json')).find(existsSync);
  if (file === undefined) return [];
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const shape = z.array(ContributionExample).check(z.maxLength(100));
  const parsed = z.safeParse(shape, content, { error: z.locales.en().localeError });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.map(String).join('.')}: ${message}`);
  throw new Error([`${file} holds no examples:`, ...wrong].join('\n'));
}
