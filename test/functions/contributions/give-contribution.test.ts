import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { findSimilar, listPublished, showPublished } from '../../../functions/contributions/answer-reader.ts';
import { giveContribution } from '../../../functions/contributions/give-contribution.ts';
import { answerAuthor } from '../../../functions/contributions/own-contribution.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { decideContribution } from '../../../shared/core/contributions/decide-contribution.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { services } from '../../fixtures/contacts.ts';
import { nobodyKnown } from '../../fixtures/contributions.ts';
import { memoryContributions } from '../../stores/memory-contributions.ts';
import { memoryTries } from '../../stores/memory-tries.ts';

const definition = services['familyline'] as PreparedService;
const service = 'familyline';
const rules = { kinds: ['story', 'idea'] as ['story', 'idea'] };
const now = new Date('2026-11-20T09:00:00.000Z');
const body = {
  kind: 'idea',
  title: 'Un armadio per i passeggini',
  text: 'Chi va al nido in autobus non sa dove lasciare il passeggino.',
  firstName: 'Ada',
  email: 'ada@example.org',
  consents: { publish: 'yes', name: 'yes', contact: 'yes' },
  privacyAccepted: true,
};

function center() {
  const sent: string[] = [];
  const mails: string[] = [];
  const contributions = memoryContributions();
  const work = {
    service,
    definition,
    rules,
    contributions,
    portalUrl: 'https://portal.example',
    mail: async (mail: string) => void mails.push(mail),
    hmac: async () => hmacWith('a secret'),
    periods: async () => [],
    queues: {
      service,
      queue: { leave: async (message: string) => void sent.push(message) },
      inbox: { keep: async () => undefined },
    } as never,
    tries: memoryTries(),
  };
  const asked = (path: string, content: unknown, headers: Record<string, string> = {}) =>
    ({
      routeKey: `POST /v1/services/${service}/${path}`,
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7, 10.0.0.1', ...headers },
      requestContext: { http: { method: 'POST' } },
      isBase64Encoded: false,
      body: JSON.stringify(content),
    }) as unknown as APIGatewayProxyEventV2;
  const give = async (content: unknown, headers?: Record<string, string>) =>
    (await giveContribution(work, asked('contributions', content, headers), now)).body as Record<string, string>;
  const own = async (path: string, content: unknown) =>
    (await answerAuthor(work, asked(path === 'own' ? 'own-contribution' : `own-contribution/${path}`, content), now))
      .body as Record<string, unknown>;
  const publish = async (text: string) => {
    const [row] = await contributions.box('waiting', 1);
    const one = await contributions.read(row?.id ?? '');
    if (one === undefined) throw new Error('nothing waits');
    const decision = { act: 'publish' as const, title: 'Passeggini', text, letsBeKnown: nobodyKnown };
    const decided = decideContribution(one, { does: 'decide', decision, by: 'Gaia' }, { rules, at: now.toISOString() });
    if ('refused' in decided) throw new Error(decided.refused);
    await contributions.replace(decided.next);
    return one.id;
  };
  return { work, sent, mails, contributions, asked, give, own, publish };
}

const refused = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => undefined,
    (thrown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`no refusal: ${error}`);
  return error;
};
const list = (work: ReturnType<typeof center>['work'], kind?: string) =>
  listPublished(work, { queryStringParameters: kind === undefined ? undefined : { kind } } as never);

describe('whoever gives a story or an idea', () => {
  test('gets a receipt once it is kept, and the same for the same words and key', async () => {
    const { give, contributions, mails, sent } = center();
    const key = { 'idempotency-key': '"a-key"' };
    const receipt = await give(body, key);
    expect(receipt).toMatchObject({ service, kind: 'idea', decidedBy: '2026-11-30T09:00:00.000Z' });
    expect(await give(body, key)).toEqual(receipt);
    expect(await contributions.box('waiting', 10)).toHaveLength(1);
    // One mail, to whoever consented to be written to, and nothing at the desk.
    expect([mails.length, sent.length]).toEqual([1, 0]);
    expect(mails[0]).toContain('"to":"ada@example.org"');
  });

  test('is written to only with the consent to it', async () => {
    const { give, mails } = center();
    await give({ ...body, consents: { publish: 'yes' } });
    expect(mails).toEqual([]);
  });

  test('is told what to mend, field by field', async () => {
    const { give } = center();
    const { email: _email, firstName: _name, ...nameless } = body;
    const { problemName, errors } = await refused(give({ ...nameless, title: ' ' }));
    expect([problemName, errors?.map(({ pointer }) => pointer).sort()]).toEqual(['invalid', ['/email', '/title']]);
    const unnamed = await refused(give({ ...nameless, email: 'ada@example.org' }));
    expect(unnamed.errors).toEqual([{ pointer: '/firstName', detail: expect.stringContaining('nome') }]);
  });

  test('of danger, waits at the desk too, in the urgent lane, and is told whom to call', async () => {
    const { give, sent, mails } = center();
    const receipt = await give({ ...body, kind: 'story', text: 'Aiuto, c’è gente sotto le macerie in via Roma!' });
    expect(receipt).toMatchObject({ alsoRequest: true, advice: { emergencyNumbers: expect.arrayContaining(['112']) } });
    const [contact] = sent.map((message) => JSON.parse(message));
    expect(contact).toMatchObject({ urgent: true, code: receipt['code'], contact: { kind: 'story' } });
    // The request's own receipt is mailed.
    expect(mails).toEqual([]);
  });

  test('of danger, is told whom to call whatever is refused', async () => {
    const { give } = center();
    const refusal = await refused(give({ text: 'Aiuto, c’è gente sotto le macerie!' }));
    expect(refusal.members).toHaveProperty('advice');
  });
});

describe('whoever reads', () => {
  test('finds what is published and nothing else', async () => {
    const { work, give, publish, own } = center();
    const { code } = await give(body);
    expect((await list(work)).body).toEqual({ service, contributions: [] });
    const id = await publish('Un posto per i passeggini.');
    expect((await list(work, 'idea')).body).toMatchObject({ contributions: [{ id, by: 'Ada' }] });
    expect((await list(work, 'story')).body).toMatchObject({ contributions: [] });
    const show = () => showPublished(work, { pathParameters: { id } } as never);
    expect((await show()).body).toMatchObject({ text: 'Un posto per i passeggini.' });
    expect((await show()).headers).toMatchObject({ 'Cache-Control': expect.stringContaining('s-maxage=1') });

    await own('withdrawals', { code, secondFact: 'ada@example.org', withdraw: 'publish' });
    expect((await list(work)).body).toEqual({ service, contributions: [] });
    expect((await refused(show())).problemName).toBe('withdrawn');
  });

  test('finds nothing under the name of what waits or was never given', async () => {
    const { work, give, contributions } = center();
    await give(body);
    const [row] = await contributions.box('waiting', 1);
    for (const id of [row?.id, 'nothing'])
      expect((await refused(showPublished(work, { pathParameters: { id } } as never))).problemName).toBe('not-found');
  });

  test('is shown ideas that share words before sending one, and whom to call', async () => {
    const { work, give, publish, asked } = center();
    await give(body);
    await publish('Chi va al nido in autobus non sa dove lasciare il passeggino: un armadio all’ingresso.');
    const similar = async (text: string) => (await findSimilar(work, asked('similar-contributions', { text }))).body;
    expect(await similar('Al nido non si sa dove mettere i passeggini')).toMatchObject({ ideas: [{ kind: 'idea' }] });
    expect(await similar('Più corse della sera per chi lavora su turni')).toMatchObject({ ideas: [] });
    expect(await similar('Aiuto, c’è gente sotto le macerie!')).toMatchObject({ advice: expect.anything() });
  });
});

describe('an author', () => {
  test('sees where it stands by code and second fact, and nobody else does', async () => {
    const { give, own } = center();
    const { code } = await give(body);
    const view = await own('own', { code, secondFact: ' ADA@example.org ' });
    expect(view).toMatchObject({ state: 'waiting', consents: { publish: 'yes', dialogue: 'no' } });
    expect(view).not.toHaveProperty('id');
    expect((await refused(own('own', { code, secondFact: 'eva@example.org' }))).problemName).toBe('wrong-second-fact');
    expect((await refused(own('own', { code: 'FL-0000', secondFact: 'ada@example.org' }))).problemName).toBe(
      'wrong-code',
    );
  });

  test('may guess ten times in a quarter of an hour', async () => {
    const { give, own } = center();
    const { code } = await give(body);
    for (let tried = 0; tried < 10; tried += 1)
      await refused(own('own', { code, secondFact: `eva${tried}@example.org` }));
    expect((await refused(own('own', { code, secondFact: 'ada@example.org' }))).problemName).toBe('too-many-tries');
  });

  test('takes everything back, and its words are nowhere', async () => {
    const { give, own, contributions } = center();
    const { code } = await give(body);
    expect(await own('withdrawals', { code, secondFact: 'ada@example.org', withdraw: 'all' })).toMatchObject({
      state: 'erased',
      consents: { publish: 'no', contact: 'no' },
    });
    for await (const page of contributions.all()) expect(JSON.stringify(page)).not.toMatch(/passeggin|ada@/i);
    expect((await refused(own('own', { code, secondFact: 'ada@example.org' }))).problemName).toBe('erased');
  });
});
