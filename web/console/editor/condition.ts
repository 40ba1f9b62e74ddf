import type { Question } from '../../../shared/contracts/content/question.ts';
import { valueAt } from './typed-document.ts';

// A condition while somebody makes it: as the contract has it, or not finished. A group is `all` or `any` of its parts.

/** One line of a group: a comparison or another group, and whether it must not hold. */
export type Part = { holds: boolean; of: Record<string, unknown> };
export type Group = { joined: 'all' | 'any'; parts: Part[] };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A part of a condition without the denials around it. */
function partOf(value: unknown): Part {
  if (!isRecord(value)) return { holds: true, of: {} };
  if (!isRecord(value['not'])) return { holds: true, of: value };
  const { holds, of } = partOf(value['not']);
  return { holds: !holds, of };
}

const joinedOf = (value: unknown): Group['joined'] | undefined =>
  isRecord(value) ? (['all', 'any'] as const).find((one) => Array.isArray(value[one])) : undefined;

/** Whether a part is a group of others. */
export const isGroup = ({ of }: Part): boolean => joinedOf(of) !== undefined;

/** A condition as a group: one that is a single comparison is a group of one. */
export function groupOf(value: unknown): Group {
  const joined = joinedOf(value);
  if (joined !== undefined) return { joined, parts: (valueAt(value, [joined]) as unknown[]).map(partOf) };
  return { joined: 'all', parts: isRecord(value) && Object.keys(value).length > 0 ? [partOf(value)] : [] };
}

const written = ({ holds, of }: Part): Record<string, unknown> => (holds ? of : { not: of });

/** A group as a condition: one part stands alone, none is no condition. */
export function conditionOf({ joined, parts }: Group): Record<string, unknown> | undefined {
  const [first, second] = parts;
  if (first === undefined) return undefined;
  return second === undefined && joined === 'all' ? written(first) : { [joined]: parts.map(written) };
}

/** The comparisons that can be made of the answer to a question, by what is answered. */
export const comparisonsOf = {
  one: ['is', 'oneOf'],
  'yes-no': ['is'],
  number: ['atMost', 'below', 'atLeast', 'is'],
  date: ['olderThan'],
  municipality: ['inTerritory'],
} as const satisfies Record<Question['answer'], readonly string[]>;
export type Comparison = (typeof comparisonsOf)[keyof typeof comparisonsOf][number];
const comparisons: readonly Comparison[] = ['is', 'oneOf', 'atMost', 'below', 'atLeast', 'olderThan', 'inTerritory'];

/** The comparison that a part makes; undefined while none is chosen. */
export const comparisonOf = (of: Record<string, unknown>): Comparison | undefined =>
  comparisons.find((one) => one in of);

const firstValue = { is: '', oneOf: [], atMost: '', below: '', atLeast: '', olderThan: { years: '' }, inTerritory: [] };

/** A comparison of an answer, with nothing yet to compare it with; yes or no is asked for a yes. */
export function comparing(question: Question | undefined, comparison?: Comparison): Record<string, unknown> {
  if (question === undefined) return { question: '' };
  const made = comparison ?? comparisonsOf[question.answer][0];
  return { question: question.id, [made]: question.answer === 'yes-no' ? true : firstValue[made] };
}
