import { wrongFieldsWith } from '../../shared/shell/http/wrong-fields.ts';
import { tracingIn } from '../../shared/texts/tracing/tracing.ts';

/** The Refusal `invalid` that tells of each wrong field of a search what to mend. */
export const wrongFields = wrongFieldsWith((language) => tracingIn[language].mend);
