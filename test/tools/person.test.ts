import { expect, test } from '@jest/globals';
import { withoutStaff } from '../../tools/person.ts';

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
