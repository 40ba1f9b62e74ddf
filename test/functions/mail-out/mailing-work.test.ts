import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { end, standForAws } from '../../fixtures/aws-endpoint.ts';
import { names } from './post-office.ts';

/** What stands for SQS and SES: queues in memory, and the mails that were sent. */
const queues: Record<string, { MessageId: string; ReceiptHandle: string; Body: string; MD5OfBody: string }[]> = {
  mail: [],
  urgent: [],
};
const removed: string[] = [];
const sent: string[] = [];
const asked: Record<string, unknown>[] = [];

const text = async (request: IncomingMessage) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
};

function answerQueue(action: string, call: { QueueUrl: string; Entries?: { ReceiptHandle: string }[] }): unknown {
  const queue = queues[call.QueueUrl.split('/').at(-1) ?? ''] ?? [];
  if (action === 'GetQueueAttributes') return { Attributes: { ApproximateNumberOfMessages: String(queue.length) } };
  if (action === 'DeleteMessageBatch') removed.push(...(call.Entries ?? []).map(({ ReceiptHandle }) => ReceiptHandle));
  if (action !== 'ReceiveMessage') return {};
  asked.push(call);
  const Attributes = { SentTimestamp: '1789200000000' };
  return { Messages: queue.splice(0, 10).map((message) => ({ ...message, Attributes })) };
}

const server = createServer(async (request, response) => {
  const body = await text(request);
  const action = String(request.headers['x-amz-target'] ?? '').split('.')[1];
  if (action !== undefined) {
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    return response.end(JSON.stringify(answerQueue(action, JSON.parse(body))));
  }
  response.setHeader('content-type', 'text/xml');
  const call = new URLSearchParams(body);
  if (call.get('Action') === 'GetSendQuota') {
    const rate = '<MaxSendRate>1000</MaxSendRate><Max24HourSend>-1</Max24HourSend><SentLast24Hours>0</SentLast24Hours>';
    return response.end(
      `<GetSendQuotaResponse><GetSendQuotaResult>${rate}</GetSendQuotaResult></GetSendQuotaResponse>`,
    );
  }
  sent.push(Buffer.from(call.get('RawMessage.Data') ?? '', 'base64').toString());
  response.end(
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>m</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  );
});

let mailingOf: typeof import('../../../functions/mail-out/mailing-work.ts').mailingOf;
let postMailsUntil: typeof import('../../../functions/mail-out/send-mails.ts').postMailsUntil;
beforeAll(async () => {
  await standForAws(server);
  ({ mailingOf } = await import('../../../functions/mail-out/mailing-work.ts'));
  ({ postMailsUntil } = await import('../../../functions/mail-out/send-mails.ts'));
});
afterAll(() => end(server));

test('mails go from SQS to SES and are removed, and each tells when it was queued', async () => {
  for (const name of names(25)) {
    const due = {
      contract: 'mail-due.v1',
      service: 'familyline',
      to: 'ada@example.org',
      composedAt: '2026-09-12T08:00:00Z',
      raw: Buffer.from(name).toString('base64'),
    };
    const Body = JSON.stringify(due);
    const MD5OfBody = createHash('md5').update(Body).digest('hex');
    queues['mail']?.push({ MessageId: name, ReceiptHandle: name, Body, MD5OfBody });
  }
  const url = (name: string) => `${process.env['AWS_ENDPOINT_URL']}/000000000000/${name}`;
  const mailing = mailingOf(
    { urgent: url('urgent'), ordinary: url('mail'), deadLetters: url('dead') },
    { planRate: async () => 1000, noteCanary: async () => undefined },
  );
  expect(await mailing.queues.waiting()).toBe(25);
  // The run is over as soon as all are sent.
  const clock = { ...mailing.clock, now: () => (sent.length < 25 ? Date.now() : Number.POSITIVE_INFINITY) };
  const counts = await postMailsUntil({ ...mailing, clock }, Date.now() + 60_000);
  expect(counts).toEqual({ sent: 25, refused: 0, failed: 0 });
  expect(sent.toSorted()).toEqual(names(25).toSorted());
  expect(removed.toSorted()).toEqual(names(25).toSorted());
  expect(asked[0]).toMatchObject({ MessageSystemAttributeNames: ['SentTimestamp'], WaitTimeSeconds: 1 });
});
