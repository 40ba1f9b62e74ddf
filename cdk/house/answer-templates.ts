import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type AnswerTemplate, AnswerTemplates } from '../../shared/contracts/answer-template.ts';
import { type RehearsedCase, RehearsedCases } from '../../shared/contracts/training.ts';

/**
 * The templates of a service from the first of the directories that has `<service>/answer-templates.json`; none where
 * no directory has.
 * @throws Error naming file and member where one is not as the contract wants it.
 */
export const readAnswerTemplates = (directories: readonly string[], service: string): AnswerTemplate[] =>
  readData(directories, join(service, 'answer-templates.json'), AnswerTemplates)?.templates ?? [];

/**
 * The cases of a service to train with, from the first of the directories that has `<service>/training.json`; none where
 * no directory has.
 * @throws Error naming file and member where one is not as the contract wants it.
 */
export const readRehearsedCases = (directories: readonly string[], service: string): RehearsedCase[] =>
  readData(directories, join(service, 'training.json'), RehearsedCases)?.cases ?? [];

function readData<Schema extends z.ZodMiniType>(
  directories: readonly string[],
  name: string,
  schema: Schema,
): z.infer<Schema> | undefined {
  const file = directories.map((directory) => join(directory, name)).find(existsSync);
  if (file === undefined) return undefined;
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const parsed = z.safeParse(schema, content, { error: z.locales.en().localeError });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.map(String).join('.')}: ${message}`);
  throw new Error([`${file} is not as its contract wants it:`, ...wrong].join('\n'));
}
