import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Wake } from '../../../../shared/contracts/wake.ts';
import { pointClientsAt } from '../../../fixtures/aws-endpoint.ts';
import { attributes, keys, openDynalite } from './dynalite.ts';

const environment = { ...process.env };
let opened: Awaited<ReturnType<typeof openDynalite>>;
let store: typeof import('../../../../shared/shell/stores/wakes.ts');
beforeAll(async () => {
  opened = await openDynalite([
    {
      TableName: 'wakes',
      AttributeDefinitions: attributes({ service: 'S', occasion: 'N' }),
      KeySchema: keys('service', 'occasion'),
    },
  ]);
  pointClientsAt(opened.endpoint);
  store = await import('../../../../shared/shell/stores/wakes.ts');
});
afterAll(async () => {
  process.env = environment;
  await opened.close();
});

const openedAt = '2026-09-12T01:36:00.000Z';
const wakeOf = (service: string, more: Partial<Wake> = {}): Wake => ({
  service,
  occasion: Date.parse(openedAt),
  openedAt,
  secret: 'a'.repeat(32),
  waiting: { urgent: 1, more: false, oldest: openedAt, proposals: 0 },
  rings: [{ name: 'Marco Sala', email: 'marco.sala@example.org', at: openedAt }],
  revision: 1,
  ...more,
});

describe('occasions to wake staff', () => {
  test('are read as they were kept, by their number and as the newest of their service', async () => {
    const first = wakeOf('read');
    const second = wakeOf('read', { occasion: first.occasion + 1, closed: { at: openedAt } });
    for (const wake of [second, first]) expect(await store.keepWake('wakes', wake)).toBe('kept');
    expect(await store.readWake('wakes', 'read', first.occasion)).toEqual(first);
    expect(await store.latestWake('wakes', 'read')).toEqual(second);
    expect(await store.readWake('wakes', 'other', first.occasion)).toBeUndefined();
    expect(await store.latestWake('wakes', 'other')).toBeUndefined();
  });

  test('are opened once: of two who ring first, one learns that another was quicker', async () => {
    const outcomes = await Promise.all(
      ['b', 'c', 'd'].map((digit) => store.keepWake('wakes', wakeOf('open', { secret: digit.repeat(32) }))),
    );
    expect(outcomes.toSorted()).toEqual(['changed meanwhile', 'changed meanwhile', 'kept']);
  });

  test('change one revision at a time: an answer to what was rung again meanwhile is judged anew', async () => {
    const wake = wakeOf('change');
    await store.keepWake('wakes', wake);
    const rung = { ...wake, rings: [...wake.rings, ...wake.rings], revision: 2 };
    const answered = { ...wake, acknowledged: { at: openedAt, by: 'Marco Sala' }, revision: 2 };
    expect(await store.keepWake('wakes', rung)).toBe('kept');
    expect(await store.keepWake('wakes', answered)).toBe('changed meanwhile');
    expect(await store.latestWake('wakes', 'change')).toEqual(rung);
    expect(await store.keepWake('wakes', { ...answered, rings: rung.rings, revision: 3 })).toBe('kept');
  });

  test('have a name for each person, which nobody else was sent', () => {
    const wake = wakeOf('name');
    const people = ['marco.sala@example.org', 'paolo.rinaldi@example.org'].map((email) => ({ email }));
    const [name = '', other = ''] = people.map(({ email }) => store.wakeNameFor(wake, email));
    expect(store.occasionIn(name)).toBe(wake.occasion);
    expect([name, other].map((each) => store.personRung(wake, each, people))).toEqual(people);
    for (const wrong of [name.replace(/.$/, (last) => (last === '0' ? '1' : '0')), `${wake.occasion}`, '', 'x-1'])
      expect(store.personRung(wake, wrong, people)).toBeUndefined();
    expect([`${wake.occasion}`, '', 'x-1', `-1-${'a'.repeat(32)}`].map(store.occasionIn)).toEqual(
      Array(4).fill(undefined),
    );
  });
});
