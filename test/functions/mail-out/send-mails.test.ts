import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { end, standForAws } from '../../fixtures/aws-endpoint.ts';

/** What stands for SQS and SES: two queues in memory, and the mails that were sent. */
const queues: Record<string, { MessageId: string; ReceiptHandle: string; Body: string; MD5OfBody: string }[]> = {
  mail: [],
  urgent: [],
};
const sent: string[] = [];
let perSecond = 1000;

const text = async (request: IncomingMessage) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
};
const server = createServer(async (request, response) => {
  const body = await text(request);
  const action = String(request.headers['x-amz-target'] ?? '').split('.')[1];
  if (action !== undefined) {
    const { QueueUrl } = JSON.parse(body);
    const queue = queues[String(QueueUrl).split('/').at(-1) ?? ''] ?? [];
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    return response.end(JSON.stringify(action === 'ReceiveMessage' ? { Messages: queue.splice(0, 10) } : {}));
  }
  response.setHeader('content-type', 'text/xml');
  const call = new URLSearchParams(body);
  if (call.get('Action') === 'GetSendQuota') {
    const rate = `<MaxSendRate>${perSecond}</MaxSendRate><Max24HourSend>50000</Max24HourSend><SentLast24Hours>0</SentLast24Hours>`;
    return response.end(
      `<GetSendQuotaResponse><GetSendQuotaResult>${rate}</GetSendQuotaResult></GetSendQuotaResponse>`,
    );
  }
  sent.push(Buffer.from(call.get('RawMessage.Data') ?? '', 'base64').toString());
  response.end(
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>m</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  );
});

let postMailsUntil: typeof import('../../../functions/mail-out/send-mails.ts').postMailsUntil;
beforeAll(async () => {
  await standForAws(server);
  ({ postMailsUntil } = await import('../../../functions/mail-out/send-mails.ts'));
});
afterAll(() => end(server));

const startedAt = Date.parse('2026-09-12T08:00:00Z');

/**
 * Posts ten mails at these rates, on a clock that stands still but for its pauses; the milliseconds that each mail
 * waited.
 */
async function tenMails(quota: number, plan: number): Promise<number[]> {
  perSecond = quota;
  sent.length = 0;
  const numbers = Array.from({ length: 10 }, (_, number) => String(number));
  for (const number of numbers) {
    const due = {
      contract: 'mail-due.v1',
      caseId: 'FL-1',
      service: 'familyline',
      to: 'ada@example.org',
      composedAt: '2026-09-12T08:00:00Z',
      raw: Buffer.from(number).toString('base64'),
    };
    const Body = JSON.stringify(due);
    const MD5OfBody = createHash('md5').update(Body).digest('hex');
    queues['mail']?.push({ MessageId: number, ReceiptHandle: number, Body, MD5OfBody });
  }
  const url = (name: string) => `${process.env['AWS_ENDPOINT_URL']}/000000000000/${name}`;
  const waited: number[] = [];
  // Time stands while the ten are told their turns; once they are sent, the minute is over.
  const clock = {
    now: () => (sent.length < 10 ? startedAt : startedAt + 60_000),
    pause: async (milliseconds: number) => void waited.push(milliseconds),
  };
  const counts = await postMailsUntil({
    deadline: startedAt + 60_000,
    urgentQueue: url('urgent'),
    queue: url('mail'),
    deadLetters: url('dead'),
    planRate: async () => plan,
    clock,
  });
  expect(counts).toEqual({ sent: 10, refused: 0, failed: 0 });
  expect(sent.toSorted()).toEqual(numbers);
  return waited;
}

const twentyASecond = Array.from({ length: 10 }, (_, number) => number * 50);

test('mail keeps to the plan where the account may send faster', async () => {
  expect(await tenMails(1000, 20)).toEqual(twentyASecond);
});

test('mail keeps to the account where the plan allows more', async () => {
  expect(await tenMails(20, 1000)).toEqual(twentyASecond);
});
