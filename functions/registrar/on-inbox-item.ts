import { readAccepted } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { followingStream } from '../../shared/shell/queues/batch.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { clearFromInbox } from '../../shared/shell/stores/inbox.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { handingOnOf } from './hand-on.ts';
import { registerContact } from './register-contact.ts';

const { SERVICE, REGISTER_TABLE, INBOX_TABLE } = environment('SERVICE', 'REGISTER_TABLE', 'INBOX_TABLE');
const definition = readService(SERVICE);
const register = dynamodbRegister(REGISTER_TABLE);
const handingOn = handingOnOf(SERVICE, register);

/** Registers what intake left in the inbox while the queue refused, then clears it from there. */
export const handler = followingStream('registrar-inbox', async (items, now) => {
  for (const item of items) {
    const accepted = readAccepted(item['message']?.S ?? '', SERVICE);
    await registerContact({ register, accepted, definition, rules: lifeFirst, now, handingOn });
    await clearFromInbox(INBOX_TABLE, item['caseId']?.S ?? accepted.code);
  }
});
