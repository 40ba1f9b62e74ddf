import { readOffered } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { dropUpload, keepChecked, readKept, readUpload } from '../../shared/shell/stores/attachments.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { settleUpload, type UploadPorts } from './settle-upload.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'ATTACHMENTS_BUCKET', 'QUEUE_URL');
const register = dynamodbRegister(env.REGISTER_TABLE);
const bucket = env.ATTACHMENTS_BUCKET;
const ports: UploadPorts = {
  upload: (attachment) => readUpload(bucket, attachment),
  kept: (attachment) => readKept(bucket, attachment),
  keep: (attachment, file) => keepChecked(bucket, attachment, file),
};

/** Checks each offered attachment by its content before it becomes part of the case; what is settled stays settled. */
export const handler = workingThrough(
  'attachments',
  async ({ body }, now) => {
    const { caseId } = readOffered(body, env.SERVICE);
    const { state } = await readCase(register, caseId);
    if (state.stage === 'none') throw new Error('the register does not know this case');
    const { offered, attached, refused } = state.attachments;
    for (const attachment of new Set(offered)) {
      if (attached.includes(attachment) || refused.includes(attachment)) continue;
      const command = await settleUpload(ports, attachment);
      await changeCase({ register, caseId, command, at: now.toISOString() });
      await dropUpload(bucket, attachment);
    }
  },
  comingBackTo(env.QUEUE_URL),
);
