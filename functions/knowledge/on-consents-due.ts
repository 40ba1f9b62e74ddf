import { environment } from '../../shared/shell/environment.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbCatalogue } from '../../shared/shell/stores/catalogue.ts';
import { dynamodbContents } from '../../shared/shell/stores/contents.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbFollowUps } from '../../shared/shell/stores/follow-ups.ts';
import { dynamodbReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import { askDue } from './ask-due.ts';
import { followConsents } from './follow-consents.ts';
import { publishedContributions } from './published-contributions.ts';
import { readConsent } from './read-consent.ts';
import { sendDigest, throughQueue } from './send-digest.ts';

const env = environment(
  'SERVICE',
  'CONTENTS_TABLE',
  'CATALOGUE_TABLE',
  'REGISTER_TABLE',
  'FOLLOW_UPS_TABLE',
  'READER_COUNTS_TABLE',
  'MAIL_QUEUE_URL',
  'PORTAL_URL',
);
const register = dynamodbRegister(env.REGISTER_TABLE);
const following = {
  service: env.SERVICE,
  contents: dynamodbContents(env.CONTENTS_TABLE),
  catalogue: dynamodbCatalogue(env.CATALOGUE_TABLE),
  allowsPublication: (caseId: string) => readConsent(register, caseId),
};
const definition = readService(env.SERVICE);
const asking = {
  definition,
  followUps: dynamodbFollowUps(env.FOLLOW_UPS_TABLE),
  mailQueue: env.MAIL_QUEUE_URL,
  portalUrl: env.PORTAL_URL,
};
const telling = {
  ...asking,
  catalogue: following.catalogue,
  counts: dynamodbReaderCounts(env.READER_COUNTS_TABLE, Date.now),
  published: publishedContributions(definition),
  send: throughQueue(env.MAIL_QUEUE_URL),
};

/**
 * Every five minutes: withdraws pages whose citizens allow them no more, asks who agreed sixty days ago whether they got
 * what a guide found, and once a month tells editors and network of it. None waits for another, nor fails with it.
 */
export async function handler(): Promise<void> {
  const now = new Date();
  const outcomes = await Promise.allSettled([
    followConsents(following, now),
    askDue(asking, now),
    sendDigest(telling, now),
  ]);
  const failed = outcomes.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
