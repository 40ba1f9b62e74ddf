import { answerCount } from '../../shared/core/cases/answered-calls.ts';
import { readAccepted, secondsUntilRetry } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logCount } from '../../shared/shell/log.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comeBackAfter } from '../../shared/shell/queues/contacts-queue.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { handingOnOf } from './hand-on.ts';
import { registerContact } from './register-contact.ts';

const { SERVICE, REGISTER_TABLE, QUEUE_URL } = environment('SERVICE', 'REGISTER_TABLE', 'QUEUE_URL');
const definition = readService(SERVICE);
const register = dynamodbRegister(REGISTER_TABLE);
const handingOn = handingOnOf(SERVICE, register);

/** Registers each accepted contact once: a redelivery meets its own first entry and is done. */
export const handler = workingThrough(
  'registrar',
  async ({ body }, now) => {
    const accepted = readAccepted(body, SERVICE);
    await registerContact({ register, accepted, definition, rules: lifeFirst, now, handingOn });
    // For the alarm on the answer rate: a record that is told again may count again.
    const counts = answerCount(accepted.call);
    if (counts !== undefined) logCount(counts, SERVICE);
  },
  async ({ receiptHandle, attributes }, error) =>
    comeBackAfter(
      QUEUE_URL,
      receiptHandle,
      secondsUntilRetry(error, Number(attributes.ApproximateReceiveCount), Math.random()),
    ),
);
