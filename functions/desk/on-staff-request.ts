import { declaredPeriods } from '../../shared/shell/declared.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbWorklist } from '../../shared/shell/stores/worklist.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { actOf } from './acts.ts';
import { admittedTo } from './desk.ts';

const given = environment(
  'SERVICE',
  'WORKLIST_TABLE',
  'PERSONS_TABLE',
  'REGISTER_TABLE',
  'QUEUE_URL',
  'INBOX_TABLE',
  'LEDGER_TABLE',
  'ATTACHMENTS_BUCKET',
  'PROTOCOL_QUEUE_URL',
  'RECEIPT_SECRET_ID',
);
const { SERVICE, LEDGER_TABLE } = given;
const definition = readService(SERVICE);
const register = dynamodbRegister(given.REGISTER_TABLE);
const worklist = dynamodbWorklist({ worklist: given.WORKLIST_TABLE, persons: given.PERSONS_TABLE });
const queues = { contacts: given.QUEUE_URL, protocol: given.PROTOCOL_QUEUE_URL };
const { INBOX_TABLE: inboxTable, ATTACHMENTS_BUCKET: attachmentsBucket } = given;

/** Shows staff what waits and every case, and takes what they record; each service lets in its own staff. */
export const handler = answering('desk', async (event, now) => {
  const officer = admittedTo(SERVICE, event);
  const act = actOf(event.routeKey);
  const hmac = hmacWith(await readSecret(given.RECEIPT_SECRET_ID));
  const periods = () => declaredPeriods(LEDGER_TABLE, SERVICE, now.toISOString());
  const kept = { register, worklist, queues, inboxTable, attachmentsBucket };
  return act({ definition, rules: lifeFirst, hmac, periods, officer, now, ...kept }, event);
});
