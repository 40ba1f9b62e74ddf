import { noDanger } from '../../shared/core/danger/danger.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { readOffered } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { dropUpload, keepChecked, readKept, readUpload } from '../../shared/shell/stores/attachments.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { type OfferedWork, settleOffered } from './settle-offered.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'ATTACHMENTS_BUCKET', 'QUEUE_URL');
const bucket = env.ATTACHMENTS_BUCKET;
/** Five hostile PDFs of one contact leave a third of the function's time. */
const limits = { milliseconds: 4000, memoryBytes: 400_000_000 };
const work: OfferedWork = {
  register: dynamodbRegister(env.REGISTER_TABLE),
  uploads: {
    upload: (attachment) => readUpload(bucket, attachment),
    kept: (attachment) => readKept(bucket, attachment),
    keep: (attachment, file) => keepChecked(bucket, attachment, file),
    drop: (attachment) => dropUpload(bucket, attachment),
    hear: async (bytes) => {
      const layer = await (await import('../../shared/shell/text-layer.ts')).textLayerOf(bytes, limits);
      return layer === undefined ? noDanger : hearDanger(layer.text, lifeFirst);
    },
  },
};

/** Checks each offered attachment by its content before it becomes part of the case; what is settled stays settled. */
export const handler = workingThrough(
  'attachments',
  ({ body }, now) => settleOffered(work, readOffered(body, env.SERVICE).caseId, now),
  comingBackTo(env.QUEUE_URL),
);
