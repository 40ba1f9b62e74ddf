import { PoisonMessage } from '../../shared/core/failed-message.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comingBackTo, queueAt } from '../../shared/shell/queues/contacts-queue.ts';
import { contactQueues } from '../../shared/shell/queues/keep-contact.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { readArrival } from '../../shared/shell/stores/arrivals.ts';
import { keepDocument } from '../../shared/shell/stores/attachments.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { dynamodbAnswersGiven } from './answers-an-hour.ts';
import { dynamodbHeldMails } from './held-mails.ts';
import { dueMails } from './look-into-mail.ts';
import { type MailWork, takeInMail } from './take-in-mail.ts';

const env = environment(
  'MAIL_BUCKET',
  'ATTACHMENTS_BUCKET',
  'REGISTER_TABLE',
  'HELD_TABLE',
  'ARRIVED_QUEUE_URL',
  'ANSWERS_QUEUE_URL',
);
const frame = serviceFrame();
const work: MailWork = {
  ...frame,
  rules: lifeFirst,
  register: dynamodbRegister(env.REGISTER_TABLE),
  readTextLayer: async (bytes, limits) => (await import('../../shared/shell/text-layer.ts')).textLayerOf(bytes, limits),
  queues: contactQueues(frame.service),
  answers: queueAt(env.ANSWERS_QUEUE_URL),
  readMail: (key, largest) => readArrival(env.MAIL_BUCKET, key, largest),
  keepDocument: (document, file) => keepDocument(env.ATTACHMENTS_BUCKET, document, file),
  held: dynamodbHeldMails(env.HELD_TABLE),
  given: dynamodbAnswersGiven(env.HELD_TABLE),
};

/** Takes in each mail that has arrived, and each that somebody of the staff has released. */
export const handler = workingThrough(
  'mail-in',
  async ({ body }, now) => {
    const mails = dueMails(body);
    if (mails === undefined) throw new PoisonMessage('the body tells neither of new objects nor of a released mail');
    for (const mail of mails) await takeInMail(work, mail, now);
  },
  comingBackTo(env.ARRIVED_QUEUE_URL),
);
