import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import { colleagues } from '../../local/staff.ts';
import { startStage } from '../../local/stage/stage.ts';
import type { Stage } from '../../local/stage-interface.ts';
import { openStage, silent, until } from './center.ts';
import { contactTo } from './citizen.ts';

/** Saturday 12 September 2026, 10:00 in Rome: both services are shut, and open again on Monday at nine. */
const at = new Date('2026-09-12T08:00:00Z');
const notice = { it: 'Emergenza di prova.', en: 'Trial emergency.', de: 'Notfall zur Probe.' };
const declare = {
  act: 'declare',
  reason: 'Scossa di magnitudo 6.0 alle 3:36',
  area: { kind: 'national' },
  level: 'emergency',
  hours: 'around-the-clock',
  notice,
};

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
const said: string[] = [];
beforeAll(async () => {
  opened = await openStage({ at, log: (line) => said.push(line) });
  stage = opened.stage;
});
afterAll(async () => {
  await stage?.stop();
  await opened?.close();
});

// biome-ignore lint/suspicious/noExplicitAny: answers are read as freely as any client reads them
type Answered = { status: number; headers: Headers; body: any };

async function call(
  path: string,
  token?: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(`${stage.url}/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

const tokenOf = async (userName: string, options?: Parameters<Stage['token']>[1]) => {
  const token = await stage.token(userName, options);
  if (token === undefined) throw new Error(`nobody is called ${userName}`);
  return token;
};
const declarations = '/services/protezione-civile/declarations';
const proposals = '/services/protezione-civile/proposals';
const state = async () => (await call('/services/protezione-civile')).body;

/** Everything that the officers' function has written to its log. */
const logged = () =>
  readdirSync(join(opened.data, 'logs'))
    .filter((file) => /posture.*Officer/i.test(file))
    .map((file) => readFileSync(join(opened.data, 'logs', file), 'utf8'))
    .join('');

describe('a token', () => {
  const parts = async () => (await tokenOf('anna.ferri')).split('.') as [string, string, string];
  const withClaims = async (change: object) => {
    const [head, claims, signature] = await parts();
    const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), ...change };
    return [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
  };
  const forged = async () => {
    const [head, claims] = await parts();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { kid } = decodeProtectedHeader(`${head}.${claims}.`);
    return new SignJWT(JSON.parse(Buffer.from(claims, 'base64url').toString()))
      .setProtectedHeader({ alg: 'RS256', ...(kid === undefined ? {} : { kid }) })
      .sign(await importJWK(privateKey.export({ format: 'jwk' }), 'RS256'));
  };
  const unsigned = async () => {
    const [, claims] = await parts();
    return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
  };

  const wrong: [string, () => Promise<string | undefined>][] = [
    ['that is missing', async () => undefined],
    ['that is no token', async () => 'anna.ferri'],
    ['of an operator whose groups were changed by hand', () => withClaims({ 'cognito:groups': ['duty-officer'] })],
    ['signed with somebody else’s key under our key’s name', forged],
    ['without a signature', unsigned],
    ['that has expired', () => tokenOf('anna.ferri', { lifetime: -1 })],
    ['for another audience', () => tokenOf('anna.ferri', { audience: 'somebody-elses-console' })],
  ];
  test.each(wrong)(
    '%s is refused with 401, on reading as on acting, and the refusal is logged',
    async (_what, make) => {
      const token = await make();
      const before = said.length;
      for (const answer of [
        await call(declarations, token),
        await call(declarations, token, declare, { 'if-match': '"0"' }),
      ]) {
        expect(answer.status).toBe(401);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
      expect(
        said
          .slice(before)
          .filter((line) => line.includes(`${declarations.replace('protezione-civile', '{service}')} refused`)),
      ).toHaveLength(2);
      expect((await call(declarations, await tokenOf('anna.ferri'))).body.version).toBe(0);
    },
  );

  test('is never written to a log', async () => {
    const [, , signature] = await parts();
    expect(said.join('\n')).not.toContain(signature);
    expect(logged()).not.toContain(signature);
  });
});

describe('authority', () => {
  test.each([
    ['bruno.neri', 'a supervisor', 200, 403],
    ['carla.villa', 'an operator', 403, 403],
    ['dario.conti', 'the duty officer of another service', 403, 403],
  ])('%s, %s, gets %i on reading and %i on acting', async (userName, _who, reading, acting) => {
    const token = await tokenOf(userName);
    const { sub } = colleagues.find((colleague) => colleague.userName === userName) as { sub: string };
    const expected = (reading === 403 ? 2 : 0) + 2;
    expect((await call(declarations, token)).status).toBe(reading);
    expect((await call(proposals, token)).status).toBe(reading);
    const decision = { verdict: 'refused', revision: 1, reason: 'falso allarme' };
    for (const answer of [
      await call(declarations, token, declare, { 'if-match': '"0"' }),
      await call(`${proposals}/any/decisions`, token, decision),
    ]) {
      expect(answer.status).toBe(acting);
      expect(answer.body.type).toBe('urn:sportello:problem:not-allowed');
    }
    const refusals = () =>
      logged()
        .split('\n')
        .filter((line) => line.includes('"refused":"role"') && line.includes(sub));
    await until(`${expected} lines in the log`, 20_000, () => refusals().length >= expected);
    expect(refusals()).toHaveLength(expected);
  });

  test('of one service is none over another, and a service that is not there is not found', async () => {
    expect((await call('/services/familyline/declarations', await tokenOf('anna.ferri'))).status).toBe(403);
    expect((await call('/services/familyline/declarations', await tokenOf('dario.conti'))).status).toBe(200);
    expect((await call('/services/nowhere/declarations', await tokenOf('franca.sala'))).status).toBe(404);
  });
});

describe('one declaration', () => {
  const dueOf = async (words: string) => {
    const answer = await call('/services/protezione-civile/contacts', undefined, contactTo('protezione-civile', words));
    expect(answer.status).toBe(202);
    return answer.body.firstAnswerDueAt as string;
  };
  /** What the page of a case says of its first answer, once it is registered. */
  const clockOf = async (code: string) =>
    (await call(`/services/protezione-civile/contacts/${code}`)).body.firstAnswerDueAt as string | undefined;

  test('without the version that the officer saw is refused: 428', async () => {
    const answer = await call(declarations, await tokenOf('anna.ferri'), declare);
    expect([answer.status, answer.body.type]).toEqual([428, 'urn:sportello:problem:precondition-required']);
  });

  test('opens the service, changes its notice, its promises and its clocks; the second officer learns of it; standing down undoes it', async () => {
    const anna = await tokenOf('anna.ferri');
    const elena = await tokenOf('elena.riva');
    expect(await state()).toMatchObject({ open: false, posture: 'ordinary' });
    expect(await dueOf('prima')).toBe('2026-09-14T11:00:00.000Z');
    const before = await call(
      '/services/protezione-civile/contacts',
      undefined,
      contactTo('protezione-civile', 'aspetto'),
    );
    const { code } = before.body;
    await until('it is registered', 20_000, async () => (await clockOf(code)) === before.body.firstAnswerDueAt);
    const voiceMenu = '/services/protezione-civile/voice-menu?language=it';
    expect((await call(voiceMenu)).body.open).toBe(false);
    const seenByBoth = (await call(declarations, anna)).headers.get('etag') ?? '';

    const first = await call(declarations, anna, declare, { 'if-match': seenByBoth });
    expect([first.status, first.headers.get('etag')]).toEqual([201, '"1"']);
    expect(first.body).toMatchObject({ posture: 'emergency', hours: 'around-the-clock' });
    expect(first.body.acts[0]).toMatchObject({ type: 'Declared', by: { name: 'Anna Ferri' }, reason: declare.reason });

    const open = await until('open to the public', 20_000, async () => {
      const now = await state();
      return now.open ? now : undefined;
    });
    expect(open).toMatchObject({ posture: 'emergency', notice });
    const served = async (path: string) => (await fetch(`${stage.url}${path}`)).text();
    for (const path of ['/it/', '/it/protezione-civile/contact/'])
      await until(`${path} says it as it is served`, 20_000, async () => {
        const page = await served(path);
        return page.includes('class="notice emergency"') && page.includes(notice.it);
      });
    const days = await call('/services/protezione-civile/hours?from=2026-09-13&to=2026-09-13');
    expect(days.body.days[0]).toMatchObject({ because: 'declaration' });
    // Asked without a pause, as a crowd would: this container is busy, and nobody in it waits for the ledger.
    const due = await until('a promise by the new hours', 20_000, async () => {
      const promised = await dueOf(`dopo ${performance.now()}`);
      return promised < '2026-09-13' ? promised : undefined;
    });
    const menu = await until('open to whoever phones', 20_000, async () => {
      const { body } = await call(voiceMenu);
      return body.open ? body : undefined;
    });
    expect(JSON.stringify(menu)).toContain(notice.it);
    // What was promised for Monday is due four hours from now: the receipt keeps its promise, the clock knows better.
    await until('the clock of who wrote before', 20_000, async () => ((await clockOf(code)) ?? '') < '2026-09-13');
    const carla = await tokenOf('carla.villa');
    await until('the worklist knows it too', 20_000, async () => {
      const { items } = (await call('/desk/protezione-civile/worklist', carla)).body;
      const listed = items.find((item: { caseId: string }) => item.caseId === code);
      return listed?.dueAt === (await clockOf(code));
    });
    const hoursAhead = (Date.parse(due) - stage.clock.now()) / 3_600_000;
    expect(hoursAhead).toBeGreaterThan(3.9);
    expect(hoursAhead).toBeLessThanOrEqual(4);

    const second = await call(
      declarations,
      elena,
      { ...declare, reason: 'Lo dichiaro anch’io' },
      { 'if-match': seenByBoth },
    );
    expect([second.status, second.body.type]).toEqual([412, 'urn:sportello:problem:changed-meanwhile']);
    expect(second.body.since).toEqual([expect.objectContaining({ type: 'Declared', reason: declare.reason })]);
    expect(second.body.since[0].by.name).toBe('Anna Ferri');

    const [{ declaration }] = first.body.declarations;
    const down = { act: 'stand-down', declaration, reason: 'Rientrata' };
    expect((await call(declarations, elena, down, { 'if-match': '"1"' })).status).toBe(201);
    const closed = await until('shut again', 20_000, async () => {
      const now = await state();
      return now.open ? undefined : now;
    });
    expect(closed.posture).toBe('ordinary');
    expect(closed.notice).toBeUndefined();
    await until(
      'the page is as it was built',
      20_000,
      async () => !(await served('/it/')).includes('notice emergency'),
    );
    await until(
      'a promise by the ordinary hours',
      20_000,
      async () => (await dueOf(`poi ${performance.now()}`)) > '2026-09-14',
    );
    // The moments of the emergency count, and no more.
    await until('its clock again', 20_000, async () => ((await clockOf(code)) ?? '') > '2026-09-14');
    expect((await clockOf(code)) ?? '').not.toBe(before.body.firstAnswerDueAt);
    expect(((await clockOf(code)) ?? '') < before.body.firstAnswerDueAt).toBe(true);
    expect((await call(declarations, await tokenOf('bruno.neri'))).body.acts).toHaveLength(2);
  });

  test('of one service leaves the other as it was', async () => {
    expect((await call('/services/familyline/declarations', await tokenOf('dario.conti'))).body.version).toBe(0);
    expect((await call('/services/familyline')).body).toMatchObject({ posture: 'ordinary', open: false });
  });
});

describe('a hand-over', () => {
  const handOvers = '/services/protezione-civile/hand-overs';
  const note = { text: 'Piena in calo, richiamare la Regione alle 22.', posture: 'ordinary' };

  test('is left by a duty officer, read by the next and by supervisors, and by nobody else', async () => {
    const left = await call(handOvers, await tokenOf('anna.ferri'), note);
    expect([left.status, left.body.handOvers[0].by.name]).toEqual([201, 'Anna Ferri']);
    for (const reader of ['elena.riva', 'bruno.neri'])
      expect((await call(handOvers, await tokenOf(reader))).body.handOvers[0].text).toBe(note.text);
    expect((await call(handOvers, await tokenOf('bruno.neri'), note)).status).toBe(403);
    for (const stranger of ['carla.villa', 'dario.conti'])
      expect((await call(handOvers, await tokenOf(stranger))).status).toBe(403);
    expect((await call(handOvers)).status).toBe(401);
  });

  test('without words is refused: 422', async () => {
    expect((await call(handOvers, await tokenOf('anna.ferri'), { ...note, text: '   ' })).status).toBe(422);
  });
});

describe('signing in as a browser does', () => {
  /** Follows redirects by hand with the cookies of one browser, until an address of the portal. */
  async function signIn(userName: string, password: string) {
    const { issuer, clientId } = (await (await fetch(`${stage.url}/console/settings.json`)).json()) as Record<
      string,
      string
    >;
    const found = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, string>;
    const verifier = randomBytes(32).toString('base64url');
    const cookies = new Map<string, string>();
    const visit = async (address: string, form?: Record<string, string>) => {
      const response = await fetch(address, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const to = response.headers.get('location');
      return { status: response.status, to: to === null ? undefined : new URL(to, address).href, response };
    };
    const query = new URLSearchParams({
      client_id: clientId ?? '',
      response_type: 'code',
      redirect_uri: `${stage.url}/console/`,
      scope: 'openid profile email',
      state: 'one',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    let { to } = await visit(`${found['authorization_endpoint']}?${query}`);
    const asked = await visit(to ?? '', { userName, password });
    if (asked.status === 403) return { status: 403 };
    to = asked.to;
    while (to !== undefined && !to.startsWith(stage.url)) to = (await visit(to)).to;
    const exchange = async (fields: Record<string, string>) => {
      const response = await fetch(found['token_endpoint'] ?? '', {
        method: 'POST',
        headers: { origin: stage.url },
        body: new URLSearchParams({ client_id: clientId ?? '', ...fields }),
      });
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as Record<string, string>,
      };
    };
    const code = new URL(to ?? '').searchParams.get('code') ?? '';
    const redeem = (proof: string) =>
      exchange({ grant_type: 'authorization_code', code, redirect_uri: `${stage.url}/console/`, code_verifier: proof });
    return {
      status: 200,
      redeem: () => redeem(verifier),
      steal: () => redeem(randomBytes(32).toString('base64url')),
      exchange,
    };
  }

  test('gives a token that opens the ledger, and one that renews it', async () => {
    const { redeem, exchange } = await signIn('anna.ferri', 'turno-8-20');
    const tokens = await redeem?.();
    expect(tokens?.headers.get('access-control-allow-origin')).toBe(stage.url);
    const { id_token = '', refresh_token = '' } = tokens?.body ?? {};
    expect((await call(declarations, id_token)).status).toBe(200);
    const renewed = await exchange?.({ grant_type: 'refresh_token', refresh_token });
    expect((await call(declarations, renewed?.body['id_token'])).status).toBe(200);
  });

  test('gives nothing to whoever steals the code and lacks the proof', async () => {
    const { steal } = await signIn('anna.ferri', 'turno-8-20');
    expect((await steal?.())?.status).toBe(400);
  });

  test('with a wrong password is refused', async () => {
    expect(await signIn('anna.ferri', 'indovina')).toEqual({ status: 403 });
  });
});

test('a restart of the stage leaves tokens and ledger as good as they were', async () => {
  const token = await tokenOf('anna.ferri');
  const port = Number(new URL(stage.url).port);
  await stage.stop();
  stage = await startStage({ silent, port, data: opened.data, at, uncached: true, log: (line) => said.push(line) });
  const answer = await call(declarations, token);
  expect([answer.status, answer.body.version]).toEqual([200, 2]);
});
