import { expect, test } from '@jest/globals';
import { goesAt, type HandOver, type Owed, type Tracing } from '../../../../shared/core/tracing/tracing.ts';
import { dynamodbTracing, type TracingStore } from '../../../../shared/shell/stores/tracing.ts';
import { quake, search } from '../../../fixtures/tracing.ts';
import { memoryTracing } from '../../../stores/memory-tracing.ts';
import { inDynalite, type Samples, submissionsContract, submissionsTable } from './submissions-contract.ts';

const at = (hour: number) => `2026-11-30T${String(hour).padStart(2, '0')}:00:00.000Z`;
const list = (id: string, hour: number): HandOver => ({
  ...{ id, event: quake, at: at(hour), by: 'Anna Ferri', to: 'Centro di Rocca', searches: ['7k3m9qxt4dhr'] },
});

const samples: Samples<Tracing, Owed, TracingStore> = {
  fresh: (id) => search({ id }),
  acted: (one) => ({ ...one, version: one.version + 1, state: 'handed-over' }),
  mails: ['received', 'handed-over'],
  owing: (store) => store.owing(quake),
};

for (const opening of [
  { what: 'searches in memory', open: async () => memoryTracing() },
  inDynalite('searches in a DynamoDB table', submissionsTable('tracing'), (client) =>
    dynamodbTracing({ tableName: 'tracing', goesAt: (one) => goesAt(one, {}), client }),
  ),
])
  submissionsContract(opening, samples, (store) => {
    test('finds the searches of one event by how they stand, the oldest first, as many as asked', async () => {
      const other = { event: 'quake-2' };
      for (const hour of [5, 3, 4]) await store().give(search({ ...other, id: `came-${hour}`, receivedAt: at(hour) }));
      const ids = async (...asked: Parameters<TracingStore['box']>) =>
        (await store().box(...asked)).map(({ id }) => id);
      expect(await ids('quake-2', 'received', 10)).toEqual(['came-3', 'came-4', 'came-5']);
      expect(await ids('quake-2', 'received', 2)).toEqual(['came-3', 'came-4']);
      await store().replace(search({ ...other, id: 'came-3', receivedAt: at(3), version: 2, state: 'closed' }));
      expect([await ids('quake-2', 'received', 10), await ids('quake-2', 'closed', 10)]).toEqual([
        ['came-4', 'came-5'],
        ['came-3'],
      ]);
      const called = search({
        ...other,
        id: 'came-3',
        receivedAt: at(3),
        version: 3,
        state: 'closed',
        calledAt: at(9),
      });
      await store().replace(called);
      expect(await ids('quake-2', 'closed', 10)).toEqual([]);
      expect(await store().box('quake-2', 'called', 10)).toEqual([called]);
    });

    test('keeps a list that is handed over apart from searches, and moves it once each of them says so', async () => {
      await store().keepHandOver(list('list-1', 6), false);
      await store().keepHandOver(list('list-2', 7), false);
      const ids = async (marked: boolean, limit = 10) =>
        (await store().handOvers(quake, marked, limit)).map(({ id }) => id);
      expect([await ids(false), await ids(true), await ids(false, 1)]).toEqual([['list-2', 'list-1'], [], ['list-2']]);
      await store().keepHandOver(list('list-1', 6), true);
      expect([await ids(false), await ids(true)]).toEqual([['list-2'], ['list-1']]);
      expect(await store().handOver('list-1')).toEqual(list('list-1', 6));
      expect(await store().handOver('list-3')).toBeUndefined();
      const found: string[] = [];
      for await (const some of store().all()) found.push(...some.map(({ id }) => id));
      expect(found).not.toContain('list-1');
      expect(await store().handOvers('quake-2', true, 10)).toEqual([]);
    });
  });
