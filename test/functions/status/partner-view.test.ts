import { describe, expect, test } from '@jest/globals';
import { partnerView } from '../../../functions/status/rules/partner-view.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { Referral } from '../../../shared/core/cases/desk-facts.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../fixtures/case-events.ts';

const referral = '4f1c9a07d2e85b36';
const told = (hour: number, ...events: unknown[]) => ({
  at: `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`,
  events: events as CaseEvent[],
});
const referred = { type: 'Referred', referral };
const first = told(
  8,
  caseOpened(),
  contactReceived({ receivedAt: '2026-11-21T08:00:00.000Z', personal: { name: 'Ada', message: 'Una frana.' } }),
);
const seen = (entries: ReturnType<typeof told>[], shares: Referral['shares'] = ['words', 'person', 'files']) =>
  partnerView(
    'protezione-civile',
    { referral, to: 'Comune', at: '', state: 'sent', since: '', shares } as unknown as Referral,
    entries,
    code,
  );
const words = (entries: ReturnType<typeof told>[]) => seen(entries).view.words?.map(({ text }) => text);

describe('what an administration sees of a case', () => {
  test('is what was said by the referral, oldest first, and no word of later', () => {
    const message = { type: 'MessageAdded', from: 'citizen', personal: { message: 'È arrivata alla casa.' } };
    const answer = { type: 'MessageAdded', from: 'desk', personal: { message: 'Grazie.' } };
    const earlier = contactReceived({
      contact: otherCode,
      receivedAt: '2026-11-21T07:00:00.000Z',
      personal: { message: 'Si muove la terra.' },
    });
    const entries = [first, told(9, message, answer), told(10, earlier), told(11, { type: 'Noted' }, referred)];
    expect(words([...entries, told(12, message)])).toEqual([
      'Si muove la terra.',
      'Una frana.',
      'È arrivata alla casa.',
    ]);
    expect(words(entries.slice(0, 3))).toBeUndefined();
  });

  test('is nothing of what was answered in a guide, whatever is shared', () => {
    const walk = { guide: 'casa-danneggiata', answers: { danni: 'crepe' } };
    const asked = contactReceived({ receivedAt: '2026-11-21T08:00:00.000Z', personal: { message: 'Aiuto.', walk } });
    const shares: Referral['shares'] = ['words', 'person', 'contact-points', 'place', 'files'];
    const { view } = seen([told(8, caseOpened(), asked), told(10, referred)], shares);
    expect(view.words).toEqual([{ at: '2026-11-21T08:00:00.000Z', text: 'Aiuto.' }]);
    expect(JSON.stringify(view)).not.toContain('crepe');
  });

  test('is what a later record of a call and a typed letter say in place of what came first', () => {
    const update = { type: 'CallUpdated', contact: code, personal: { surname: 'Villa' } };
    const ofNobody = { type: 'CallUpdated', contact: otherCode, personal: { surname: 'Rossi' } };
    const { view } = seen([first, told(9, update, ofNobody), told(10, referred)]);
    expect(view).toMatchObject({ name: 'Ada Villa', words: [{ text: 'Una frana.' }] });

    const read = { type: 'DocumentRead', personal: { message: 'Una frana a Borgo.' } };
    expect(words([first, told(9, read), told(10, referred)])).toEqual(['Una frana a Borgo.']);
  });

  test('is no contact that was split off, and no file that the desk put to its answers', () => {
    const other = contactReceived({ contact: otherCode, personal: { message: 'Altro.' } });
    const file = (attachment: string) => ({
      type: 'AttachmentAttached',
      attachment,
      contentType: 'image/png',
      bytes: 7,
    });
    const answered = { type: 'Answered', attachments: ['b'] };
    const entries = [first, told(9, other, file('a'), file('b')), told(10, answered)];
    const split = told(11, { type: 'SplitOff', contact: otherCode }, referred);
    expect(words([...entries, split])).toEqual(['Una frana.']);
    expect(seen([...entries, split]).files).toEqual([{ document: 'a', contentType: 'image/png', bytes: 7 }]);
    expect(seen([...entries, split], ['person']).files).toBeUndefined();
    expect(seen([...entries, split], ['person']).view.words).toBeUndefined();
  });

  test('is nothing of the case once the referral is over', () => {
    const over = { referral, to: 'Comune', state: 'answered', shares: ['words'] } as unknown as Referral;
    const { view } = partnerView('protezione-civile', over, [first, told(10, referred)], code);
    expect(view).not.toHaveProperty('words');
  });
});
