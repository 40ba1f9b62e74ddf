import type { Language } from '../../contracts/text.ts';
import { textsIn } from '../../texts/load-texts.ts';
import { type Issue, type Mending, mendAll } from '../../texts/mend.ts';
import { Refusal } from './problems.ts';

/**
 * Makes the Refusal `invalid` that tells of each wrong field what to mend, in the caller's language: of fields of
 * contacts, and of those that only this form has.
 */
export const wrongFieldsWith =
  (ownFields: (language: Language) => Record<string, Mending>) =>
  async (issues: readonly Issue[], content: unknown, language: Language): Promise<Refusal> => {
    const { problems, fields } = await textsIn(language);
    const errors = mendAll(issues, content, { problems, fields: { ...fields, ...ownFields(language) } });
    return new Refusal('invalid', (texts) => texts.problems.invalid, { errors });
  };
