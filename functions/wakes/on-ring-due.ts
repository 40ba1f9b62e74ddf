import * as z from 'zod/mini';
import { Ring } from '../../shared/contracts/wake.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { sendRing } from './send-ring.ts';

const env = environment('EXCHANGE_KEYS');
/** The secret with which orders to the exchange of each service are signed. */
const keys = z.record(z.string(), z.string()).parse(JSON.parse(env.EXCHANGE_KEYS));
const services = new Map(readServices().map((definition) => [definition.service, definition]));

/**
 * Calls, writes or pushes to somebody who is to be woken. A ring that comes too late is left: the next person is being
 * rung. One that the network refuses is tried again within its minutes, and counted.
 */
export const handler = workingThrough(
  'ring',
  async ({ body }, now) => {
    const ring = Ring.parse(JSON.parse(body));
    const { id, service, way, until } = ring;
    const definition = services.get(service);
    if (definition === undefined) throw new Error(`there is no service ${service}`);
    if (now.toISOString() > until) {
      logLine({ level: 'error', function: 'ring', service, ring: id, way, late: true });
      return logCount('RingsFailed', service);
    }
    await sendRing(ring, definition, { now, key: () => readSecret(keys[service] ?? '') });
    logLine({ level: 'info', function: 'ring', service, ring: id, way });
  },
  async ({ body }) => {
    const failed = Ring.safeParse(JSON.parse(body));
    logCount('RingsFailed', failed.success ? failed.data.service : 'unknown');
  },
);
