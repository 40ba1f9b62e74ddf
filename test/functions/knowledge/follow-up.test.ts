import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { readContent } from '../../../cdk/house/content.ts';
import { consultGuide } from '../../../functions/knowledge/consult-guide.ts';
import { actOnFollowUp, showFollowUp } from '../../../functions/knowledge/follow-up.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { followUpMail } from '../../../functions/knowledge/rules/follow-up-mail.ts';
import { leastShown, readerCountsView } from '../../../functions/knowledge/rules/reader-counts.ts';
import { seedContents } from '../../../functions/knowledge/seed-contents.ts';
import { FollowUpView, obtained } from '../../../shared/contracts/content/follow-up.ts';
import { ReaderCounts as ReaderCountsSeen } from '../../../shared/contracts/content/usefulness.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { Refusal } from '../../../shared/shell/http/problems.ts';
import type { Counted } from '../../../shared/shell/stores/reader-counts.ts';
import { definitions } from '../../cdk/synthesis.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';
import { memoryFollowUps } from '../../stores/memory-follow-ups.ts';

const content = readContent(definitions, 'familyline');
if (!content) throw new Error('familyline has no contents');
const contents = memoryContents();
const catalogue = memoryCatalogue();
const begun = new Date('2026-11-29T09:00:00.000Z');
const later = new Date('2027-01-29T09:00:00.000Z');
const seeded = seedContents(contents, content.items, begun.toISOString()).then(() =>
  listAllContents({ contents, catalogue }),
);

async function asking(now: Date, followUps = memoryFollowUps()) {
  await seeded;
  const listed = await catalogue.all();
  const counted = new Map<string, Counted>();
  return {
    followUps,
    counted: () => [...counted.values()],
    counts: {
      async add(one: Omit<Counted, 'count'>) {
        const name = JSON.stringify(one);
        counted.set(name, { ...one, count: (counted.get(name)?.count ?? 0) + 1 });
      },
      all: async () => [...counted.values()],
    },
    definition: familyLine,
    content: content as NonNullable<typeof content>,
    listed,
    index: (language: Language) => followingIndexes({ synonyms: { it: [], en: [], de: [] } })(listed, language, now),
    ledger: async () => [],
    site: 'https://portal.example',
    now,
  };
}
type Asking = Awaited<ReturnType<typeof asking>>;
const eventOf = (body: string, { form = false, followUp = '' } = {}) =>
  ({
    headers: {
      accept: form ? 'text/html' : 'application/json',
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    queryStringParameters: { language: 'it', ...(followUp !== '' && { followUp }) },
    body,
    isBase64Encoded: false,
  }) as unknown as APIGatewayProxyEventV2;
const act = (given: Asking, body: object) => actOnFollowUp(given, eventOf(JSON.stringify(body)));
const agree = {
  act: 'agree',
  guide: 'arriva-un-figlio',
  measures: ['bonus-nuovi-nati', 'assegno-unico'],
  agreed: true,
};
const email = 'ada@example.org';
const agreed = async (given: Asking, more: object = {}) =>
  FollowUpView.parse((await act(given, { ...agree, email, ...more })).body);
const at = (given: Asking, now: Date): Asking => ({ ...given, now });

describe('whoever agrees at the end of a guide', () => {
  test('is asked of the measures alone: no answer of theirs is kept, and the address only until the mail leaves', async () => {
    const given = await asking(begun);
    const view = await agreed(given);
    expect(view.dueAt).toBe('2027-01-28T09:00:00.000Z');
    expect(view.measures.map(({ measure }) => measure)).toEqual(['bonus-nuovi-nati', 'assegno-unico']);
    expect(given.followUps.kept()).toContain(email);
    expect(await given.followUps.due(new Date('2027-01-28T08:59:00.000Z'), 9)).toEqual([]);
    expect((await given.followUps.due(later, 9)).map(({ followUp }) => followUp)).toEqual([view.followUp]);
    expect(await given.followUps.markAsked(view.followUp, later)).toBe(true);
    expect(given.followUps.kept()).not.toContain(email);
    expect(await given.followUps.markAsked(view.followUp, later)).toBe(false);
  });

  test('is asked once about a measure, in any spelling of the address, and nobody learns that an address agreed', async () => {
    const given = await asking(begun);
    await agreed(given);
    const again = await agreed(given, { email: ' Ada@Example.org ' });
    expect(again.followUp).toMatch(/^[0-9a-f]{32}$/);
    expect(again.measures).toEqual([]);
    expect((await given.followUps.due(later, 9)).length).toBe(1);
    const more = await agreed(given, { measures: ['bonus-nuovi-nati', 'congedo-parentale'] });
    expect(more.measures.map(({ measure }) => measure)).toEqual(['congedo-parentale']);
  });

  test('takes it back by the link: nothing is left, and they may agree again', async () => {
    const given = await asking(begun);
    const { followUp } = await agreed(given);
    expect((await act(given, { act: 'withdraw', followUp })).status).toBe(204);
    expect(given.followUps.kept()).toBe('[[],[]]');
    expect((await agreed(given)).measures).toHaveLength(2);
  });

  test.each([
    ['no consent', { agreed: false }],
    ['no measure', { measures: [] }],
    ['a measure that there is not', { measures: ['premio-inventato'] }],
    ['no address', { email: 'ada' }],
  ])('is refused with %s, and nothing is kept', async (_what, wrong) => {
    const given = await asking(begun);
    await expect(agreed(given, wrong)).rejects.toMatchObject({ problemName: 'invalid' } satisfies Partial<Refusal>);
    expect(given.followUps.kept()).toBe('[[],[]]');
  });

  test('reads on the page when they are asked and how to take it back, as a form without script sends it', async () => {
    const given = await asking(begun);
    const fields = new URLSearchParams({ ...agree, agreed: 'true', measures: 'bonus-nuovi-nati', email });
    const reply = await actOnFollowUp(given, eventOf(fields.toString(), { form: true }));
    expect(reply.headers).toMatchObject({ 'Cache-Control': 'no-store' });
    expect(String(reply.body)).toContain('28 gennaio 2027');
    const link = /href="([^"]*followUp=([0-9a-f]{32}))"/.exec(String(reply.body).replaceAll('&amp;', '&'));
    const page = await showFollowUp(at(given, later), eventOf('', { form: true, followUp: link?.[2] ?? '' }));
    expect(String(page.body)).toContain('L’hai ottenuta?');
    expect(String(page.body)).toContain('Non l’ho chiesta');
  });
});

describe('what somebody answers', () => {
  test('is counted once for each measure, a reason once after a no, and opening the link counts nothing', async () => {
    const given = await asking(begun);
    const { followUp } = await agreed(given);
    const then = at(given, later);
    await showFollowUp(then, eventOf('', { followUp }));
    expect(given.counted()).toEqual([]);
    const say = (more: object) => act(then, { act: 'answer', followUp, measure: 'bonus-nuovi-nati', ...more });
    await say({ obtained: 'no' });
    await say({ obtained: 'yes' });
    await say({ obtained: 'no', reason: 'waiting' });
    await say({ obtained: 'no', reason: 'refused' });
    expect(given.counted().map(({ what, count }) => [what, count])).toEqual([
      ['obtained no', 1],
      ['obtained because waiting', 1],
    ]);
    const view = FollowUpView.parse((await showFollowUp(then, eventOf('', { followUp }))).body);
    expect(view.measures[0]).toMatchObject({ obtained: 'no', reason: 'waiting' });
  });

  test('is taken for no measure that was not agreed to, and for nothing that is over', async () => {
    const given = await asking(begun);
    const { followUp } = await agreed(given);
    const say = (given: Asking, measure: string) => act(given, { act: 'answer', followUp, measure, obtained: 'yes' });
    await expect(say(given, 'congedo-parentale')).rejects.toMatchObject({ problemName: 'not-found' });
    await expect(say(at(given, new Date('2027-03-01T00:00:00.000Z')), 'bonus-nuovi-nati')).rejects.toMatchObject({
      problemName: 'not-found',
    });
    expect(given.counted()).toEqual([]);
  });

  test('is told to editors by measure, every cell under five as fewer than five', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...obtained), { maxLength: 40 }), (said) => {
        const counted = obtained.map((what) => ({
          of: 'measure/bonus-nuovi-nati',
          what: `obtained ${what}`,
          count: said.filter((one) => one === what).length,
        }));
        const view = ReaderCountsSeen.parse(readerCountsView(counted.filter(({ count }) => count > 0)));
        expect(view.obtained?.length ?? 0).toBe(said.length === 0 ? 0 : 1);
        const [{ yes, no, notAsked } = {}] = view.obtained ?? [];
        for (const cell of [yes, no, notAsked])
          expect(cell === undefined || cell === '<5' || cell >= leastShown).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

test('the mail asks in three languages and names no measure', () => {
  for (const language of ['it', 'en', 'de'] as const) {
    const link = 'https://portal.example/x';
    const mail = followUpMail({ followUp: 'a'.repeat(32), email, language }, { definition: familyLine, link });
    expect(mail).toMatchObject({ to: email, headers: { 'Content-Language': language } });
    expect(mail.text).toContain(link);
    expect(mail.text).toContain('112');
    expect(mail.text.toLowerCase()).not.toContain('bonus');
  }
});

test('a guide that found a measure offers to ask, without script too; one that found none does not', async () => {
  const given = await asking(begun);
  const step = async (answers: Record<string, string>) => {
    const fields = Object.entries(answers).map(([name, value]) => [`answers.${name}`, value] as [string, string]);
    const event = eventOf(new URLSearchParams([...fields, ['act', 'finish']]).toString(), { form: true });
    return String((await consultGuide(given, { ...event, pathParameters: { id: 'arriva-un-figlio' } })).body);
  };
  const page = await step({ 'data-nascita': '2026-10-15', 'figli-a-carico': 'minorenne', isee: '18000' });
  expect(page).toContain('data-follow-up');
  expect(page).toContain('name="measures" value="bonus-nuovi-nati"');
});
