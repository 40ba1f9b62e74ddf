import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importJWK, type JWK, SignJWT } from 'jose';
import { type Adapter, type AdapterPayload, interactionPolicy, Provider } from 'oidc-provider';
import { atDoor } from '../door.ts';
import { type Colleague, colleagues } from '../staff.ts';
import { serveEmulator } from './child.ts';

/**
 * A real OIDC issuer with the staff of `staff.json`: authorization code with PKCE for the console, the claims that
 * Cognito puts into its tokens. Port, keys and sessions stay in the data folder, so that a restart leaves every token
 * as good as it was.
 */
type Kept = { port: number; key: JWK; cookieSecret: string; entries: [string, KeptEntry][] };
type KeptEntry = { payload: AdapterPayload; until: number };

const hour = 3600;
const shift = 12 * hour;

/** The claims of a colleague's tokens, named as Cognito names them. */
const claimsOf = ({ sub, userName, name, email, groups }: Colleague) => ({
  sub,
  name,
  email,
  'cognito:username': userName,
  'cognito:groups': groups,
});

/**
 * An OpenID Connect issuer of this machine. One long function: its pages and the provider share the server, the port
 * and the entries that are kept.
 */
serveEmulator('oidc', async (given) => {
  const file = `${given.data}/oidc.json`;
  mkdirSync(given.data, { recursive: true });
  const kept: Kept = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { port: 0, key: newKey(), cookieSecret: randomBytes(32).toString('hex'), entries: [] };
  const now = () => Date.now();
  const entries = new Map(kept.entries.filter(([, { until }]) => until > now()));
  const keep = () => {
    kept.entries = [...entries].filter(([, { until }]) => until > now());
    writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };

  const server = createServer();
  await listen(server, given.port || kept.port).catch((failure: NodeJS.ErrnoException) => {
    // Somebody else took the port meanwhile: old tokens name an issuer that is gone.
    if (failure.code === 'EADDRINUSE' && given.port === 0) return listen(server, 0);
    throw failure;
  });
  kept.port = (server.address() as AddressInfo).port;
  keep();

  const issuer = `http://127.0.0.1:${kept.port}`;
  const clientId = String(given.settings['clientId']);
  // Nobody is asked whether the house's own console may know who they are.
  const policy = interactionPolicy.base();
  policy.remove('consent');
  const provider = new Provider(issuer, {
    adapter: (model: string) => adapterOf(model, entries, keep, now),
    clients: [
      {
        client_id: clientId,
        client_name: 'Console',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: given.settings['callbacks'] as string[],
        post_logout_redirect_uris: given.settings['logouts'] as string[],
      },
    ],
    claims: { openid: ['sub', 'cognito:username', 'cognito:groups'], profile: ['name'], email: ['email'] },
    scopes: ['openid', 'profile', 'email'],
    // Cognito's ID token carries the person's claims too, whatever userinfo would tell.
    conformIdTokenClaims: false,
    clientBasedCORS: () => true,
    cookies: { keys: [kept.cookieSecret] },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx: { body: unknown; type: string }, form: string) {
          ctx.type = 'html';
          ctx.body = page(
            'Uscire?',
            `${form}<p><button form="op.logoutForm" name="logout" value="yes" autofocus>Esci</button></p>`,
          );
        },
      },
    },
    findAccount: (_ctx: unknown, sub: string) => {
      const found = colleagues.find((colleague) => colleague.sub === sub);
      return found && { accountId: sub, claims: () => claimsOf(found) };
    },
    interactions: { policy, url: (_ctx: unknown, { uid }: { uid: string }) => `/sign-in/${uid}` },
    issueRefreshToken: () => true,
    jwks: { keys: [kept.key] },
    async loadExistingGrant(ctx: Context) {
      const { client, session } = ctx.oidc;
      const known = session?.grantIdFor(client.clientId);
      const found = known === undefined ? undefined : await ctx.oidc.provider.Grant.find(known);
      if (found) return found;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
    renderError(ctx: { body: unknown; type: string }, out: { error: string; error_description?: string }) {
      ctx.type = 'html';
      ctx.body = page('L’accesso non è riuscito', `<p>${escaped(out.error_description ?? out.error)}</p>`);
    },
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 60,
      Grant: shift,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: shift,
      Session: shift,
    },
    // biome-ignore lint/suspicious/noExplicitAny: the published types know less than the provider does
  } as any);
  provider.on('server_error', (_ctx: unknown, failure: Error) => process.stderr.write(`${failure.stack}\n`));
  const answer = provider.callback();
  const origins = (given.settings['origins'] ?? []) as string[];
  const door = (request: IncomingMessage, response: ServerResponse) => {
    const uid = /^\/sign-in\/([\w-]+)$/.exec((request.url ?? '').split('?')[0] ?? '')?.[1];
    if (uid === undefined) return answer(request, response);
    signIn(provider, request, response).catch((failure) => {
      response.statusCode = 400;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        page('Questa pagina è scaduta', `<p>Riparti dalla console. (${escaped(String(failure.message))})</p>`),
      );
    });
  };
  server.on('request', atDoor(door, { origins }));

  const signed = async (question: Record<string, unknown>) => {
    const found = colleagues.find(({ userName }) => userName === question['userName']);
    if (!found) return undefined;
    const seconds = Math.floor(now() / 1000);
    return new SignJWT({ ...claimsOf(found), auth_time: seconds, jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid: String(kept.key.kid), typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(String(question['audience'] ?? clientId))
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + Number(question['lifetime'] ?? hour))
      .sign(await importJWK(kept.key, 'RS256'));
  };
  return {
    port: kept.port,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
    answer: (question) => (question['type'] === 'token' ? signed(question) : undefined),
  };
});

// biome-ignore lint/suspicious/noExplicitAny: the provider's context is koa's, which is not among our types
type Context = any;

function newKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), kid: randomUUID(), alg: 'RS256', use: 'sig' };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** What the provider keeps of one kind (sessions, codes, refresh tokens), in the one file of this emulator. */
function adapterOf(model: string, entries: Map<string, KeptEntry>, keep: () => void, now: () => number): Adapter {
  const key = (id: string) => `${model}:${id}`;
  const find = async (wanted: (payload: AdapterPayload) => boolean) =>
    [...entries].find(
      ([name, { payload, until }]) => name.startsWith(`${model}:`) && until > now() && wanted(payload),
    )?.[1].payload;
  return {
    async upsert(id, payload, expiresIn) {
      entries.set(key(id), { payload, until: now() + (expiresIn ?? shift) * 1000 });
      keep();
    },
    async find(id) {
      const found = entries.get(key(id));
      return found && found.until > now() ? found.payload : undefined;
    },
    findByUid: (uid) => find((payload) => payload.uid === uid),
    findByUserCode: (userCode) => find((payload) => payload.userCode === userCode),
    async consume(id) {
      const found = entries.get(key(id));
      if (found) found.payload.consumed = Math.floor(now() / 1000);
      keep();
    },
    async destroy(id) {
      entries.delete(key(id));
      keep();
    },
    async revokeByGrantId(grantId) {
      for (const [name, { payload }] of entries) if (payload.grantId === grantId) entries.delete(name);
      keep();
    },
  };
}

async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method === 'POST') {
    let body = '';
    for await (const chunk of request) body = `${body}${chunk}`.slice(0, 2000);
    const fields = new URLSearchParams(body);
    const found = colleagues.find(
      ({ userName, password }) => userName === fields.get('userName')?.trim() && password === fields.get('password'),
    );
    if (found) {
      const result = { login: { accountId: found.sub, remember: false } };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
  }
  response.statusCode = request.method === 'POST' ? 403 : 200;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(page('Accesso del personale', form(request.method === 'POST')));
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

function form(wrong: boolean): string {
  const rows = colleagues
    .map(
      ({ userName, password, what }) =>
        `<tr><th scope="row"><code>${userName}</code></th><td><code>${password}</code></td><td>${escaped(what.it)}</td></tr>`,
    )
    .join('');
  return `${wrong ? '<p role="alert" class="wrong">Nome utente o password non corretti.</p>' : ''}
<form method="post">
<p><label for="userName">Nome utente</label><input id="userName" name="userName" autocomplete="username" required autofocus></p>
<p><label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required></p>
<p><button>Entra</button></p>
</form>
<h2>Chi può entrare qui</h2>
<p>Questo è l’accesso della macchina di prova: queste password non aprono nulla altrove.</p>
<div class="wide"><table><thead><tr><th scope="col">Nome utente</th><th scope="col">Password</th><th scope="col">Ruolo</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

const page = (title: string, body: string) => `<!doctype html>
<html lang="it">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
body { margin: 0; font: 1.05rem/1.5 "Titillium Web", system-ui, sans-serif; color: #1a2733; background: #f4f6f9; }
main { max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
label { display: block; font-weight: 600; }
input { box-sizing: border-box; width: 100%; padding: .6rem; font: inherit; border: 2px solid #5b6f82; border-radius: 4px; }
button { padding: .65rem 1.5rem; font: inherit; font-weight: 700; color: #fff; background: #05a; border: 0; border-radius: 4px; }
:focus-visible { outline: 3px solid #1a2733; outline-offset: 2px; box-shadow: 0 0 0 6px #ffb400; }
.wrong { padding: .6rem 1rem; color: #a8102d; background: #fdeef1; border-left: 5px solid; font-weight: 700; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; background: #fff; }
th, td { padding: .4rem .6rem; text-align: left; border-bottom: 1px solid #c3ccd6; }
</style>
<main><h1>${title}</h1>
${body}
</main>
</html>
`;
