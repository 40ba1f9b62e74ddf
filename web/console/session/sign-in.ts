/** Where staff sign in, as the deployment says. */
export type Settings = { issuer: string; clientId: string };

/**
 * A signed-in person: the token to send and the claims to show; the token itself is judged by the gateway, never here.
 */
export type Session = {
  idToken: string;
  refreshToken: string | undefined;
  endsAt: number;
  claims: Record<string, unknown>;
};

type Endpoints = {
  authorization_endpoint: string;
  token_endpoint: string;
  revocation_endpoint?: string;
  end_session_endpoint?: string;
};
type Asked = { state: string; verifier: string; hash: string };

const kept = 'sportello.session';
const asked = 'sportello.asked';
const here = () => `${location.origin}/console/`;

const inBase64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
const chance = () => inBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/** The claims of a token, read without judging it. */
export function claimsOf(token: string): Record<string, unknown> {
  const middle = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
  const bytes = Uint8Array.from(atob(middle), (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

const read = <Kept>(name: string): Kept | undefined => {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
};

async function endpoints({ issuer }: Settings): Promise<Endpoints> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  if (!answer.ok) throw new Error(`the issuer answers ${answer.status}`);
  return (await answer.json()) as Endpoints;
}

async function tokens(settings: Settings, fields: Record<string, string>, before?: Session): Promise<Session> {
  const { token_endpoint } = await endpoints(settings);
  const body = new URLSearchParams({ client_id: settings.clientId, ...fields });
  const answer = await fetch(token_endpoint, { method: 'POST', body });
  if (!answer.ok) throw new Error(`no token: ${answer.status}`);
  const { id_token, refresh_token } = (await answer.json()) as { id_token: string; refresh_token?: string };
  const claims = claimsOf(id_token);
  const session = {
    idToken: id_token,
    refreshToken: refresh_token ?? before?.refreshToken,
    endsAt: Number(claims['exp']) * 1000,
    claims,
  };
  sessionStorage.setItem(kept, JSON.stringify(session));
  return session;
}

/** Leaves for the issuer's sign-in page; whoever comes back finds the view that was open. */
export async function goToSignIn(settings: Settings): Promise<void> {
  const verifier = chance();
  const state = chance();
  const challenge = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  sessionStorage.setItem(asked, JSON.stringify({ state, verifier, hash: location.hash } satisfies Asked));
  const { authorization_endpoint } = await endpoints(settings);
  const query = new URLSearchParams({
    client_id: settings.clientId,
    response_type: 'code',
    redirect_uri: here(),
    scope: 'openid profile email',
    state,
    code_challenge: inBase64Url(challenge),
    code_challenge_method: 'S256',
  });
  location.assign(`${authorization_endpoint}?${query}`);
}

/** The session of somebody who comes back from the issuer, or of before; undefined when nobody is signed in. */
export async function openSession(settings: Settings): Promise<Session | undefined> {
  const query = new URLSearchParams(location.search);
  const code = query.get('code');
  const expected = read<Asked>(asked);
  if (code === null && !query.has('error')) {
    const session = read<Session>(kept);
    return session && session.endsAt > Date.now() ? session : renew(settings, session);
  }
  sessionStorage.removeItem(asked);
  history.replaceState(null, '', `/console/${expected?.hash ?? ''}`);
  // A code that this page did not ask for is somebody else's.
  if (code === null || expected === undefined || query.get('state') !== expected.state) return undefined;
  return tokens(settings, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: here(),
    code_verifier: expected.verifier,
  });
}

/** A session with a new token; undefined when the issuer gives none any more. */
export async function renew(settings: Settings, session: Session | undefined): Promise<Session | undefined> {
  if (session?.refreshToken === undefined) return undefined;
  try {
    return await tokens(settings, { grant_type: 'refresh_token', refresh_token: session.refreshToken }, session);
  } catch {
    sessionStorage.removeItem(kept);
    return undefined;
  }
}

/** Forgets the session here and at the issuer. */
export async function signOut(settings: Settings, session: Session): Promise<void> {
  sessionStorage.clear();
  const { end_session_endpoint, revocation_endpoint } = await endpoints(settings);
  if (revocation_endpoint !== undefined && session.refreshToken !== undefined) {
    const body = new URLSearchParams({ client_id: settings.clientId, token: session.refreshToken });
    await fetch(revocation_endpoint, { method: 'POST', body }).catch(() => undefined);
  }
  if (end_session_endpoint === undefined) return location.assign(here());
  // The standard's names, and those of Cognito, which has its own. No id_token_hint: that token opens the API, and
  // addresses are kept.
  const query = new URLSearchParams({
    client_id: settings.clientId,
    post_logout_redirect_uri: here(),
    logout_uri: here(),
  });
  location.assign(`${end_session_endpoint}?${query}`);
}
