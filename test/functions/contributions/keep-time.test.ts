import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keepTime } from '../../../functions/contributions/keep-time.ts';
import type { Contribution, Owed } from '../../../shared/core/contributions/contribution.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { givenIdea } from '../../fixtures/contributions.ts';
import { memoryContributions } from '../../stores/memory-contributions.ts';

const now = new Date('2026-11-20T09:00:00.000Z');

async function clockOf(
  given: readonly { one: Contribution; owed?: Owed | undefined }[],
  refuses: (body: string) => boolean = () => false,
) {
  const contributions = memoryContributions();
  const mails: string[] = [];
  for (const { one, owed } of given) await contributions.give(one, owed);
  const work = {
    ...{ service: 'familyline', definition: familyLine, rules: { kinds: ['idea' as const] }, contributions },
    portalUrl: 'https://portal.example',
    mail: async (body: string) => {
      if (refuses(body)) throw new Error('the queue refuses');
      mails.push(body);
    },
  };
  return { contributions, mails, turn: (at = now) => keepTime(work, at) };
}
const to = (body: string) => (JSON.parse(body) as { to: string }).to;

describe('a turn of the clock', () => {
  test('given some that wait, counts those that wait longer than they were told, to the millisecond', async () => {
    const due = (id: string, decidedBy: string) => ({ one: givenIdea({ id, decidedBy }) });
    const { turn } = await clockOf([
      due('later', '2026-11-20T09:00:00.001Z'),
      due('now', '2026-11-20T09:00:00.000Z'),
      due('over', '2026-11-20T08:59:59.999Z'),
      { one: givenIdea({ id: 'decided', state: 'declined', decidedBy: '2026-11-01T09:00:00.000Z' }) },
    ]);
    expect(await turn()).toEqual({ waiting: 3, overdue: 1, told: 0 });
  });

  test('given mails that did not leave, sends each once, and none to who wants none', async () => {
    const { mails, turn } = await clockOf([
      { one: givenIdea({ id: 'received' }), owed: 'received' },
      { one: givenIdea({ id: 'declined', state: 'declined', said: { reason: 'other' } }), owed: 'declined' },
      {
        one: givenIdea({ id: 'silent', consents: { ...givenIdea().consents, contact: false } }),
        owed: 'received',
      },
      { one: givenIdea({ id: 'violence', danger: 'violence' }), owed: 'received' },
      { one: givenIdea({ id: 'nothing-owed' }) },
    ]);
    expect((await turn()).told).toBe(2);
    expect(mails).toHaveLength(2);
    expect((await turn()).told).toBe(0);
    expect(mails).toHaveLength(2);
  });

  test('given a mail that the queue refuses, sends the others, throws, and sends that one the next time', async () => {
    let down = true;
    const other = { ...givenIdea().given, email: 'bruno@example.org' } as Contribution['given'] & object;
    const { mails, contributions, turn } = await clockOf(
      [
        { one: givenIdea({ id: 'ada' }), owed: 'received' },
        { one: givenIdea({ id: 'bruno', given: other, since: '2026-11-17T08:00:00.000Z' }), owed: 'received' },
      ],
      (body) => down && to(body) === 'ada@example.org',
    );
    await expect(turn()).rejects.toThrow('1 mails could not be queued');
    expect(mails.map(to)).toEqual(['bruno@example.org']);
    expect(await contributions.owing('waiting')).toEqual([{ id: 'ada', owed: 'received' }]);
    down = false;
    expect((await turn()).told).toBe(1);
    expect(mails.map(to)).toEqual(['bruno@example.org', 'ada@example.org']);
  });

  test('whatever the queue refuses, nobody is told twice, and in the end nobody is owed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), async (owed) => {
        const fails = new Set(owed.flatMap((first, index) => (first ? [`a${index}@example.org`] : [])));
        const { mails, contributions, turn } = await clockOf(
          owed.map((_, index) => ({
            one: givenIdea({
              id: `one-${index}`,
              given: { title: 'Un’idea', text: 'Parole.', email: `a${index}@example.org` },
            }),
            owed: 'received' as const,
          })),
          (body) => fails.delete(to(body)),
        );
        await turn().catch(() => undefined);
        await turn();
        expect(mails.map(to).sort()).toEqual(owed.map((_, index) => `a${index}@example.org`));
        expect(await contributions.owing('waiting')).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
