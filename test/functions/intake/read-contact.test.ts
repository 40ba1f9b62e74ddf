import { describe, expect, test } from '@jest/globals';
import { contactOfForm, readContact } from '../../../functions/intake/rules/read-contact.ts';
import { wordsSent } from '../../../functions/intake/rules/words-sent.ts';
import { ContactAccepted } from '../../../shared/contracts/contact.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { mendAll } from '../../../shared/texts/mend.ts';
import { addresses } from '../../../web/pages/addresses.ts';
import { formPage } from '../../../web/pages/form-page.ts';
import { contact, familyLine, protezioneCivile } from '../../fixtures/contacts.ts';

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
    const none = { service: 'none', kinds: [], categories: protezioneCivile.categories };
    const read = readContact(contact, none);
    expect('issues' in read && read.issues).toEqual([{ code: 'custom', path: ['kind'] }]);
  });

  describe('of what has a form of its own', () => {
    const { category: _quakes, ...words } = contact;
    const given = (kind: string, definition = familyLine) => readContact({ ...words, kind }, definition);

    test.each(['idea', 'story'] as const)('%s is led there, in each language', (kind) => {
      const read = given(kind);
      expect('issues' in read && read.issues.map(({ path }) => path)).toEqual([['kind']]);
      for (const language of languages) {
        const [wrong] = mendAll('issues' in read ? read.issues : [], { ...contact, kind }, textsIn[language]);
        expect(wrong?.pointer).toBe('/kind');
        expect(wrong?.detail).toContain(addresses.giveContribution(language, 'familyline', kind));
        expect(wrong?.detail).toContain('POST /v1/services/familyline/contributions');
      }
    });

    test('is a contact as before where the service takes no contributions', () => {
      const { contributions: _none, ...without } = familyLine;
      expect(given('idea', without as typeof familyLine)).toMatchObject({ contact: { kind: 'idea' } });
    });

    test('is still read where it was accepted before, or came by phone or on paper', () => {
      for (const kind of ['idea', 'story'] as const) {
        const body = (given('information') as { contact: object }).contact;
        const accepted = {
          ...{ contract: 'contact-accepted.v1', code: 'FL-7K3M-9QXT-4DHR-8WZA', service: 'familyline' },
          ...{ channel: 'form', receivedAt: '2026-09-01T08:00:00.000Z', contact: { ...body, kind } },
        };
        expect(ContactAccepted.safeParse(accepted).success).toBe(true);
        expect(familyLine.kinds.some((known) => known.kind === kind)).toBe(true);
      }
    });

    test('is not offered by the form, which shows the way', () => {
      const page = formPage(familyLine, 'it', { content: { kind: 'idea' } });
      for (const kind of ['idea', 'story']) {
        expect(page).not.toContain(`value="${kind}"`);
        expect(page).toContain(`href="${addresses.giveContribution('it', 'familyline', kind)}"`);
      }
      expect(page).toContain('value="complaint"');
    });
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
