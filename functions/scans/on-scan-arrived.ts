import { newObjects } from '../../shared/contracts/object-created.ts';
import { PoisonMessage } from '../../shared/core/failed-message.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { contactQueues, keepContact } from '../../shared/shell/queues/keep-contact.ts';
import { declaredEvents } from '../../shared/shell/services/declared.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { moveArrival, readArrival } from '../../shared/shell/stores/arrivals.ts';
import { keepDocument } from '../../shared/shell/stores/attachments.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { isScan } from './rules/check-scan.ts';
import { type ScanPorts, takeScan } from './take-scan.ts';

const env = environment('SCANS_BUCKET', 'ATTACHMENTS_BUCKET', 'ARRIVED_QUEUE_URL');
const { service, definition, ledgerTable, hmac } = serviceFrame();
const queues = contactQueues(service);
const ports: ScanPorts = {
  read: (key, largest, version) => readArrival(env.SCANS_BUCKET, key, largest, version),
  move: moveArrival,
  textLayer: async (bytes) => (await import('../../shared/shell/text-layer.ts')).textLayerOf(bytes),
  // Paper is weeks old when it comes: hours that are a minute old are new enough for its promise.
  periods: async () => declaredAt(await declaredEvents(ledgerTable, service, 60_000), new Date().toISOString()).periods,
  hmac,
  keepDocument: (document, file) => keepDocument(env.ATTACHMENTS_BUCKET, document, file),
  keepContact: (accepted) => keepContact(queues, accepted.code, JSON.stringify(accepted)),
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
  comingBackTo(env.ARRIVED_QUEUE_URL),
);
