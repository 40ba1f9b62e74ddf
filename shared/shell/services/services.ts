import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerTemplate } from '../../contracts/answer-template.ts';
import type { PreparedService } from '../../contracts/service.ts';
import type { RehearsedCase } from '../../contracts/training.ts';

const folder = () => join(process.env['LAMBDA_TASK_ROOT'] ?? '', 'services');

/** The prepared definition of one service, as bundled beside the handler; it was validated when it was built. */
export function readService(service: string): PreparedService {
  return JSON.parse(readFileSync(join(folder(), `${service}.json`), 'utf8')) as PreparedService;
}

/** The prepared definitions of every service hosted here, by name. */
export function readServices(): PreparedService[] {
  return readdirSync(folder())
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => readService(file.slice(0, -'.json'.length)));
}

/** The templates for answers of one service, as bundled beside the handler that offers them; none anywhere else. */
export const readAnswerTemplates = (service: string): AnswerTemplate[] => bundled('answer-templates', service);

/** The cases of one service to train with, as bundled beside the handler that shows them; none anywhere else. */
export const readRehearsedCases = (service: string): RehearsedCase[] => bundled('training', service);

function bundled<One>(data: 'answer-templates' | 'training', service: string): One[] {
  const file = join(process.env['LAMBDA_TASK_ROOT'] ?? '', data, `${service}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as One[]) : [];
}
