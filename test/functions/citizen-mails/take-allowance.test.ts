import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { citizenMails } from '../../../functions/citizen-mails/compose-mails.ts';
import { mailboxOf } from '../../../functions/citizen-mails/rules/mail-allowance.ts';
import type { ReceiptFacts } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import type { MailCounts } from '../../../functions/citizen-mails/take-allowance.ts';
import { MailDue } from '../../../shared/contracts/mail.ts';
import { end, standForAws } from '../../fixtures/aws-endpoint.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { attributes, keys } from '../../shared/shell/stores/dynalite.ts';
import { memoryMailCounts } from '../../stores/memory-mail-counts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
const server = dynalite({ createTableMs: 0 });
let inDynamodb: MailCounts;

beforeAll(async () => {
  await standForAws(server);
  const client = new DynamoDBClient({});
  const TableName = 'sightings';
  const AttributeDefinitions = attributes({ code: 'S' });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions,
      KeySchema: keys('code'),
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === 'ACTIVE') break;
  }
  client.destroy();
  const { dynamodbMailCounts } = await import('../../../functions/citizen-mails/take-allowance.ts');
  inDynamodb = dynamodbMailCounts(TableName);
});
afterAll(() => end(server));

const now = new Date('2026-11-29T10:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

describe.each([
  ['in memory', () => memoryMailCounts()],
  ['in DynamoDB', () => inDynamodb],
] as const)('receipts of forms that name one mailbox, counted %s', (where, opened) => {
  const mailsOf = () => {
    const mails = citizenMails({
      definition: protezioneCivile,
      ledgerTable: 'no-ledger',
      actsOfLedger: async () => [],
      register: memoryRegister(),
      hmac: async () => hmac,
      portalUrl: 'https://sportello.example',
      counts: opened(),
    });
    /** So many forms, one after the other; how many of them are mailed. */
    return async (many: number, to: string, more: Partial<ReceiptFacts> = {}, at = now, first = 0) => {
      let mailed = 0;
      for (let number = first; number < first + many; number += 1) {
        const facts: ReceiptFacts = {
          caseId: `PC-0000-0000-0000-${String(number).padStart(4, '0')}`,
          to: `${where.at(-1)}-${to}`,
          name: 'Ada',
          language: 'it',
          kind: 'information',
          urgent: false,
          words: 'Quando riapre la strada?',
          receivedAt: at.toISOString(),
          firstAnswerDueAt: undefined,
          callBackDueAt: undefined,
          onPage: true,
          ...more,
        };
        const composed = await mails.receipt(facts, at);
        for (const mail of composed) expect(MailDue.parse(JSON.parse(mail)).to).toBe(facts.to);
        mailed += composed.length;
      }
      return mailed;
    };
  };

  test('sixty forms bring ten mails in an hour and thirty in a day', async () => {
    const fill = mailsOf();
    expect(await fill(60, 'a@example.org')).toBe(10);
    expect(await fill(60, 'a@example.org', {}, later(1), 60)).toBe(10);
    expect(await fill(60, 'a@example.org', {}, later(2), 120)).toBe(10);
    expect(await fill(60, 'a@example.org', {}, later(3), 180)).toBe(0);
    expect(await fill(1, 'a@example.org', {}, later(24), 240)).toBe(1);
  });

  test('a mail that an hour has no room for takes none of the day', async () => {
    const fill = mailsOf();
    expect(await fill(40, 'g@example.org')).toBe(10);
    expect(await fill(40, 'g@example.org', {}, later(1), 100)).toBe(10);
    // Had the thirty that were withheld been counted, nothing would be left.
    expect(await fill(9, 'g@example.org', {}, later(2), 200)).toBe(9);
    // Where the day is full, its cases keep their mail and nobody else gets one.
    expect(await fill(1, 'g@example.org', {}, later(3), 300)).toBe(1);
    expect(await fill(2, 'g@example.org', {}, later(4), 300)).toBe(1);
  });

  test('another spelling is the same mailbox, another person is not', async () => {
    const fill = mailsOf();
    expect(await fill(10, 'b@example.org')).toBe(10);
    expect(await fill(1, 'B+one@Example.org', {}, now, 10)).toBe(0);
    expect(await fill(1, 'c@example.org', {}, now, 11)).toBe(1);
  });

  test('a flood of ordinary ones takes nothing from an urgent one, nor the other way round', async () => {
    const fill = mailsOf();
    expect(await fill(60, 'd@example.org')).toBe(10);
    expect(await fill(60, 'd@example.org', { urgent: true }, now, 60)).toBe(10);
  });

  test('the same case is mailed again as often as its event comes again', async () => {
    const fill = mailsOf();
    expect(await fill(10, 'e@example.org')).toBe(10);
    expect(await fill(10, 'e@example.org')).toBe(10);
    expect(await fill(1, 'e@example.org', {}, now, 10)).toBe(0);
  });

  test('who wrote by mail, or to whom staff spoke, is answered whatever forms name them', async () => {
    const fill = mailsOf();
    expect(await fill(20, 'f@example.org')).toBe(10);
    expect(await fill(3, 'f@example.org', { onPage: false }, now, 20)).toBe(3);
  });
});

test('a mailbox has one spelling, and it is one address', () => {
  expect(mailboxOf(' Ada.Bianchi+sito@GMail.com')).toBe('adabianchi@gmail.com');
  expect(mailboxOf('ada.bianchi@example.org')).toBe('ada.bianchi@example.org');
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const mailbox = mailboxOf(address);
      expect(mailboxOf(mailbox)).toBe(mailbox);
      expect(mailbox.split('@').at(-1)).toBe(address.split('@').at(-1)?.toLowerCase());
    }),
  );
});
