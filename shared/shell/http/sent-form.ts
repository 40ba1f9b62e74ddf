import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumBodyBytes } from '../../contracts/contact.ts';
import type { Problem } from '../../contracts/problem.ts';
import { readBody } from './body.ts';
import type { ProblemName } from './problems.ts';
import { isWriting } from './staff.ts';

/** The form that was sent, or nothing where the body was none or could not be read. */
export function formSent<Values>(event: APIGatewayProxyEventV2): Values | undefined {
  if (!isWriting(event)) return undefined;
  try {
    const { from, content } = readBody(event, maximumBodyBytes);
    return from === 'form' ? (content as Values) : undefined;
  } catch {
    return undefined;
  }
}

/** What to mend, by field: what the problem names, else its own sentence beside the field that it is about. */
export function errorsOf(problem: Problem, name: ProblemName): NonNullable<Problem['errors']> {
  const about = name === 'wrong-code' ? '/code' : name === 'wrong-second-fact' ? '/secondFact' : '';
  return problem.errors ?? [{ pointer: about, detail: problem.detail ?? problem.title }];
}

const mendable: readonly ProblemName[] = [
  'invalid',
  'unavailable',
  'internal-error',
  'wrong-code',
  'wrong-second-fact',
];

/** Whether a problem is shown above the form that was sent, with all its words: it is mended, or sent again, there. */
export const isToMend = (name: ProblemName): boolean => mendable.includes(name);
