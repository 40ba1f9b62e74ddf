import { describe, expect, test } from '@jest/globals';
import { languages } from '../../../../shared/contracts/text.ts';
import { Ring } from '../../../../shared/contracts/wake.ts';
import type { Duty } from '../../../../shared/core/posture/call-out.ts';
import { readsUrgent, ringsFor } from '../../../../shared/core/posture/waking.ts';
import { waitingWords } from '../../../../shared/texts/voice/wake.ts';

const night = '2026-11-29T02:36:00.000Z';
const marco: Duty = {
  name: 'Marco',
  email: 'marco@example.org',
  shift: 'night',
  phone: '+39065550130',
  sms: '+393335551300',
  push: 'https://push.example.org/marco',
  language: 'de',
};
const about = {
  service: 'protezione-civile',
  id: 'protezione-civile.wake.1.1',
  words: (way: Ring['way'], language: string) => `${way} in ${language}`,
  answerAddress: 'https://sportello.example.org/v1/services/protezione-civile/wakes/1-00',
  at: night,
};

describe('the rings of one person', () => {
  test('are one in each way they named, the call first, in their language, and of use for three minutes', () => {
    const rings = ringsFor(marco, about);
    expect(rings.map((ring) => Ring.parse(ring))).toEqual(rings);
    expect(rings.map(({ way, to, words }) => [way, to, words])).toEqual([
      ['call', '+39065550130', 'call in de'],
      ['sms', '+393335551300', 'sms in de'],
      ['push', 'https://push.example.org/marco', 'push in de'],
    ]);
    expect(new Set(rings.map(({ until }) => until))).toEqual(new Set(['2026-11-29T02:39:00.000Z']));
    expect(new Set(rings.map(({ id }) => id)).size).toBe(3);
  });

  test('are none where only mail is named', () => {
    expect(ringsFor({ name: 'Ada', email: 'ada@example.org', shift: 'night' }, about)).toEqual([]);
  });
});

describe('somebody reads what speaks of danger', () => {
  const { phone: _phone, sms: _sms, push: _push, ...byMail } = marco;

  test('while the service is open, and by night where somebody of the shift can be woken', () => {
    expect(readsUrgent({}, true, night)).toBe(true);
    expect(readsUrgent({ roster: [marco] }, false, night)).toBe(true);
  });

  test('but not where nobody is named, only another shift is, or only a mail would go', () => {
    expect(readsUrgent({}, false, night)).toBe(false);
    expect(readsUrgent({ roster: [{ ...marco, shift: 'day' }] }, false, night)).toBe(false);
    expect(readsUrgent({ roster: [byMail] }, false, night)).toBe(false);
  });
});

describe('the words', () => {
  const oldest = '2026-11-29T02:31:00.000Z';

  test('say how many wait and since when on the clocks of Rome', () => {
    expect(waitingWords({ urgent: 12, more: false, oldest, proposals: 0 }, 'it')).toEqual([
      '12 richieste urgenti da leggere, la più vecchia dalle 03:31.',
    ]);
    expect(waitingWords({ urgent: 12, more: false, oldest, proposals: 1 }, 'en')).toEqual([
      '12 urgent requests to read, the oldest since 03:31.',
      'One proposal awaits a decision.',
    ]);
    expect(waitingWords({ urgent: 40_000, more: true, oldest, proposals: 0 }, 'de')).toEqual([
      'Mehr als 40000 dringende Anfragen sind zu lesen, die älteste seit 03:31 Uhr.',
    ]);
  });

  test('speak of one as of one, in every language', () => {
    for (const language of languages)
      expect(waitingWords({ urgent: 1, more: false, oldest, proposals: 1 }, language)).toHaveLength(2);
  });
});
