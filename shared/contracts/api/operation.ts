import type { ParameterName } from './parameters.ts';
import type { ContractName } from './published.ts';
import type { OperationId } from './routes.ts';

/** One successful answer of an operation; `page` tells that a browser gets HTML instead. */
export type Answer = {
  status: 200 | 201 | 202 | 204 | 301 | 303 | 304;
  description: string;
  contracts: readonly ContractName[];
  page?: string;
  /** The answer carries the version to name in If-Match. */
  versioned?: true;
};

/** What the tags of the document mean. */
export const tags = {
  answers: 'What a service tells its citizens: articles, guides, measures, life events; and how its editors keep them.',
  cases: 'What a citizen sees of a case, with the code of the receipt and, for its words, the second fact.',
  contacts: 'What a citizen sends.',
  contributions: 'Stories and ideas: what citizens give so that others may read it, and how moderators decide on it.',
  declarations: 'For duty officers and supervisors: what is declared and proposed for a service, and their acts.',
  desk: 'For staff: what waits, cases whole, what is recorded by hand, mails laid aside. Operators, experts and supervisors act, duty officers look on.',
  platform: 'Whether the platform works.',
  protocol: 'For staff: formal instances by their protocol numbers, gap-free per year and service, day by day.',
  services: 'Which contact centers there are, whether they are open, and when and why.',
  tracing: 'Whom people look for in a declared event: taken in, handed to its coordination, and told to nobody.',
} as const;

/**
 * What the document says of an operation besides its address; `problems` are names of shared/shell/http/problems.ts.
 */
export type Description = {
  tag: keyof typeof tags;
  summary: string;
  description: string;
  parameters: readonly ParameterName[];
  /** `optional`: a request may come without one. */
  body?: { contract: ContractName; form: boolean; maximumBytes: number; optional?: true };
  answers: readonly Answer[];
  problems: readonly string[];
};

/** What the document says of some operations, by their names in the table of routes. */
export type Descriptions = Partial<Record<OperationId, Description>>;

// The problems that many operations share.
export const everyProblem = ['internal-error', 'unavailable'] as const;
export const staffProblems = ['not-allowed', 'unknown-service', ...everyProblem] as const;
export const publicProblems = ['unknown-service', ...everyProblem] as const;
export const ownProblems = ['wrong-code', 'wrong-second-fact', 'too-many-tries', 'erased'] as const;
export const versionProblems = ['changed-meanwhile', 'precondition-required'] as const;
export const caseActProblems = ['wrong-code', 'conflict', 'act-refused', ...versionProblems] as const;
export const bodyProblems = ['malformed-body', 'body-too-large', 'unsupported-media-type', 'invalid'] as const;
