import type { Answers, Question } from '../../contracts/content/question.ts';

type Answer = Answers[string];
type Bounds = Pick<Question, 'answer' | 'minimum' | 'maximum'> & {
  options?: readonly { value: string }[] | undefined;
};

/** Whether a day `YYYY-MM-DD` is one of the calendar. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** Whether a question can be answered so; `null`, "I do not know", answers every one. */
export function canAnswer({ answer: sort, options = [], minimum, maximum }: Bounds, given: Answer): boolean {
  if (given === null) return true;
  switch (sort) {
    case 'yes-no':
      return typeof given === 'boolean';
    case 'number':
      return typeof given === 'number' && given >= (minimum ?? 0) && (maximum === undefined || given <= maximum);
    case 'one':
      return options.some(({ value }) => value === given);
    case 'date':
      return typeof given === 'string' && isDay(given);
    case 'municipality':
      return typeof given === 'string' && /^\d{6}$/.test(given);
  }
}

/**
 * A number as people write it, `25.000,50`, `25000` or `1 200 €`: the last comma or point with one or two digits behind
 * it parts the decimals, every other one groups thousands. Undefined for what is no number.
 */
export function readNumber(text: string): number | undefined {
  const bare = text.replace(/€|euro|\s|'|’/gi, '');
  if (!/^\d[\d.,]*$/.test(bare)) return undefined;
  const parted = /^(.*)[.,](\d{1,2})$/.exec(bare);
  const whole = (parted?.[1] ?? bare).replace(/[.,]/g, '');
  return Number(`${whole === '' ? '0' : whole}.${parted?.[2] ?? '0'}`);
}

/** A day as a browser sends it or as people write it, `31/12/2026`; undefined for what is none. */
function readDay(text: string): string | undefined {
  const written = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  const [, day = '', month = '', year = ''] = written ?? [];
  const told = written ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return isDay(told) ? told : undefined;
}

function read({ answer: sort }: Bounds, text: string): Answer | undefined {
  if (sort === 'yes-no') return text === 'yes' ? true : text === 'no' ? false : undefined;
  if (sort === 'number') return readNumber(text);
  return sort === 'date' ? readDay(text) : text;
}

/** What the field of a form says to a question; undefined for what does not answer it. */
export function readAnswer(question: Bounds, text: string): Answer | undefined {
  const given = read(question, text.trim());
  return given !== undefined && canAnswer(question, given) ? given : undefined;
}

/** An answer as the field of a form holds it, so that `readAnswer` reads it again. */
export const fieldOf = (given: Exclude<Answer, null>): string =>
  typeof given === 'boolean' ? (given ? 'yes' : 'no') : String(given).replace('.', ',');
