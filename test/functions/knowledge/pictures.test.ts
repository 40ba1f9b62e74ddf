import { beforeEach, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { actOnContent } from '../../../functions/knowledge/act-on-content.ts';
import { showPublicContent } from '../../../functions/knowledge/answer-reader.ts';
import type { EditorsRoom } from '../../../functions/knowledge/content-work.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { pictureFiles, showPicture } from '../../../functions/knowledge/show-picture.ts';
import type { ContentView } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { pictureTypeOf } from '../../../shared/core/knowledge/picture-type.ts';
import { markdown } from '../../../web/pages/markdown.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryContentDrafts } from '../../stores/memory-content-drafts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64');
const sources = [{ name: 'Comune', consultedOn: '2026-11-20' }];
const picture = {
  kind: 'picture',
  id: 'mappa',
  service: 'familyline',
  alternative: { it: 'La mappa degli sportelli', en: 'A map of the desks', de: 'Eine Karte der Schalter' },
  sources,
  file: { type: 'image/png', width: 640, height: 480, data: png },
};
const article = {
  kind: 'article',
  id: 'sportelli',
  service: 'familyline',
  theme: 'casa',
  sources,
  checkedOn: '2026-11-20',
  reviewBy: '2027-06-01',
  owner: 'editors',
  checkWithAdministration: true,
  languages: {
    it: { title: 'Gli sportelli', summary: 'Dove sono gli sportelli.', steps: [], body: 'Ecco: ![x](picture:mappa)' },
  },
};

let contents = memoryContents();
let catalogue = memoryCatalogue();
beforeEach(() => {
  contents = memoryContents();
  catalogue = memoryCatalogue();
});
const now = new Date('2026-11-28T09:00:00.000Z');
const roomOf = (subject: string): EditorsRoom => ({
  definition: familyLine,
  officer: { subject, name: subject },
  roles: rolesOf('editor'),
  contents,
  catalogue,
  drafts: memoryContentDrafts(),
  themes: [],
  ledger: async () => [],
  quakeProposed: async () => false,
  mailLink: async () => undefined,
  allowsPublication: async () => false,
  now,
});
async function act(by: string, { kind, id }: { kind: string; id: string }, seen: number, body: object) {
  const reply = await actOnContent(roomOf(by), {
    headers: { 'content-type': 'application/json', 'if-match': `"${seen}"` },
    pathParameters: { kind, id },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
  await listAllContents({ contents, catalogue });
  return reply;
}
const write = (document: object) => ({ act: 'write', language: 'it', document, change: 'prova' });
async function publish(document: { kind: string; id: string }) {
  await act('anna', document, 0, write(document));
  await act('bruno', document, 1, { act: 'review', version: 1 });
  await act('bruno', document, 2, { act: 'publish', version: 1 });
}
const readers = async () => {
  const content = { themes: [], synonyms: { it: [], en: [], de: [] } };
  const listed = await catalogue.all();
  return {
    definition: familyLine,
    content,
    listed,
    index: (language: Language) => followingIndexes(content)(listed, language, now),
    pictureFile: pictureFiles(contents),
    ledger: async () => [],
    site: '',
    now,
  };
};
const asked = (id: string, language: Language, accept = 'application/json') =>
  ({
    headers: { accept },
    pathParameters: { id },
    queryStringParameters: { language },
  }) as unknown as APIGatewayProxyEventV2;
const pageIn = async (language: Language) =>
  String((await showPublicContent(await readers(), asked('sportelli', language, 'text/html'), ['article'])).body);

test('a picture without words in every language, or that is not what it says, is refused', async () => {
  const { de: _missing, ...two } = picture.alternative;
  const refusals = [
    { ...picture, alternative: two },
    { ...picture, alternative: { ...picture.alternative, it: '     ' } },
    { ...picture, file: { ...picture.file, type: 'image/jpeg' } },
    { ...picture, file: { ...picture.file, data: Buffer.from('<svg onload="alert(1)"/>').toString('base64') } },
    { ...picture, file: { ...picture.file, data: png + 'A'.repeat(240_000) } },
  ];
  for (const document of refusals)
    await expect(act('anna', picture, 0, write(document))).rejects.toMatchObject({ problemName: 'invalid' });
});

test('a published picture stands in its article, with its words in the language that is read, until it is withdrawn', async () => {
  await publish(picture);
  await publish(article);
  expect(await pageIn('it')).toContain(
    '<img src="/v1/services/familyline/materials/mappa?language=it&#38;format=picture" alt="La mappa degli sportelli" width="640" height="480" loading="lazy">',
  );
  const shown = await showPicture(await readers(), asked('mappa', 'it'));
  expect(shown).toMatchObject({ headers: { 'Content-Type': 'image/png' }, body: png, base64: true });
  await act('anna', picture, 3, { act: 'withdraw', reason: 'Non vale più' });
  expect(await pageIn('it')).not.toContain('<img');
  await expect(showPicture(await readers(), asked('mappa', 'it'))).rejects.toMatchObject({ problemName: 'not-found' });
});

test('nobody sees a picture before it is published, nor an article that names one which is not there', async () => {
  await act('anna', picture, 0, write(picture));
  await expect(showPicture(await readers(), asked('mappa', 'it'))).rejects.toMatchObject({ problemName: 'not-found' });
  await expect(publish(article)).rejects.toMatchObject({
    problemName: 'act-refused',
    members: { faults: [expect.stringContaining('mappa')] },
  });
});

test('its bytes are in no list, and once in what editors see', async () => {
  await publish(picture);
  await act('anna', picture, 3, write(picture));
  expect(JSON.stringify(await catalogue.all())).not.toContain(png);
  const { body } = await act('bruno', picture, 4, { act: 'review', version: 4 });
  expect(JSON.stringify(body as ContentView).split(png)).toHaveLength(2);
});

test('what a picture is is told by its first bytes', () => {
  const of = (hex: string) => pictureTypeOf(Buffer.from(hex, 'hex').toString('base64'));
  expect(of('ffd8ffe000104a46494600010100')).toBe('image/jpeg');
  expect(of('524946460000000057454250')).toBe('image/webp');
  expect(of('474946383961')).toBeUndefined();
  expect(pictureTypeOf('%%%')).toBeUndefined();
});

test('a picture from elsewhere is no picture, and its words stay', () => {
  for (const href of [
    'https://example.org/a.png',
    '//example.org/a.png',
    '/v1/services/a/materials/b?language=it&format=json',
  ])
    expect(String(markdown(`![parole](${href} "1x1")`))).toBe('<p>parole</p>\n');
});
