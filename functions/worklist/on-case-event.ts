import { environment } from '../../shared/shell/environment.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { logLine } from '../../shared/shell/log.ts';
import { followingStream } from '../../shared/shell/queues/batch.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { dynamodbRegister, itemEntry } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbWorklist } from '../../shared/shell/stores/worklist.ts';
import { listAll, listCases } from './list-cases.ts';

const { SERVICE, REGISTER_TABLE, WORKLIST_TABLE, PERSONS_TABLE, RECEIPT_SECRET_ID } = environment(
  'SERVICE',
  'REGISTER_TABLE',
  'WORKLIST_TABLE',
  'PERSONS_TABLE',
  'RECEIPT_SECRET_ID',
);
const register = dynamodbRegister(REGISTER_TABLE);
const worklist = dynamodbWorklist({ worklist: WORKLIST_TABLE, persons: PERSONS_TABLE });

/** Items that are listed together, in calls of 25 writes: a new case takes about two of them, so eight calls for these. */
const together = 100;

const told = followingStream(
  'worklist',
  async (items) => {
    const entries = items.map((item) => itemEntry(item as Parameters<typeof itemEntry>[0]));
    await listCases({ entries, register, worklist, hmac: hmacWith(await readSecret(RECEIPT_SECRET_ID)) });
  },
  together,
);

/** Keeps the worklist as the register tells it; started by hand with `{"list":"all"}` it lists the whole register again. */
export async function handler(
  event: Parameters<typeof told>[0] | { list: 'all' },
  context: Parameters<typeof told>[1],
) {
  if ('Records' in event) return told(event, context);
  const cases = await listAll({ register, worklist, hmac: hmacWith(await readSecret(RECEIPT_SECRET_ID)) });
  logLine({ level: 'info', function: 'worklist', service: SERVICE, cases });
  return { cases };
}
