import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { pathOf } from '../shared/contracts/api/routes.ts';
import { ServiceId } from '../shared/contracts/kind.ts';
import { ColleagueSubject, ShiftBody, ShiftsView } from '../shared/contracts/shift.ts';
import { placeHelp, placeOptions, withCenter } from './center.ts';
import { asTool, textTable } from './command.ts';

const help = `
npm run seed-staff -- [--file FILE] [--user NAME --password WORD] [--stack NAME | --data DIR]

Says over the API who works at the desks of a center, with what and when: lanes, languages, skills, groups of experts and the
week, as a supervisor would one by one. What stands already is left as it is, so it may be called again. It makes no accounts:
those, a supervisor's, an expert's and a partner's too, stand at the issuer of tokens, and a partner works no shift.
  --file FILE      a JSON list of {service, subject, name, lanes, languages, skills, groups, week}
                   (tools/staff-of-stage.json: the accounts of the one-machine stage)
  --user NAME      a supervisor or administrator of the one-machine stage, who signs in (bruno.neri)
  --password WORD  as the stage's sign-in page shows it (vede-tutto)
  A center on AWS takes the ID token of a supervisor from the variable SPORTELLO_TOKEN instead.
${placeHelp}
  --help           this text
`;

/** What is said of one colleague of one service. */
const SeededShift = z.strictObject({ service: ServiceId, subject: ColleagueSubject, ...ShiftBody.shape });
export type SeededShift = z.infer<typeof SeededShift>;

/** The list in a file; throws an Error that names what is wrong with it. */
export function readStaff(text: string): SeededShift[] {
  const read = z.array(SeededShift).safeParse(JSON.parse(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`the list is wrong at /${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''}`);
}

async function answerOf(asked: Promise<Response>): Promise<unknown> {
  const answer = await asked;
  const content: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) return content;
  const { title, detail } = (content ?? {}) as { title?: string; detail?: string };
  throw new Error(`the center answers ${answer.status}: ${detail ?? title ?? 'nothing that can be read'}`);
}

/**
 * Says what is to hold of each colleague, on the version that stands, over a center's API (`url` without a slash at the
 * end, the ID token of a supervisor). Throws an Error with what the center answers where it refuses.
 */
export async function seedStaff(
  { url, token }: { url: string; token: string },
  staff: readonly SeededShift[],
): Promise<{ service: string; name: string; outcome: 'written' | 'as it was' }[]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const done: Awaited<ReturnType<typeof seedStaff>> = [];
  for (const { service, subject, ...shift } of staff) {
    const list = `${url}/v1${pathOf('showShifts', { service })}`;
    const { colleagues } = ShiftsView.parse(await answerOf(fetch(list, { headers })));
    const { version = 0, ...known } = colleagues.find((one) => one.subject === subject) ?? {};
    const stands = ShiftBody.safeParse(
      Object.fromEntries(Object.entries(known).filter(([member]) => member !== 'subject' && member !== 'presence')),
    );
    const isSame = version > 0 && stands.success && inOrder(stands.data) === inOrder(shift);
    if (!isSame) {
      const address = `${url}/v1${pathOf('editShift', { service, subject })}`;
      const put = { method: 'PUT', headers: { ...headers, 'if-match': `"${version}"` }, body: JSON.stringify(shift) };
      await answerOf(fetch(address, put));
    }
    done.push({ service, name: shift.name, outcome: isSame ? 'as it was' : 'written' });
  }
  return done;
}

const inOrder = (shift: object): string => JSON.stringify(Object.entries(shift).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * The ID token of somebody who signs in at the one-machine stage as a browser would (RFC 6749 with RFC 7636): its issuer
 * asks for name and password on a page. Throws an Error where it does not know them.
 */
export async function signInAtStage(url: string, userName: string, password: string): Promise<string> {
  const settings = (await answerOf(fetch(`${url}/console/settings.json`))) as { issuer: string; clientId: string };
  const { issuer, clientId } = settings;
  const cookies = new Map<string, string>();
  const follow = async (address: string, body?: URLSearchParams): Promise<string> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { cookie },
      ...(body && { method: 'POST', body }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    if (to === null) throw new Error(`the issuer answers ${answer.status}: user name or password are wrong`);
    return new URL(to, address).href;
  };
  const known = (await answerOf(fetch(`${issuer}/.well-known/openid-configuration`))) as Record<string, string>;
  const verifier = randomBytes(32).toString('base64url');
  const redirect_uri = `${url}/console/`;
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri,
    scope: 'openid profile email',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await follow(`${known['authorization_endpoint']}?${query}`);
  const resumed = await follow(page, new URLSearchParams({ userName, password }));
  const back = new URL(await follow(resumed));
  const body = new URLSearchParams({
    client_id: clientId,
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri,
    code_verifier: verifier,
  });
  const { id_token } = (await answerOf(fetch(known['token_endpoint'] ?? '', { method: 'POST', body }))) as {
    id_token: string;
  };
  return id_token;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: {
        file: { type: 'string' },
        user: { type: 'string', default: 'bruno.neri' },
        password: { type: 'string', default: 'vede-tutto' },
        ...placeOptions,
      },
    });
    const file = values.file ?? new URL('./staff-of-stage.json', import.meta.url);
    const staff = readStaff(readFileSync(file, 'utf8'));
    await withCenter(values, async ({ kind, url }) => {
      const given = process.env['SPORTELLO_TOKEN'];
      if (kind === 'aws' && given === undefined)
        throw new Error('SPORTELLO_TOKEN must hold the ID token of a supervisor');
      const token = given ?? (await signInAtStage(url, values.user, values.password));
      const done = await seedStaff({ url, token }, staff);
      console.log(
        textTable(
          ['service', 'colleague', ''],
          done.map(({ service, name, outcome }) => [service, name, outcome]),
        ),
      );
    });
  });
