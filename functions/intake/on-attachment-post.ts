import { AttachmentAsked } from '../../shared/contracts/attachment.ts';
import { maximumBodyBytes } from '../../shared/contracts/contact.ts';
import { environment } from '../../shared/shell/environment.ts';
import { randomHex } from '../../shared/shell/hashing.ts';
import { answering, callerLanguage } from '../../shared/shell/http/answering.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { presignUpload } from '../../shared/shell/stores/attachments.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { type Issue, mendAll } from '../../shared/texts/mend.ts';

const { ATTACHMENTS_BUCKET } = environment('SERVICE', 'ATTACHMENTS_BUCKET');

/** Gives a place to upload one attachment to: bound to its type and size, and only for ten minutes. */
export const handler = answering('attachment', async (event) => {
  const { content } = readBody(event, maximumBodyBytes);
  const asked = AttachmentAsked.safeParse(content);
  if (!asked.success) {
    const errors = mendAll(asked.error.issues as Issue[], content, await textsIn(callerLanguage(event)));
    throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
  }
  const attachmentId = randomHex();
  return {
    status: 201,
    body: { attachmentId, ...(await presignUpload(ATTACHMENTS_BUCKET, attachmentId, asked.data)) },
  };
});
