import type { CaseActBody } from '../../shared/contracts/case-act.ts';
import { isOfTemplate, templatesFor } from '../../shared/core/answer-template.ts';
import { type Desk, invalid } from './desk.ts';
import { demandOwnHarmless, type OpenAccount } from './reserve-account.ts';
import { factsForTemplates } from './rules/template-facts.ts';
import { readRegistered } from './show-case.ts';

// An answer of the reserve: words of a template and nothing else, and the first ones read by a supervisor.

/** Answers of one person that a supervisor has found right before further ones leave by themselves. */
const reviewedFirst = 5;

/**
 * Whether an answer of the reserve waits for a supervisor before it leaves. Throws the Refusals `not-allowed` for a case
 * that is not for the reserve, and `invalid` for words that are of no template of the case.
 */
export async function heldAnswer(
  desk: Desk,
  account: OpenAccount,
  code: string,
  answer: Extract<CaseActBody, { act: 'answer' }>,
): Promise<boolean> {
  const { read, entries } = await readRegistered(desk, code);
  demandOwnHarmless(desk, account, code, entries);
  const { definition, templates } = desk;
  const { kind, language } = read;
  const approved = templates.filter(({ forReserve }) => forReserve);
  const offered = templatesFor(approved, { kind, language, facts: factsForTemplates(read, definition) });
  const template = offered.find(({ id, version }) => id === answer.template?.id && version === answer.template.version);
  if (template === undefined || !isOfTemplate(answer.text, template))
    throw invalid({
      pointer: '/text',
      detail: 'must be of a template of this case that is approved for the reserve, with what it asks for filled in',
    });
  if (answer.channel !== 'mail' && answer.channel !== 'page')
    throw invalid({ pointer: '/channel', detail: 'must be mail or page' });
  if ((answer.attachments ?? []).length > 0 || answer.from !== undefined || !answer.final)
    throw invalid({ pointer: '/attachments', detail: 'must be left out, as all but words of a template' });
  const right = account.asks.reduce((sum, { reviewed = 0 }) => sum + reviewed, 0);
  return right < reviewedFirst;
}
