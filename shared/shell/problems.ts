import type { Problem } from '../contracts/problem.ts';

/** Every problem this platform answers with, by name: its HTTP status and stable English title (RFC 9457). */
export const problems = {
  'malformed-body': { status: 400, title: 'The body cannot be read' },
  'wrong-code': { status: 404, title: 'No such code' },
  'wrong-second-fact': { status: 403, title: 'The second fact does not match' },
  'unknown-path': { status: 404, title: 'There is nothing here' },
  'unknown-service': { status: 404, title: 'There is no such service' },
  'method-not-allowed': { status: 405, title: 'This address does not answer this method' },
  conflict: { status: 409, title: 'The case does not allow this now' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'This kind of body is not read here' },
  invalid: { status: 422, title: 'Some members are missing or wrong' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Try again in a moment' },
} as const;
export type ProblemName = keyof typeof problems;

/** A request that is refused: thrown where it is found out, answered as problem+json or as a page. */
export class Refusal extends Error {
  readonly problem: Problem;
  readonly headers: Record<string, string>;

  constructor(
    name: ProblemName,
    detail: string,
    more: { errors?: Problem['errors']; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = 'Refusal';
    this.problem = {
      type: `urn:sportello:problem:${name}`,
      ...problems[name],
      detail,
      ...(more.errors === undefined ? {} : { errors: more.errors }),
    };
    this.headers = more.headers ?? {};
  }
}
