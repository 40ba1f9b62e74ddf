import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ContactBody } from '../../shared/contracts/contact.ts';
import { serveParent } from '../subject.ts';

/**
 * The least that takes a contact in: HTTP, the same validation as intake's, one SendMessage through the AWS SDK, 202.
 */
const [, , endpoint = '', queueUrl = ''] = process.argv;
const sqs = new SQSClient({
  endpoint,
  region: 'eu-south-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    try {
      const parsed = ContactBody.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
      if (!parsed.success) return answer(422, {});
      const id = randomUUID();
      const MessageBody = JSON.stringify({ id, receivedAt: new Date().toISOString(), contact: parsed.data });
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
      answer(202, { id });
    } catch {
      answer(503, {});
    }
  });
});
server.listen(0, '127.0.0.1', () =>
  serveParent({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, {}),
);
