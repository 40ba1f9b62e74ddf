import { wrongFieldsWith } from '../../shared/shell/http/wrong-fields.ts';
import { contributionsIn } from '../../shared/texts/contributions/contributions.ts';

/** The Refusal `invalid` that tells of each wrong field of a story or an idea what to mend. */
export const wrongFields = wrongFieldsWith((language) => contributionsIn[language].fields);
