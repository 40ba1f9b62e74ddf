import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Properties } from '../template/identity.ts';
import type { Resource } from '../template/template.ts';

/** The claims of a token as API Gateway hands them to a function, or why the token is refused (RFC 6750's words). */
export type Judgement = { claims: Record<string, string> } | { refused: string; challenge: string };

/** Judges the Authorization header of a request. */
export type Authorizer = (authorization: string | undefined) => Promise<Judgement>;

/** API Gateway knows RSA signatures only. */
const algorithms = ['RS256', 'RS384', 'RS512'];

/** A claim as API Gateway writes it: everything is text, lists are `[one two]`. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(' ')}]`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/**
 * The JWT authorizer of a template: issuer, audience (or, without `aud`, `client_id`), signature, `exp`, `nbf` and
 * `iat` by the machine's clock. Keys come from the issuer's discovery document when they are first needed. Undefined
 * for what it is not.
 */
export function jwtAuthorizer(
  resource: Resource | undefined,
  localize: (value: string) => string,
): Authorizer | undefined {
  const { AuthorizerType, IdentitySource, JwtConfiguration }: Properties = resource?.properties ?? {};
  if (AuthorizerType !== 'JWT' || String(IdentitySource) !== '$request.header.Authorization') return undefined;
  const issuer = localize(String(JwtConfiguration.Issuer));
  const audience: string[] = JwtConfiguration.Audience ?? [];
  let keys: JWTVerifyGetKey | undefined;

  const discover = async (): Promise<JWTVerifyGetKey> => {
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(1_500) });
    const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
    return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: 1_500, cooldownDuration: 1_000 });
  };

  return async (authorization) => {
    const token = authorization?.replace(/^Bearer\s+/i, '').trim() ?? '';
    if (token === '') return { refused: 'no token', challenge: 'Bearer' };
    try {
      keys ??= await discover();
    } catch {
      return invalid('OIDC discovery endpoint communication error');
    }
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms, requiredClaims: ['exp'] });
      const problem = misdirected(payload, audience);
      if (problem) return invalid(problem);
      return { claims: Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, written(value)])) };
    } catch (failure) {
      return invalid(reasonOf(failure));
    }
  };
}

function misdirected({ aud, iat, client_id }: JWTPayload, audience: string[]): string | undefined {
  const named = aud === undefined ? [client_id] : [aud].flat();
  if (!named.some((name) => typeof name === 'string' && audience.includes(name)))
    return 'the token has invalid claims: the token does not have a valid audience';
  if (iat !== undefined && iat > Date.now() / 1000 + 1) return 'the token is from the future';
  return undefined;
}

function reasonOf(failure: unknown): string {
  if (failure instanceof errors.JWTExpired) return 'the token has expired';
  if (failure instanceof errors.JWTClaimValidationFailed) return `the claim ${failure.claim} is not as it must be`;
  if (failure instanceof errors.JWSSignatureVerificationFailed) return 'signature is invalid';
  if (failure instanceof errors.JWKSNoMatchingKey) return 'kid does not match';
  return 'the token cannot be read';
}

function invalid(refused: string): Judgement {
  return { refused, challenge: `Bearer scope="" error="invalid_token" error_description="${refused}"` };
}
