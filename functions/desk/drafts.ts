import { DraftBody, type DraftView, draftsOf } from '../../shared/contracts/draft.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { type DraftKey, draftNamed } from '../../shared/shell/stores/drafts.ts';
import { codeOf, type Desk, type DeskRequest, invalid } from './desk.ts';
import { readRegistered } from './show-case.ts';

// What somebody has typed on a case and not yet sent: kept here, so that no crash, no change of screen and no change of
// owner loses it. Answers and notes are kept apart.

function keyOf(desk: Desk, request: DeskRequest): DraftKey {
  const of = draftNamed(request.queryStringParameters?.['of']);
  if (of === undefined) throw invalid({ detail: `must be one of ${draftsOf.join(', ')}`, pointer: '/of' });
  return { caseId: codeOf(desk, request), subject: desk.officer.subject, of };
}

const shown = ({ caseId, of }: DraftKey, draft: DraftView['draft']): Reply => {
  const body: DraftView = { code: caseId, of, ...present({ draft }) };
  return { status: 200, body };
};

/** A draft as it can be gone on with: of its files those that are still there, and the names of those that are not. */
async function withFiles({ uploads }: Desk, draft: DraftView['draft']): Promise<DraftView['draft']> {
  if (draft?.files === undefined) return draft;
  const { files: named, ...words } = draft;
  const there = await Promise.all(named.map(async (file) => ({ file, bytes: await uploads.bytesOf(file.id) })));
  const files = there.filter(({ bytes }) => bytes !== undefined).map(({ file }) => file);
  const gone = there.filter(({ bytes }) => bytes === undefined).map(({ file }) => file.name);
  return { ...words, ...(files.length > 0 && { files }), ...(gone.length > 0 && { gone }) };
}

/** The asker's own draft on a case. */
export async function showDraft(desk: Desk, request: DeskRequest): Promise<Reply> {
  const key = keyOf(desk, request);
  return shown(key, await withFiles(desk, await desk.drafts.read(key)));
}

/**
 * Keeps what was typed in place of what was kept before, and nothing where nothing was. Throws the Refusals `conflict`
 * before the case is registered, `erased` once its personal data are (a draft may quote them), and `invalid` for a note
 * with files.
 */
export async function keepDraft(desk: Desk, request: DeskRequest): Promise<Reply> {
  const key = keyOf(desk, request);
  const draft = await readAs(DraftBody, request);
  if (draft.text.trim() === '' && !draft.files?.length) {
    await desk.drafts.drop(key);
    return shown(key, undefined);
  }
  if (key.of === 'note' && draft.files?.length)
    throw invalid({ pointer: '/files', detail: 'must be empty: a note has no files' });
  const { read } = await readRegistered(desk, key.caseId);
  if (read.erased) throw new Refusal('erased');
  return shown(key, await desk.drafts.keep(key, draft, desk.now));
}
