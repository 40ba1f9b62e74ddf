import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DeleteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { MailDue } from '../shared/contracts/mail.ts';
import { kindOfQueue, type LetterKind } from '../shared/core/dead-letters.ts';
import type { DeadLetter } from '../shared/shell/stores/dead-letters.ts';
import { type InboxItem, inboxItems, isLeftInInbox } from '../shared/shell/stores/inbox.ts';
import {
  type Center,
  type CenterFacts,
  clientsOf,
  dataOf,
  placeHelp,
  placeOptions,
  servicesOf,
  variableOf,
  withCenter,
} from './center.ts';
import { asTool, textTable } from './command.ts';
import { redriveFollowed } from './redrive-followed.ts';
import { redriveStreams } from './redrive-streams.ts';
import { takeSetAside } from './set-aside.ts';

/** The queue that the letters of a service and a kind came from; throws when no function of the service names it. */
export function queueOf(center: Pick<CenterFacts, 'environments'>, service: string, kind: LetterKind): string {
  switch (kind) {
    case 'contacts':
      return dataOf(center, service).contacts;
    case 'attachments':
      return variableOf(center, 'ATTACHMENTS_QUEUE_URL', service);
    case 'answers':
      return variableOf(center, 'ANSWERS_QUEUE_URL', service);
    case 'protocol':
      return variableOf(center, 'PROTOCOL_QUEUE_URL', service);
    default: {
      const bucket = kind === 'mails' ? 'MAIL_BUCKET' : 'SCANS_BUCKET';
      const reader = Object.values(center.environments).find(
        (own) => own['SERVICE'] === service && own[bucket] !== undefined && own['ARRIVED_QUEUE_URL'] !== undefined,
      );
      if (reader === undefined) throw new Error(`no function of ${service} reads what arrives in ${bucket}`);
      return reader['ARRIVED_QUEUE_URL'] as string;
    }
  }
}

/** What became of the letters that were asked for, by letter id. */
export type BroughtBack = { back: string[]; left: { letterId: string; because: string }[] };

/**
 * Brings dead letters back, one after the other: the kept letter goes only once its message is in the queue again, so
 * that a tool killed half-way doubles a message at most, and functions make a doubled message harmless. The first
 * letter that cannot be sent or removed does not stop the others.
 */
export async function bringBack(
  letters: readonly Pick<DeadLetter, 'letterId' | 'service' | 'queue' | 'body'>[],
  ports: {
    send: (service: string, body: string, queue: string) => Promise<void>;
    remove: (letterId: string) => Promise<void>;
  },
): Promise<BroughtBack> {
  const done: BroughtBack = { back: [], left: [] };
  for (const { letterId, service, queue, body } of letters) {
    try {
      await ports.send(service, body, queue);
      await ports.remove(letterId);
      done.back.push(letterId);
    } catch (error) {
      done.left.push({ letterId, because: error instanceof Error ? error.message : String(error) });
    }
  }
  return done;
}

/** A length of time in words, rounded down: `3 d`, `5 h`, `12 min`, `7 s`. */
export function ageText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/** The letters that a service and a part of a queue's name choose, oldest first. */
export function chosen(letters: readonly DeadLetter[], service?: string, queue?: string): DeadLetter[] {
  return letters
    .filter((letter) => service === undefined || letter.service === service)
    .filter((letter) => queue === undefined || letter.queue.toLowerCase().includes(queue.toLowerCase()))
    .sort((one, other) => (one.sentAt < other.sentAt ? -1 : 1));
}

async function readLetters(dynamodb: DynamoDBClient, table: string): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  let from: ScanCommand['input']['ExclusiveStartKey'];
  do {
    const page = await dynamodb.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) {
      const text = (name: string) => item[name]?.S ?? '';
      letters.push({
        letterId: text('letterId'),
        service: text('service'),
        queue: text('queue'),
        reason: text('reason'),
        receives: Number(item['receives']?.N ?? 0),
        sentAt: text('sentAt'),
        keptAt: text('keptAt'),
        body: text('body'),
      });
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return letters;
}

/** The service and case of a mail that is due, as far as its body tells. */
export function mailSubject(body: string): { service: string; caseId: string } {
  try {
    const parsed = MailDue.safeParse(JSON.parse(body));
    if (parsed.success) return { service: parsed.data.service, caseId: parsed.data.caseId ?? 'to staff' };
  } catch {
    // Not JSON: a mail that no mailer will ever send.
  }
  return { service: 'unknown', caseId: 'unreadable' };
}

function tell({ back, left }: BroughtBack, what: string): void {
  console.log(`\n${back.length} ${what} brought back.`);
  for (const { letterId, because } of left) console.error(`${letterId} stays where it is: ${because}`);
  if (left.length > 0) process.exitCode = 1;
}

const help = `
npm run redrive -- [options]

Brings back what was set aside after all its tries, or lies in an inbox that nobody emptied for five minutes: each goes
into its queue again and is then removed. What a stream gave up on is read again from its table, and
what those who follow a register did not understand is told them again. Mails to citizens and staff come back too, but with --queue.
  --dry-run       shows what waits, and brings nothing back
  --mail          only mails to citizens and staff
  --service S     only of this service
  --queue PART    only letters whose queue has this part in its name
${placeHelp}
  --help          this text
`;

type Asked = { service: string | undefined; queue: string | undefined; dryRun: boolean };

/** Of what, in words: `of familyline`, or nothing. */
const ofService = (service: string | undefined) => (service === undefined ? '' : ` of ${service}`);

async function redriveMails(center: Center, { service: only, dryRun }: Asked): Promise<void> {
  const { sqs } = clientsOf(center);
  const deadMails = variableOf(center, 'MAIL_DEAD_LETTER_URL');
  const mailQueue = variableOf(center, 'MAIL_QUEUE_URL');
  const mails = (await takeSetAside(sqs, deadMails, dryRun ? 1 : 60))
    .map((mail) => ({ ...mail, ...mailSubject(mail.body) }))
    .filter(({ service }) => only === undefined || service === only);
  if (mails.length === 0) return console.log(`No mail${ofService(only)} is set aside.`);
  const rows = mails.map(({ id, service, caseId, reason, sentAt }) => [
    id,
    service,
    caseId,
    reason,
    ageText(Date.now() - Date.parse(sentAt)),
  ]);
  console.log(textTable(['mail', 'service', 'case', 'reason', 'age'], rows));
  if (dryRun) return;
  const handles = new Map(mails.map(({ id, handle }) => [id, handle]));
  const done = await bringBack(
    mails.map(({ id, service, body }) => ({ letterId: id, service, queue: mailQueue, body })),
    {
      send: async (_service, body) => {
        await sqs.send(new SendMessageCommand({ QueueUrl: mailQueue, MessageBody: body }));
      },
      remove: async (id) => {
        await sqs.send(new DeleteMessageCommand({ QueueUrl: deadMails, ReceiptHandle: handles.get(id) }));
      },
    },
  );
  tell(done, 'mails');
}

async function redriveInboxes(center: Center, { service: only, dryRun }: Asked): Promise<void> {
  const { dynamodb, sqs } = clientsOf(center);
  for (const service of servicesOf(center).filter((one) => only === undefined || one === only)) {
    const table = variableOf(center, 'INBOX_TABLE', service);
    const now = new Date(Date.now() + center.clockOffset);
    const left: InboxItem[] = [];
    for await (const item of inboxItems(table, dynamodb)) if (isLeftInInbox(item, now)) left.push(item);
    if (left.length === 0) {
      console.log(`No contact of ${service} is left in the inbox.`);
      continue;
    }
    console.log(
      textTable(
        ['left in the inbox', 'service'],
        left.map(({ caseId }) => [caseId, service]),
      ),
    );
    if (dryRun) continue;
    const queue = dataOf(center, service).contacts;
    const letters = left.map(({ caseId, message }) => ({ letterId: caseId, service, queue, body: message }));
    const done = await bringBack(letters, {
      send: async (_service, body) => {
        await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: body }));
      },
      remove: async (caseId) => {
        await dynamodb.send(new DeleteItemCommand({ TableName: table, Key: { caseId: { S: caseId } } }));
      },
    });
    tell(done, 'contacts of the inbox');
  }
}

async function redriveLetters(center: Center, { service: only, queue: part, dryRun }: Asked): Promise<void> {
  const { dynamodb, sqs } = clientsOf(center);
  const now = Date.now() + center.clockOffset;
  const table = variableOf(center, 'DEAD_LETTERS_TABLE');
  const letters = chosen(await readLetters(dynamodb, table), only, part);
  if (letters.length === 0) {
    const where = part === undefined ? '' : ` in a queue named ${part}`;
    return console.log(`No dead letter${ofService(only)} waits${where}.`);
  }
  const rows = letters.map(({ letterId, service, queue, receives, keptAt, reason }) => [
    letterId,
    service,
    queue,
    String(receives),
    ageText(now - Date.parse(keptAt)),
    reason,
  ]);
  console.log(textTable(['letter', 'service', 'queue', 'tries', 'age', 'reason'], rows));
  if (dryRun) return;
  const done = await bringBack(letters, {
    send: async (service, body, queue) => {
      const kind = kindOfQueue(queue);
      if (kind === undefined) throw new Error(`no queue here belongs to ${queue}`);
      await sqs.send(new SendMessageCommand({ QueueUrl: queueOf(center, service, kind), MessageBody: body }));
    },
    remove: async (letterId) => {
      await dynamodb.send(new DeleteItemCommand({ TableName: table, Key: { letterId: { S: letterId } } }));
    },
  });
  tell(done, 'letters');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: {
        service: { type: 'string' },
        queue: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        mail: { type: 'boolean', default: false },
        ...placeOptions,
      },
    });
    const asked: Asked = { service: values.service, queue: values.queue, dryRun: values['dry-run'] };
    await withCenter(values, async (center) => {
      if (asked.service !== undefined) dataOf(center, asked.service);
      if (values.mail) return redriveMails(center, asked);
      await redriveLetters(center, asked);
      if (asked.queue !== undefined) return;
      await redriveInboxes(center, asked);
      await redriveStreams(center, asked.dryRun);
      await redriveFollowed(center, asked);
      await redriveMails(center, asked);
    });
  });
