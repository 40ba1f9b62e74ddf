import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { Danger } from '../../shared/core/danger/danger.ts';
import { worstOf } from '../../shared/core/danger/hear-danger.ts';
import { present } from '../../shared/core/present.ts';
import type { StoredFile } from '../../shared/shell/stores/attachments.ts';
import { checkAttachment } from './rules/check-attachment.ts';

async function judged(attachment: string, file: StoredFile | undefined) {
  if (file === undefined) return checkAttachment(attachment, undefined);
  const { bytes, contentType, fileName } = file;
  return checkAttachment(attachment, {
    bytes: bytes.byteLength,
    claimed: contentType,
    // A file that its own format contradicts is of no type that is accepted.
    found: (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    fileName,
  });
}

/** Where uploads lie and where files are kept. */
export type UploadPorts = {
  upload(attachment: string): Promise<StoredFile | undefined>;
  kept(attachment: string): Promise<StoredFile | undefined>;
  /** Keeps a file once; tells whether one was kept before, which then stays. */
  keep(attachment: string, file: StoredFile): Promise<'kept' | 'there'>;
  /** What danger to life the text of a PDF tells of. */
  hear(bytes: Uint8Array): Promise<Danger>;
};

/**
 * Checks one upload and, where it is what it says, keeps the very bytes that were checked. An upload that another try
 * has kept already is told from what is kept, whatever lies in its place now.
 */
export async function settleUpload(
  { upload, kept, keep, hear }: UploadPorts,
  attachment: string,
): Promise<ReturnType<typeof checkAttachment>> {
  const file = await upload(attachment);
  const command = await judged(attachment, file);
  if (command.type !== 'AttachAttachment' || file === undefined) return command;
  if ((await keep(attachment, file)) === 'kept') return heard(command, file, hear);
  const before = await kept(attachment);
  return heard(await judged(attachment, before), before, hear);
}

/** The command with what is heard in the text of a file that is attached. */
async function heard(
  command: ReturnType<typeof checkAttachment>,
  file: StoredFile | undefined,
  hear: UploadPorts['hear'],
): Promise<ReturnType<typeof checkAttachment>> {
  if (file === undefined || command.type !== 'AttachAttachment') return command;
  const { checked } = command;
  if (checked.contentType !== 'application/pdf') return command;
  const danger = worstOf([await hear(file.bytes)]);
  return { ...command, checked: { ...checked, personal: { ...checked.personal, ...present({ danger }) } } };
}
