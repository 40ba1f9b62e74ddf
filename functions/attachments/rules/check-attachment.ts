import { attachmentTypes, maximumAttachmentBytes } from '../../../shared/contracts/attachment.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';

/**
 * Decides whether an uploaded file is attached: it is there, it is not too large, and its content is of an accepted
 * type and of the type it claims. `found` is the type read from the content, `sha256` its digest as hex.
 */
export function checkAttachment(
  attachment: string,
  upload: { bytes: number; claimed: string; found: string | undefined; sha256: string; fileName: string } | undefined,
): Extract<CaseCommand, { type: 'AttachAttachment' | 'RefuseAttachment' }> {
  const refused = (reason: 'missing' | 'too-large' | 'type-not-accepted' | 'type-differs-from-content') =>
    ({ type: 'RefuseAttachment', attachment, reason }) as const;
  if (upload === undefined) return refused('missing');
  const { bytes, claimed, found, sha256, fileName } = upload;
  if (bytes > maximumAttachmentBytes) return refused('too-large');
  if (found === undefined || !attachmentTypes.some((type) => type === found)) return refused('type-not-accepted');
  if (found !== claimed) return refused('type-differs-from-content');
  return {
    type: 'AttachAttachment',
    checked: { attachment, contentType: found, bytes, sha256, personal: { fileName } },
  };
}
