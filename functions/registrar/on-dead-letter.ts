import { kindOfQueue, reasonOfDeath } from '../../shared/core/dead-letters.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logCount } from '../../shared/shell/log.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { keepDeadLetter } from '../../shared/shell/stores/dead-letters.ts';

const env = environment('SERVICE', 'DEAD_LETTERS_TABLE', 'DEAD_LETTER_QUEUES');
/** What each dead-letter queue is called in the template, by its name: AWS cuts long names. */
const called = (): Record<string, string> => JSON.parse(env.DEAD_LETTER_QUEUES);

/** Keeps each message that its queue gave up on, with the reason, so that it can be mended and brought back. */
export const handler = workingThrough('dead-letter', async ({ messageId, body, attributes, eventSourceARN }, now) => {
  const service = env.SERVICE;
  const receives = Number(attributes.ApproximateReceiveCount);
  const name = eventSourceARN.split(':').at(-1) ?? '';
  const queue = called()[name] ?? name;
  await keepDeadLetter(env.DEAD_LETTERS_TABLE, {
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
