import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Control } from '../events/control.ts';
import type { Poller } from '../lambda/event-source.ts';
import type { Streams } from '../lambda/stream.ts';
import type { StageMail } from '../stage-interface.ts';
import { awsCall } from '../template/aws-call.ts';
import type { Application } from '../template/template.ts';

/** What is still under way, a phrase each; empty when the center rests. */
export async function whatIsLeft(
  application: Application,
  endpoint: string,
  pollers: Poller[],
  streams: Streams,
  control: Control,
): Promise<string[]> {
  const left: string[] = [];
  if (pollers.some((poller) => poller.busy)) left.push('batches under way');
  if (!streams.idle) left.push('items in streams');
  if (!control.idle) left.push('events under way');
  const read = new Set(
    application.ofType('AWS::Lambda::EventSourceMapping').map((mapping) => mapping.properties['EventSourceArn']),
  );
  const deadLetters = new Set(
    application.ofType('AWS::SQS::Queue').map((queue) => queue.properties['RedrivePolicy']?.deadLetterTargetArn),
  );
  for (const queue of application.ofType('AWS::SQS::Queue')) {
    if (!read.has(queue.arn) && (deadLetters.has(queue.arn) || /dead/i.test(queue.logicalId))) continue;
    const { Attributes } = await awsCall<{ Attributes: Record<string, string> }>(
      'sqs',
      endpoint,
      'GetQueueAttributes',
      {
        QueueUrl: queue.ref,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      },
    );
    const count = Object.values(Attributes).reduce((sum, value) => sum + Number(value), 0);
    if (count > 0) left.push(`${count} messages in ${queue.logicalId}`);
  }
  return left;
}

/** Resolves when nothing is left for a moment; throws after the milliseconds with what is left. */
export async function waitIdle(withinMs: number, look: () => Promise<string[]>): Promise<void> {
  const giveUp = Date.now() + withinMs;
  let quiet = 0;
  for (;;) {
    const left = await look().catch((failure) => [String(failure)]);
    // Three times in a row: a message that left a queue may be on its way to the next.
    quiet = left.length === 0 ? quiet + 1 : 0;
    if (quiet >= 3) return;
    if (Date.now() > giveUp) throw new Error(`not idle after ${withinMs} ms: ${left.join(', ')}`);
    await new Promise((resume) => setTimeout(resume, 60));
  }
}

/** Mails of a folder as the mail emulator keeps them, oldest first. */
export async function readMails(folder: string): Promise<StageMail[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const mails: StageMail[] = [];
  for (const file of files) {
    const kept = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
      at: number;
      messageId: string;
      body: string;
    };
    const fields = new URLSearchParams(kept.body);
    const raw = fields.get('RawMessage.Data');
    const recipients = [...fields].filter(([name]) => /^Destination/.test(name)).map(([, value]) => value);
    const text = raw ? Buffer.from(raw, 'base64').toString() : kept.body;
    const to = recipients.length > 0 ? recipients : [/^to:\s*(.+)$/im.exec(text)?.[1]?.trim() ?? ''];
    mails.push({ at: kept.at, messageId: kept.messageId, to, raw: text });
  }
  return mails;
}
