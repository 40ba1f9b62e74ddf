import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceContent } from '../../contracts/content/content.ts';

const none = (service: string): ServiceContent => ({
  service,
  themes: [],
  synonyms: { it: [], en: [], de: [] },
  items: [],
});

/**
 * The content of a service as it is bundled beside the handlers of functions/knowledge: themes, synonyms, and the items
 * of a new center. It was validated when it was built; a service without any has an empty one.
 */
export function readServiceContent(service: string): ServiceContent {
  const file = join(process.env['LAMBDA_TASK_ROOT'] ?? '', 'contents', `${service}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServiceContent) : none(service);
}
