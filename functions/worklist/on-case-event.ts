import { dayInRome } from '../../shared/core/hours/zone.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { hmacOf } from '../../shared/shell/secrets.ts';
import { dynamodbRegister, itemEntry } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbWorklist } from '../../shared/shell/stores/worklist.ts';
import { listAll, listCases } from './list-cases.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'WORKLIST_TABLE', 'PERSONS_TABLE', 'RECEIPT_SECRET_ID');
const register = dynamodbRegister(env.REGISTER_TABLE);
const worklist = dynamodbWorklist({ worklist: env.WORKLIST_TABLE, persons: env.PERSONS_TABLE });

/**
 * Items that are listed together, in calls of 25 writes: a new case takes about two of them, so eight calls for these.
 */
const together = 100;

const followRegister = followingStream(
  'worklist',
  async (items) => {
    const entries = items.map(itemEntry);
    const at = new Date().toISOString();
    await listCases({ entries, register, worklist, hmac: await hmacOf(env.RECEIPT_SECRET_ID), at });
  },
  together,
);

/**
 * Keeps the worklist as the register tells it; started by hand with `{"list":"all"}` it lists the whole register again.
 */
export async function handler(
  event: Parameters<typeof followRegister>[0] | { list: 'all' },
  context: Parameters<typeof followRegister>[1],
) {
  if ('Records' in event) return followRegister(event, context);
  const today = dayInRome(Date.now());
  const cases = await listAll({ register, worklist, hmac: await hmacOf(env.RECEIPT_SECRET_ID), today });
  logLine({ level: 'info', function: 'worklist', service: env.SERVICE, cases });
  return { cases };
}
