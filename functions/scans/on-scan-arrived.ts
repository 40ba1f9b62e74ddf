import { newObjects } from '../../shared/contracts/object-created.ts';
import { PoisonMessage, secondsUntilRetry } from '../../shared/core/messages.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { declaredEvents } from '../../shared/shell/declared.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comeBackAfter } from '../../shared/shell/queues/contacts-queue.ts';
import { keepContact } from '../../shared/shell/queues/keep-contact.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services.ts';
import { moveArrival, readArrival } from '../../shared/shell/stores/arrivals.ts';
import { keepDocument } from '../../shared/shell/stores/attachments.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { isScan } from './rules/check-scan.ts';
import { takeScan } from './take-scan.ts';

const env = environment('SERVICE', 'SCANS_BUCKET', 'ATTACHMENTS_BUCKET', 'ARRIVED_QUEUE_URL');
const kept = environment('QUEUE_URL', 'INBOX_TABLE', 'LEDGER_TABLE', 'RECEIPT_SECRET_ID');
const service = env.SERVICE;
const definition = readService(service);
const ports: Parameters<typeof takeScan>[1]['ports'] = {
  read: (key, largest, version) => readArrival(env.SCANS_BUCKET, key, largest, version),
  move: moveArrival,
  textLayer: async (bytes) => (await import('./text-layer.ts')).textLayerOf(bytes),
  periods: async () =>
    declaredAt(await declaredEvents(kept.LEDGER_TABLE, service, 60_000), new Date().toISOString()).periods,
  hmac: async () => hmacWith(await readSecret(kept.RECEIPT_SECRET_ID)),
  keepDocument: (document, file) => keepDocument(env.ATTACHMENTS_BUCKET, document, file),
  keepContact: (accepted) =>
    keepContact(
      { service, queueUrl: kept.QUEUE_URL, inboxTable: kept.INBOX_TABLE },
      accepted.code,
      JSON.stringify(accepted),
    ),
};

/** Makes of each scan a contact that waits to be read; what is no scan is set aside, and an alarm says so. */
export const handler = workingThrough(
  'scans',
  async ({ body }) => {
    const objects = newObjects(body);
    if (objects === undefined) throw new PoisonMessage('the body is not a message of S3 on new objects');
    for (const scan of objects.filter(isScan)) {
      const outcome = await takeScan(scan, { definition, rules: lifeFirst, ports });
      logLine({ level: outcome === 'taken' ? 'info' : 'warn', function: 'scans', service, outcome, eTag: scan.eTag });
      if (outcome !== 'taken' && outcome !== 'gone') logCount('ScanRefused', service);
    }
  },
  async ({ receiptHandle, attributes }, error) =>
    comeBackAfter(
      env.ARRIVED_QUEUE_URL,
      receiptHandle,
      secondsUntilRetry(error, Number(attributes.ApproximateReceiveCount), Math.random()),
    ),
);
