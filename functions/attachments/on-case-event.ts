import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { openEntry } from '../../shared/core/chain.ts';
import { dropUpload, keepUpload, readUpload } from '../../shared/shell/attachments.ts';
import { followingStream } from '../../shared/shell/batch.ts';
import { changeCase } from '../../shared/shell/case-file.ts';
import { dynamodbRegister, itemEntry } from '../../shared/shell/dynamodb-register.ts';
import { environment } from '../../shared/shell/environment.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { checkAttachment } from './attachment-check.ts';

const { REGISTER_TABLE, ATTACHMENTS_BUCKET } = environment('REGISTER_TABLE', 'ATTACHMENTS_BUCKET');
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

/** Checks each offered attachment by its content before it becomes part of the case. */
export const handler = followingStream('attachments', async (items, now) => {
  for (const entry of items.map((item) => itemEntry(item as Parameters<typeof itemEntry>[0]))) {
    for (const event of openEntry(entry)) {
      if (event.type !== 'ContactReceived') continue;
      for (const attachment of event.attachments) {
        const command = await checked(attachment);
        if (command.type === 'AttachAttachment') await keepUpload(ATTACHMENTS_BUCKET, attachment);
        await changeCase({ register, caseId: entry.caseId, command, at: now.toISOString(), salt: randomHex, sha256 });
        await dropUpload(ATTACHMENTS_BUCKET, attachment);
      }
    }
  }
});
