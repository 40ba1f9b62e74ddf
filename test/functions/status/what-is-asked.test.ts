import { describe, expect, test } from '@jest/globals';
import { codeGiven, readAsked } from '../../../functions/status/rules/asked.ts';
import { messageWait } from '../../../functions/status/rules/message-limit.ts';
import { commandOfPartner, partnerView } from '../../../functions/status/rules/partner-view.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { clarities } from '../../../shared/contracts/case-status.ts';
import type { Referral } from '../../../shared/core/cases/desk-facts.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../fixtures/case-events.ts';

describe('what a citizen asks of a case', () => {
  const secondFact = 'ada@example.org';

  test.each<[string, object, object]>([
    ['contact-status', { code: 'pc 7k3m' }, { code: 'pc 7k3m' }],
    ['contact-status', { code: 'pc 7k3m', secondFact }, { code: 'pc 7k3m', secondFact }],
    ['conversation', { secondFact }, { code, secondFact }],
    ['proof', { secondFact }, { code, secondFact, proof: true }],
    ['consent', { secondFact, publication: 'yes' }, { code, secondFact, publication: true }],
    ['consent', { secondFact, publication: 'no' }, { code, secondFact, publication: false }],
    ['messages', { secondFact, message: 'Grazie.' }, { code, secondFact, message: 'Grazie.' }],
    ['messages', { secondFact, message: 'Grazie.', after: '3' }, { code, secondFact, message: 'Grazie.', after: 3 }],
    ['rating', { stars: '4' }, { code, ratings: [{ scale: 'stars', value: 4 }] }],
    ['contacts', {}, { code }],
  ])('at %s, of %j', (address, content, asked) => {
    expect(readAsked(address, address === 'contact-status' ? undefined : code, content)).toEqual(asked);
  });

  test('says how clear an answer was by its place among the words for it, the first being one', () => {
    const values = clarities.map((clear) => readAsked('rating', code, { clear }));
    expect(values).toEqual(
      clarities.map((_clear, place) => ({ code, ratings: [{ scale: 'clear', value: place + 1 }] })),
    );
  });

  test('is told what is wrong where it cannot be read', () => {
    for (const address of ['contact-status', 'conversation', 'proof', 'consent', 'messages'])
      expect(readAsked(address, code, {})).toHaveProperty('issues');
  });

  test('is shown again with the code as it was typed, as far as a code goes', () => {
    expect(codeGiven(undefined, { code: ' pc 7k3m' })).toBe(' pc 7k3m');
    expect(codeGiven('PC-1', { code: 'x' })).toBe('PC-1');
    expect(codeGiven(undefined, { code: 'x'.repeat(90) })).toHaveLength(80);
    for (const nothing of [null, 'x', {}, { code: 7 }]) expect(codeGiven(undefined, nothing)).toBeUndefined();
  });
});

describe('messages that a case takes', () => {
  const now = new Date('2026-11-29T10:00:00Z');
  const said = (count: number, secondsAgo: number, from: 'citizen' | 'desk' = 'citizen') =>
    Array.from({ length: count }, () => ({ from, at: new Date(now.getTime() - secondsAgo * 1000).toISOString() }));
  const wait = (messages: ReturnType<typeof said>, danger = false) => messageWait(messages, { danger, now });

  test('are twenty in an hour, and sixty of danger to life', () => {
    expect([wait(said(19, 10)), wait(said(20, 10))]).toEqual([undefined, 3590]);
    expect([wait(said(59, 10), true), wait(said(60, 10), true)]).toEqual([undefined, 3590]);
  });

  test('are counted by the last hour, of the citizen alone', () => {
    expect(wait([...said(10, 3600), ...said(19, 10)])).toBeUndefined();
    expect(wait([...said(10, 3599), ...said(10, 10)])).toBe(1);
    expect(wait(said(40, 10, 'desk'))).toBeUndefined();
    // Whoever has written more waits until the last twenty are fewer.
    expect(wait([...said(15, 3000), ...said(20, 600)])).toBe(3000);
  });
});

describe('an administration', () => {
  const referral = '4f1c9a07d2e85b36';
  const told = (hour: number, ...events: unknown[]) => ({
    at: `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`,
    events: events as CaseEvent[],
  });
  const place = { address: 'via Roma 1', municipality: 'Borgo', latitude: 1, longitude: 2 };
  const personal = {
    name: 'Ada',
    surname: 'Villa',
    email: 'ada@example.org',
    phone: '333',
    place,
    message: 'Una frana.',
  };
  const first = told(8, caseOpened(), contactReceived({ personal: personal as never }));
  const referred = { type: 'Referred', referral };
  const seen = (shares: Referral['shares'], more: object = {}, ...entries: ReturnType<typeof told>[]) =>
    partnerView(
      'protezione-civile',
      { referral, to: 'Comune', by: 'Carla', at: 'then', state: 'sent', since: 'then', shares, ...more } as Referral,
      [first, ...entries, told(10, referred)],
      code,
    );

  test('sees of a person, a place and where they are reached what was shared, and no more of it', () => {
    expect(seen([]).view).toEqual({
      ...{ service: 'protezione-civile', reference: expect.any(String), to: 'Comune', sentAt: 'then', state: 'sent' },
      since: 'then',
    });
    expect(seen(['place']).view.place).toEqual({ address: 'via Roma 1', municipality: 'Borgo' });
    expect(seen(['contact-points']).view).toMatchObject({ email: 'ada@example.org', phone: '333' });
    expect(seen(['person']).view).toMatchObject({ name: 'Ada Villa' });
    for (const one of ['place', 'person', 'words'] as const)
      expect(JSON.stringify(seen([one]))).not.toMatch(/ada@example|333/);
    const bare = contactReceived({ contact: otherCode, personal: { message: 'x' } });
    expect(seen(['place'], {}, told(9, bare)).view.place).toBeDefined();
  });

  test('sees files that came by then, the last fifty, and none that the desk put to its answers', () => {
    const attached = (attachment: string) => ({
      type: 'AttachmentAttached',
      attachment,
      contentType: 'image/png',
      bytes: 7,
    });
    const files = Array.from({ length: 51 }, (_none, place) => attached(`f${place}`));
    const { files: shown } = seen(['files'], {}, told(9, ...files));
    expect(shown?.length).toBe(50);
    expect(shown?.[0]).toEqual({ document: 'f1', contentType: 'image/png', bytes: 7 });
    expect(seen(['files'])).not.toHaveProperty('files');
    expect(seen(['words'], {}, told(9, attached('f')))).not.toHaveProperty('files');
    expect(seen(['files'], {}, told(9, { type: 'Answered', by: 'Carla' }, attached('f'))).files).toHaveLength(1);
  });

  test('sees what it was asked until when while it owes something, and then how it ended and nothing of the case', () => {
    const asked = { acknowledgeBy: 'soon', answerBy: 'later', text: 'Andate a vedere?' };
    expect(seen(['words'], asked).view).toMatchObject({ ...asked, words: [{ text: 'Una frana.' }] });
    expect(seen(['words'], { ...asked, state: 'acknowledged' }).view).toMatchObject(asked);
    const over = seen(['words', 'person', 'files'], { ...asked, state: 'returned', because: 'withdrawn' });
    expect(over).toEqual({ view: expect.objectContaining({ state: 'returned', because: 'withdrawn' }) });
    expect(JSON.stringify(over)).not.toMatch(/frana|Ada|vedere/);
  });

  test('sees what was said by its own referral, whatever was referred to others before', () => {
    const message = { type: 'MessageAdded', from: 'citizen', personal: { message: 'È arrivata alla casa.' } };
    const entries = [told(8, { type: 'Referred', referral: 'b'.repeat(16) }), told(9, message)];
    expect(seen(['words'], {}, ...entries).view.words?.map(({ text }) => text)).toEqual([
      'Una frana.',
      'È arrivata alla casa.',
    ]);
  });

  test('sees a message without words as none, and a referral that nobody made as nothing', () => {
    const silent = { type: 'MessageAdded', from: 'citizen' };
    expect(seen(['words'], {}, told(9, silent)).view.words).toHaveLength(1);
    const other = partnerView(
      'protezione-civile',
      { referral: 'x', shares: ['words'], state: 'sent' } as never,
      [first],
      code,
    );
    expect(other.view).not.toHaveProperty('words');
  });

  test('sees the last two hundred words, and the words up to the referral’s own entry', () => {
    const message = (text: string) => ({ type: 'MessageAdded', from: 'citizen', personal: { message: text } });
    const many = Array.from({ length: 200 }, (_none, place) => message(`${place}`));
    expect(seen(['words'], {}, told(9, ...many)).view.words?.length).toBe(200);
    expect(seen(['words'], {}, told(9, ...many)).view.words?.[0]?.text).toBe('0');
  });

  const press = (asked: object) => commandOfPartner(asked as never, { referral, to: 'Comune' } as Referral);

  test('acknowledges, answers, refuses and gives back in its own name; without words it does not answer or refuse', () => {
    const named = { referral, by: 'Comune' };
    expect(press({})).toBeUndefined();
    expect(press({ act: 'acknowledge' })).toEqual({ type: 'AcknowledgeReferral', ...named });
    expect(press({ act: 'give-back' })).toEqual({ type: 'ReturnReferral', ...named, because: 'given-back' });
    expect(press({ act: 'give-back', text: 'Non noi.' })).toMatchObject({ text: 'Non noi.' });
    expect(press({ act: 'answer', text: 'Fatto.' })).toEqual({ type: 'AnswerReferral', ...named, text: 'Fatto.' });
    expect(press({ act: 'refuse', text: 'No.', competent: 'ANAS' })).toEqual({
      ...{ type: 'RefuseReferral', ...named, reason: 'No.', competent: 'ANAS' },
    });
    expect([press({ act: 'answer' }), press({ act: 'refuse' })]).toEqual(['text', 'text']);
  });
});
