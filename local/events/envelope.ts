import { randomUUID } from 'node:crypto';
import { account, region } from '../template/identity.ts';

/** What every event has: version, id, account, time (to the second, as EventBridge writes it) and Region. */
export function envelope(now: number): { version: string; id: string; account: string; time: string; region: string } {
  return { version: '0', id: randomUUID(), account, time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'), region };
}
