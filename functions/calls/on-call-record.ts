import { maximumRecordsBytes } from '../../shared/contracts/call-record.ts';
import { declaredPeriods } from '../../shared/shell/declared.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { rawBody } from '../../shared/shell/http/body.ts';
import { logLine } from '../../shared/shell/log.ts';
import { keepContacts } from '../../shared/shell/queues/keep-contact.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services.ts';
import { noteWaits } from '../../shared/shell/stores/waits.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { believedSource } from './call-keys.ts';
import { deliveryOf, recordsIn } from './read-request.ts';
import { acceptCall, waitsOf } from './rules/accept-call.ts';

const { SERVICE, QUEUE_URL, INBOX_TABLE, LEDGER_TABLE, RECEIPT_SECRET_ID, CALL_KEYS_SECRET_ID, WAITS_TABLE } =
  environment(
    'SERVICE',
    'QUEUE_URL',
    'INBOX_TABLE',
    'LEDGER_TABLE',
    'RECEIPT_SECRET_ID',
    'CALL_KEYS_SECRET_ID',
    'WAITS_TABLE',
  );
const definition = readService(SERVICE);
const place = { service: SERVICE, queueUrl: QUEUE_URL, inboxTable: INBOX_TABLE };
// Asked while the container starts; a failure is asked again below.
readSecret(RECEIPT_SECRET_ID).catch(() => undefined);

/** Takes in what telephone exchanges tell of calls: 202 with the code of each call once every record is durably kept. */
export const handler = answering('calls', async (event, now) => {
  const bytes = rawBody(event, maximumRecordsBytes);
  const name = event.pathParameters?.['source'] ?? event.headers['sportello-source'] ?? '';
  const request = { headers: event.headers, body: bytes };
  const { adapter, timeZone } = await believedSource(CALL_KEYS_SECRET_ID, SERVICE, name, request, now);
  const exchange = { source: name, timeZone, now: now.toISOString() };
  const { records, passedOver } = recordsIn(event, bytes, adapter, exchange);
  const periods = await declaredPeriods(LEDGER_TABLE, SERVICE, exchange.now);
  const hmac = hmacWith(await readSecret(RECEIPT_SECRET_ID));
  const accepted = records.map((record) =>
    acceptCall({ record, source: name, definition, rules: lifeFirst, periods, hmac }),
  );
  await keepContacts(
    place,
    accepted.map((each) => ({ code: each.code, message: JSON.stringify(each) })),
  );
  await noteWaits(WAITS_TABLE, SERVICE, waitsOf(accepted), now.getTime());
  const calls = new Map(accepted.map(({ code, call }) => [code, { code, externalId: call.externalId }]));
  const counts = { records: accepted.length, calls: calls.size, passedOver };
  logLine({ level: 'info', function: 'calls', source: name, delivery: deliveryOf(bytes, hmac), ...counts });
  return { status: 202, body: { calls: [...calls.values()] } };
});
