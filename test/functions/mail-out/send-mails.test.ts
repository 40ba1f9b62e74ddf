import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

/** What stands for SQS and SES: two queues in memory, and the time of each mail that was sent. */
const queues: Record<string, { MessageId: string; ReceiptHandle: string; Body: string; MD5OfBody: string }[]> = {
  mail: [],
  urgent: [],
};
const sent: { at: number; who: string }[] = [];
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
  sent.push({ at: performance.now(), who: Buffer.from(call.get('RawMessage.Data') ?? '', 'base64').toString() });
  response.end(
    '<SendRawEmailResponse><SendRawEmailResult><MessageId>m</MessageId></SendRawEmailResult></SendRawEmailResponse>',
  );
});

let postMailsUntil: typeof import('../../../functions/mail-out/send-mails.ts').postMailsUntil;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: 'eu-south-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_ENDPOINT_URL_SES: endpoint,
  });
  ({ postMailsUntil } = await import('../../../functions/mail-out/send-mails.ts'));
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise<void>((closed) => server.close(() => closed()));
});

/** Posts ten mails at these rates; the milliseconds between the first and the last. */
async function tenMails(quota: number, plan: number): Promise<number> {
  perSecond = quota;
  sent.length = 0;
  for (let number = 0; number < 10; number += 1) {
    const due = {
      contract: 'mail-due.v1',
      caseId: 'FL-1',
      service: 'familyline',
      to: 'ada@example.org',
      composedAt: '2026-09-12T08:00:00Z',
      raw: Buffer.from(String(number)).toString('base64'),
    };
    const Body = JSON.stringify(due);
    const MD5OfBody = createHash('md5').update(Body).digest('hex');
    queues['mail']?.push({ MessageId: String(number), ReceiptHandle: String(number), Body, MD5OfBody });
  }
  const url = (name: string) => `${process.env['AWS_ENDPOINT_URL_SQS']}/000000000000/${name}`;
  const counts = await postMailsUntil({
    deadline: Date.now() + 1000,
    urgentQueue: url('urgent'),
    queue: url('mail'),
    deadLetters: url('dead'),
    planRate: async () => plan,
  });
  expect(counts).toMatchObject({ sent: 10, refused: 0, failed: 0 });
  return (sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0);
}

test('mail keeps to the plan where the account may send faster', async () => {
  expect(await tenMails(1000, 20)).toBeGreaterThan(400);
});

test('mail keeps to the account where the plan allows more', async () => {
  expect(await tenMails(20, 1000)).toBeGreaterThan(400);
});
