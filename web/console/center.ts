import type { CapacityLimits, PreparedService } from '../../shared/contracts/service.ts';

/** What the console knows of a service before it asks anything: the public part of its definition. */
export type ConsoleService = Pick<
  PreparedService,
  'service' | 'name' | 'administration' | 'timeZone' | 'hours' | 'holidayDates' | 'capacity' | 'notices'
>;

/** The public part of a definition, for the file that the console reads at start. */
export function consoleService(definition: PreparedService): ConsoleService {
  const { service, name, administration, timeZone, hours, holidayDates, capacity, notices } = definition;
  return { service, name, administration, timeZone, hours, holidayDates, capacity, notices };
}

/** The limits of a capacity plan that an officer is told of, in the order of the summary. */
export const toldLimits: readonly (keyof CapacityLimits)[] = [
  'intakeRequestsPerSecond',
  'intakeConcurrency',
  'intakeProvisioned',
  'registrarConcurrency',
  'mailsPerSecond',
];
