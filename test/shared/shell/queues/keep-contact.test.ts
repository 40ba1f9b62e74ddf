import { beforeEach, expect, test } from '@jest/globals';
import { Refusal } from '../../../../shared/shell/http/problems.ts';
import { type ContactQueues, keepContacts } from '../../../../shared/shell/queues/keep-contact.ts';

/** Messages that were queued, items that were put into the inbox, and which of both refuse. */
const queued: string[] = [];
const items = new Map<string, string>();
const refusing = { queue: false, inbox: false };
const refuse = (place: keyof typeof refusing) => {
  if (refusing[place]) throw new Error(`the ${place} refuses`);
};
const queues: ContactQueues = {
  service: 'protezione-civile',
  queue: {
    async leave(body) {
      refuse('queue');
      queued.push(body);
    },
  },
  inbox: {
    async keep(key, message) {
      refuse('inbox');
      items.set(key, message);
    },
  },
};
beforeEach(() => {
  queued.length = 0;
  items.clear();
  Object.assign(refusing, { queue: false, inbox: false });
});

const code = 'PC-7K3M-9QXT-4DHR-8WZA';
const records = Array.from({ length: 45 }, (_, index) => ({ code, message: `record ${index}` }));

test('many messages about one contact are all kept in the queue', async () => {
  await keepContacts(queues, records);
  expect(queued.toSorted()).toEqual(records.map(({ message }) => message).sort());
  expect(items.size).toBe(0);
});

test('while the queue refuses, none of them replaces another in the inbox, and the same one twice is one', async () => {
  refusing.queue = true;
  await keepContacts(queues, [...records, records[0] as (typeof records)[number]]);
  expect([...items.values()].sort()).toEqual(records.map(({ message }) => message).sort());
  for (const key of items.keys()) expect(key.startsWith(code)).toBe(true);
});

test('when neither takes them nothing is promised', async () => {
  Object.assign(refusing, { queue: true, inbox: true });
  const kept = keepContacts(queues, records);
  await expect(kept).rejects.toBeInstanceOf(Refusal);
  await expect(kept).rejects.toMatchObject({ problemName: 'unavailable' });
});
