import { answerCount } from '../../shared/core/cases/answered-calls.ts';
import { wasMissed } from '../../shared/core/cases/call.ts';
import { readAccepted } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logCount } from '../../shared/shell/log.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { registerContact } from './register-contact.ts';
import { registrarWork } from './registrar-work.ts';

const work = registrarWork();
const { service } = work.definition;

/** Registers each accepted contact once: a redelivery meets its own first entry and is done. */
export const handler = workingThrough(
  'registrar',
  async ({ body }, now) => {
    const accepted = readAccepted(body, service);
    await registerContact({ ...work, accepted, now });
    // For the alarm on the answer rate: a record that is told again may count again.
    const counts = answerCount(accepted.call);
    if (counts !== undefined) logCount(counts, service);
    // Nobody can be called back who withholds their number: they are counted, and stand on no list.
    if (wasMissed(accepted.call) && accepted.contact.phone === undefined) logCount('MissedWithoutNumber', service);
  },
  comingBackTo(environment('QUEUE_URL').QUEUE_URL),
);
