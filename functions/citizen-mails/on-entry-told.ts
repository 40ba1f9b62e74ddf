import type { AttachmentsOffered, FormalContact } from '../../shared/contracts/handed-on.ts';
import { environment } from '../../shared/shell/environment.ts';
import { comingBackTo, leaveInQueue } from '../../shared/shell/queues/contacts-queue.ts';
import { followingRegister } from '../../shared/shell/queues/followed-queue.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { citizenMails } from './compose-mails.ts';
import { queueAnswers } from './queue-answers.ts';
import { readTold } from './read-told.ts';
import { dynamodbMailCounts } from './take-allowance.ts';
import { tellCitizens } from './tell-citizens.ts';

const env = environment(
  'REGISTER_TABLE',
  'SIGHTINGS_TABLE',
  'FOLLOWED_QUEUE_URL',
  'MAIL_QUEUE_URL',
  'URGENT_MAIL_QUEUE_URL',
  'PORTAL_URL',
  'ANSWERS_QUEUE_URL',
  'PROTOCOL_QUEUE_URL',
  'ATTACHMENTS_QUEUE_URL',
);
const frame = serviceFrame();
const register = dynamodbRegister(env.REGISTER_TABLE);
const counts = dynamodbMailCounts(env.SIGHTINGS_TABLE);
const mails = citizenMails({ ...frame, register, counts, portalUrl: env.PORTAL_URL });
const queues = {
  urgent: (due: readonly string[]) => queueMails(env.URGENT_MAIL_QUEUE_URL, due),
  ordinary: (due: readonly string[]) => queueMails(env.MAIL_QUEUE_URL, due),
};

const answers = {
  service: frame.service,
  register,
  askNumber: (formal: FormalContact) => leaveInQueue(env.PROTOCOL_QUEUE_URL, JSON.stringify(formal), 0),
  checkFiles: (offered: AttachmentsOffered) => leaveInQueue(env.ATTACHMENTS_QUEUE_URL, JSON.stringify(offered), 0),
  leave: (due: string, seconds: number) => leaveInQueue(env.ANSWERS_QUEUE_URL, due, seconds),
};

/**
 * Queues the mails that a change of a case makes due, because sending waits for the account's rate, and answers until
 * they may leave.
 */
export const handler = followingRegister(
  'citizen-mails',
  frame.service,
  async (told, now) => {
    const entries = await readTold(register, told);
    await queueAnswers(entries, answers, now);
    await tellCitizens({ entries, mails, queues, now });
  },
  comingBackTo(env.FOLLOWED_QUEUE_URL),
);
