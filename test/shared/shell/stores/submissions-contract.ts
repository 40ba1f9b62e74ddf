import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Submissions } from '../../../../shared/shell/stores/submissions.ts';
import { attributes, keys, openDynalite } from './dynalite.ts';

/** The table of submissions, by the name of their store, as the template makes it. */
export const submissionsTable = (TableName: string, listed?: string[]) => ({
  TableName,
  AttributeDefinitions: attributes({ id: 'S', box: 'S', since: 'S' }),
  KeySchema: keys('id'),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byBox',
      KeySchema: keys('box', 'since'),
      Projection:
        listed === undefined
          ? { ProjectionType: 'ALL' as const }
          : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: listed },
    },
  ],
});

/** How a store of submissions is opened, empty, and put away. */
export type Opening<Store> = { what: string; open: () => Promise<Store>; close?: () => Promise<void> };

/** A store in a DynamoDB of its own. */
export function inDynalite<Store>(
  what: string,
  table: ReturnType<typeof submissionsTable>,
  storeIn: (client: Awaited<ReturnType<typeof openDynalite>>['client']) => Store,
): Opening<Store> {
  let close = async () => {};
  return {
    what,
    async open() {
      const opened = await openDynalite([table]);
      close = opened.close;
      return storeIn(opened.client);
    },
    close: () => close(),
  };
}

/** What a store of submissions is tried with: one of an id, the one after it, and how those that are owed are asked for. */
export type Samples<One, Owed extends string, Store> = {
  fresh: (id: string) => One;
  acted: (one: One) => One;
  mails: readonly [Owed, Owed];
  owing: (store: Store) => Promise<{ id: string; owed: Owed }[]>;
};

/** What every store of submissions must do, whatever it is made of; `more` adds what only one of them does. */
export function submissionsContract<
  One extends { id: string },
  Owed extends string,
  Store extends Submissions<One, Owed>,
>(
  { what, open, close = async () => {} }: Opening<Store>,
  { fresh, acted, mails, owing }: Samples<One, Owed, Store>,
  more: (store: () => Store) => void,
) {
  describe(what, () => {
    let store: Store;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(close);

    test('keeps one of a name once, whoever sends it again', async () => {
      const one = fresh('given-once');
      expect(await store.give(one)).toBe(true);
      expect(await store.give(acted(one))).toBe(false);
      expect(await store.read('given-once')).toEqual(one);
      expect(await store.read('given-never')).toBeUndefined();
    });

    test('keeps what the first of two acts on one version made of it, and tells the second', async () => {
      const one = fresh('acted-on');
      await store.give(one);
      expect(await Promise.all([store.replace(acted(one)), store.replace(acted(one))])).toEqual([true, false]);
      expect(await store.replace(one)).toBe(false);
      expect(await store.read('acted-on')).toEqual(acted(one));
      expect(await store.replace(acted(fresh('never-given')))).toBe(false);
      expect(await store.read('never-given')).toBeUndefined();
    });

    test('knows whom an act owes a mail until it is on its way, and takes no other mail for that one', async () => {
      const owed = async () => (await owing(store)).filter(({ id }) => id === 'owed').map((one) => one.owed);
      const one = fresh('owed');
      await store.give(one, mails[0]);
      expect(await owed()).toEqual([mails[0]]);
      await store.replace(acted(one), mails[1]);
      await store.settle('owed', mails[0]);
      expect(await owed()).toEqual([mails[1]]);
      await store.settle('owed', mails[1]);
      await store.settle('owed', mails[1]);
      await store.settle('never-given', mails[1]);
      expect(await owed()).toEqual([]);
      expect(await store.read('owed')).toEqual(acted(one));
      expect(await store.read('never-given')).toBeUndefined();
    });

    test('gives every one, as it is now', async () => {
      const one = fresh('one-of-all');
      await store.give(one);
      await store.replace(acted(one));
      const found: One[] = [];
      for await (const some of store.all()) found.push(...some);
      expect(found.filter(({ id }) => id === 'one-of-all')).toEqual([acted(one)]);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    });

    more(() => store);
  });
}
