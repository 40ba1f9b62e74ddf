import type { ManySkip } from '../../contracts/answer-to-many.ts';
import type { Language } from '../../contracts/text.ts';
import type { Sha256 } from '../chain.ts';
import { present } from '../present.ts';
import type { Case } from './case.ts';
import type { CaseCommand } from './commands.ts';
import { isDangerOpen } from './decide-danger.ts';
import { isHeldByAnother } from './decide-ownership.ts';
import { isTold, tellingOf, wasGiven } from './given-texts.ts';
import { mayCall, mayMail } from './safe-contact.ts';

/** One answer to many, as far as it is the same for all. */
export type Many = {
  batch: string;
  by: string;
  subject: string;
  texts: { readonly [L in Language]?: string | undefined };
  final: boolean;
  leavesAt: string;
  /** What those on the list were given and holds no longer, and by when whoever has only a number is called. */
  corrects?: { text: string; callsDueAt: string } | undefined;
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

/** The way by which somebody is told what holds no longer: by mail, a call where a number alone is known, the page. */
function wayToTell(state: Exclude<Case, { stage: 'none' }>, text: string): 'mail' | 'page' | 'call' | undefined {
  const { contactPoints, safe } = state;
  const said = Object.values(safe);
  const mayBeMailed = contactPoints.email !== undefined && mayMail(said);
  // A mail that came back comes back again.
  if (mayBeMailed && tellingOf(state, text) !== 'bounced') return 'mail';
  if (contactPoints.phone !== undefined && mayCall(said)) return 'call';
  return mayBeMailed ? undefined : wayOf(state) && 'page';
}

/**
 * How the citizen of one of many cases is told that a version they were given holds no longer, once and in their own
 * language: whoever has the case, and though it is closed or a complaint; or why they are told nothing here. A danger to
 * life is for whoever has it in hand.
 */
export function correctionOfMany(
  state: Case,
  { version, seen, answer, code }: { version: number; seen: number; answer: string; code: string },
  { batch, by, subject, texts, leavesAt, corrects }: Many & { corrects: NonNullable<Many['corrects']> },
): { command: CaseCommand<'Answer' | 'OweCorrection'> } | { skip: ManySkip } {
  if (state.stage === 'none') return { skip: 'changed' };
  if (state.erased) return { skip: 'erased' };
  if (!wasGiven(state, corrects.text) || isTold(state, corrects.text)) return { skip: 'told-already' };
  if (version !== seen) return { skip: 'changed' };
  if (isDangerOpen(state)) return { skip: 'danger' };
  const text = texts[state.language];
  if (text === undefined) return { skip: 'no-language' };
  const way = wayToTell(state, corrects.text);
  if (way === undefined) return { skip: 'no-way' };
  const doer = { by, subject, text, batch, corrects: corrects.text };
  if (way === 'call') return { command: { type: 'OweCorrection', ...doer, contact: code, dueAt: corrects.callsDueAt } };
  const to = way === 'mail' ? state.contactPoints.email : undefined;
  return { command: { type: 'Answer', ...doer, answer, channel: way, final: false, leavesAt, ...present({ to }) } };
}
