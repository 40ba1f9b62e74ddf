import { describe, expect, test } from '@jest/globals';
import { callBackMail } from '../../../functions/citizen-mails/rules/call-back-mail.ts';
import { protocolNews } from '../../../functions/citizen-mails/rules/protocol-mail.ts';
import { receiptAfterReading, receiptDue } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import { acceptContact } from '../../../functions/intake/rules/acceptance.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { ContactBody } from '../../../shared/contracts/contact.ts';
import { type SafeContact, safeContacts } from '../../../shared/contracts/safe-contact.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { present } from '../../../shared/core/present.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseOpened, code, contactReceived, hmac, otherCode } from '../../fixtures/case-events.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';

const at = '2026-11-28T09:00:00.000Z';
const email = 'ada@example.org';
const opened = caseOpened({ formal: true, kind: 'report' });
const told = (safeContact: SafeContact | undefined, more: object = {}) =>
  contactReceived({ personal: { email, message: 'Buongiorno', ...present({ safeContact }) }, ...more });
const scan = contactReceived({ channel: 'letter', contact: code, paper: { toBeRead: true } });
const reading = (safeContact: SafeContact | undefined): CaseEvent => ({
  type: 'DocumentRead',
  contact: code,
  by: 'Carla Villa',
  personal: { email, message: 'Buongiorno', ...present({ safeContact }) },
});
const numbered: CaseEvent = { type: 'ProtocolAssigned', contact: code, year: 2026, number: 7, assignedAt: at };
const frame = { definition: protezioneCivile, texts: textsIn.it, portalUrl: 'https://portal.example' };
const stateOf = (...events: CaseEvent[]) => caseOf([{ at, events }]);
const entries = (...given: CaseEvent[][]) => {
  const sealed: ReturnType<typeof sealEntry>[] = [];
  for (const events of given)
    sealed.push(sealEntry({ caseId: code, at, events, previous: sealed.at(-1), salt: 'a'.repeat(32), sha256 }));
  return sealed;
};

/** Every path on which a mail leaves for a citizen: what leaves on it for somebody who said how to be reached. */
const paths: [string, (safe: SafeContact | undefined) => unknown[]][] = [
  ['the receipt of a form, a mail, or what staff recorded', (safe) => [receiptDue(code, [opened, told(safe)])]],
  [
    'the receipt of a paper that staff have read',
    (safe) => {
      const read = [[opened, scan], [reading(safe)]].map((events, place) => ({ version: place + 1, at, events }));
      return [receiptAfterReading(code, read, 2)];
    },
  ],
  [
    'the message after calls that reached nobody',
    (safe) => [callBackMail({ caseId: code, version: 3, state: stateOf(opened, told(safe)) }, frame)],
  ],
  [
    'the message after calls, where only a later contact said so',
    (safe) => {
      const state = stateOf(opened, told(undefined), told(safe, { contact: otherCode }));
      return [callBackMail({ caseId: code, version: 3, state }, frame)];
    },
  ],
  [
    'the message with a protocol number',
    (safe) => protocolNews(entries([opened, told(safe)], [numbered]), 2, protezioneCivile),
  ],
];
const mailed: [SafeContact | undefined, boolean][] = [
  [undefined, true],
  ['any', true],
  ['no-phone', true],
  ['no-mail', false],
  ['conversation-only', false],
];

describe('who says how to be reached without risk', () => {
  test('has every way judged here', () => {
    expect(
      mailed
        .map(([safe]) => safe)
        .filter(Boolean)
        .sort(),
    ).toEqual([...safeContacts].sort());
  });

  describe.each(paths)('is obeyed by %s', (_path, leaves) => {
    test.each(mailed)('%s: a mail leaves, %s', (safe, expected) => {
      expect(leaves(safe).filter((mail) => mail !== undefined)).toHaveLength(expected ? 1 : 0);
    });
  });

  test.each([
    [undefined, true],
    ['any', true],
    ['no-mail', true],
    ['no-phone', false],
    ['conversation-only', false],
  ] as const)('%s: a call back that is asked for is promised, %s', (safeContact, expected) => {
    const { accepted, receipt } = acceptContact({
      contact: ContactBody.parse({ ...contact, phone: '333 1234567', callBack: 'any', ...present({ safeContact }) }),
      definition: protezioneCivile,
      rules: lifeFirst,
      periods: [],
      key: undefined,
      receivedAt: at,
      hmac,
      sha256,
    });
    expect([accepted.callBackDueAt, receipt.callBackDueAt].map((due) => due !== undefined)).toEqual([
      expected,
      expected,
    ]);
  });

  test('stays heard when a reading says nothing of it, and changes when it says otherwise', () => {
    const before = [opened, { ...scan, personal: { safeContact: 'no-mail' as const } }];
    expect(stateOf(...before, reading(undefined))).toMatchObject({ safe: { [code]: 'no-mail' } });
    expect(stateOf(...before, reading('any'))).toMatchObject({ safe: { [code]: 'any' } });
  });

  test('leaves of it nothing in the part that no erasure reaches', () => {
    const [entry] = entries([opened, told('no-mail')]);
    expect(entry?.events).not.toContain('no-mail');
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 };
    expect(stateOf(opened, told('no-mail'), erased)).toMatchObject({ safe: {} });
  });
});
