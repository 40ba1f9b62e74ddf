import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type PreparedService, ServiceDefinition } from '../../shared/contracts/service.ts';
import { holidayDates } from './holidays.ts';

/**
 * How far holidays are worked out around the year of the build: one year back for clocks that began there, ten ahead.
 */
const yearsBack = 1;
const yearsAhead = 10;

const pointer = (path: PropertyKey[]) => (path.length === 0 ? 'the whole file' : path.map(String).join('.'));

function parse(file: string, text: string): ServiceDefinition | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  // Other data lives beside the definitions; only a definition has a code prefix.
  if (typeof content !== 'object' || content === null || !('codePrefix' in content)) return undefined;
  // zod/mini speaks no language unless one is given.
  const parsed = z.safeParse(ServiceDefinition, content, { error: z.locales.en().localeError });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${pointer(path)}: ${message}`);
  throw new Error([`${file} is not a service definition:`, ...wrong].join('\n'));
}

function refuseTwins(found: { file: string; definition: ServiceDefinition }[], member: 'service' | 'codePrefix') {
  const owner = new Map<string, string>();
  for (const { file, definition } of found) {
    const other = owner.get(definition[member]);
    if (other) throw new Error(`${file}: ${member} ${definition[member]} is already taken by ${other}`);
    owner.set(definition[member], file);
  }
}

/**
 * Reads every service definition in the given directories, sorted by service, so that a service more is a file more.
 * @throws Error naming file and member when a definition is invalid, taken twice, or when there is none.
 */
export function readServices(directories: readonly string[]): ServiceDefinition[] {
  const found = directories.flatMap((directory) => {
    if (!existsSync(directory)) throw new Error(`there is no directory ${directory} to read service definitions from`);
    return readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .flatMap((name) => {
        const file = join(directory, name);
        const definition = parse(file, readFileSync(file, 'utf8'));
        return definition ? [{ file, definition }] : [];
      });
  });
  if (found.length === 0) throw new Error(`no service definition in ${directories.join(', ')}`);
  refuseTwins(found, 'service');
  refuseTwins(found, 'codePrefix');
  return found
    .map(({ definition }) => definition)
    .sort((one, other) => (one.service < other.service ? -1 : one.service > other.service ? 1 : 0));
}

/**
 * The definition as the bundles carry it: with the holidays from the year before `year` to ten years after it, and
 * without numbers to call where the service has ended.
 */
export function prepareService(definition: ServiceDefinition, year: number): PreparedService {
  return {
    ...definition,
    phones: definition.ended === undefined ? definition.phones : [],
    holidayDates: holidayDates(definition.hours.holidays, year - yearsBack, year + yearsAhead),
  };
}
