import { DeleteMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { type Center, type CenterFacts, clientsOf, servicesOf, variableOf } from './center.ts';
import { textTable } from './command.ts';
import { takeSetAside } from './set-aside.ts';

/** A queue of one who follows a register, and its dead letters. */
export type Followed = { service: string; follower: string; queue: string; deadLetters: string };

/** A logical id without the digest at its end. */
const nameOf = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');

/** The queues of all who follow a register, of one service or of all; throws where one has no dead letters. */
export function followedIn(center: Pick<CenterFacts, 'environments' | 'names'>, only?: string): Followed[] {
  const queues = Object.entries(center.names.queues);
  return servicesOf(center)
    .filter((service) => only === undefined || service === only)
    .flatMap((service) =>
      Object.entries(JSON.parse(variableOf(center, 'FOLLOWER_QUEUES', service)) as Record<string, string>).map(
        ([follower, queue]) => {
          const own = queues.find(([, url]) => url === queue)?.[0];
          const aside = queues.find(([id]) => own !== undefined && nameOf(id) === `${nameOf(own)}DeadLetters`);
          if (aside === undefined) throw new Error(`the queue of ${follower} of ${service} has no dead letters`);
          return { service, follower, queue, deadLetters: aside[1] };
        },
      ),
    );
}

/**
 * Brings back what those who follow a register could not work off: each message goes into its queue again, in the order
 * of its case, and is then removed. A tool killed half-way brings none back twice within five minutes.
 */
export async function redriveFollowed(
  center: Center,
  { service, dryRun }: { service: string | undefined; dryRun: boolean },
): Promise<void> {
  const { sqs } = clientsOf(center);
  let count = 0;
  for (const { follower, queue, deadLetters, ...of } of followedIn(center, service)) {
    for (;;) {
      // What comes later of a case is given out once the earlier is removed.
      const messages = await takeSetAside(sqs, deadLetters, dryRun ? 1 : 60);
      if (messages.length === 0) break;
      const rows = messages.map(({ id, group, sentAt }) => [id, of.service, follower, group, sentAt]);
      console.log(textTable(['not followed', 'service', 'by', 'case', 'since'], rows));
      if (dryRun) break;
      for (const { id, handle, body, group } of messages) {
        const again = { MessageBody: body, MessageGroupId: group, MessageDeduplicationId: `again.${id}` };
        await sqs.send(new SendMessageCommand({ QueueUrl: queue, ...again }));
        await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetters, ReceiptHandle: handle }));
      }
      count += messages.length;
    }
  }
  if (!dryRun) console.log(`${count} entries of registers were told again.`);
}
