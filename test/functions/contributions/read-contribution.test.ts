import { describe, expect, test } from '@jest/globals';
import { contributionOfForm, readContribution } from '../../../functions/contributions/rules/read-contribution.ts';

const rules = { kinds: ['story' as const] };
const story = {
  kind: 'story',
  title: 'Il primo giorno al nido',
  text: 'Piangeva lei, e piangevo io.',
  email: 'ada@example.org',
  privacyAccepted: true,
};
const lacks = (content: unknown) => {
  const read = readContribution(content, rules);
  return 'issues' in read ? read.issues.map(({ path }) => path.join('.')).sort() : [];
};

describe('a form', () => {
  test('gives its fields but the button and its own key, and a tick is a consent', () => {
    expect(
      contributionOfForm({ step: 'send', submission: 'served-1', title: 'Nido', privacyAccepted: 'true' }),
    ).toEqual({
      title: 'Nido',
      privacyAccepted: true,
    });
    expect(contributionOfForm({ title: 'Nido' })).toEqual({ title: 'Nido' });
  });

  test('whose box says anything else has no consent', () => {
    expect(contributionOfForm({ privacyAccepted: 'false' })).toEqual({ privacyAccepted: 'false' });
    expect(lacks(contributionOfForm({ ...story, privacyAccepted: 'false' }))).toEqual(['privacyAccepted']);
  });
});

describe('a contribution', () => {
  test('needs an e-mail or a phone, by which its author comes back', () => {
    const { email: _mail, ...unreachable } = story;
    expect(lacks(unreachable)).toEqual(['email']);
    expect(lacks({ ...unreachable, phone: '333 1234567' })).toEqual([]);
    expect(lacks(story)).toEqual([]);
  });

  test('is told of the missing address together with all else that is wrong', () => {
    expect(new Set(lacks({ ...story, email: undefined, title: ' ' }))).toEqual(new Set(['email', 'title']));
    for (const nothing of [null, undefined, 'words', 7]) expect(lacks(nothing)).toContain('email');
  });

  test('is of a kind that the service publishes', () => {
    expect(lacks({ ...story, kind: 'idea' })).toEqual(['kind']);
  });

  test('under a name needs the name, and without that consent needs none', () => {
    expect(lacks({ ...story, consents: { name: 'yes' } })).toEqual(['firstName']);
    expect(lacks({ ...story, consents: { name: 'no' } })).toEqual([]);
    expect(lacks({ ...story, consents: { name: 'yes' }, firstName: 'Ada' })).toEqual([]);
  });
});
