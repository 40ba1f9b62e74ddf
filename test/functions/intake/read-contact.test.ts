import { describe, expect, test } from '@jest/globals';
import { contactOfForm, readContact } from '../../../functions/intake/rules/read-contact.ts';
import { wordsSent } from '../../../functions/intake/rules/words-sent.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';

const issues = (content: unknown) => {
  const read = readContact(content, protezioneCivile);
  return 'issues' in read ? read.issues : [];
};
const lacks = (content: unknown) => issues(content).map(({ path }) => path.join('.'));
const { email: _mail, ...unreachable } = contact;

describe('a contact', () => {
  test('needs an e-mail or a phone: there the answer goes', () => {
    expect(lacks(unreachable)).toEqual(['email']);
    expect(lacks({ ...unreachable, phone: '333 1234567' })).toEqual([]);
    expect(lacks(contact)).toEqual([]);
    expect(lacks({ ...unreachable, message: '' })).toContain('email');
  });

  test('of somebody who wants to be called back needs the number', () => {
    expect(issues({ ...contact, callBack: 'any' })).toEqual([
      { code: 'custom', path: ['phone'], saying: 'phoneForCallBack' },
    ]);
    expect(lacks({ ...contact, callBack: 'any', phone: '333 1234567' })).toEqual([]);
    expect(lacks({ ...contact, callBack: 'any', message: '' })[0]).toBe('phone');
  });

  test('is of a kind, a category and for experts that the service has', () => {
    expect(lacks({ ...contact, category: 'no-such' })).toEqual(['category']);
    expect(lacks({ ...contact, experts: 'no-such' })).toEqual(['experts']);
    const none = { kinds: [], categories: protezioneCivile.categories };
    const read = readContact(contact, none);
    expect('issues' in read && read.issues).toEqual([{ code: 'custom', path: ['kind'] }]);
  });

  test.each([null, undefined, 7, 'words', [], [contact]])(
    'that is %j is told to be none, and asked for no address',
    (content) => {
      expect(issues(content).length).toBeGreaterThan(0);
      expect(lacks(content)).not.toContain('email');
      expect(lacks(content)).not.toContain('phone');
    },
  );
});

describe('a form', () => {
  test('gives numbers, the consent and a list of files; its button and key are none of it', () => {
    expect(
      contactOfForm({
        ...{ step: 'send', submission: 'served-1', message: 'x', privacyAccepted: 'true', attachments: 'one' },
        place: { latitude: ' 41,9 ', longitude: '+12.5', address: 'via 1' },
      }),
    ).toEqual({
      ...{ message: 'x', privacyAccepted: true, attachments: ['one'] },
      place: { latitude: 41.9, longitude: 12.5, address: 'via 1' },
    });
    expect(contactOfForm({ attachments: ['one', 'two'] })).toEqual({ attachments: ['one', 'two'] });
    expect(contactOfForm({ privacyAccepted: 'no' })).toEqual({ privacyAccepted: 'no' });
    expect(contactOfForm({})).toEqual({});
  });

  test.each(['41,9,1', '1234', 'north', '41.', '', '4e1', '0x10'])(
    'leaves «%s» as it is: it is no number of degrees',
    (latitude) => {
      expect(contactOfForm({ place: { latitude } })).toEqual({ place: { latitude } });
    },
  );

  test('leaves a place that is none to be told', () => {
    expect(contactOfForm({ place: 'via Roma' })).toEqual({ place: 'via Roma' });
    expect(contactOfForm({ place: ['via Roma'] })).toEqual({ place: ['via Roma'] });
  });
});

describe('danger is listened for, of what nobody has checked,', () => {
  test('in subject and words, whatever else is sent', () => {
    expect(wordsSent({ subject: 'Aiuto', message: 'Brucia', phone: 'x' })).toBe('Aiuto\n\nBrucia');
    expect(wordsSent({ subject: 7, message: 'Brucia' })).toBe('Brucia');
    expect(wordsSent({ subject: ['Aiuto'], message: { text: 'x' } })).toBe('');
    for (const nothing of [null, undefined, 'Aiuto', 7]) expect(wordsSent(nothing)).toBe('');
  });

  test('in twenty thousand characters, from the first', () => {
    expect(wordsSent({ message: `Aiuto${'x'.repeat(30_000)}` })).toMatch(/^Aiutox{19995}$/);
  });
});
