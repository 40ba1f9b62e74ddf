import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Ring } from '../../shared/contracts/wake.ts';
import { signedHeaders } from '../../shared/shell/webhook.ts';
import { spokenCall } from './rules/spoken-call.ts';

const sns = new SNSClient({
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
});

/** How long an exchange or a push server may take to say that it has understood: milliseconds. */
const patience = 4000;

// An installation may lead calls and pushes elsewhere: on one machine nothing leaves it.
const elsewhere = process.env['RINGS_ADDRESS'];

/**
 * Sends one ring its way; throws when it was not taken. The key is asked for where a call is signed: base64 of 24 to 64
 * bytes, as Standard Webhooks has it.
 */
export async function sendRing(
  ring: Ring,
  { waking }: Pick<PreparedService, 'waking'>,
  { now, key, get = fetch }: { now: Date; key: () => Promise<string>; get?: typeof fetch },
): Promise<void> {
  if (ring.way === 'sms') return sendSms(ring, waking?.smsSender);
  if (ring.way === 'push')
    return post(elsewhere ? `${elsewhere}/pushes?to=${encodeURIComponent(ring.to)}` : ring.to, pushOf(ring), get);
  const exchange = waking?.exchange;
  if (exchange === undefined) throw new Error(`${ring.service} has no telephone exchange`);
  const body = JSON.stringify(spokenCall(ring, exchange.from));
  const signed = signedHeaders(await key(), ring.id, now.getTime(), Buffer.from(body));
  await post(
    elsewhere ? `${elsewhere}/calls` : exchange.address,
    { headers: { 'content-type': 'application/json', ...signed }, body },
    get,
  );
}

/** A push as ntfy and its like take it: the words as text, urgent, the answer where a tap leads. */
const pushOf = ({ id, words, answerAddress }: Ring) => ({
  headers: { 'content-type': 'text/plain; charset=utf-8', priority: 'urgent', click: answerAddress, 'x-id': id },
  body: words,
});

async function post(
  address: string,
  { headers, body }: { headers: Record<string, string>; body: string },
  get: typeof fetch,
): Promise<void> {
  const answer = await get(address, {
    ...{ method: 'POST', headers, body },
    // A redirection would take a signed order somewhere else.
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
}

/** SMS leave through SNS, which hands them to AWS End User Messaging; transactional ones go before advertising. */
async function sendSms({ to, words }: Ring, sender: string | undefined): Promise<void> {
  const string = (StringValue: string) => ({ DataType: 'String', StringValue });
  await sns.send(
    new PublishCommand({
      PhoneNumber: to,
      Message: words,
      MessageAttributes: {
        'AWS.SNS.SMS.SMSType': string('Transactional'),
        ...(sender === undefined ? {} : { 'AWS.SNS.SMS.SenderID': string(sender) }),
      },
    }),
  );
}
