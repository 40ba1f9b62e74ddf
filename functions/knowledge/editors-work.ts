import { openQuakesOf } from '../../shared/core/posture/episodes.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacOf } from '../../shared/shell/secrets.ts';
import { readServiceContent } from '../../shared/shell/services/service-content.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbCatalogue } from '../../shared/shell/stores/catalogue.ts';
import { dynamodbContentDrafts } from '../../shared/shell/stores/content-drafts.ts';
import { dynamodbContents } from '../../shared/shell/stores/contents.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { readProposals } from '../../shared/shell/stores/proposals.ts';
import { dynamodbReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import type { EditorsRoom } from './content-work.ts';
import { mailEntryLink } from './mail-entry-link.ts';
import { mailPracticeAuthor } from './mail-practice-author.ts';
import { readConsent } from './read-consent.ts';

// What on-editor-request works with, from the environment of its function.

const env = environment(
  'SERVICE',
  'CONTENTS_TABLE',
  'CATALOGUE_TABLE',
  'CONTENT_DRAFTS_TABLE',
  'LEDGER_TABLE',
  'PROPOSALS_TABLE',
  'REGISTER_TABLE',
  'READER_COUNTS_TABLE',
  'RECEIPT_SECRET_ID',
  'MAIL_QUEUE_URL',
  'PORTAL_URL',
);
/** The keyed hash of receipts and links. */
export const hmac = () => hmacOf(env.RECEIPT_SECRET_ID);
const mailing = { hmac, mailQueue: env.MAIL_QUEUE_URL, portalUrl: env.PORTAL_URL };
/** What readers did, counted. */
export const counts = dynamodbReaderCounts(env.READER_COUNTS_TABLE, Date.now);
const register = dynamodbRegister(env.REGISTER_TABLE);
/** The service, its contents, and what an urgent hour is judged by. */
export const work = {
  definition: readService(env.SERVICE),
  contents: dynamodbContents(env.CONTENTS_TABLE),
  catalogue: dynamodbCatalogue(env.CATALOGUE_TABLE),
  drafts: dynamodbContentDrafts(env.CONTENT_DRAFTS_TABLE),
  themes: readServiceContent(env.SERVICE).themes,
  allowsPublication: (caseId: string) => readConsent(register, caseId),
  ledger: async () => (await readLedger(env.LEDGER_TABLE, env.SERVICE)).map(({ event }) => event),
  quakeProposed: async () => openQuakesOf((await readProposals(env.PROPOSALS_TABLE, env.SERVICE)).state).length > 0,
};

/** The mails of the room at an instant: an administration's link, and what became of a practice. */
export const mailsAt = (now: Date): Required<Pick<EditorsRoom, 'mailLink' | 'tellAuthor'>> => ({
  mailLink: (link) => mailEntryLink(mailing, work.definition, link, now),
  tellAuthor: (one) => mailPracticeAuthor(mailing, work.definition, one, now),
});
