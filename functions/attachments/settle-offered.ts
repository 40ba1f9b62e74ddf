import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { settleUpload, type UploadPorts } from './settle-upload.ts';

/** Where uploads lie, where files are kept, and the register that tells of both. */
export type OfferedWork = { register: Register; uploads: UploadPorts & { drop(attachment: string): Promise<void> } };

/** What was erased has no files any more, and gets none: that one was not looked at yet keeps nothing of it. */
const gone = (attachment: string) => ({ type: 'RefuseAttachment', attachment, reason: 'missing' }) as const;

/**
 * Checks each attachment that a case was offered, by its content, before it becomes part of the case; what is settled
 * stays settled, and the upload goes last. Throws where the register does not know the case yet.
 */
export async function settleOffered({ register, uploads }: OfferedWork, caseId: string, now: Date): Promise<void> {
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') throw new Error('the register does not know this case');
  const { offered, attached, refused } = state.attachments;
  for (const attachment of new Set(offered)) {
    if (!attached.includes(attachment) && !refused.includes(attachment)) {
      const command = state.erased ? gone(attachment) : await settleUpload(uploads, attachment);
      await changeCase({ register, caseId, command, at: now.toISOString() });
    }
    // Also of one that was settled before: whoever settled it may have died before this.
    await uploads.drop(attachment);
  }
}
