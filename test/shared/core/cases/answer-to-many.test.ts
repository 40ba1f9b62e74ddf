import { describe, expect, test } from '@jest/globals';
import { answerIdOfMany, answerOfMany, type Many } from '../../../../shared/core/cases/answer-to-many.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import { sha256 } from '../../../../shared/shell/hashing.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';

const many: Many = {
  batch: 'b',
  by: 'Carla',
  subject: 's',
  texts: { it: 'Sì.', en: 'Yes.' },
  final: true,
  leavesAt: 'x',
};
const at = '2026-11-29T10:00:00.000Z';
type Opened = Parameters<typeof caseOpened>[0];
type Received = Parameters<typeof contactReceived>[0];
const stateOf = (opened: Opened = {}, received: Received = {}, ...more: object[]) =>
  caseOf([
    {
      at,
      events: [
        caseOpened({ kind: 'information', urgent: false, ...opened }),
        contactReceived({ channel: 'form', personal: { email: 'ada@example.org', message: 'Dove?' }, ...received }),
        ...(more as never[]),
      ],
    },
  ]);
const given = (state: ReturnType<typeof stateOf>, versions = { version: 1, seen: 1 }) =>
  answerOfMany(state, { ...versions, answer: 'a' }, many);
const skipped = (why: string) => ({ skip: why });

describe('one of many cases', () => {
  test('is answered in its language, by mail where it has an address', () => {
    expect(given(stateOf({ language: 'en' }))).toEqual({
      command: {
        type: 'Answer',
        ...{ by: 'Carla', subject: 's', text: 'Yes.', answer: 'a', channel: 'mail', to: 'ada@example.org' },
        ...{ final: true, leavesAt: 'x', batch: 'b' },
      },
    });
  });

  test('is answered on its page where whoever wrote there named no address, and nobody else is', () => {
    const bare = { message: 'Dove?' };
    expect(given(stateOf({}, { personal: bare }))).toMatchObject({ command: { channel: 'page' } });
    expect(given(stateOf({}, { personal: bare }))).not.toHaveProperty('command.to');
    expect(given(stateOf({}, { personal: bare, channel: 'letter' }))).toEqual(skipped('no-way'));
  });

  test.each<[string, ReturnType<typeof stateOf>]>([
    ['closed', stateOf({}, {}, { type: 'Closed', reason: 'done' })],
    ['danger', stateOf({ urgent: true })],
    ['complaint', stateOf({ kind: 'complaint' })],
    ['no-language', stateOf({ language: 'de' })],
    ['changed', caseOf([])],
  ])('is given none: %s', (why, state) => {
    expect(given(state)).toEqual(skipped(why));
  });

  test('is given none where it changed since the list was frozen', () => {
    expect(given(stateOf(), { version: 2, seen: 1 })).toEqual(skipped('changed'));
  });
});

test('the answer of a batch to a case has one id, and every batch and case another', () => {
  const ids = [
    ['b', 'c'],
    ['b', 'd'],
    ['a', 'c'],
  ].map(([batch = '', code = '']) => answerIdOfMany(batch, code, sha256));
  expect(ids[0]).toBe(sha256('many|b|c').slice(0, 16));
  expect(new Set(ids).size).toBe(3);
});
