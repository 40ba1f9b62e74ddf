import { setTimeout } from 'node:timers/promises';
import { environment } from '../../shared/shell/environment.ts';
import { hmacOf } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { lastMailed } from '../../shared/shell/stores/canaries.ts';
import { sendCanary } from './send-canary.ts';

const env = environment('SERVICE', 'PORTAL_URL', 'RECEIPT_SECRET_ID', 'CANARIES_TABLE');
const work = {
  definition: readService(env.SERVICE),
  portalUrl: env.PORTAL_URL,
  hmac: () => hmacOf(env.RECEIPT_SECRET_ID),
  fetch,
  lastMailed: () => lastMailed(env.CANARIES_TABLE, env.SERVICE),
  clock: { now: Date.now, pause: (milliseconds: number) => setTimeout(milliseconds) },
};

/** Sends a canary and tells where it stopped: woken every few minutes, and by hand. */
export const handler = () => sendCanary(work);
