import { readServices } from '../../shared/shell/services/services.ts';
import { callOutWork } from './call-out-work.ts';
import { callNext } from './call-staff.ts';

const services = readServices().filter(({ roster }) => roster !== undefined);
const work = callOutWork();

/** Each minute: calls the next person where nobody answered in three minutes, and ends the call-outs that are over. */
export async function handler(): Promise<void> {
  const now = new Date();
  for (const definition of services) await callNext(work, definition, now);
}
