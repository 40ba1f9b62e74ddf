import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import streamed from '../../../events/lambda/dynamodb-register.json' with { type: 'json' };
import postedForm from '../../../events/lambda/http-contact-form.json' with { type: 'json' };
import postedJson from '../../../events/lambda/http-contact-json.json' with { type: 'json' };
import dayEnd from '../../../events/lambda/scheduler-day-end.json' with { type: 'json' };
import queued from '../../../events/lambda/sqs-contacts.json' with { type: 'json' };
import { receiptDue } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import { acceptContact } from '../../../functions/intake/rules/acceptance.ts';
import { contactOfForm, readContact } from '../../../functions/intake/rules/read-contact.ts';
import { registration } from '../../../functions/registrar/rules/case-commands.ts';
import { keyOf } from '../../../shared/core/cases/receipt-code.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { daysToClose } from '../../../shared/core/days-to-close.ts';
import { readAccepted } from '../../../shared/core/messages.ts';
import { hmacWith, sha256 } from '../../../shared/shell/hashing.ts';
import { answering, callerLanguage, wantsPage } from '../../../shared/shell/http/answering.ts';
import { readBody } from '../../../shared/shell/http/body.ts';
import { workingThrough } from '../../../shared/shell/queues/batch.ts';
import { followingStream } from '../../../shared/shell/queues/stream.ts';
import { itemEntry } from '../../../shared/shell/stores/dynamodb-register.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

// The compiler checks these against the shapes that AWS documents; a stream's event names are a list of words, which JSON is not.
const json: APIGatewayProxyEventV2 = postedJson;
const form: APIGatewayProxyEventV2 = postedForm;
const queue: SQSEvent = queued;
const stream = streamed as DynamoDBStreamEvent;

const context = {} as Context;
const contactIn = (event: APIGatewayProxyEventV2) => {
  const { from, content } = readBody(event, 65_536);
  return readContact(from === 'form' ? contactOfForm(content as Record<string, unknown>) : content, protezioneCivile);
};

describe('a contact as API Gateway hands it on', () => {
  test('is the same contact in JSON and as a form in base64', () => {
    expect(contactIn(json)).toHaveProperty('contact.name', 'Chiara');
    expect(contactIn(form)).toEqual(contactIn(json));
  });

  test('is asked for as a page by a browser only', () => {
    expect([wantsPage(json), wantsPage(form)]).toEqual([false, true]);
    expect(callerLanguage(form)).toBe('it');
  });

  test('is accepted with the code of the kept receipt', () => {
    const reading = contactIn(json);
    if (!('contact' in reading)) throw new Error('the example holds');
    const { receipt } = acceptContact({
      contact: reading.contact,
      definition: protezioneCivile,
      rules: lifeFirst,
      periods: [],
      key: (keyOf(json.headers['idempotency-key']) as { key: string } | undefined)?.key,
      receivedAt: new Date(json.requestContext.timeEpoch).toISOString(),
      hmac: hmacWith('a secret of the examples, 32 characters long'),
      sha256,
    });
    expect(receipt.code).toBe('PC-KKMV-VXF7-AEDD-KVJP');
    expect(receipt.code).toBe(JSON.parse(queue.Records[0]?.body ?? '').code);
  });

  test('is answered in the shape that API Gateway takes', async () => {
    const handler = answering('test', async () => ({ status: 202, body: { code: 'PC' } }));
    expect(await handler(json, context)).toEqual({
      statusCode: 202,
      headers: expect.objectContaining({
        'Cache-Control': 'no-store',
        'Content-Type': 'application/json; charset=utf-8',
      }),
      body: '{"code":"PC"}',
    });
  });
});

describe('a batch of three messages as SQS hands it on', () => {
  const register = memoryRegister();
  const handler = workingThrough('test', async ({ body }) => {
    const accepted = readAccepted(body, 'protezione-civile');
    await register.append(
      registration({
        accepted,
        definition: protezioneCivile,
        rules: lifeFirst,
        registeredAt: '2026-09-11T15:00:01.000Z',
        salt: '0'.repeat(32),
        sha256,
      }),
    );
  });

  test('registers the two sound ones and gives back the poison one alone, also when it comes twice', async () => {
    for (const _delivery of ['first', 'again']) {
      expect(await handler(queue, context)).toEqual({
        batchItemFailures: [{ itemIdentifier: queue.Records[1]?.messageId }],
      });
    }
    for (const record of [queue.Records[0], queue.Records[2]]) {
      expect(await register.read(JSON.parse(record?.body ?? '').code)).toHaveLength(1);
    }
  });
});

describe('a batch of register items as a DynamoDB stream hands it on', () => {
  test('brings new entries in order; what is erased later is nobody’s news', async () => {
    const seen: string[] = [];
    const handler = followingStream('test', async (items) => {
      for (const item of items) {
        const entry = itemEntry(item as Parameters<typeof itemEntry>[0]);
        const due = receiptDue(entry.caseId, openEntry(entry));
        seen.push(`${entry.caseId} ${entry.version} ${due?.to ?? 'no mail'}`);
      }
    });
    expect(await handler(stream, context)).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual(['PC-KKMV-VXF7-AEDD-KVJP 1 chiara.montanari@example.org', 'PC-KKMV-VXF7-AEDD-KVJP 2 no mail']);
    expect(stream.Records.map(({ eventName }) => eventName)).toEqual(['INSERT', 'INSERT', 'MODIFY']);
  });

  test('comes back from the failed item on', async () => {
    const handler = followingStream('test', async (items) => {
      if (items.some(({ version }) => version?.N === '2')) throw new Error('the mail queue refuses');
    });
    expect(await handler(stream, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: stream.Records[1]?.dynamodb?.SequenceNumber }],
    });
  });
});

test('the end of a day as EventBridge Scheduler tells it closes the day that has just ended in Rome', () => {
  expect(dayEnd).toMatchObject({ source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: '{}' });
  expect(daysToClose(new Date(dayEnd.time), { day: '2026-09-10' }, undefined)).toEqual(['2026-09-11']);
});
