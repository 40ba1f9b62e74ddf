import { present } from '../../../shared/core/present.ts';
import { Refused } from '../session/api.ts';

/** What went wrong with something that the console asked, as far as a person can do something about it. */
export const troubles = [
  'signed-out',
  'not-allowed',
  'not-found',
  'not-possible',
  'changed',
  'too-large',
  'invalid',
  'busy',
  'offline',
  'other',
] as const;
export type Trouble = {
  what: (typeof troubles)[number];
  /** Why an act is not possible, in the center's word. */
  refused?: string;
  /** What the center says about it, in the language of the call. */
  detail?: string;
  /** The members that it names, each with what to mend. */
  wrong?: readonly { pointer: string; detail: string }[];
};

const whatOf: Record<number, Trouble['what']> = {
  401: 'signed-out',
  403: 'not-allowed',
  404: 'not-found',
  409: 'not-possible',
  412: 'changed',
  413: 'too-large',
  422: 'invalid',
  429: 'busy',
  503: 'busy',
};

/** Reads a failure: no answer at all is `offline`, and then nobody knows whether it was done. */
export function troubleOf(failure: unknown): Trouble {
  if (!(failure instanceof Refused)) return { what: 'offline' };
  const { status, problem } = failure;
  return {
    what: whatOf[status] ?? 'other',
    ...present({ refused: problem.refused, detail: problem.detail, wrong: problem.errors }),
  };
}

/** The pointer of a wrong member without its mark: `#/contact/name` is `contact/name`. */
export const memberAt = (pointer: string): string => pointer.replace(/^#?\/?/, '');
