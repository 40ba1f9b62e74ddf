import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { readOffered, secondsUntilRetry } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { workingThrough } from '../../shared/shell/queues/batch.ts';
import { comeBackAfter } from '../../shared/shell/queues/contacts-queue.ts';
import { dropUpload, keepUpload, readUpload } from '../../shared/shell/stores/attachments.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { checkAttachment } from './rules/check-attachment.ts';

const { SERVICE, REGISTER_TABLE, ATTACHMENTS_BUCKET, QUEUE_URL } = environment(
  'SERVICE',
  'REGISTER_TABLE',
  'ATTACHMENTS_BUCKET',
  'QUEUE_URL',
);
const register = dynamodbRegister(REGISTER_TABLE);

async function checked(attachment: string) {
  const upload = await readUpload(ATTACHMENTS_BUCKET, attachment);
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
    const { caseId } = readOffered(body, SERVICE);
    const { state } = await readCase(register, caseId);
    if (state.stage === 'none') throw new Error('the register does not know this case');
    const { offered, attached, refused } = state.attachments;
    for (const attachment of new Set(offered)) {
      if (attached.includes(attachment) || refused.includes(attachment)) continue;
      const command = await checked(attachment);
      if (command.type === 'AttachAttachment') await keepUpload(ATTACHMENTS_BUCKET, attachment);
      await changeCase({ register, caseId, command, at: now.toISOString(), salt: randomHex, sha256 });
      await dropUpload(ATTACHMENTS_BUCKET, attachment);
    }
  },
  async ({ receiptHandle, attributes }, error) =>
    comeBackAfter(
      QUEUE_URL,
      receiptHandle,
      secondsUntilRetry(error, Number(attributes.ApproximateReceiveCount), Math.random()),
    ),
);
