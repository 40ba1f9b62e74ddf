import type { ManySkip } from '../../contracts/answer-to-many.ts';
import type { Language } from '../../contracts/text.ts';
import type { Sha256 } from '../chain.ts';
import { present } from '../present.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './commands.ts';
import { isDangerOpen } from './decide-danger.ts';
import { isHeldByAnother } from './decide-ownership.ts';
import { mayMail } from './safe-contact.ts';

/** One answer to many, as far as it is the same for all. */
export type Many = {
  batch: string;
  by: string;
  subject: string;
  texts: { readonly [L in Language]?: string | undefined };
  final: boolean;
  leavesAt: string;
};

/** The id of the answer that a case has of a batch: the same however often it is given. */
export const answerIdOfMany = (batch: string, code: string, sha256: Sha256): string =>
  sha256(`many|${batch}|${code}`).slice(0, 16);

/** The way by which a case is answered without anybody doing it by hand; undefined where there is none. */
function wayOf({ contactPoints, safe, contacts }: Exclude<Case, { stage: 'none' }>): 'mail' | 'page' | undefined {
  if (contactPoints.email !== undefined) return mayMail(Object.values(safe)) ? 'mail' : 'page';
  // Whoever wrote on the page finds the answer there; who phoned or sent paper looks at no page.
  return contacts.every(({ channel }) => channel === 'form') ? 'page' : undefined;
}

/**
 * The answer that one of many cases is given, in its own language and by its own way; or why it is given none: it is
 * another than when the list was frozen, a danger to life was heard, it is a complaint, somebody else works on it.
 * `version` is the case's now, `seen` that of the list.
 */
export function answerOfMany(
  state: Case,
  { version, seen, answer }: { version: number; seen: number; answer: string },
  many: Many,
): { command: CaseCommand<'Answer'> } | { skip: ManySkip } {
  if (state.stage === 'none' || version !== seen) return { skip: 'changed' };
  if (state.erased) return { skip: 'erased' };
  if (state.stage === 'closed') return { skip: 'closed' };
  if (state.urgent || isDangerOpen(state)) return { skip: 'danger' };
  if (state.kind === 'complaint') return { skip: 'complaint' };
  const { batch, by, subject, texts, final, leavesAt } = many;
  if (isHeldByAnother(state, { by, subject })) return { skip: 'held-by-another' };
  const text = texts[state.language];
  if (text === undefined) return { skip: 'no-language' };
  const channel = wayOf(state);
  if (channel === undefined) return { skip: 'no-way' };
  const to = channel === 'mail' ? state.contactPoints.email : undefined;
  const given = { by, subject, text, answer, channel, final, leavesAt, batch, ...present({ to }) };
  return { command: { type: 'Answer', ...given } };
}
