import { describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import { citizenMails } from '../../../functions/citizen-mails/compose-mails.ts';
import { tellCitizens } from '../../../functions/citizen-mails/tell-citizens.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { MailDue } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryMailCounts } from '../../stores/memory-mail-counts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

const now = new Date('2026-11-30T10:00:00.000Z');
const mailbox = 'supervisori@esempio.example';
const withMailbox = { ...protezioneCivile, desk: { ...protezioneCivile.desk, supervisorsEmail: mailbox } };
const answerId = (number: number) => String(number).padStart(16, '0');
const heldAnswer = (number: number) =>
  ({
    type: 'Answered',
    by: 'Rosa Neri',
    subject: 'rosa',
    answer: answerId(number),
    channel: 'mail',
    held: true,
    personal: { message: 'La strada riapre lunedì.', email: 'ada@example.org' },
  }) as CaseEvent;
const cleared = (number: number) =>
  ({ type: 'AnswerCleared', by: 'Dario Sala', answer: answerId(number), leavesAt: now.toISOString() }) as CaseEvent;

/** Puts a case with these later entries into a register of its own, and tells what mails each of them brings. */
function centerOf(definition: PreparedService) {
  const register = memoryRegister();
  const mails = citizenMails({
    definition,
    ledgerTable: 'no-ledger',
    actsOfLedger: async () => [],
    register,
    hmac: async () => hmac,
    portalUrl: 'https://portal.example',
    counts: memoryMailCounts(),
  });
  return {
    async given(name: string, ...later: CaseEvent[][]): Promise<RegisterEntry[]> {
      const caseId = mintCode('PC', name, hmac);
      const personal = { name: 'Ada', message: 'Quando riapre la strada?', email: 'ada@example.org' };
      const entries: RegisterEntry[] = [];
      for (const events of [[caseOpened(), contactReceived({ personal })], ...later]) {
        const about = { caseId, at: now.toISOString(), events, previous: entries.at(-1), salt: randomHex() };
        const entry = sealEntry({ ...about, sha256 });
        await register.append(entry);
        entries.push(entry);
      }
      return entries;
    },
    async told(entries: readonly RegisterEntry[], at = now) {
      const left: { urgent: string[]; ordinary: string[] } = { urgent: [], ordinary: [] };
      const into = (queue: string[]) => async (due: readonly string[]) => void queue.push(...due);
      const queues = { urgent: into(left.urgent), ordinary: into(left.ordinary) };
      await tellCitizens({ entries, mails, queues, now: at });
      return { urgent: await Promise.all(left.urgent.map(parsed)), ordinary: left.ordinary };
    },
  };
}
/** A queued mail as its reader has it, and to whom it goes. */
async function parsed(due: string) {
  const { to, raw } = MailDue.parse(JSON.parse(due));
  const { messageId, text = '', html, subject } = await PostalMime.parse(Buffer.from(raw, 'base64'));
  return { to, messageId, text, html, subject };
}
const lastOf = (entries: readonly RegisterEntry[]) => entries.slice(-1);

describe('an answer of the reserve that waits for a supervisor', () => {
  test('is told to their mailbox before ordinary mails, with where it is read and no word of the case', async () => {
    const center = centerOf(withMailbox);
    const entries = await center.given('one', [heldAnswer(1)]);
    const { urgent, ordinary } = await center.told(lastOf(entries));
    expect(ordinary).toEqual([]);
    expect(urgent).toHaveLength(1);
    const [mail] = urgent;
    expect(mail?.to).toBe(mailbox);
    expect(mail?.text).toContain('https://portal.example/console/#/protezione-civile/reserve');
    for (const word of ['Ada', 'strada', 'Rosa', 'ada@example.org', entries[0]?.caseId ?? ''])
      expect(JSON.stringify(mail)).not.toContain(word);
  });

  test('is told under one name however often its entry comes, and not at all once it was read', async () => {
    const center = centerOf(withMailbox);
    const waiting = await center.given('one', [heldAnswer(1)]);
    const [first, again] = [await center.told(lastOf(waiting)), await center.told(lastOf(waiting))];
    expect(again.urgent[0]?.messageId).toBe(first.urgent[0]?.messageId);
    const read = await center.given('two', [heldAnswer(2)], [cleared(2)]);
    expect((await center.told(read.slice(1))).urgent).toEqual([]);
  });

  test('is told six times in an hour, however many wait, and again in the next hour', async () => {
    const center = centerOf(withMailbox);
    const tell = async (number: number, at: Date) =>
      (await center.told(lastOf(await center.given(`c${number}`, [heldAnswer(number)])), at)).urgent.length;
    let mails = 0;
    for (let number = 0; number < 20; number += 1) mails += await tell(number, now);
    expect(mails).toBe(6);
    expect(await tell(20, new Date(now.getTime() + 3_600_000))).toBe(1);
  });

  test('is told to nobody where supervisors have no mailbox, nor an answer that leaves by itself', async () => {
    const { supervisorsEmail: _none, ...desk } = withMailbox.desk;
    const silent = centerOf({ ...protezioneCivile, desk });
    expect((await silent.told(lastOf(await silent.given('one', [heldAnswer(1)])))).urgent).toEqual([]);
    const center = centerOf(withMailbox);
    const { held: _notHeld, ...leaves } = heldAnswer(1) as Extract<CaseEvent, { type: 'Answered' }>;
    expect((await center.told(lastOf(await center.given('one', [leaves])))).urgent).toEqual([]);
  });
});
