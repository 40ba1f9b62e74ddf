import { describe, expect, test } from '@jest/globals';
import { recordedContact, wrongIn } from '../../../functions/desk/rules/recorded-contact.ts';
import { registration } from '../../../functions/registrar/rules/case-commands.ts';
import { ContactAccepted, Receipt } from '../../../shared/contracts/contact.ts';
import { RecordedContact } from '../../../shared/contracts/desk.ts';
import { initialCase } from '../../../shared/core/cases/case.ts';
import { evolveCase } from '../../../shared/core/cases/evolve.ts';
import { readCode } from '../../../shared/core/cases/receipt-code.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const now = new Date('2026-09-14T10:00:00.000Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

const letter = {
  channel: 'letter',
  receivedAt: ago(3),
  kind: 'complaint',
  name: 'Ada',
  subject: 'Sede chiusa',
  message: 'Il 7 settembre lo sportello era chiuso.',
  senderReference: 'prot. 12/2026',
} as const;
const given = (more: object = {}) => RecordedContact.parse({ ...letter, ...more });
const recorded = (more: object = {}, about: Partial<Parameters<typeof recordedContact>[0]> = {}) =>
  recordedContact({
    recorded: given(more),
    joins: undefined,
    recordedBy: { subject: 'carla-1', name: 'Carla Villa' },
    definition: protezioneCivile,
    rules: lifeFirst,
    periods: [],
    key: undefined,
    now,
    hmac,
    sha256,
    ...about,
  });
const wrong = (more: object) => wrongIn(given(more), protezioneCivile, now).map(({ pointer }) => pointer);

describe('when a contact came', () => {
  test('may be today, or up to thirty days ago', () => {
    for (const receivedAt of [now.toISOString(), ago(1), ago(30)]) expect(wrong({ receivedAt })).toEqual([]);
  });

  test('may be up to a year ago, with the reason why it is recorded only now', () => {
    const receivedAt = new Date(now.getTime() - 30 * 86_400_000 - 1).toISOString();
    expect(wrong({ receivedAt })).toEqual(['/lateBecause']);
    expect(wrong({ receivedAt, lateBecause: 'Ritrovata in un armadio' })).toEqual([]);
    expect(wrong({ receivedAt: ago(365), lateBecause: 'Ritrovata' })).toEqual([]);
    expect(wrong({ receivedAt: ago(366), lateBecause: 'Ritrovata' })).toEqual(['/receivedAt']);
  });

  test('is not in the future, but a clock that is a little fast does no harm', () => {
    expect(wrong({ receivedAt: ago(-1) })).toEqual(['/receivedAt']);
    const fast = new Date(now.getTime() + 60_000).toISOString();
    expect(wrong({ receivedAt: fast })).toEqual([]);
    expect(wrong({ receivedAt: new Date(now.getTime() + 300_000).toISOString() })).toEqual([]);
    expect(wrong({ receivedAt: new Date(now.getTime() + 300_001).toISOString() })).toEqual(['/receivedAt']);
    expect(recorded({ receivedAt: fast }).accepted.receivedAt).toBe(now.toISOString());
  });

  test('counts for the promise: a letter that lay about is as late as it is', () => {
    // 30 days after the day of receipt, to its last millisecond in Rome.
    expect(recorded().receipt.firstAnswerDueAt).toBe('2026-10-11T21:59:59.999Z');
    const { receipt } = recorded({ kind: 'information', receivedAt: ago(20) });
    expect(Date.parse(receipt.firstAnswerDueAt ?? '')).toBeLessThan(now.getTime());
  });
});

describe('what staff record', () => {
  test('keeps the contracts of the queue and of the receipt, and can be registered', () => {
    const { accepted, receipt } = recorded({ attachments: ['0'.repeat(32)], place: { municipality: 'Borgoverde' } });
    expect(ContactAccepted.parse(JSON.parse(JSON.stringify(accepted)))).toEqual(accepted);
    expect(Receipt.parse(receipt)).toEqual(receipt);
    expect(readCode(accepted.code, 'PC', hmac)).toBe(accepted.code);
    const entry = registration({
      accepted,
      definition: protezioneCivile,
      rules: lifeFirst,
      registeredAt: now.toISOString(),
      salt: '0',
      sha256,
    });
    const state = openEntry(entry).reduce((before, event) => evolveCase(before, event, entry.at), initialCase());
    expect(state).toMatchObject({ receivedAt: ago(3), kind: 'complaint', toBeRead: false });
    expect(openEntry(entry)[1]).toMatchObject({
      recordedBy: 'Carla Villa',
      recordedBySubject: 'carla-1',
      channel: 'letter',
      paper: { toBeRead: false, senderReference: 'prot. 12/2026' },
    });
  });

  test('says who recorded it, how it came, and what case it names', () => {
    const { accepted } = recorded({ channel: 'fax', pages: 2, formal: true }, { joins: 'PC-7K3M-9QXT-4DHR-8WZA' });
    expect(accepted).toMatchObject({
      channel: 'fax',
      recordedBy: 'Carla Villa',
      joins: 'PC-7K3M-9QXT-4DHR-8WZA',
      formal: true,
      paper: { pages: 2 },
    });
    expect(recorded({ channel: 'phone', senderReference: undefined }).accepted.paper).toBeUndefined();
  });

  test('is the same contact when it is sent again, with a key or without, and another when a word differs', () => {
    const { code } = recorded().accepted;
    expect(recorded({}, { now: new Date(now.getTime() + 3_600_000) }).accepted.code).toBe(code);
    expect(recorded({ message: 'Altro.' }).accepted.code).not.toBe(code);
    const keyed = recorded({}, { key: 'one' }).accepted.code;
    expect(keyed).not.toBe(code);
    expect(recorded({}, { key: 'one' }).accepted.code).toBe(keyed);
    expect(recorded({ message: 'Altro.' }, { key: 'one' }).accepted.code).not.toBe(keyed);
  });

  test('is urgent when it speaks of danger to life', () => {
    expect(recorded({ message: 'Mio padre è intrappolato sotto le macerie' })).toMatchObject({
      urgent: true,
      accepted: { urgent: true },
    });
    expect(recorded().urgent).toBe(false);
  });

  test('may ask for a call back, within the hours, where there is a phone', () => {
    const { accepted } = recorded({ channel: 'in-person', callBack: 'any', phone: '06 6820' });
    expect(Date.parse(accepted.callBackDueAt ?? '')).toBeGreaterThan(now.getTime());
    expect(wrong({ callBack: 'any' })).toEqual(['/phone']);
  });

  test('names a kind and a category of the service, and nothing formal of a call', () => {
    expect(wrong({ kind: 'story', category: 'nothing' })).toEqual(['/kind', '/category']);
    expect(wrong({ channel: 'phone', formal: true })).toEqual(['/formal']);
  });
});
