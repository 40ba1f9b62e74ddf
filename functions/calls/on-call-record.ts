import { maximumRecordsBytes } from '../../shared/contracts/call-record.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { rawBody } from '../../shared/shell/http/body.ts';
import { logLine } from '../../shared/shell/log.ts';
import { contactQueues, keepContacts } from '../../shared/shell/queues/keep-contact.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { noteWaits } from '../../shared/shell/stores/waits.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { believedSource } from './call-keys.ts';
import { deliveryOf, recordsIn } from './read-request.ts';
import { acceptCall, waitsOf } from './rules/accept-call.ts';

const env = environment('CALL_KEYS_SECRET_ID', 'WAITS_TABLE');
const frame = serviceFrame();
const { service, definition } = frame;
const queues = contactQueues(service);

/**
 * Takes in what telephone exchanges tell of calls: 202 with the code of each call once every record is durably kept.
 */
export const handler = answering('calls', async (event, now) => {
  const bytes = rawBody(event, maximumRecordsBytes);
  const source = event.pathParameters?.['source'] ?? event.headers['sportello-source'] ?? '';
  const request = { headers: event.headers, body: bytes };
  const { adapter, timeZone } = await believedSource(env.CALL_KEYS_SECRET_ID, service, source, request, now);
  const { records, passedOver } = recordsIn(event, bytes, adapter, { source, timeZone, now: now.toISOString() });
  const periods = await frame.periods(now);
  const hmac = await frame.hmac();
  const accepted = records.map((record) => acceptCall({ record, source, definition, rules: lifeFirst, periods, hmac }));
  await keepContacts(
    queues,
    accepted.map((each) => ({ code: each.code, message: JSON.stringify(each) })),
  );
  await noteWaits(env.WAITS_TABLE, service, waitsOf(accepted), now.getTime());
  const calls = new Map(accepted.map(({ code, call }) => [code, { code, externalId: call.externalId }]));
  const counts = { records: accepted.length, calls: calls.size, passedOver };
  logLine({ level: 'info', function: 'calls', source, delivery: deliveryOf(bytes, hmac), ...counts });
  return { status: 202, body: { calls: [...calls.values()] } };
});
