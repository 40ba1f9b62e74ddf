import { logLine } from '../../shared/shell/log.ts';
import { numberingWork } from './numbering-work.ts';
import { closeDays } from './read-days.ts';

const work = numberingWork();
const { service } = work.definition;

/** Closes the protocol's register of each day just past; a day that is closed stays as it is. */
export async function handler(): Promise<void> {
  for (const { day, count, cancelled } of await closeDays(work)) {
    logLine({ level: 'info', function: 'protocol-day-end', service, day, count, cancelled: cancelled.length });
  }
}
