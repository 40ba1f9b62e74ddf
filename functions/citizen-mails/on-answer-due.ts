import type { FormalContact } from '../../shared/contracts/handed-on.ts';
import { readAnswerNews } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comingBackTo, leaveInQueue } from '../../shared/shell/queues/contacts-queue.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { citizenMails } from './compose-mails.ts';
import { type AnsweringWork, settleAnswer } from './settle-answer.ts';

const env = environment(
  'REGISTER_TABLE',
  'MAIL_QUEUE_URL',
  'URGENT_MAIL_QUEUE_URL',
  'PORTAL_URL',
  'ANSWERS_QUEUE_URL',
  'PROTOCOL_QUEUE_URL',
  'ATTACHMENTS_BUCKET',
);
const frame = serviceFrame();
const register = dynamodbRegister(env.REGISTER_TABLE);
const work: AnsweringWork = {
  service: frame.service,
  register,
  mails: citizenMails({
    ...frame,
    register,
    portalUrl: env.PORTAL_URL,
    answersQueue: env.ANSWERS_QUEUE_URL,
    filesBucket: env.ATTACHMENTS_BUCKET,
  }),
  queues: {
    urgent: (due) => queueMails(env.URGENT_MAIL_QUEUE_URL, due),
    ordinary: (due) => queueMails(env.MAIL_QUEUE_URL, due),
  },
  askNumber: (formal: FormalContact) => leaveInQueue(env.PROTOCOL_QUEUE_URL, JSON.stringify(formal), 0),
  again: (news, seconds) => leaveInQueue(env.ANSWERS_QUEUE_URL, JSON.stringify(news), seconds),
};

/** Lets each answer leave once its time has come and nobody withheld it, and takes news of those that came back. */
export const handler = workingThrough(
  'answers',
  ({ body }, now) => settleAnswer(work, readAnswerNews(body, frame.service), now),
  comingBackTo(env.ANSWERS_QUEUE_URL),
);
