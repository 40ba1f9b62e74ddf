import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { readOffered } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comingBackTo } from '../../shared/shell/queues/contacts-queue.ts';
import { dropUpload, keepUpload, readUpload } from '../../shared/shell/stores/attachments.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { checkAttachment } from './rules/check-attachment.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'ATTACHMENTS_BUCKET', 'QUEUE_URL');
const register = dynamodbRegister(env.REGISTER_TABLE);
const bucket = env.ATTACHMENTS_BUCKET;

async function checked(attachment: string) {
  const upload = await readUpload(bucket, attachment);
  if (upload === undefined) return checkAttachment(attachment, undefined);
  const { bytes, contentType, fileName } = upload;
  return checkAttachment(attachment, {
    bytes: bytes.byteLength,
    claimed: contentType,
    found: (await fileTypeFromBuffer(bytes))?.mime,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    fileName,
  });
}

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
      const command = await checked(attachment);
      if (command.type === 'AttachAttachment') await keepUpload(bucket, attachment);
      await changeCase({ register, caseId, command, at: now.toISOString() });
      await dropUpload(bucket, attachment);
    }
  },
  comingBackTo(env.QUEUE_URL),
);
