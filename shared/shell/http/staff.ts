import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { type Staff, staffOf } from '../../core/staff.ts';
import { logLine } from '../log.ts';
import { Refusal } from './problems.ts';

/** Who was let in, and the members that each log line about what they do begins with. */
export type Admitted = Staff & { line: { function: string; service: string; subject: string; route: string } };

/**
 * Lets in whoever `may`, by the claims of the token that API Gateway has verified, to what a function does for a
 * service. Logs anybody else and throws the Refusal `not-allowed`.
 */
export function admit(
  event: APIGatewayProxyEventV2,
  asked: { function: string; service: string; may: (staff: Staff) => boolean },
): Admitted {
  const { authorizer } = (event as APIGatewayProxyEventV2WithJWTAuthorizer).requestContext;
  const { function: name, service, may } = asked;
  const staff = staffOf(authorizer?.jwt?.claims ?? {}, service);
  const line = { function: name, service, subject: staff.officer.subject, route: event.routeKey };
  if (may(staff)) return { ...staff, line };
  logLine({ level: 'warn', ...line, refused: 'role' });
  throw new Refusal('not-allowed');
}

/** Whether a request changes something rather than only looks. */
export const isWriting = ({ requestContext }: Pick<APIGatewayProxyEventV2, 'requestContext'>): boolean =>
  requestContext.http.method !== 'GET';
