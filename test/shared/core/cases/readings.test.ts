import { expect, test } from '@jest/globals';
import { isCorrectable, readingOf, whatHolds } from '../../../../shared/core/cases/readings.ts';
import { mayCall, mayMail } from '../../../../shared/core/cases/safe-contact.ts';

const reading = (contact: string, name: string, replaced?: true) =>
  ({ contact, name, ...(replaced && { replaced }) }) as never;
const contact = (code: string, recordedBy?: string) => ({ contact: code, ...(recordedBy && { recordedBy }) }) as never;

test('staff may correct what was recorded by hand, and a scan that somebody has read', () => {
  expect(isCorrectable({ recordedBy: 'Carla' } as never)).toBe(true);
  expect(isCorrectable({ paper: { toBeRead: true } } as never)).toBe(true);
  expect(isCorrectable({ paper: { toBeRead: true }, toBeRead: true } as never)).toBe(false);
  expect(isCorrectable({ paper: { toBeRead: false } } as never)).toBe(false);
  expect(isCorrectable({} as never)).toBe(false);
});

test('the last reading of a contact that was not replaced holds', () => {
  const readings = [reading('A', 'first', true), reading('A', 'second'), reading('A', 'third'), reading('B', 'other')];
  expect(readingOf('A', readings)).toMatchObject({ name: 'third' });
  expect(readingOf('A', readings.slice(0, 1))).toBeUndefined();
});

test('what holds are contacts and readings, but none recorded by hand that was corrected', () => {
  const [form, kept, corrected] = [contact('F'), contact('K', 'Carla'), contact('C', 'Carla')];
  const [over, holds] = [reading('C', 'first', true), reading('C', 'second')];
  expect(whatHolds({ contacts: [form, kept, corrected], readings: [over, holds] })).toEqual([form, kept, holds]);
  expect(whatHolds({ contacts: [form, corrected], readings: [reading('F', 'typed'), over] })).toEqual([
    form,
    corrected,
    reading('F', 'typed'),
  ]);
});

test('what one contact rules out is ruled out for all', () => {
  for (const [said, mail, call] of [
    [[undefined], true, true],
    [['no-mail'], false, true],
    [[undefined, 'no-phone'], true, false],
    [['conversation-only', undefined], false, false],
  ] as const) {
    expect([said, mayMail(said), mayCall(said)]).toEqual([said, mail, call]);
  }
});
