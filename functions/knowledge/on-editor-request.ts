import { openQuakesOf } from '../../shared/core/posture/episodes.ts';
import type { Staff } from '../../shared/core/staff.ts';
import { mayAct } from '../../shared/core/staff-acts.ts';
import { environment } from '../../shared/shell/environment.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { admit, isWriting } from '../../shared/shell/http/staff.ts';
import { hmacOf } from '../../shared/shell/secrets.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { dynamodbCatalogue } from '../../shared/shell/stores/catalogue.ts';
import { dynamodbContents } from '../../shared/shell/stores/contents.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { readProposals } from '../../shared/shell/stores/proposals.ts';
import { dynamodbReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import { actOnContent, contentNamed, showContent } from './act-on-content.ts';
import { answerAdministration } from './answer-administration.ts';
import { type EditorsRoom, isUrgent } from './content-work.ts';
import { mailEntryLink } from './mail-entry-link.ts';
import { mailPracticeAuthor } from './mail-practice-author.ts';
import { readConsent } from './read-consent.ts';
import { contentsView } from './rules/content-view.ts';
import { readerCountsView } from './rules/reader-counts.ts';
import { takePractice } from './take-practice.ts';

const env = environment(
  'SERVICE',
  'CONTENTS_TABLE',
  'CATALOGUE_TABLE',
  'LEDGER_TABLE',
  'PROPOSALS_TABLE',
  'REGISTER_TABLE',
  'READER_COUNTS_TABLE',
  'RECEIPT_SECRET_ID',
  'MAIL_QUEUE_URL',
  'PORTAL_URL',
);
const hmac = () => hmacOf(env.RECEIPT_SECRET_ID);
const mailing = { hmac, mailQueue: env.MAIL_QUEUE_URL, portalUrl: env.PORTAL_URL };
const counts = dynamodbReaderCounts(env.READER_COUNTS_TABLE, Date.now);
const register = dynamodbRegister(env.REGISTER_TABLE);
const work = {
  definition: readService(env.SERVICE),
  contents: dynamodbContents(env.CONTENTS_TABLE),
  catalogue: dynamodbCatalogue(env.CATALOGUE_TABLE),
  allowsPublication: (caseId: string) => readConsent(register, caseId),
  ledger: async () => (await readLedger(env.LEDGER_TABLE, env.SERVICE)).map(({ event }) => event),
  quakeProposed: async () => openQuakesOf((await readProposals(env.PROPOSALS_TABLE, env.SERVICE)).state).length > 0,
};

/** Whoever may write or publish, or may in an urgent hour; what exactly is asked is judged by act-on-content. */
const entersRoom = (staff: Staff) =>
  mayAct(staff, 'write-article') || mayAct(staff, 'publish-article') || staff.roles.dutyOfficer;
/** An operator comes in to propose, and sees nothing of the room but that. */
const proposes = (staff: Staff) => entersRoom(staff) || mayAct(staff, 'propose-article');

/**
 * Shows editors every content with its state and history, and does what they ask of one; shows an administration what
 * its link opens.
 */
export const handler = answering(
  'knowledge',
  async (event, now) => {
    if (event.routeKey.endsWith('/practices')) return takePractice({ ...work, hmac, now }, event);
    if (event.routeKey.endsWith('/network-entries')) return answerAdministration({ ...work, hmac, now }, event);
    const may = isWriting(event) ? proposes : entersRoom;
    const staff = admit(event, { function: 'knowledge', service: env.SERVICE, may });
    const mailLink: EditorsRoom['mailLink'] = (link) => mailEntryLink(mailing, work.definition, link, now);
    const tellAuthor: EditorsRoom['tellAuthor'] = (one) => mailPracticeAuthor(mailing, work.definition, one, now);
    const room: EditorsRoom = { ...work, ...staff, mailLink, tellAuthor, now };
    if (isWriting(event)) return actOnContent(room, event);
    if (event.routeKey.endsWith('/contents')) {
      const [listed, counted] = await Promise.all([work.catalogue.all(), counts.all()]);
      const told = { now: now.toISOString(), oneSuffices: await isUrgent(room) };
      const view = contentsView(env.SERVICE, listed, told);
      return { status: 200, body: { ...view, readers: readerCountsView(counted) } };
    }
    return showContent(room, contentNamed(event));
  },
  async (problem, name, language) =>
    (await import('./pages.ts')).pageOfProblem(work.definition, language, problem, name),
);
