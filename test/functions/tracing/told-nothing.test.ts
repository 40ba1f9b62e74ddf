import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { answerCitizen } from '../../../functions/tracing/answer-citizen.ts';
import { pageOfProblem } from '../../../functions/tracing/citizen-pages.ts';
import { actOnTraced, type Room, showDesk, showTraced } from '../../../functions/tracing/desk-room.ts';
import { handOverSearches, showHandOver } from '../../../functions/tracing/hand-over.ts';
import { keepTime } from '../../../functions/tracing/keep-time.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { languages } from '../../../shared/contracts/text.ts';
import type { Traced, TracingDesk, TracingHandOver } from '../../../shared/contracts/tracing.ts';
import { decideTracing } from '../../../shared/core/tracing/decide-tracing.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { answering } from '../../../shared/shell/http/answering.ts';
import { tracingIn } from '../../../shared/texts/tracing/tracing.ts';
import { services } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { openQuake, quake, sought } from '../../fixtures/tracing.ts';
import { memoryReads } from '../../stores/memory-reads.ts';
import { memoryTracing } from '../../stores/memory-tracing.ts';
import { memoryTries } from '../../stores/memory-tries.ts';

// Everything that leaves the center for whoever looks for somebody: answers, pages, errors, mails.

const service = 'protezione-civile';
const definition = services[service] as PreparedService;
const citizens = `/v1/services/${service}`;

function center(events = openQuake) {
  const mails: string[] = [];
  const requests: string[] = [];
  const reads = memoryReads();
  const tracing = memoryTracing();
  const state = { mailRefuses: false, now: new Date('2026-11-30T03:00:00.000Z') };
  const work = {
    ...{ service, definition, rules: {}, tracing },
    acts: async () => events,
    mail: async (body: string) => {
      if (state.mailRefuses) throw new Error('the queue refuses');
      mails.push(Buffer.from((JSON.parse(body) as { raw: string }).raw, 'base64').toString('utf8'));
    },
    hmac: async () => hmacWith('a secret'),
    periods: async () => [],
    queues: {
      service,
      queue: { leave: async (message: string) => void requests.push(message) },
      inbox: { keep: async () => undefined },
    } as never,
    tries: memoryTries(),
  };
  const handler = answering(
    'tracing',
    (event) => answerCitizen(work, event, state.now),
    (problem, name, language, event) => pageOfProblem(work, event, language, { problem, name, now: state.now }),
  );
  const citizen = async (route: string, body?: object, { page = false, language = 'it', query = {} } = {}) => {
    const [method = '', path = ''] = route.split(' ');
    const event = {
      routeKey: `${method} ${citizens}/${path}`,
      requestContext: { http: { method }, requestId: 'r' },
      headers: {
        'content-type': page ? 'application/x-www-form-urlencoded' : 'application/json',
        'x-forwarded-for': '203.0.113.7, 10.0.0.1',
        ...(page && { accept: 'text/html' }),
      },
      queryStringParameters: { language, ...query },
      isBase64Encoded: false,
      ...(body && {
        body: page ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body),
      }),
    } as unknown as APIGatewayProxyEventV2;
    const reply = (await handler(event, {} as Context)) as { statusCode: number; body: string };
    return { status: reply.statusCode, text: reply.body };
  };
  const staff = (role: 'operator' | 'supervisor' = 'operator'): Room =>
    ({
      ...work,
      officer: { subject: 'dora', name: 'Dora Valli' },
      roles: rolesOf(role),
      line: { function: 'tracing', service, subject: 'dora', route: '' },
      ...{ reads, now: state.now },
    }) as Room;
  const asked = (id?: string, body?: object, more: object = {}, query: Record<string, string> = {}) =>
    ({
      headers: { 'content-type': 'application/json', ...more },
      pathParameters: { id },
      queryStringParameters: query,
      isBase64Encoded: false,
      body: JSON.stringify(body),
    }) as unknown as APIGatewayProxyEventV2;
  const desk = async () => (await showDesk(staff(), asked())).body as TracingDesk;
  const idOf = async (code: string) => {
    const rows = (await desk()).buildings.flatMap(({ searches }) => searches);
    const found = rows.find((row) => row.code === code);
    if (found === undefined) throw new Error(`no search has ${code}`);
    return found;
  };
  const act = async (code: string, body: object) => {
    const { id, version } = await idOf(code);
    return (await actOnTraced(staff(), asked(id, body, { 'if-match': `"${version}"` }))).body as Traced;
  };
  const send = async (more: object = {}) => {
    const { status, text } = await citizen('POST tracing-requests', { ...sought, ...more });
    expect([status, text]).toEqual([202, expect.any(String)]);
    return JSON.parse(text) as { code: string; alsoRequest?: boolean; advice?: object };
  };
  return { work, state, mails, requests, reads, tracing, citizen, staff, asked, desk, idOf, act, send };
}

/** What nothing may say: of what became of somebody, and of where they are, in three languages. */
const unsaid =
  /mort[oaie]\b|decedut|decess|salm|vittim|deceas|\bdead|death|\bdied|victim|\bbod(y|ies)\b|\btot\b|tote[rn]?\b|verstorben|\bleich(e|en|nam)|opfer|feriti?\b|injur|wound|verletz|ospedal|ricover|hospital|krankenhaus|klinik|clinic|obitori|morgue|trovat[oaie]\b|ritrovat|\bfound\b|gefunden|viv[oaie]\b|\balive\b|lebend|\bsalv[oaie]\b|\bsafe\b|in sicherheit|rifugio|shelter|unterkunft|dispers|missing|vermisst/i;

/** Every text of a tree, those of functions called with something that would be seen. */
const textsOf = (tree: unknown): string[] =>
  typeof tree === 'string'
    ? [tree]
    : typeof tree === 'function'
      ? [String((tree as (given: string) => string)('30.11.2026'))]
      : Object.values(tree as object).flatMap(textsOf);

describe.each(languages)('the texts in %s', (language) => {
  test('have no word of a death, a hospital or a place where somebody is', () => {
    const texts = textsOf(tracingIn[language]);
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter((text) => unsaid.test(text))).toEqual([]);
  });
});

/** All that leaves for one seeker after some acts at the desk, with the code taken out. */
async function leaving(acts: (made: ReturnType<typeof center>, code: string) => Promise<unknown>, others = 0) {
  const made = center();
  for (let n = 0; n < others; n += 1)
    await made.send({
      name: `Altro ${n}`,
      phone: `333 765432${n}`,
      email: `altro${n}@example.org`,
      signs: 'Cicatrice',
    });
  const { code } = await made.send();
  made.mails.length = 0;
  const secondFact = '333 1234567';
  await acts(made, code);
  made.state.now = new Date('2026-11-30T06:00:00.000Z');
  const said: string[] = [];
  for (const body of [
    { code, secondFact },
    { code, secondFact: '333 0000000' },
    { code: 'PC-0000', secondFact },
  ])
    for (const language of languages)
      for (const page of [false, true])
        said.push((await made.citizen('POST own-tracing-request', body, { page, language })).text);
  // The same words again, and a question to everybody.
  said.push((await made.citizen('POST tracing-requests', sought)).text);
  said.push((await made.citizen('GET tracing-requests', undefined, { page: true })).text);
  const own = made.mails.filter((mail) => mail.includes('To: ada@example.org'));
  return [...said, ...own].map((text) =>
    text
      .replaceAll(code, 'CODE')
      .replace(/name="submission" value="[^"]*"/g, '')
      .replace(/boundary="?[^"\r\n]*"?|----_[^\r\n]*/g, ''),
  );
}

describe('whoever looks for somebody', () => {
  test('is answered the same, byte for byte, whatever is known, joined or noted at the desk', async () => {
    const silent = await leaving(async ({ act }, code) => act(code, { act: 'close' }));
    const known = await leaving(async ({ act, desk }, code) => {
      const other = (await desk()).buildings.flatMap(({ searches }) => searches).find((row) => row.code !== code);
      await act(code, { act: 'join', with: other?.id });
      await act(code, { act: 'has-given-news' });
      await act(other?.code ?? '', { act: 'has-given-news' });
      await act(code, { act: 'close' });
      await act(code, { act: 'called' });
    }, 2);
    expect(known).toEqual(silent);
    expect(silent.join('\n')).toContain('l’ufficio vi chiama');
  });

  test('is answered the same before the end, whether others look for the same person or news was given', async () => {
    const silent = await leaving(async () => undefined);
    const known = await leaving(async ({ act }, code) => act(code, { act: 'has-given-news' }), 2);
    expect(known).toEqual(silent);
  });

  test('reads none of their words, of the coordination or of staff in anything that leaves', async () => {
    const said = await leaving(async ({ staff, asked, desk, act }, code) => {
      const rows = (await desk()).buildings.flatMap(({ searches }) => searches);
      await handOverSearches(staff(), asked(undefined, { event: quake, searches: rows.map(({ id }) => id) }));
      await act(code, { act: 'close' });
    });
    const all = said.join('\n');
    for (const word of ['Teresa', 'Via Roma', 'Rocca', 'secondo piano', 'Dora', 'Capelli', 'cugina'])
      expect(all).not.toContain(word);
    // A code may be unknown; forms ask what whoever looks knows.
    const told = all.replace(/<form[\s\S]*?<\/form>|<[^>]*>|Codice non trovato|Code (not found|nicht gefunden)/g, '');
    expect(unsaid.exec(told)?.[0]).toBeUndefined();
  });

  test('learns of no search by its code alone, and of no code that is not theirs', async () => {
    const { citizen, send } = center();
    const { code } = await send();
    const wrong = await citizen('POST own-tracing-request', { code, secondFact: 'other@example.org' });
    expect([wrong.status, JSON.parse(wrong.text)]).toEqual([403, expect.not.objectContaining({ state: 'received' })]);
    expect((await citizen('POST own-tracing-request', { code: 'PC-7K3M', secondFact: '333 1234567' })).status).toBe(
      404,
    );
  });
});

describe('a search', () => {
  test('is taken in once, with a receipt, and told by mail; the same words are the same search', async () => {
    const { send, mails, desk } = center();
    const receipt = await send();
    expect(await send()).toEqual(receipt);
    expect(receipt).not.toHaveProperty('advice');
    expect(mails).toHaveLength(1);
    expect(await desk()).toMatchObject({ waiting: 1, overdue: 0, events: [{ event: quake, open: true }] });
  });

  test('is refused with every word kept where no event is open, and 112 stands above the form', async () => {
    const shut = center(openQuake.slice(0, 1));
    const { status, text } = await shut.citizen(
      'POST tracing-requests',
      { ...sought, privacyAccepted: 'true' },
      {
        page: true,
      },
    );
    expect(status).toBe(422);
    expect(text).toContain('la raccolta non è aperta');
    expect((await shut.citizen('GET tracing-requests')).text).toBe(JSON.stringify({ service, events: [] }));
    const page = (await center().citizen('GET tracing-requests', undefined, { page: true })).text;
    expect(page.indexOf('href="tel:112"><strong>') === -1 ? page.indexOf('tel:112') : 0).toBeLessThan(
      page.indexOf('name="soughtName"'),
    );
    const { status: wrong, text: again } = await center().citizen(
      'POST tracing-requests',
      { ...sought, phone: '', privacyAccepted: 'true' },
      { page: true },
    );
    expect([
      wrong,
      again.includes('value="Teresa Bianchi"'),
      again.includes('ti chiama l’ufficio a quel numero'),
    ]).toEqual([422, true, true]);
  });

  test('that speaks of danger waits at the desk too, in the urgent lane, and tells whom to call', async () => {
    const { send, requests } = center();
    const receipt = await send({ seenWhere: 'È sotto le macerie, si sente la sua voce' });
    expect(receipt).toMatchObject({ alsoRequest: true, advice: { emergencyNumbers: expect.arrayContaining(['112']) } });
    const [contact] = requests.map((request) => JSON.parse(request));
    expect(contact).toMatchObject({ urgent: true, code: receipt.code, contact: { name: 'Ada Bianchi' } });
    expect(contact.contact.message).toContain('sotto le macerie');
  });
});

describe('the desk', () => {
  test('finds searches by building, and keeps who read what', async () => {
    const { send, desk, staff, asked, idOf, reads } = center();
    const { code } = await send();
    await send({ soughtName: 'Ugo', address: 'v. Roma, n. 12', municipality: 'ROCCA', phone: '333 7654321' });
    await send({ soughtName: 'Ivo', address: 'Piazza Grande 1', phone: '333 7654322' });
    const { buildings } = await desk();
    expect(buildings.map(({ building, searches }) => [building, searches.length])).toEqual([
      ['Via Roma 12, Rocca', 2],
      ['Piazza Grande 1, Rocca', 1],
    ]);
    expect(JSON.stringify(buildings)).not.toContain('333');
    const { id } = await idOf(code);
    const whole = (await showTraced(staff(), asked(id))).body as Traced;
    expect(whole).toMatchObject({ name: 'Ada Bianchi', phone: '333 1234567', signs: 'Capelli bianchi' });
    expect(reads.all()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ of: 'list dora', filter: JSON.stringify({ tracing: quake }) }),
        expect.objectContaining({ of: `tracing ${id}`, subject: 'dora' }),
      ]),
    );
  });

  test('hands a list over: who, when, to whom is kept, and the list is data, a page and CSV', async () => {
    const { send, desk, staff, asked, act, reads, mails } = center();
    const { code } = await send({ soughtPhones: '=1+1' });
    const closed = await send({ soughtName: 'Ugo', phone: '333 7654321' });
    await act(closed.code, { act: 'close' });
    const rows = (await desk()).buildings.flatMap(({ searches }) => searches);
    const reply = await handOverSearches(
      staff(),
      asked(undefined, { event: quake, searches: rows.map(({ id }) => id) }),
    );
    const handed = reply.body as TracingHandOver;
    expect(handed).toMatchObject({ by: 'Dora Valli', to: 'Centro di Rocca', count: 1 });
    expect(await desk()).toMatchObject({ waiting: 0, handOvers: [{ id: handed.id, count: 1 }] });
    expect(mails.filter((mail) => mail.includes('consegnata'))).toHaveLength(1);
    const csv = await showHandOver(staff(), asked(handed.id, undefined, {}, { format: 'csv' }));
    expect(csv.headers).toMatchObject({ 'Content-Disposition': expect.stringContaining('.csv') });
    expect(csv.body).toContain(`"Via Roma 12, Rocca",${code},Teresa Bianchi,79`);
    expect(csv.body).toContain(",'=1+1,");
    const page = await showHandOver(staff(), asked(handed.id, undefined, {}, { format: 'page' }));
    expect(page.body).toContain('<h3>Teresa Bianchi</h3>');
    expect(reads.all().filter(({ of }) => of === `tracing-hand-over ${handed.id}`)).not.toEqual([]);
  });

  test('has nothing of an erased search in a list that was handed over', async () => {
    const { send, desk, staff, asked, tracing } = center();
    await send();
    const ids = (await desk()).buildings.flatMap(({ searches }) => searches.map(({ id }) => id));
    const handed = (await handOverSearches(staff(), asked(undefined, { event: quake, searches: ids })))
      .body as TracingHandOver;
    const one = await tracing.read(ids[0] ?? '');
    const erased = one && decideTracing(one, { does: 'erase' }, '2026-11-30T05:00:00.000Z');
    if (erased === undefined || 'refused' in erased) throw new Error('not erased');
    await tracing.replace(erased.next);
    for (const format of ['csv', 'page', 'json'])
      expect(
        JSON.stringify((await showHandOver(staff(), asked(handed.id, undefined, {}, { format }))).body),
      ).not.toMatch(/Teresa|Ada|Roma|333/);
  });

  test('is told of an act on an old version, and of one that changes nothing', async () => {
    const { send, staff, asked, idOf, act } = center();
    const { code } = await send();
    const { id } = await idOf(code);
    await act(code, { act: 'has-given-news' });
    const again = (version: number, body: object) =>
      actOnTraced(staff(), asked(id, body, { 'if-match': `"${version}"` })).catch((error) => error.problemName);
    expect(await again(1, { act: 'close' })).toBe('changed-meanwhile');
    expect(await again(2, { act: 'has-given-news' })).toBe('act-refused');
    expect(await again(2, { act: 'join', with: '000000000000' })).toBe('not-found');
    expect(await again(2, { act: 'has-given-news', words: 'sta bene' })).toBe('invalid');
  });
});

describe('the clock', () => {
  test('sends the mails that did not leave, once, and finishes a hand-over that was broken off', async () => {
    const { send, state, work, mails, tracing, desk } = center();
    state.mailRefuses = true;
    await send();
    state.mailRefuses = false;
    expect(await keepTime(work, state.now)).toEqual({ overdue: 0, finished: 0, told: 1 });
    expect(await keepTime(work, state.now)).toEqual({ overdue: 0, finished: 0, told: 0 });
    const ids = (await desk()).buildings.flatMap(({ searches }) => searches.map(({ id }) => id));
    const broken = { id: 'h', event: quake, at: state.now.toISOString(), by: 'Dora', to: 'Centro', searches: ids };
    await tracing.keepHandOver(broken, false);
    expect(await keepTime(work, state.now)).toMatchObject({ finished: 1 });
    expect(await keepTime(work, state.now)).toMatchObject({ finished: 0 });
    expect(await desk()).toMatchObject({ waiting: 0, handOvers: [{ id: 'h' }] });
    expect(mails.filter((mail) => mail.includes('consegnata'))).toHaveLength(1);
  });

  test('counts what waits too long', async () => {
    const { send, work } = center();
    await send();
    expect(await keepTime(work, new Date('2026-11-30T08:00:00.000Z'))).toMatchObject({ overdue: 1 });
  });
});
