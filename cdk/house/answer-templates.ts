import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type AnswerTemplate, AnswerTemplates } from '../../shared/contracts/answer-template.ts';

/**
 * The templates of a service from the first of the directories that has `<service>/answer-templates.json`; none where
 * no directory has.
 * @throws Error naming file and member where one is not as the contract wants it.
 */
export function readAnswerTemplates(directories: readonly string[], service: string): AnswerTemplate[] {
  const file = directories.map((directory) => join(directory, service, 'answer-templates.json')).find(existsSync);
  if (file === undefined) return [];
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const parsed = z.safeParse(AnswerTemplates, content, { error: z.locales.en().localeError });
  if (parsed.success) return parsed.data.templates;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.map(String).join('.')}: ${message}`);
  throw new Error([`${file} holds no templates:`, ...wrong].join('\n'));
}
