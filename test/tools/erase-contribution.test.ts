import { expect, test } from '@jest/globals';
import type { Contribution } from '../../shared/core/contributions/contribution.ts';
import { eraseContribution } from '../../tools/erase-contribution.ts';
import { memoryContributions } from '../stores/memory-contributions.ts';

const code = 'FL-7K3M-9QXT-4DHR-8WZA';
const at = '2026-11-30T09:00:00.000Z';
const idea: Contribution = {
  id: 'de6pm9myyxvm',
  code,
  version: 1,
  kind: 'idea',
  language: 'it',
  state: 'waiting',
  since: '2026-11-29T09:00:00.000Z',
  receivedAt: '2026-11-29T09:00:00.000Z',
  given: { title: 'Panchine', text: 'Servono panchine.', email: 'ada@example.org' },
  consents: { publish: true, name: false, contact: true, dialogue: false },
  parentAgrees: false,
  history: [],
};

test('the words under a code go, those under another stay, and a second time there is nothing to erase', async () => {
  const store = memoryContributions();
  await store.give(idea);
  await store.give({ ...idea, id: 'another', code: 'FL-OTHER' });
  expect(await eraseContribution(store, code, at)).toBe('erased');
  expect(JSON.stringify(await store.read(idea.id))).not.toMatch(/Panchine|panchine|ada@/);
  expect((await store.read('another'))?.given).toEqual(idea.given);
  expect(await eraseContribution(store, code, at)).toBeUndefined();
  expect(await eraseContribution(store, 'FL-NONE', at)).toBeUndefined();
});

test('what an authority keeps is shown to nobody and erased after that', async () => {
  const store = memoryContributions();
  const hold = { act: 'Decreto 12', authority: 'Procura', incident: 'Crollo', until: '2027-12-31T23:59:00.000Z' };
  await store.give({ ...idea, hold: { ...hold, at, by: 'Aldo Monti' } as NonNullable<Contribution['hold']> });
  expect(await eraseContribution(store, code, at)).toBe('held');
  expect(await store.read(idea.id)).toMatchObject({ state: 'withdrawn', eraseAfterHold: true, given: idea.given });
});

test('whoever acts on it at the same time is asked again, and not for ever', async () => {
  const store = memoryContributions();
  await store.give(idea);
  let refusals = 2;
  const busy = { ...store, replace: async (next: Contribution) => (refusals-- > 0 ? false : store.replace(next)) };
  expect(await eraseContribution(busy, code, at)).toBe('erased');
  await store.give({ ...idea, id: 'another', code: 'FL-OTHER' });
  await expect(eraseContribution({ ...store, replace: async () => false }, 'FL-OTHER', at)).rejects.toThrow('others');
});
