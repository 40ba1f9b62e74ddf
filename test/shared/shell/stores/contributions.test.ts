import { expect, test } from '@jest/globals';
import { type Contribution, goesAt, type Owed } from '../../../../shared/core/contributions/contribution.ts';
import { type Contributions, dynamodbContributions } from '../../../../shared/shell/stores/contributions.ts';
import { givenIdea } from '../../../fixtures/contributions.ts';
import { memoryContributions } from '../../../stores/memory-contributions.ts';
import { inDynalite, type Samples, submissionsContract, submissionsTable } from './submissions-contract.ts';

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const published = (id: string, day: number, more: Partial<Contribution> = {}) =>
  givenIdea({
    id,
    state: 'published',
    since: at(day),
    shown: { title: 'Un armadio', text: 'Per i passeggini.', publishedAt: at(day) },
    ...more,
  });

const samples: Samples<Contribution, Owed, Contributions> = {
  fresh: (id) => givenIdea({ id }),
  acted: (one) => ({ ...one, version: one.version + 1, state: 'declined', since: at(20) }),
  mails: ['received', 'declined'],
  owing: async (store) => [...(await store.owing('waiting')), ...(await store.owing('declined'))],
};

for (const opening of [
  { what: 'contributions in memory', open: async () => memoryContributions() },
  inDynalite(
    'contributions in a DynamoDB table',
    submissionsTable('contributions', ['owed', 'row', 'shown']),
    (client) =>
      dynamodbContributions({
        tableName: 'contributions',
        service: 'familyline',
        goesAt: (one) => goesAt(one, { kinds: ['idea', 'story'] }),
        client,
      }),
  ),
])
  submissionsContract(opening, samples, (store) => {
    test('lists those in a state, the longest in it first, as many as asked, and nobody’s address', async () => {
      for (const day of [3, 1, 2]) await store().give(givenIdea({ id: `kept-${day}`, state: 'kept', since: at(day) }));
      expect((await store().box('kept', 10)).map(({ id }) => id)).toEqual(['kept-1', 'kept-2', 'kept-3']);
      expect((await store().box('kept', 2)).map(({ id }) => id)).toEqual(['kept-1', 'kept-2']);
      await store().give(givenIdea({ id: 'with-address', state: 'changes-asked' }));
      expect(JSON.stringify(await store().box('changes-asked', 10))).not.toContain('ada@example.org');
    });

    test('shows everybody what is published and still allowed, the newest first', async () => {
      await store().give(published('older', 4));
      await store().give(published('newest', 6));
      await store().give(published('withdrawn', 5, { consents: { ...givenIdea().consents, publish: false } }));
      expect((await store().published(10)).map(({ id }) => id)).toEqual(['newest', 'older']);
      expect((await store().published(1)).map(({ id }) => id)).toEqual(['newest']);
      await store().replace(published('newest', 6, { version: 2, state: 'kept' }));
      expect((await store().published(10)).map(({ id }) => id)).toEqual(['older']);
    });
  });
