import { beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { readContent } from '../../../cdk/house/content.ts';
import { listContents, type Readers, showPublicContent } from '../../../functions/knowledge/answer-reader.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { seedContents } from '../../../functions/knowledge/seed-contents.ts';
import type { ServiceContent } from '../../../shared/contracts/content/content.ts';
import { PublicContent, PublicContents } from '../../../shared/contracts/content/view.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { textsIn } from '../../../shared/texts/load-texts.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const now = new Date('2026-11-29T09:00:00.000Z');
let readers: Readers;

beforeAll(async () => {
  const directory = new URL('../../../shared/services', import.meta.url).pathname;
  const content = readContent(directory, 'familyline') as ServiceContent;
  const contents = memoryContents();
  const catalogue = memoryCatalogue();
  const network = content.items.filter(({ kind }) => kind === 'administration' || kind === 'practice');
  await seedContents(contents, network, now.toISOString());
  await listAllContents({ contents, catalogue });
  const listed = await catalogue.all();
  readers = {
    definition: familyLine,
    content,
    listed,
    index: (language: Language) => followingIndexes(content)(listed, language, now),
    ledger: async () => [],
    site: 'https://sportello.example',
    now,
  };
});

const asked = (query: Record<string, string>, id?: string, accept = 'application/json') =>
  ({
    headers: { accept },
    pathParameters: id === undefined ? {} : { id },
    queryStringParameters: { language: 'it', ...query },
  }) as unknown as APIGatewayProxyEventV2;
const who = async (query: Record<string, string>, accept?: string) =>
  (await listContents(readers, asked(query, undefined, accept), ['administration'])).body;
const page = 'text/html';

describe('who is competent here', () => {
  test('given a theme that an administration of the country answers, it is named wherever one is', async () => {
    for (const place of ['058091', '001', '20'])
      expect(PublicContents.parse(await who({ theme: 'lavoro', place })).competence).toMatchObject({
        theme: 'lavoro',
        competent: { id: 'inps' },
      });
  });

  test('given a theme that nobody is known for, that is said, with who orients in that region and not another', async () => {
    const { competence } = PublicContents.parse(await who({ theme: 'casa', place: '058091' }));
    expect(competence).toMatchObject({ hole: true, orients: { id: 'regione-lazio' } });
    expect(competence?.competent).toBeUndefined();
    expect(PublicContents.parse(await who({ theme: 'casa', place: '021' })).competence?.orients?.id).toBe(
      'provincia-autonoma-bolzano',
    );
    expect(PublicContents.parse(await who({ theme: 'casa' })).competence).toEqual({ theme: 'casa', hole: true });
  });

  describe('by the name of a municipality', () => {
    const competence = async (query: Record<string, string>) => PublicContents.parse(await who(query)).competence;

    test('given one of that name, however it is written, is answered as for its code', async () => {
      const { municipality, ...byName } = (await competence({ theme: 'casa', municipality: ' accumoli ' })) ?? {};
      expect(municipality).toBe('Accumoli (Rieti)');
      expect(byName).toEqual(await competence({ theme: 'casa', place: '057001' }));
      expect((await competence({ theme: 'casa', municipality: 'Bozen', place: '' }))?.place).toBe('021008');
    });

    test('given several, all are told to choose from, and the province tells which', async () => {
      const several = await competence({ theme: 'casa', municipality: 'Castro' });
      expect(several).toEqual({
        ...{ theme: 'casa', municipality: 'Castro' },
        which: [
          { place: '016065', name: 'Castro (Bergamo)' },
          { place: '075096', name: 'Castro (Lecce)' },
        ],
      });
      for (const { place, name } of several?.which ?? []) {
        expect((await competence({ theme: 'casa', municipality: name }))?.place).toBe(place);
        expect((await competence({ theme: 'casa', municipality: 'Castro', place: place.slice(0, 3) }))?.place).toBe(
          place,
        );
      }
      // A province in which none is called so leaves them to be chosen.
      expect((await competence({ theme: 'casa', municipality: 'Castro', place: '058' }))?.which).toHaveLength(2);
    });

    test('given a name that is none, that is said and nobody is guessed', async () => {
      expect(await competence({ theme: 'casa', municipality: 'Castrox' })).toEqual({
        ...{ theme: 'casa', municipality: 'Castrox', which: [] },
      });
      expect((await competence({ theme: 'casa', municipality: '   ' }))?.hole).toBe(true);
    });

    test('whatever is written, one of the known is answered for, or nobody', async () => {
      const written = fc.oneof(
        fc.string({ maxLength: 120 }),
        fc.constantFrom('Roma', 'San', 'castro', '__proto__', '%'),
      );
      await fc.assert(
        fc.asyncProperty(written, fc.constantFrom('', '058', '075', '12'), async (municipality, place) => {
          const found = await competence({ theme: 'lavoro', municipality, place });
          expect((found?.which === undefined) !== (found?.competent === undefined && found?.hole === undefined)).toBe(
            true,
          );
          if (found?.which === undefined && municipality.trim() !== '') expect(found?.place).toMatch(/^\d{6}$/);
        }),
        { numRuns: 50 },
      );
    });

    test.each(languages)(
      'the page asks for it by an address alone, and leads on from several (%s)',
      async (language) => {
        const shown = async (query: Record<string, string>) => String(await who({ ...query, language }, page));
        expect(await shown({})).toContain('name="municipality"');
        const texts = knowledgeIn[language].competence;
        const several = await shown({ theme: 'casa', municipality: 'Castro' });
        expect(several).toContain(texts.which('Castro'));
        const [, link] = /href="([^"]*place=075096[^"]*)"/.exec(several) ?? [];
        const next = new URL(String(link).replaceAll('&amp;', '&'), 'https://sportello.example');
        expect(await shown(Object.fromEntries(next.searchParams))).toContain('<p>Castro (Lecce)</p>');
        const hostile = await shown({ theme: 'casa', municipality: '"><script>' });
        expect(hostile).not.toContain('"><script>');
        expect(hostile).toContain('value="&quot;&gt;&lt;script&gt;"');
      },
    );
  });

  test('given no theme, all are listed and nobody is named', async () => {
    const all = PublicContents.parse(await who({}));
    expect(all.contents).toHaveLength(24);
    expect(all.competence).toBeUndefined();
  });

  test('given a theme or a place that there is not, what is wrong is told', async () => {
    for (const [query, pointer] of [
      [{ theme: 'calcio' }, '/theme'],
      [{ theme: 'casa', place: '999' }, '/place'],
    ] as const) {
      const refused = await who(query).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refusal);
      expect((refused as Refusal).errors).toMatchObject([{ pointer }]);
      const said = await Promise.all(
        languages.map(async (language) => (refused as Refusal).problem(await textsIn(language)).errors?.[0]?.detail),
      );
      expect(new Set(said).size).toBe(languages.length);
    }
  });

  test('the themes by which the network can be asked stand beside it, by name', async () => {
    const { themes } = PublicContents.parse(await who({}));
    expect(themes).toContainEqual({ theme: 'lavoro', name: 'Lavoro' });
  });

  test('given a browser, the form keeps what was chosen and the answer stands below it, without script', async () => {
    const told = String(await who({ theme: 'casa', place: '058' }, page));
    expect(told).toContain('<option value="casa" selected>');
    expect(told).toContain('<option value="058" selected>Roma (Lazio)</option>');
    expect(told).toContain('Non sappiamo chi è competente');
    expect(told).toContain('regione-lazio');
    expect(String(await who({}, page))).not.toContain('Non sappiamo');
  });
});

describe('the pages of the network', () => {
  const shown = async (id: string, kind: string, accept?: string) =>
    (await showPublicContent(readers, asked({}, id, accept), [kind])).body;

  test('an administration tells where it answers and how it is reached; one that only orients says so', async () => {
    const region = String(await shown('regione-lazio', 'administration', page));
    expect(region).toContain('<dt>Dove</dt><dd>Lazio</dd>');
    expect(region).toContain('ti dice a chi rivolgerti');
    const inps = String(await shown('inps', 'administration', page));
    expect(inps).toContain('href="https://www.inps.it/"');
    expect(inps).toContain('<dt>Dove</dt><dd>Tutta Italia</dd>');
    expect(inps).not.toContain('<dt>Telefono</dt>');
  });

  test('a practice that is made up says so, with aim, cost and result', async () => {
    const told = String(await shown('pedibus', 'practice', page));
    expect(told).toContain('Esempio inventato');
    for (const row of ['Chi l’ha fatta', 'A che cosa serviva', 'Quanto è costata', 'Che cosa ne è venuto'])
      expect(told).toContain(`<dt>${row}</dt>`);
    expect(PublicContent.parse(await shown('pedibus', 'practice')).facts).toEqual({ example: true });
  });
});
