import type { Officer } from '../../shared/contracts/declaration.ts';

/** What a token's claims say of its bearer: who it is, and what it may do for a service. */
export type Bearer = { officer: Officer; declares: boolean; reads: boolean };

/**
 * Reads the claims of a verified token. Groups are named `<role>.<service>`, or `<role>` for every service: duty officers
 * declare and read, supervisors read. API Gateway hands a list on as `[one two]`, an issuer may send a real list.
 */
export function bearerOf(claims: Record<string, unknown>, service: string): Bearer {
  const listed = claims['cognito:groups'];
  const groups = Array.isArray(listed)
    ? listed.map(String)
    : String(listed ?? '')
        .replace(/^\[|\]$/g, '')
        .split(/[\s,]+/);
  const has = (role: string) => groups.includes(role) || groups.includes(`${role}.${service}`);
  const subject = String(claims['sub'] ?? '').slice(0, 200);
  const name = String(claims['name'] ?? claims['email'] ?? subject).slice(0, 200);
  const declares = subject !== '' && has('duty-officer');
  return { officer: { subject, name }, declares, reads: declares || (subject !== '' && has('supervisor')) };
}
