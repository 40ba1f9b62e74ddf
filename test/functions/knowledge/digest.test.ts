import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { readContent } from '../../../cdk/house/content.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { digestOf, monthToTell } from '../../../functions/knowledge/rules/digest.ts';
import { seedContents } from '../../../functions/knowledge/seed-contents.ts';
import { sendDigest, type Telling } from '../../../functions/knowledge/send-digest.ts';
import type { ContentItem } from '../../../shared/contracts/content/content.ts';
import type { IdeaOutcome, PublicContribution } from '../../../shared/contracts/contribution.ts';
import type { MailDue } from '../../../shared/contracts/mail.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { definitions } from '../../cdk/synthesis.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { administrationOf } from '../../stage/published.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';
import { memoryFollowUps } from '../../stores/memory-follow-ups.ts';

const november = '2026-11-12T09:00:00.000Z';
const now = new Date('2026-12-01T08:00:00.000Z');
let listed: readonly ListedContent[];

beforeAll(async () => {
  const content = readContent(definitions, 'familyline');
  const contents = memoryContents();
  const catalogue = memoryCatalogue();
  const wants = administrationOf('familyline', 'comune-curioso', {
    themes: ['casa'],
    territory: ['058091'],
    email: 'URP@comune.example',
    digest: true,
    languages: { it: { title: 'Comune curioso', summary: 'Vuole sapere ogni mese.' } },
  });
  const wantsNot = { ...wants, id: 'comune-quieto', email: 'quieto@comune.example', digest: undefined };
  const items = [...(content?.items ?? []), wants, wantsNot] as unknown as ContentItem[];
  await seedContents(contents, items, november);
  await listAllContents({ contents, catalogue });
  listed = await catalogue.all();
});

const counted = (of: string, what: string, count: number, month = '2026-11') => ({ of, what, count, month });
const some = [
  counted('article/isee', 'answered', 7),
  counted('article/isee', 'no', 6),
  counted('article/bonus-nido', 'answered', 4),
  counted('search it', 'bollette gas', 12),
  counted('search it', 'nome raro', 4),
  counted('search it', 'bollette luce', 30, '2026-10'),
];

function telling(sent: MailDue[], more: Partial<Telling> = {}): Telling {
  return {
    definition: { ...familyLine, digest: { to: ['redazione@example.org', 'urp@comune.example'] } },
    catalogue: { all: async () => [...listed] },
    counts: { all: async () => some },
    published: async () => [],
    followUps: memoryFollowUps(),
    send: async (mail) => void sent.push(mail),
    portalUrl: 'https://sportello.example',
    ...more,
  };
}
const textOf = async ({ raw }: MailDue) => (await PostalMime.parse(Buffer.from(raw, 'base64'))).text ?? '';

describe('the digest of a month', () => {
  test('goes to the mailboxes of the service and to administrations that asked for it, each once', async () => {
    const sent: MailDue[] = [];
    const work = telling(sent);
    expect(await sendDigest(work, now)).toBe(2);
    expect(sent.map(({ to }) => to)).toEqual(['redazione@example.org', 'urp@comune.example']);
    expect(await sendDigest(work, new Date('2026-12-03T20:00:00.000Z'))).toBe(0);
    expect(await sendDigest(work, new Date('2027-01-02T08:00:00.000Z'))).toBe(2);
  });

  test('tells what was asked, what found nothing, what did not help and what is new, and nothing of fewer than five', async () => {
    const sent: MailDue[] = [];
    await sendDigest(telling(sent), now);
    const text = await textOf(sent[0] as MailDue);
    expect(text).toContain('novembre 2026');
    expect(text).toContain('bollette gas (12)');
    expect(text).toMatch(/ISEE.* \(7\)/);
    expect(text).toMatch(/ISEE.* \(6\)/);
    for (const hidden of ['nome raro', '(4)', 'bollette luce']) expect(text).not.toContain(hidden);
    expect(text).toContain('https://sportello.example/v1/services/familyline/practices/pedibus?language=it');
    expect(text).toContain('https://sportello.example/v1/services/familyline/statistics');
  });

  test('leads to the ideas that were taken up or done in the month, without a word that their authors could not withdraw', async () => {
    const idea = (id: string, outcome: IdeaOutcome, more: Partial<PublicContribution> = {}): PublicContribution => ({
      ...{ service: 'familyline', id, kind: 'idea', language: 'it', title: `Titolo ${id}`, text: `Parole di ${id}` },
      ...{ by: 'Ada', publishedAt: '2026-10-02T08:00:00.000Z', outcome: { outcome, at: november } },
      ...more,
    });
    const published = [
      idea('accolta00000', 'taken-up'),
      idea('realizzata00', 'done'),
      idea('allostudio00', 'under-study'),
      idea('nonaccolta00', 'not-taken-up'),
      idea('delmeseprima', 'taken-up', { outcome: { outcome: 'taken-up', at: '2026-10-31T22:59:00.000Z' } }),
      idea('dimostrativa', 'taken-up', { example: true }),
    ];
    const sent: MailDue[] = [];
    await sendDigest(telling(sent, { published: async () => published }), now);
    const text = await textOf(sent[0] as MailDue);
    const address = (id: string) => `https://sportello.example/v1/services/familyline/contributions/${id}?language=it`;
    expect(text).toContain(`Accolta: ${address('accolta00000')}`);
    expect(text).toContain(`Realizzata: ${address('realizzata00')}`);
    for (const absent of ['allostudio00', 'nonaccolta00', 'delmeseprima', 'dimostrativa', 'Titolo', 'Parole', 'Ada'])
      expect(text).not.toContain(absent);
  });

  test('where a service takes no ideas, says nothing of any', async () => {
    const sent: MailDue[] = [];
    const { contributions: _none, ...definition } = familyLine;
    await sendDigest(telling(sent, { definition: { ...definition, digest: { to: ['redazione@example.org'] } } }), now);
    expect(await textOf(sent[0] as MailDue)).not.toContain('Idee');
  });

  test('where the queue refuses, an address misses one sooner than getting two', async () => {
    const sent: MailDue[] = [];
    const work = telling(sent, { send: async () => Promise.reject(new Error('no queue')) });
    await expect(sendDigest(work, now)).rejects.toThrow('no queue');
    expect(await sendDigest({ ...work, send: async (mail) => void sent.push(mail) }, now)).toBe(1);
  });

  test('is of the month before, on its first three days, and of no other', () => {
    expect(monthToTell(new Date('2026-12-31T23:30:00.000Z'))).toBe('2026-12');
    expect(monthToTell(new Date('2026-12-03T12:00:00.000Z'))).toBe('2026-11');
    expect(monthToTell(new Date('2026-12-04T12:00:00.000Z'))).toBeUndefined();
  });

  test('whatever was counted, no count below five is told', () => {
    const one = fc.record({
      of: fc.constantFrom('article/isee', 'article/bonus-nido', 'search it', 'measure/bonus-nido'),
      what: fc.constantFrom('yes', 'no', 'answered', 'parole cercate', 'altre parole'),
      count: fc.integer({ min: 1, max: 9 }),
      month: fc.constantFrom('2026-11', '2026-10'),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ of, what, month }) => `${of} ${what} ${month}` }), (each) => {
        const { answered, useless, unanswered } = digestOf('2026-11', {
          listed,
          counted: each,
          published: [],
          now: now.toISOString(),
        });
        for (const { count } of [...answered, ...useless, ...unanswered]) expect(count).toBeGreaterThanOrEqual(5);
      }),
    );
  });
});
