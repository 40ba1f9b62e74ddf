import type { Language } from '../../shared/contracts/text.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { contributionsIn } from '../../shared/texts/contributions/contributions.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { type Issue, mendAll } from '../../shared/texts/mend.ts';

/** The Refusal `invalid` that tells of each wrong field what to mend, in the caller's language. */
export async function wrongFields(issues: readonly Issue[], content: unknown, language: Language): Promise<Refusal> {
  const texts = await textsIn(language);
  // The fields of contacts, with those that only a contribution has.
  const fields = { ...texts.fields, ...contributionsIn[language].fields };
  const errors = mendAll(issues, content, { problems: texts.problems, fields });
  return new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
}
