import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { actOn } from '../../../functions/knowledge/act-on-content.ts';
import { answerAdministration } from '../../../functions/knowledge/answer-administration.ts';
import { documentOf, saidIn } from '../../../functions/knowledge/rules/entry-proposal.ts';
import type { ContentAct } from '../../../shared/contracts/content/entry.ts';
import { NetworkEntryView } from '../../../shared/contracts/content/network-entry.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { entrySecret, readEntrySecret } from '../../../shared/core/knowledge/entry-link.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import type { Contents } from '../../../shared/shell/stores/contents.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { administrationOf } from '../../stage/published.ts';
import { memoryContents } from '../../stores/memory-contents.ts';

const service = 'familyline';
const id = 'comune-borgoverde';
const content = `administration/${id}`;
const document = administrationOf(service, id, {
  themes: ['casa'],
  territory: ['058091'],
  phone: '06 1234567',
  languages: { it: { title: 'Comune di Borgoverde', summary: 'Risponde sulla casa.', hours: 'lunedì 9-12' } },
});
const at = '2026-11-29T09:00:00.000Z';
const later = (days: number) => new Date(Date.parse(at) + days * 86_400_000);
let contents: Contents;

async function does(by: string, act: ContentAct, when = at) {
  const seen = (await contents.read(content)).length;
  const acted = await actOn(contents, content, { act, by: { subject: by, name: by }, at: when, declared: false, seen });
  if ('refused' in acted) throw new Error(acted.refused);
  return acted.version;
}
const lifeNow = async () => contentOf((await contents.read(content)).map(({ event }) => event));

beforeEach(async () => {
  contents = memoryContents();
  const version = await does('gaia', { act: 'write', language: 'it', document, change: 'Prima versione' });
  await does('bruno', { act: 'review', version });
  await does('bruno', { act: 'publish', version });
});
const give = () => does('gaia', { act: 'give-link', to: 'urp@comune.example', language: 'it' });
const secretOf = (link: number) => entrySecret(service, { id, link }, hmac);

function ask(body: object, now = later(1), accept = 'application/json') {
  const event = {
    headers: { 'content-type': 'application/json', accept },
    queryStringParameters: { language: 'it' },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  return answerAdministration({ definition: familyLine, contents, hmac: async () => hmac, now }, event);
}
const refusal = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof Refusal ? error.problemName : error),
  );

describe('the link of an administration', () => {
  test('opens its entry and shows what readers see', async () => {
    await give();
    const view = NetworkEntryView.parse((await ask({ link: secretOf(1) })).body);
    expect(view).toMatchObject({
      title: 'Comune di Borgoverde',
      published: { phone: '06 1234567', hours: 'lunedì 9-12' },
    });
    expect(view.proposed).toBeUndefined();
  });

  test('dies with the next one, with an editor’s act, with sixty days, and with the entry', async () => {
    await give();
    await give();
    expect(await refusal(ask({ link: secretOf(1) }))).toBe('not-found');
    expect(await refusal(ask({ link: secretOf(2) }))).toBe('answered');
    expect(await refusal(ask({ link: secretOf(2) }, later(60)))).toBe('not-found');
    await does('gaia', { act: 'end-link' });
    expect(await refusal(ask({ link: secretOf(2) }))).toBe('not-found');
    await expect(does('gaia', { act: 'end-link' })).rejects.toThrow('no-link');
    await give();
    expect(await refusal(ask({ link: secretOf(3) }))).toBe('answered');
    await does('bruno', { act: 'withdraw', reason: 'Non esiste più' });
    expect(await refusal(ask({ link: secretOf(3) }))).toBe('not-found');
  });

  test('whatever is sent in its place opens nothing', async () => {
    await give();
    const good = secretOf(1);
    fc.assert(
      fc.property(fc.nat({ max: good.length - 1 }), fc.constantFrom(...'0123456789abcdef.-'), (place, sign) => {
        const other = good.slice(0, place) + sign + good.slice(place + 1);
        if (other !== good) expect(readEntrySecret(service, other, hmac)).toBeUndefined();
      }),
    );
    expect(readEntrySecret('protezione-civile', good, hmac)).toBeUndefined();
    expect(readEntrySecret(service, `https://sportello.example/it/familyline/network-entry/#${good}`, hmac)).toEqual({
      id,
      link: 1,
    });
  });
});

describe('what an administration proposes', () => {
  beforeEach(async () => void (await give()));
  const proposal = { phone: '06 7654321', email: 'urp@comune.example', hours: 'lunedì 9-13', territoryNote: '' };

  test('is a version under its name that readers see once an editor published it, and nothing before', async () => {
    const { status, body } = await ask({ link: secretOf(1), act: 'propose', ...proposal });
    expect(status).toBe(201);
    expect(NetworkEntryView.parse(body)).toMatchObject({
      published: { phone: '06 1234567' },
      proposed: { phone: '06 7654321', email: 'urp@comune.example', hours: 'lunedì 9-13' },
    });
    const life = await lifeNow();
    const [written] = life.written.slice(-1);
    expect(life.published.it).toHaveLength(1);
    expect(written).toMatchObject({
      by: { subject: `entry-link:${id}`, name: 'Comune di Borgoverde (dal suo link)' },
      document: { themes: ['casa'], territory: ['058091'], checkedOn: '2026-11-30' },
    });
    await does('gaia', { act: 'review', version: written?.version ?? 0 });
    await does('gaia', { act: 'publish', version: written?.version ?? 0 });
    expect(NetworkEntryView.parse((await ask({ link: secretOf(1) })).body)).toMatchObject({
      published: { phone: '06 7654321' },
    });
  });

  test('cannot change its themes, its territory, its name or another entry', async () => {
    for (const more of [{ themes: ['fisco'] }, { territory: ['12'] }, { title: 'Altro' }, { id: 'inps' }])
      expect(await refusal(ask({ link: secretOf(1), act: 'propose', ...proposal, ...more }))).toBe('invalid');
  });

  test('with a wrong field is refused by its name, and a page shows it again with the words', async () => {
    expect(await refusal(ask({ link: secretOf(1), act: 'propose', phone: 'chiamateci' }))).toBe('invalid');
    const page = await ask({ link: secretOf(1), act: 'propose', phone: 'chiamateci' }, later(1), 'text/html');
    expect(page.status).toBe(422);
    expect(page.body).toContain('value="chiamateci"');
    expect(page.body).toContain('Scrivete il numero con cifre e spazi');
  });

  test('that speaks of danger to life is answered with whom to call', async () => {
    const hours = 'Aiuto, il palazzo brucia e siamo bloccati dentro';
    const { body } = await ask({ link: secretOf(1), act: 'propose', hours });
    expect(NetworkEntryView.parse(body).advice?.emergencyNumbers).toContain('112');
    const page = await ask({ link: secretOf(1), act: 'propose', hours }, later(1), 'text/html');
    expect(String(page.body).indexOf('tel:112')).toBeLessThan(String(page.body).indexOf('<h1>'));
  });

  test('is taken ten times a day', async () => {
    for (let count = 0; count < 10; count += 1)
      await ask({ link: secretOf(1), act: 'propose', phone: `06 ${1000 + count}` });
    expect(await refusal(ask({ link: secretOf(1), act: 'propose', phone: '06 9999' }))).toBe('too-many-tries');
    expect(await refusal(ask({ link: secretOf(1), act: 'propose', phone: '06 9999' }, later(3)))).toBe('answered');
  });

  test('says what was typed and keeps all else, whatever was typed', () => {
    const line = fc.option(fc.string({ minLength: 1, maxLength: 50 }), { nil: undefined });
    fc.assert(
      fc.property(line, line, line, (phone, hours, territoryNote) => {
        const said = Object.fromEntries(
          Object.entries({ phone, hours, territoryNote }).filter(([, value]) => value !== undefined),
        );
        const made = documentOf(document, { link: 'x', ...said }, { today: '2026-11-30', reviewBy: '2027-11-30' });
        expect(saidIn(made)).toEqual(said);
        const { phone: _phone, languages: _words, checkedOn: _on, reviewBy: _by, ...kept } = document;
        expect(made).toMatchObject({ ...kept, languages: { it: { title: 'Comune di Borgoverde' } } });
      }),
    );
  });
});
