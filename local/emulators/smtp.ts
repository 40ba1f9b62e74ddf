import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { dummyAuthorization, send } from '../template/aws-call.ts';
import {
  type Envelope,
  type ReceiptRule,
  receivedHeaders,
  takesMailFor,
  verdictsOn,
} from '../template/receipt-rules.ts';
import { serveEmulator } from './child.ts';

/** 40 MB: the largest mail that SES receives (SES quotas). */
const largestMailBytes = 41_943_040;

/**
 * SES's other half: an SMTP port that takes mail for the recipients of the templates' receipt rules and puts each
 * message into the rule's bucket before it answers 250. There is no TLS on 127.0.0.1, so a rule that requires it gets
 * mail without.
 */
serveEmulator('smtp', async (given) => {
  const rules = given.settings['rules'] as ReceiptRule[];
  const s3 = String(given.settings['s3']);
  const refusal = (code: number, message: string) => Object.assign(new Error(message), { responseCode: code });

  const keep = async (message: Buffer, envelope: Omit<Envelope, 'to'>, recipients: string[]) => {
    const id = randomBytes(20).toString('hex');
    const now = Date.now() + given.clockOffset;
    const verdicts = verdictsOn(message);
    for (const rule of rules) {
      const to = recipients.find((recipient) => takesMailFor(rule, recipient));
      if (to === undefined) continue;
      const headers = receivedHeaders({ ...envelope, to }, rule.scanned ? verdicts : undefined, now, id);
      for (const { bucket, prefix } of rule.places) {
        const answer = await send({
          endpoint: s3,
          method: 'PUT',
          path: `/${bucket}/${prefix.split('/').map(encodeURIComponent).join('/')}${id}`,
          headers: { authorization: dummyAuthorization('s3'), 'content-type': 'application/octet-stream' },
          body: Buffer.concat([Buffer.from(headers), message]),
          timeoutMs: 60_000,
        });
        if (answer.status !== 200) throw new Error(`${bucket} answered ${answer.status}`);
      }
    }
    return id;
  };

  const server = new SMTPServer({
    size: largestMailBytes,
    banner: 'Sportello on one machine',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 2_000,
    onRcptTo(address, _session, done) {
      if (rules.some((rule) => takesMailFor(rule, address.address))) done();
      else done(refusal(550, '5.1.1 Mailbox does not exist: no receipt rule takes mail for it'));
    },
    onData(stream: SMTPServerDataStream, session: SMTPServerSession, done) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= largestMailBytes) chunks.push(chunk);
      });
      stream.on('error', () => done(refusal(451, '4.3.0 The message was cut off')));
      stream.on('end', () => {
        if (stream.sizeExceeded || bytes > largestMailBytes)
          return done(refusal(552, '5.3.4 Message size exceeds 40 MB'));
        const { mailFrom, rcptTo } = session.envelope;
        const envelope = {
          from: mailFrom ? mailFrom.address : '',
          client: session.hostNameAppearsAs || 'unknown',
          clientAddress: session.remoteAddress,
        };
        keep(
          Buffer.concat(chunks),
          envelope,
          rcptTo.map((recipient) => recipient.address),
        ).then(
          (id) => done(null, `2.0.0 OK ${id}`),
          (problem) =>
            done(
              refusal(451, `4.3.0 Not kept, try again later: ${problem instanceof Error ? problem.message : problem}`),
            ),
        );
      });
    },
  });
  // A client that goes away in the middle is its own affair.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(given.port, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
});
