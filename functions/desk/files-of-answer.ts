import type { CaseActBody } from '../../shared/contracts/case-act.ts';
import { maximumFilesBytes } from '../../shared/contracts/mail.ts';
import type { KnownCase } from '../../shared/core/cases/case.ts';
import type { Desk } from './desk.ts';
import type { Wrong } from './rules/recorded-contact.ts';

// Called by case-acts for an answer with files, before it is given: what is too much is said while somebody can mend it.

type Answer = Extract<CaseActBody, { act: 'answer' }>;

/** In tenths, rounded up: what is a byte too much is not said to fit. */
const megabytes = (bytes: number) => `${Math.ceil((bytes / 1_048_576) * 10) / 10} MB`;

/**
 * What is wrong with the files of an answer, each with its member: one that is neither the case's nor uploaded, more
 * than an answer carries, or files with words that were only spoken.
 */
export async function wrongFiles(
  { uploads }: Pick<Desk, 'uploads'>,
  { attachments: files = [], channel }: Answer,
  { attachments: known }: Pick<KnownCase, 'attachments'>,
): Promise<Wrong[]> {
  if (files.length === 0) return [];
  if (channel === 'phone' || channel === 'in-person')
    return [{ pointer: '/attachments', detail: 'must be empty: what was said has no files' }];
  const sizes = await Promise.all(
    files.map(async (file) => known.about[file]?.bytes ?? (await uploads.bytesOf(file)) ?? undefined),
  );
  const missing = sizes.flatMap((bytes, index) =>
    bytes === undefined ? [{ pointer: `/attachments/${index}`, detail: 'must be a file that was uploaded' }] : [],
  );
  if (missing.length > 0) return missing;
  const all = sizes.reduce<number>((sum, bytes = 0) => sum + bytes, 0);
  if (all <= maximumFilesBytes) return [];
  const detail = `must have ${megabytes(maximumFilesBytes)} together at most, and has ${megabytes(all)}`;
  return [{ pointer: '/attachments', detail }];
}
