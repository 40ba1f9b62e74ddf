import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Refusal } from '../../../../shared/shell/http/problems.ts';
import { end, standForAws } from '../../../fixtures/aws-endpoint.ts';

/** What stands for SQS and DynamoDB: messages that were queued, items that were put, and which of them refuse. */
const queued: string[] = [];
const items = new Map<string, string>();
const refusing = { queue: false, inbox: false };
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const sent = JSON.parse(Buffer.concat(chunks).toString());
    const action = String(request.headers['x-amz-target']).split('.')[1];
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (refusing[action === 'SendMessage' ? 'queue' : 'inbox']) {
      response.statusCode = 400;
      return response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }));
    }
    if (action === 'SendMessage') {
      queued.push(sent.MessageBody);
      const MD5OfMessageBody = createHash('md5').update(sent.MessageBody).digest('hex');
      return response.end(JSON.stringify({ MessageId: 'm', MD5OfMessageBody }));
    }
    items.set(sent.Item.caseId.S, sent.Item.message.S);
    response.end('{}');
  });
});

const place = { service: 'protezione-civile', queueUrl: '', inboxTable: 'inbox' };
let keepContacts: typeof import('../../../../shared/shell/queues/keep-contact.ts').keepContacts;
beforeAll(async () => {
  const endpoint = await standForAws(server);
  place.queueUrl = `${endpoint}/000000000000/contacts`;
  ({ keepContacts } = await import('../../../../shared/shell/queues/keep-contact.ts'));
});
afterAll(() => end(server));
beforeEach(() => {
  queued.length = 0;
  items.clear();
  Object.assign(refusing, { queue: false, inbox: false });
});

const code = 'PC-7K3M-9QXT-4DHR-8WZA';
const records = Array.from({ length: 45 }, (_, index) => ({ code, message: `record ${index}` }));

test('many messages about one contact are all kept in the queue', async () => {
  await keepContacts(place, records);
  // At least once: a call that a slow machine answers late is made again.
  expect(new Set(queued)).toEqual(new Set(records.map(({ message }) => message)));
  expect(items.size).toBe(0);
});

test('while the queue refuses, none of them replaces another in the inbox, and the same one twice is one', async () => {
  refusing.queue = true;
  await keepContacts(place, [...records, records[0] as (typeof records)[number]]);
  expect([...items.values()].sort()).toEqual(records.map(({ message }) => message).sort());
  for (const key of items.keys()) expect(key.startsWith(code)).toBe(true);
});

test('when neither takes them nothing is promised', async () => {
  Object.assign(refusing, { queue: true, inbox: true });
  const kept = keepContacts(place, records);
  await expect(kept).rejects.toBeInstanceOf(Refusal);
  await expect(kept).rejects.toMatchObject({ problemName: 'unavailable' });
});
