import type { Problem } from '../../contracts/problem.ts';
import type { Texts } from '../../texts/portal/it.ts';

/**
 * Every problem this platform answers with, by name: its HTTP status and English title; answers say it in the caller's
 * language.
 */
export const problems = {
  'malformed-body': { status: 400, title: 'The body cannot be read' },
  unauthenticated: { status: 401, title: 'Who sends this is not known' },
  'wrong-code': { status: 404, title: 'No such code' },
  'wrong-second-fact': { status: 403, title: 'The second fact does not match' },
  'unknown-path': { status: 404, title: 'There is nothing here' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'unknown-service': { status: 404, title: 'There is no such service' },
  'method-not-allowed': { status: 405, title: 'This address does not answer this method' },
  'not-allowed': { status: 403, title: 'This role may not do this' },
  'act-refused': { status: 409, title: 'The act is not possible' },
  'changed-meanwhile': { status: 412, title: 'It has changed since it was read' },
  'precondition-required': { status: 428, title: 'The version that was read is missing' },
  conflict: { status: 409, title: 'The case does not allow this now' },
  withdrawn: { status: 410, title: 'It was withdrawn' },
  erased: { status: 410, title: 'The personal data were erased' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'This kind of body is not read here' },
  invalid: { status: 422, title: 'Some members are missing or wrong' },
  'too-many-tries': { status: 429, title: 'Too many wrong tries' },
  'too-many-messages': { status: 429, title: 'Too many messages to this case' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Try again in a moment' },
} as const;
export type ProblemName = keyof typeof problems;

/** What to say of a problem, in whatever language the caller reads. */
export type Saying = (texts: Texts) => string;

/** A wrong member: what to mend, said at once or in whatever language the caller reads. */
export type WrongMember = { detail: string | Saying; pointer: string };

/** A request that is refused: thrown where it is found out, answered as problem+json or as a page. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problemName: ProblemName;
  readonly saying: Saying;
  readonly errors: readonly WrongMember[] | undefined;
  readonly headers: Record<string, string>;
  readonly members: Record<string, unknown>;

  constructor(
    problemName: ProblemName,
    saying: Saying = (texts) => texts.problems.pages[problemName].text,
    more: {
      errors?: readonly WrongMember[];
      headers?: Record<string, string>;
      members?: Record<string, unknown>;
    } = {},
  ) {
    super(problemName);
    this.problemName = problemName;
    this.saying = saying;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
    this.members = more.members ?? {};
  }

  /** The same refusal with further members, such as what must be told at once whatever is refused. */
  with(members: Record<string, unknown>): Refusal {
    const { problemName, saying, errors, headers } = this;
    const more = { headers, members: { ...this.members, ...members }, ...(errors && { errors }) };
    const refusal = new Refusal(problemName, saying, more);
    refusal.cause = this.cause;
    return refusal;
  }

  /** The problem details (RFC 9457) of this refusal in the language of `texts`. */
  problem(texts: Texts): Problem & Record<string, unknown> {
    return {
      type: `urn:sportello:problem:${this.problemName}`,
      status: problems[this.problemName].status,
      title: texts.problems.pages[this.problemName].title,
      detail: this.saying(texts),
      ...this.members,
      ...(this.errors === undefined
        ? {}
        : {
            errors: this.errors.map(({ detail, pointer }) => ({
              detail: typeof detail === 'string' ? detail : detail(texts),
              pointer: `#${pointer}`,
            })),
          }),
    };
  }
}
