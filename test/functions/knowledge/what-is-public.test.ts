import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { readContent } from '../../../cdk/house/content.ts';
import { listContents, showIndex, showPublicContent, showSitemap } from '../../../functions/knowledge/answer-reader.ts';
import { consultGuide } from '../../../functions/knowledge/consult-guide.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { seedContents, seeders } from '../../../functions/knowledge/seed-contents.ts';
import { showFeed } from '../../../functions/knowledge/show-feed.ts';
import { showLeaflet } from '../../../functions/knowledge/show-leaflet.ts';
import type { ContentEvent } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { sealContentEntry } from '../../../shared/core/knowledge/content-chain.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { type ListedContent, listedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { definitions } from '../../cdk/synthesis.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { type Drawn, histories, history, hours } from '../../shared/core/knowledge/content-histories.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const nothing = { themes: [], synonyms: { it: [], en: [], de: [] } };

const readersOf = (listed: readonly ListedContent[], now: Date, content: Parameters<typeof followingIndexes>[0]) => ({
  definition: familyLine,
  content: { ...nothing, ...content },
  listed,
  index: (language: Language) => followingIndexes(content)(listed, language, now),
  ledger: async () => [],
  site: 'https://sportello.example',
  now,
});

const asked = (given: { id?: string; q?: string; language: string; accept: string; body?: string }) =>
  ({
    headers: { accept: given.accept, 'content-type': 'application/json' },
    pathParameters: given.id === undefined ? {} : { id: given.id },
    queryStringParameters: { language: given.language, ...(given.q && { q: given.q }) },
    body: given.body,
    isBase64Encoded: false,
  }) as unknown as APIGatewayProxyEventV2;

const kinds = ['article', 'question-and-answer', 'measure', 'life-event', 'guide'] as const;
type Kind = (typeof kinds)[number];

/** The events of one life as those of a content of a kind, each version with words that only it has. */
const asContent = (kind: Kind, events: readonly ContentEvent[]): ContentEvent[] =>
  events.map((event) => {
    if (event.type !== 'Written') return event;
    const mark = `${kind} ${event.document['title']}`;
    const words = { title: mark, summary: mark, steps: [mark], body: mark, conditions: [mark], amount: mark };
    const { validFrom, validTo } = event;
    const document = { kind, id: kind, service: 'familyline', theme: 'casa', sources: [], questions: [], results: [] };
    return {
      ...event,
      document: {
        ...document,
        ...(validFrom && { validFrom }),
        ...(validTo && { validTo }),
        languages: { [event.language]: words },
      },
    };
  });

/** Everything that anybody can be told at any address, in every language, as pages and as data. */
async function everythingTold(readers: ReturnType<typeof readersOf>): Promise<string> {
  const told: unknown[] = [showSitemap(readers).body];
  for (const language of ['it', 'en', 'de']) {
    told.push(showIndex(readers, asked({ language, accept: 'application/json' })).body);
    told.push((await showFeed(readers, asked({ language, accept: '*/*' }))).body);
    const leaflet = showLeaflet(readers, asked({ id: 'life-event', language, accept: 'text/html' }));
    told.push(await leaflet.then(({ body }) => body).catch((refused) => JSON.stringify(refused.members ?? {})));
    for (const accept of ['application/json', 'text/html']) {
      for (const kind of kinds) {
        told.push((await listContents(readers, asked({ language, accept }), [kind])).body);
        const one = showPublicContent(readers, asked({ id: kind, language, accept }), [kind]);
        told.push(await one.then(({ body }) => body).catch((refused) => JSON.stringify(refused.members ?? {})));
      }
      told.push((await listContents(readers, asked({ q: 'mark end', language, accept }), ['article'])).body);
    }
  }
  return JSON.stringify(told);
}

describe('whatever is written', () => {
  test('nothing that was not published is told at any address', async () => {
    const tally = { told: 0, kept: 0 };
    const lives = fc.tuple(...kinds.map(() => histories));
    const holds = fc.asyncProperty(lives, fc.integer({ min: 0, max: 200 }), async (drawn: Drawn[][], later) => {
      const contents = kinds.map((kind, at) => ({ kind, events: asContent(kind, history(drawn[at] ?? [])) }));
      const listed = contents.map(({ kind, events }) => listedContent(`${kind}/${kind}`, contentOf(events)));
      const told = await everythingTold(readersOf(listed, new Date(hours(later)), nothing));
      for (const { kind, events } of contents) {
        const published = new Set(events.map((event) => (event.type === 'Published' ? event.version : 0)));
        for (const [at, event] of events.entries()) {
          if (event.type !== 'Written') continue;
          const words = event.document['languages'] as Record<string, { title: string }>;
          const isTold = told.includes(`${words[event.language]?.title}`);
          if (isTold && !published.has(at + 1)) throw new Error(`${kind}: ${words[event.language]?.title} is told`);
          tally[isTold ? 'told' : 'kept'] += 1;
        }
      }
    });
    await fc.assert(holds, { numRuns: 60 });
    // A center that told nothing at all would pass too.
    expect(Math.min(tally.told, tally.kept)).toBeGreaterThan(50);
  });
});

describe('the day a rule changes', () => {
  const content = readContent(definitions, 'familyline');
  if (!content) throw new Error('familyline has no contents');
  const contents = memoryContents();
  const catalogue = memoryCatalogue();
  const begun = '2026-11-29T09:00:00.000Z';
  const changed = 'parameter/nuovi-nati-isee';

  /** One new limit, written, reviewed and published once, that holds from the first of January. */
  async function changeLimit() {
    await seedContents(contents, content?.items ?? [], begun);
    const limit = content?.items.find(({ kind, id }) => `${kind}/${id}` === changed);
    if (limit?.kind !== 'parameter') throw new Error('no such figure');
    const sources = [{ name: 'Legge di bilancio 2027', consultedOn: '2026-11-29' }];
    const value = { value: 45_000, from: '2027-01-01', to: '2027-12-31', sources };
    const document = { ...limit, values: [...limit.values, value] };
    const version = (await contents.read(changed)).length + 1;
    const events: ContentEvent[] = [
      { type: 'Written', at: begun, by: seeders.writer, language: 'it', document, change: 'Limite del 2027' },
      { type: 'Reviewed', at: begun, by: seeders.reviewer, version },
      { type: 'Published', at: begun, by: seeders.reviewer, version, reviewBy: '2027-12-01' },
    ];
    for (const event of events) {
      const previous = (await contents.read(changed)).at(-1);
      await contents.append(sealContentEntry({ content: changed, event, previous, sha256 }));
    }
    await listAllContents({ contents, catalogue });
  }

  test('guide, article and measure change together, by one publication', async () => {
    await changeLimit();
    const listed = await catalogue.all();
    const at = async (now: string) => {
      const readers = readersOf(listed, new Date(now), content);
      const as = { language: 'it', accept: 'application/json', id: 'bonus-nuovi-nati' };
      const body = JSON.stringify({ answers: { 'data-nascita': '2026-12-20', isee: 42_000 }, finish: true });
      const guide = await consultGuide(readers, asked({ ...as, id: 'arriva-un-figlio', body }));
      const { results = [] } = guide.body as { results?: { id: string; state: string; why: string[] }[] };
      return {
        article: JSON.stringify((await showPublicContent(readers, asked(as), ['article'])).body),
        measure: JSON.stringify((await showPublicContent(readers, asked(as), ['measure'])).body),
        guide: results.find(({ id }) => id === 'bonus-nuovi-nati'),
      };
    };
    const before = await at('2026-12-31T22:59:00.000Z');
    const after = await at('2026-12-31T23:00:00.000Z');
    for (const each of ['article', 'measure'] as const) {
      expect(before[each]).toContain('40.000');
      expect(before[each]).not.toContain('45.000');
      expect(after[each]).toContain('45.000');
      expect(after[each]).not.toContain('40.000');
    }
    expect(before.guide?.state).toBe('not');
    expect(before.guide?.why.join()).toContain('40.000');
    expect(after.guide?.state).toBe('yours');
    expect(after.guide?.why.join()).toContain('45.000');
  });
});
