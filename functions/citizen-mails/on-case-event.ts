import { environment } from '../../shared/shell/environment.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { dynamodbRegister, itemEntry } from '../../shared/shell/stores/dynamodb-register.ts';
import { citizenMails } from './compose-mails.ts';
import { tellCitizens } from './tell-citizens.ts';

const env = environment('REGISTER_TABLE', 'MAIL_QUEUE_URL', 'URGENT_MAIL_QUEUE_URL', 'PORTAL_URL');
const register = dynamodbRegister(env.REGISTER_TABLE);
const mails = citizenMails({ ...serviceFrame(), register, portalUrl: env.PORTAL_URL });
const queues = {
  urgent: (due: readonly string[]) => queueMails(env.URGENT_MAIL_QUEUE_URL, due),
  ordinary: (due: readonly string[]) => queueMails(env.MAIL_QUEUE_URL, due),
};

/** Queues the mails that a change of a case makes due, because sending waits for the account's rate. */
export const handler = followingStream(
  'notifier',
  async (items, now) => tellCitizens({ entries: items.map(itemEntry), mails, queues, now }),
  10,
);
