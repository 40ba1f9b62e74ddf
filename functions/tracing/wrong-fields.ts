import type { Language } from '../../shared/contracts/text.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { type Issue, mendAll } from '../../shared/texts/mend.ts';
import { tracingIn } from '../../shared/texts/tracing/tracing.ts';

/** The Refusal `invalid` that tells of each wrong field what to mend, in the caller's language. */
export async function wrongFields(issues: readonly Issue[], content: unknown, language: Language): Promise<Refusal> {
  const { problems, fields } = await textsIn(language);
  // The fields of contacts, with those that only a search has.
  const errors = mendAll(issues, content, { problems, fields: { ...fields, ...tracingIn[language].mend } });
  return new Refusal('invalid', (texts) => texts.problems.invalid, { errors });
}
