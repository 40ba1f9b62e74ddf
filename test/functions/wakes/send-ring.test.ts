import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ring, SpokenCall } from '../../../shared/contracts/wake.ts';
import { disbeliefInSignature } from '../../../shared/shell/webhook.ts';
import { end, standForAws } from '../../fixtures/aws-endpoint.ts';

const key = 'a'.repeat(64);
const ring: Ring = {
  contract: 'ring.v1',
  id: 'protezione-civile.wake.1795919760000.1.call',
  service: 'protezione-civile',
  way: 'call',
  to: '+39065550130',
  language: 'it',
  words: 'Protezione Civile. Una richiesta urgente da leggere, dalle 03:36.',
  answerAddress: 'https://sportello.example.org/v1/services/protezione-civile/wakes/1-0123456789abcdef0123456789abcdef',
  at: '2026-11-29T02:36:00.000Z',
  until: '2026-11-29T02:39:00.000Z',
};
const waking = {
  exchange: { address: 'https://exchange.example.org/calls', from: '+390655500000' },
  smsSender: 'ProtCivile',
};
const now = new Date('2026-11-29T02:36:01.000Z');

/** A network that notes what it is posted and answers with one status. */
function network(status: number) {
  const posted: { address: string; headers: Record<string, string>; body: string }[] = [];
  const get = async (address: string | URL | Request, given: RequestInit = {}) => {
    const headers = given.headers as Record<string, string>;
    posted.push({ address: String(address), headers, body: String(given.body) });
    return new Response(null, { status });
  };
  return { posted, get: get as typeof fetch };
}

let sns: ReturnType<typeof createServer>;
const sent: URLSearchParams[] = [];
let sendRing: typeof import('../../../functions/wakes/send-ring.ts').sendRing;

beforeAll(async () => {
  sns = createServer(async (request, response) => {
    sent.push(new URLSearchParams(await text(request)));
    response.setHeader('content-type', 'text/xml');
    response.end('<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>');
  });
  await standForAws(sns);
  ({ sendRing } = await import('../../../functions/wakes/send-ring.ts'));
});
afterAll(() => end(sns));

describe('a spoken call', () => {
  test('is an order to the exchange of the service, signed as Standard Webhooks, that names key and address of the answer', async () => {
    const { posted, get } = network(202);
    await sendRing(ring, { waking }, { now, key: async () => key, get });
    const [{ address, headers, body }] = posted as [(typeof posted)[number]];
    expect(address).toBe(waking.exchange.address);
    expect(disbeliefInSignature(headers, Buffer.from(body), [key], now.getTime())).toBeUndefined();
    expect(headers['webhook-id']).toBe(ring.id);
    expect(SpokenCall.parse(JSON.parse(body))).toEqual({
      type: 'staff.call',
      timestamp: ring.at,
      data: {
        service: 'protezione-civile',
        to: '+39065550130',
        from: '+390655500000',
        language: 'it',
        text: ring.words,
        answer: { digit: '1', address: ring.answerAddress },
        until: ring.until,
      },
    });
  });

  test('that the exchange refuses fails, so that it is tried again; so does one of a service without an exchange', async () => {
    const { get } = network(503);
    await expect(sendRing(ring, { waking }, { now, key: async () => key, get })).rejects.toThrow('answered 503');
    await expect(sendRing(ring, {}, { now, key: async () => key, get })).rejects.toThrow('no telephone exchange');
  });
});

test('a push goes to the person’s own address as text, urgent, and leads to the answer', async () => {
  const { posted, get } = network(200);
  const push = { ...ring, way: 'push' as const, to: 'https://push.example.org/marco-sala' };
  await sendRing(push, { waking }, { now, key: async () => key, get });
  expect(posted).toEqual([
    {
      address: push.to,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        priority: 'urgent',
        click: ring.answerAddress,
        'x-id': ring.id,
      },
      body: ring.words,
    },
  ]);
});

test('an SMS is published to the number, as transactional and under the name of the service', async () => {
  await sendRing({ ...ring, way: 'sms', to: '+393335551300' }, { waking }, { now, key: async () => key });
  const fields = Object.fromEntries(sent.at(-1) ?? []);
  expect(fields).toMatchObject({ Action: 'Publish', PhoneNumber: '+393335551300', Message: ring.words });
  expect(Object.values(fields)).toEqual(
    expect.arrayContaining(['AWS.SNS.SMS.SMSType', 'Transactional', 'AWS.SNS.SMS.SenderID', 'ProtCivile']),
  );
});
