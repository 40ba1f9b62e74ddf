import { environment } from '../../shared/shell/environment.ts';
import { queueAt } from '../../shared/shell/queues/contacts-queue.ts';
import { contactQueues } from '../../shared/shell/queues/keep-contact.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import { readAnswerTemplates, readRehearsedCases } from '../../shared/shell/services/services.ts';
import { readKept, uploadedBytes } from '../../shared/shell/stores/attachments.ts';
import { dynamodbDrafts } from '../../shared/shell/stores/drafts.ts';
import { dynamodbProtocol } from '../../shared/shell/stores/dynamodb-protocol.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbJudgedCounts } from '../../shared/shell/stores/judged-danger.ts';
import { dynamodbReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import { dynamodbReads } from '../../shared/shell/stores/reads.ts';
import { dynamodbReserve } from '../../shared/shell/stores/reserve.ts';
import { dynamodbReserveAsks } from '../../shared/shell/stores/reserve-asks.ts';
import { s3SegmentObjects } from '../../shared/shell/stores/segment-objects.ts';
import { segmentedFinder } from '../../shared/shell/stores/segmented-finder.ts';
import { dynamodbShifts } from '../../shared/shell/stores/shifts.ts';
import { dynamodbWorklist } from '../../shared/shell/stores/worklist.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';

const env = environment(
  'WORKLIST_TABLE',
  'PERSONS_TABLE',
  'REGISTER_TABLE',
  'ATTACHMENTS_BUCKET',
  'PROTOCOL_QUEUE_URL',
  'ANSWERS_QUEUE_URL',
  'JUDGED_TABLE',
  'DRAFTS_TABLE',
  'SHIFTS_TABLE',
  'READS_TABLE',
  'READER_COUNTS_TABLE',
  'PROTOCOL_TABLE',
  'WORDS_BUCKET',
);
/** What the desk of one service works with, whoever asks: made once, from the variables of its function. */
export const deskWork = (frame: ServiceFrame) => ({
  definition: frame.definition,
  rules: lifeFirst,
  register: dynamodbRegister(env.REGISTER_TABLE),
  worklist: dynamodbWorklist({ worklist: env.WORKLIST_TABLE, persons: env.PERSONS_TABLE }),
  finder: segmentedFinder(s3SegmentObjects(env.WORDS_BUCKET)),
  protocol: dynamodbProtocol(env.PROTOCOL_TABLE),
  contacts: contactQueues(frame.service),
  protocolQueue: queueAt(env.PROTOCOL_QUEUE_URL),
  answersQueue: queueAt(env.ANSWERS_QUEUE_URL),
  judgedCounts: dynamodbJudgedCounts(env.JUDGED_TABLE, frame.service),
  attachmentsBucket: env.ATTACHMENTS_BUCKET,
  uploads: {
    bytesOf: (upload: string) => uploadedBytes(env.ATTACHMENTS_BUCKET, upload),
    kept: async (file: string) => (await readKept(env.ATTACHMENTS_BUCKET, file))?.bytes,
  },
  templates: readAnswerTemplates(frame.service),
  training: readRehearsedCases(frame.service),
  drafts: dynamodbDrafts(env.DRAFTS_TABLE),
  shifts: dynamodbShifts(env.SHIFTS_TABLE),
  reserve: dynamodbReserve(env.SHIFTS_TABLE),
  reserveAsks: dynamodbReserveAsks(env.SHIFTS_TABLE),
  reads: dynamodbReads(env.READS_TABLE),
  readerCounts: dynamodbReaderCounts(env.READER_COUNTS_TABLE, Date.now),
});
