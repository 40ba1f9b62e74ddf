import type { ContributionKind } from '../../../shared/contracts/contribution.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { CapacityLimits } from '../../../shared/contracts/service-capacity.ts';
import { present } from '../../../shared/core/present.ts';

/** What the console knows of a service before it asks anything: the public part of its definition. */
export type ConsoleService = Pick<
  PreparedService,
  | 'service'
  | 'codePrefix'
  | 'name'
  | 'administration'
  | 'timeZone'
  | 'hours'
  | 'holidayDates'
  | 'capacity'
  | 'notices'
  | 'emergencyNumbers'
> & {
  lanes: readonly Pick<PreparedService['lanes'][number], 'lane' | 'name'>[];
  kinds: readonly Pick<PreparedService['kinds'][number], 'kind' | 'name' | 'lane' | 'formal' | 'duty'>[];
  categories: readonly Pick<PreparedService['categories'][number], 'category' | 'name'>[];
  /** Whom the desk can ask, by the names that asks go by. */
  experts: readonly { group: string; name: PreparedService['name']; themes: readonly string[] }[];
  /** What it takes so that others read it: stories, ideas, or neither. */
  contributions: readonly ContributionKind[];
  /** Whether people may say whom they look for in its declared events, once that is opened. */
  tracing: boolean;
  skills: readonly { skill: string; name: PreparedService['name'] }[];
};

/** The public part of a definition, for the file that the console reads at start. */
export function consoleService(definition: PreparedService): ConsoleService {
  const { service, codePrefix, name, administration, timeZone, hours, holidayDates, capacity, notices } = definition;
  const { emergencyNumbers, lanes, kinds, categories, experts = [], desk, contributions, tracing } = definition;
  return {
    service,
    codePrefix,
    name,
    administration,
    timeZone,
    hours,
    holidayDates,
    capacity,
    notices,
    emergencyNumbers,
    lanes: lanes.map(({ lane, name }) => ({ lane, name })),
    kinds: kinds.map(({ kind, name, lane, formal, duty }) => ({ kind, name, lane, formal, ...present({ duty }) })),
    categories: categories.map(({ category, name }) => ({ category, name })),
    experts: experts.map(({ group, name, themes }) => ({ group, name, themes })),
    contributions: contributions?.kinds ?? [],
    tracing: tracing !== undefined,
    skills: (desk?.skills ?? []).map(({ skill, name }) => ({ skill, name })),
  };
}

/** The limits of a capacity plan that an officer is told of, in the order of the summary. */
export const toldLimits: readonly (keyof CapacityLimits)[] = [
  'intakeRequestsPerSecond',
  'intakeConcurrency',
  'intakeProvisioned',
  'registrarConcurrency',
  'mailsPerSecond',
];
