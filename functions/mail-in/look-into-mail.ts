import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { MailReleased } from '../../shared/contracts/held-mail.ts';
import { newObjects } from '../../shared/contracts/object-created.ts';
import { isMailboxOf } from '../../shared/core/cases/case.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { archiveType, keptType } from './rules/file-kind.ts';
import type { LookedInto } from './rules/mail-acceptance.ts';
import type { NamedCodes } from './rules/named-codes.ts';
import type { MailFile } from './rules/read-mail.ts';

/** SHA-256 (FIPS 180-4) of bytes as 64 hex digits. */
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * A mail to be taken in: where it lies whole, when it arrived (ISO instant), and, for one that was held, why and who
 * let it go on.
 */
export type DueMail = { key: string; arrivedAt: string; released?: Pick<MailReleased, 'by' | 'because'> };

/** What SES leaves in a bucket once when a rule is made: no mail. */
const setupNotice = 'AMAZON_SES_SETUP_NOTIFICATION';

/**
 * The mails that a message of the queue tells of: new ones, or one that was held and released; undefined for any other
 * text.
 */
export function dueMails(message: string): DueMail[] | undefined {
  const objects = newObjects(message);
  if (objects !== undefined) {
    return objects
      .filter(({ key }) => key.startsWith('incoming/') && !key.endsWith(setupNotice))
      .map(({ key, createdAt }) => ({ key, arrivedAt: createdAt }));
  }
  try {
    const released = MailReleased.safeParse(JSON.parse(message));
    if (!released.success) return undefined;
    const { released: key, arrivedAt, by, because } = released.data;
    return [{ key, arrivedAt, released: { by, because } }];
  } catch {
    return undefined;
  }
}

/** Looks into files by their content; archives are told by their first and last bytes and never opened. */
export async function lookIntoFiles(files: readonly MailFile[]): Promise<LookedInto[]> {
  const looked: LookedInto[] = [];
  for (const file of files) {
    const { bytes, declared, fileName } = file;
    // A file that its own format contradicts is no reason to lose the mail.
    const found = archiveType(bytes) ?? (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime;
    looked.push({ file, type: keptType(declared, fileName, found), sha256: digestOf(bytes) });
  }
  return looked;
}

/**
 * The case that a mail certainly belongs to: the one whose signed reply address it was sent to, or the first it names
 * whose citizen it comes from (`sender`, undefined where nobody vouches for it). A code alone is not enough: whoever
 * has read it could write it.
 */
export async function caseOfMail(
  register: Register,
  { held, named }: NamedCodes,
  sender: string | undefined,
): Promise<string | undefined> {
  if (held !== undefined || sender === undefined) return held;
  for (const code of named) {
    const { state } = await readCase(register, code);
    if (isMailboxOf(state, sender)) return code;
  }
  return undefined;
}
