import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { dynamodbRoots } from '../../shared/shell/stores/roots.ts';
import { numberingWork } from './numbering-work.ts';
import { closeDays } from './read-days.ts';
import { sealDays } from './seal-days.ts';

const work = numberingWork();
const { service } = work.definition;
const roots = dynamodbRoots(environment('ROOTS_TABLE').ROOTS_TABLE, service, 'protocol');

/**
 * Closes the protocol's register of each day just past and publishes its root; a day that is closed stays as it is.
 */
export async function handler(): Promise<void> {
  for (const { day, count, cancelled } of await closeDays(work))
    logLine({ level: 'info', function: 'protocol-day-end', service, day, count, cancelled: cancelled.length });
  for (const { day, log, entries } of await sealDays(work, roots))
    logLine({ level: 'info', function: 'protocol-day-end', service, log, day, entries });
}
