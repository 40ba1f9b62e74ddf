import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContributionExample } from '../../contracts/contribution-example.ts';

/** The stories and ideas of one service that come with the code, as bundled beside the handler that gives them. */
export function readExamples(service: string): ContributionExample[] {
  const file = join(process.env['LAMBDA_TASK_ROOT'] ?? '', 'contributions', `${service}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ContributionExample[]) : [];
}
