import { environment } from '../../shared/shell/environment.ts';
import { queueAt } from '../../shared/shell/queues/contacts-queue.ts';
import { hmacOf } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { dynamodbCallBackTurns } from './call-back-turns.ts';
import { handingOnOf } from './hand-on.ts';
import type { RegistrarWork } from './register-contact.ts';

/**
 * What the registrar of a service works with, from its environment (SERVICE, REGISTER_TABLE, ATTACHMENTS_QUEUE_URL,
 * PROTOCOL_QUEUE_URL, CALL_BACKS_TABLE, RECEIPT_SECRET_ID).
 */
export function registrarWork(): RegistrarWork {
  const env = environment(
    'SERVICE',
    'REGISTER_TABLE',
    'ATTACHMENTS_QUEUE_URL',
    'PROTOCOL_QUEUE_URL',
    'CALL_BACKS_TABLE',
    'RECEIPT_SECRET_ID',
  );
  const register = dynamodbRegister(env.REGISTER_TABLE);
  const handingOn = handingOnOf(env.SERVICE, register, {
    attachments: queueAt(env.ATTACHMENTS_QUEUE_URL),
    protocol: queueAt(env.PROTOCOL_QUEUE_URL),
    turns: dynamodbCallBackTurns(env.CALL_BACKS_TABLE),
    hmac: () => hmacOf(env.RECEIPT_SECRET_ID),
    clock: () => new Date(),
  });
  return { register, definition: readService(env.SERVICE), rules: lifeFirst, handingOn };
}
