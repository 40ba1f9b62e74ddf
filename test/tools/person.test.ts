import { describe, expect, test } from '@jest/globals';
import { pointsOf } from '../../shared/core/cases/worklist-item.ts';
import type { Contribution } from '../../shared/core/contributions/contribution.ts';
import { withoutStaff } from '../../tools/person.ts';
import { handedOver, isOf, readableContributions } from '../../tools/person-contributions.ts';

test('names and identifiers of staff go, what the person wrote stays', () => {
  const events = [
    { type: 'TakenInCharge', by: 'Carla Villa', subject: 'operator-1' },
    {
      type: 'ContactReceived',
      recordedBy: 'Carla Villa',
      recordedBySubject: 'operator-1',
      personal: { subject: 'La strada', message: 'Quando riapre?' },
    },
    {
      type: 'NoteAdded',
      by: 'Carla Villa',
      subject: 'operator-1',
      mentions: ['operator-2'],
      personal: { message: 'Da sentire' },
    },
  ];
  expect(withoutStaff(events)).toEqual([
    { type: 'TakenInCharge', by: 'staff' },
    { type: 'ContactReceived', recordedBy: 'staff', personal: { subject: 'La strada', message: 'Quando riapre?' } },
    { type: 'NoteAdded', by: 'staff', personal: { message: 'Da sentire' } },
  ]);
});

const story: Contribution = {
  id: 'de6pm9myyxvm',
  code: 'FL-7K3M-9QXT-4DHR-8WZA',
  version: 2,
  kind: 'story',
  language: 'it',
  state: 'published',
  since: '2026-09-14T08:00:00.000Z',
  receivedAt: '2026-09-12T08:00:00.000Z',
  given: { title: 'Due case', text: 'Sono Ada e vivo a Rieti.', email: 'Ada@example.org', phone: '+39 333 1234567' },
  consents: { publish: true, name: false, contact: true, dialogue: false },
  parentAgrees: false,
  shown: { title: 'Due case', text: 'Vivo in una città.', publishedAt: '2026-09-14T08:00:00.000Z' },
  history: [{ at: '2026-09-14T08:00:00.000Z', what: 'published', by: 'Gaia Moretti' }],
};

describe('stories and ideas of a person', () => {
  const codes = new Set<string>();
  test.each([
    ['by its code', { codes: new Set([story.code]), points: [] }, true],
    ['by an address in other letters', { codes, points: pointsOf({ email: 'ada@example.org' }) }, true],
    ['by a number without its prefix', { codes, points: pointsOf({ phone: '333 1234567' }) }, true],
    [
      'by nothing of somebody else',
      { codes: new Set(['FL-X']), points: pointsOf({ email: 'bea@example.org' }) },
      false,
    ],
  ])('are found %s', (_how, person, found) => {
    expect(isOf(story, person)).toBe(found);
  });

  test('whose words were erased are found by their code alone', () => {
    const { given, ...erased } = story;
    expect(isOf(erased, { codes, points: pointsOf(given ?? {}) })).toBe(false);
    expect(isOf(erased, { codes: new Set([story.code]), points: [] })).toBe(true);
  });

  test('are handed over whole, and name nobody of the staff', () => {
    expect(JSON.stringify(handedOver(story))).toContain('Sono Ada e vivo a Rieti.');
    expect(JSON.stringify(handedOver(story))).not.toContain('Gaia');
    const text = readableContributions([story]);
    for (const told of [
      story.code,
      'Ada@example.org',
      'Sono Ada e vivo a Rieti.',
      'Vivo in una città.',
      'publish, contact',
    ])
      expect(text).toContain(told);
  });
});
