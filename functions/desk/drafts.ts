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

/** The asker's own draft on a case. */
export async function showDraft(desk: Desk, request: DeskRequest): Promise<Reply> {
  const key = keyOf(desk, request);
  return shown(key, await desk.drafts.read(key));
}

/**
 * Keeps what was typed in place of what was kept before. Throws the Refusals `conflict` before the case is registered,
 * and `erased` once its personal data are: a draft may quote them.
 */
export async function keepDraft(desk: Desk, request: DeskRequest): Promise<Reply> {
  const key = keyOf(desk, request);
  const draft = await readAs(DraftBody, request);
  const { read } = await readRegistered(desk, key.caseId);
  if (read.erased) throw new Refusal('erased');
  return shown(key, await desk.drafts.keep(key, draft, desk.now));
}

/** Drops the asker's own draft; nothing happens where there is none. */
export async function dropDraft(desk: Desk, request: DeskRequest): Promise<Reply> {
  const key = keyOf(desk, request);
  await desk.drafts.drop(key);
  return shown(key, undefined);
}
