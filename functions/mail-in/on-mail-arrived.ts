import { PoisonMessage, secondsUntilRetry } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comeBackAfter } from '../../shared/shell/queues/contacts-queue.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { dueMails } from './look-into-mail.ts';
import { type MailPlace, takeInMail } from './take-in-mail.ts';

const env = environment(
  'SERVICE',
  'MAIL_BUCKET',
  'ATTACHMENTS_BUCKET',
  'QUEUE_URL',
  'INBOX_TABLE',
  'LEDGER_TABLE',
  'REGISTER_TABLE',
  'RECEIPT_SECRET_ID',
  'HELD_TABLE',
  'ARRIVED_QUEUE_URL',
);
const place: MailPlace = {
  definition: readService(env.SERVICE),
  rules: lifeFirst,
  register: dynamodbRegister(env.REGISTER_TABLE),
  mailBucket: env.MAIL_BUCKET,
  attachmentsBucket: env.ATTACHMENTS_BUCKET,
  queueUrl: env.QUEUE_URL,
  inboxTable: env.INBOX_TABLE,
  ledgerTable: env.LEDGER_TABLE,
  heldTable: env.HELD_TABLE,
  secretId: env.RECEIPT_SECRET_ID,
};

/** Takes in each mail that has arrived, and each that somebody of the staff has released. */
export const handler = workingThrough(
  'mail-in',
  async ({ body }, now) => {
    const due = dueMails(body);
    if (due === undefined) throw new PoisonMessage('the body tells neither of new objects nor of a released mail');
    for (const mail of due) await takeInMail(place, mail, now);
  },
  async ({ receiptHandle, attributes }, error) =>
    comeBackAfter(
      env.ARRIVED_QUEUE_URL,
      receiptHandle,
      secondsUntilRetry(error, Number(attributes.ApproximateReceiveCount), Math.random()),
    ),
);
