import { kindOfQueue, reasonOfDeath, serviceOfQueue } from '../../shared/core/dead-letters.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logCount } from '../../shared/shell/log.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepDeadLetter } from '../../shared/shell/stores/dead-letters.ts';

const { DEAD_LETTERS_TABLE } = environment('DEAD_LETTERS_TABLE');
const services = readServices().map(({ service }) => service);

/** Keeps each message that its queue gave up on, with the reason, so that it can be mended and brought back. */
export const handler = workingThrough('dead-letter', async ({ messageId, body, attributes, eventSourceARN }, now) => {
  const service = serviceOfQueue(eventSourceARN, services) ?? 'unknown';
  const receives = Number(attributes.ApproximateReceiveCount);
  const queue = eventSourceARN.split(':').at(-1) ?? '';
  await keepDeadLetter(DEAD_LETTERS_TABLE, {
    letterId: messageId,
    service,
    queue,
    reason: reasonOfDeath(body, service, receives, kindOfQueue(queue)),
    receives,
    sentAt: new Date(Number(attributes.SentTimestamp)).toISOString(),
    keptAt: now.toISOString(),
    body,
  });
  logCount('DeadLetter', service);
});
