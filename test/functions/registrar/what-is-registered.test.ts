import { describe, expect, test } from '@jest/globals';
import { furtherCommand, registration, triaged } from '../../../functions/registrar/rules/case-commands.ts';
import type { ContactAccepted } from '../../../shared/contracts/contact.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { code, otherCode } from '../../fixtures/case-events.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';

const at = '2026-09-11T15:00:01.000Z';
const accepted: ContactAccepted = {
  ...{ contract: 'contact-accepted.v1', code, service: 'protezione-civile', channel: 'form', contact },
  receivedAt: '2026-09-11T15:00:00.000Z',
};
const events = (more: Partial<ContactAccepted> = {}, inherited?: Parameters<typeof registration>[0]['inherited']) =>
  openEntry(
    registration({
      ...{ accepted: { ...accepted, ...more }, definition: protezioneCivile, rules: lifeFirst, inherited },
      ...{ registeredAt: at, salt: 'aa'.repeat(16), sha256 },
    }),
  );
const further = (more: Partial<ContactAccepted>) => {
  const whole = { ...accepted, ...more };
  return furtherCommand(whole, triaged(whole, protezioneCivile, lifeFirst), protezioneCivile, at);
};
const call = { source: 'ivr', externalId: 'one', asOf: at, startedAt: at, outcome: 'voicemail' as const };

describe('the first entry of a case', () => {
  test('has its category, its due time and its region as far as they are known', () => {
    const { category: _none, ...plain } = contact;
    expect(events()[0]).toMatchObject({ category: 'earthquakes' });
    expect(events({ contact: plain })[0]).not.toHaveProperty('category');
    expect(events()[0]).not.toHaveProperty('firstAnswerDueAt');
    expect(events()[0]).not.toHaveProperty('region');
    const place = { address: 'via Roma 1, Amatrice (RI)' };
    expect(events({ contact: { ...contact, place } })[0]).toMatchObject({ region: '12' });
  });

  test('keeps what was answered in a guide with the words, in the part that an erasure takes', () => {
    const walk = { guide: 'casa-danneggiata', version: 2, answers: { danni: 'crepe', assicurata: null } };
    const [opened, received] = events({ contact: { ...contact, walk } });
    expect(received).toMatchObject({ personal: { message: contact.message, walk } });
    expect(JSON.stringify([opened, { ...received, personal: undefined }])).not.toContain('crepe');
  });

  test('names its contact unless the form opened it, whose code is the case’s', () => {
    expect(events()[1]).not.toHaveProperty('contact');
    expect(events({ channel: 'email' })[1]).toMatchObject({ contact: code, channel: 'email' });
  });

  test('keeps who recorded it and by which name they are known, and nothing where nobody did', () => {
    const recorded = { recordedBy: 'Carla Villa', recordedBySubject: 'operator-1' };
    expect(events({ channel: 'in-person', ...recorded })[1]).toMatchObject(recorded);
    expect(events()[1]).not.toHaveProperty('recordedBy');
    expect(events()[1]).toMatchObject({ attachments: [] });
  });

  test('asks for a call back where one was promised', () => {
    expect(events({ callBackDueAt: at }).at(-1)).toEqual({ type: 'CallBackAsked', contact: code, dueAt: at });
  });

  test('takes over how a citizen was reached before; what they say now goes first', () => {
    const inherited = { follows: otherCode, email: 'old@example.org', phone: '333', tellsViolence: true as const };
    const [opened, received] = events({}, inherited);
    expect(opened).toMatchObject({ follows: otherCode, tellsViolence: true });
    expect(received).toMatchObject({ personal: { email: contact.email, phone: '333' } });
  });

  test('asks no experts that nobody has, nor any without the time by which they owe it', () => {
    const asks = (experts: string, expertsDueAt?: string) =>
      events({ contact: { ...contact, experts }, ...(expertsDueAt !== undefined && { expertsDueAt }) }).map(
        ({ type }) => type,
      );
    expect(asks('risks', at)).toContain('Forwarded');
    expect(asks('risks')).not.toContain('Forwarded');
    expect(asks('no-such', at)).not.toContain('Forwarded');
    expect(events({ expertsDueAt: at }).map(({ type }) => type)).not.toContain('Forwarded');
  });
});

describe('a contact is formal', () => {
  const formal = (more: Partial<ContactAccepted>) =>
    triaged({ ...accepted, ...more }, protezioneCivile, lifeFirst).formal;

  test('by its kind, by certified mail, or because it came as one; by nothing else', () => {
    expect(formal({})).toBe(false);
    expect(formal({ channel: 'email' })).toBe(false);
    expect(formal({ channel: 'pec' })).toBe(true);
    expect(formal({ formal: true })).toBe(true);
    const kind = protezioneCivile.kinds.find((each) => each.formal)?.kind;
    if (kind === undefined) throw new Error('the service takes instances');
    expect(formal({ contact: { ...contact, kind } })).toBe(true);
  });
});

describe('a further contact', () => {
  test('of a known call tells more of it: what was chosen, what is owed, and what if it was in vain', () => {
    const chosen = further({
      channel: 'phone',
      call: { ...call, menuChoices: ['2'] },
      firstAnswerDueAt: at,
      callBackDueAt: at,
    });
    const { lane, formal, retentionDays } = protezioneCivile.kinds.find(({ kind }) => kind === 'report') ?? {};
    expect(chosen).toMatchObject({
      ...{ type: 'UpdateCall', contact: code, call, urgent: false, firstAnswerDueAt: at },
      ...{ sorted: { kind: 'report', lane, formal, retentionDays, firstAnswerDueAt: at } },
      callBack: { contact: code, dueAt: at },
    });
    const bare = further({ channel: 'phone', call });
    for (const member of ['sorted', 'firstAnswerDueAt', 'callBack', 'ifMissed'])
      expect(bare).not.toHaveProperty(member);
    expect(further({ channel: 'phone', call, missedDueAt: at })).toMatchObject({
      ifMissed: { contact: code, dueAt: at },
    });
  });

  test('of a case that it joins is a contact of its own, a call too, and may open the case again for thirty days', () => {
    const joining = further({ channel: 'phone', call, joins: otherCode, callBackDueAt: at });
    expect(joining).toMatchObject({
      ...{ type: 'ReceiveContact', contact: { contact: code, call }, callBack: { dueAt: at } },
      reopens: '2026-08-12T15:00:01.000Z',
    });
    expect(further({})).toMatchObject({
      type: 'ReceiveContact',
      contact: { contact: code },
      documents: [],
      urgent: false,
    });
    expect(further({ contact: { ...contact, message: 'Aiuto, la casa brucia!' } })).toMatchObject({ urgent: true });
  });
});
