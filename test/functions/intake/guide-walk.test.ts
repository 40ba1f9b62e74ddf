import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageBeforeSending } from '../../../functions/intake/form-steps.ts';
import { acceptContact } from '../../../functions/intake/rules/acceptance.ts';
import { contactOfForm, readContact } from '../../../functions/intake/rules/read-contact.ts';
import { ContactAccepted } from '../../../shared/contracts/contact.ts';
import { GuideWalk } from '../../../shared/contracts/guide-walk.ts';
import { readWalk } from '../../../shared/core/knowledge/read-walk.ts';
import { walkField } from '../../../shared/core/knowledge/walk-field.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';

const walk: GuideWalk = {
  guide: 'casa-danneggiata',
  version: 3,
  answers: { sfollati: true, danni: 'crepe', isee: 18_000.5, giorno: '2026-11-20', comune: '057002', assicurata: null },
};
const read = (content: unknown) => readContact(content, protezioneCivile);
const form = (sent: object) => ({ ...contact, ...sent, privacyAccepted: 'true' }) as Record<string, unknown>;
const pageOf = (sent: Record<string, unknown>) => {
  const content = contactOfForm(sent);
  const rules = { rules: lifeFirst, now: new Date('2026-11-30T09:00:00Z') };
  return pageBeforeSending(sent, read(content), content, protezioneCivile, rules)?.body ?? '';
};
const accepted = (given: typeof contact) =>
  acceptContact({
    ...{ contact: given, definition: protezioneCivile, rules: lifeFirst, periods: [], key: undefined },
    ...{ receivedAt: '2026-11-30T09:00:00.000Z', hmac, sha256 },
  });

describe('the answers of a guide', () => {
  test('are read again as the field of a form holds them, whatever they are', () => {
    const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);
    const answer = fc.oneof(slug, fc.integer({ min: 0, max: 1_000_000 }), fc.boolean(), fc.constant(null));
    const walks = fc.record({
      guide: slug,
      version: fc.integer({ min: 1, max: 900 }),
      answers: fc.dictionary(slug, answer, { minKeys: 1, maxKeys: 40 }),
    });
    fc.assert(fc.property(walks, (one) => expect(readWalk(walkField(one))).toEqual(one)));
  });

  test('come with a contact as the API and as a form send them, and stay in what is accepted', () => {
    for (const content of [{ ...contact, walk }, contactOfForm(form({ walk: walkField(walk) }))]) {
      const reading = read(content);
      if ('issues' in reading) throw new Error(JSON.stringify(reading.issues));
      expect(reading.contact.walk).toEqual(walk);
      const message = accepted(reading.contact).accepted;
      expect(ContactAccepted.parse(message)).toEqual(message);
      expect(message.contact.walk).toEqual(walk);
    }
  });

  test.each<[string, unknown]>([
    ['no JSON', '{"guide"'],
    ['a guide without a name', { ...walk, guide: 'Casa mia!' }],
    ['no answer', { ...walk, answers: {} }],
    ['a version that is none', { ...walk, version: 'ultima' }],
    ['words of a person', { ...walk, answers: { danni: 'C’è gente sotto le macerie' } }],
    ['forty-one answers', { ...walk, answers: Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`q${i}`, 1])) }],
    ['more than a form may carry', JSON.stringify({ ...walk, more: 'x'.repeat(9_000) })],
    ['several', [walkField(walk), walkField(walk)]],
  ])('with %s are left out, and the contact stands', (_what, sent) => {
    expect(read({ ...contact, walk: sent })).toEqual({ contact });
  });

  test('stop no contact, whatever is sent in their place', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.json(), fc.string(), fc.constant(undefined)), (sent) => {
        const reading = read({ ...contact, walk: sent });
        if ('issues' in reading) throw new Error(JSON.stringify(reading.issues));
        const { walk: kept, ...rest } = reading.contact;
        expect(rest).toEqual(contact);
        if (kept !== undefined) expect(GuideWalk.parse(kept)).toEqual(kept);
      }),
    );
  });

  test('change nothing of the danger that is heard, which is in the words', () => {
    for (const message of ['Dove trovo il modulo?', 'C’è gente sotto le macerie']) {
      const one = { ...contact, message };
      expect(accepted({ ...one, walk }).danger).toEqual(accepted(one).danger);
    }
  });
});

describe('the form', () => {
  const tick = 'name="walk"';

  test('sends them unless their tick is taken away, and says on the summary that they go', () => {
    const edited = pageOf(form({ walk: walkField(walk), step: 'edit' }));
    expect(edited).toMatch(/<input type="checkbox"[^>]* name="walk"[^>]* checked/);
    const summary = pageOf(form({ walk: walkField(walk), step: 'summary' }));
    expect(summary).toContain('Risposte del percorso');
    expect(readWalk(/name="walk" value="([^"]*)"/.exec(summary)?.[1]?.replaceAll('&quot;', '"'))).toEqual(walk);

    const without = pageOf(form({ step: 'summary' }));
    expect(without).not.toContain('Risposte del percorso');
    expect(without).not.toContain(tick);
  });

  test('has no tick for what is no walk', () => {
    expect(pageOf(form({ walk: '<script>', step: 'edit' }))).not.toContain(tick);
    expect(pageOf(form({ step: 'edit' }))).not.toContain(tick);
  });
});
