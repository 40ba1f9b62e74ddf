import { Duration, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { NightProps, ServiceProps } from './capability.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { liveVersion } from './house/gradual.ts';
import { wakeByNewItems, wakeByQueue, wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';

/** Writes the accepted contacts of one service into its register. */
export class Registrar extends Construct {
  /** What hands the queue's contacts to the registrar. */
  readonly contactsSource: EventSourceMapping;
  /** Sounds while contacts wait. */
  readonly contactsAge: Alarm;

  constructor(scope: Construct, id: string, { house, definition, own, shared }: ServiceProps) {
    super(scope, id);
    const { service, capacity } = definition;

    const queueMessage = new HouseFunction(this, 'QueueMessage', {
      house,
      bundle: 'registrar-queue-message',
      description: `Registers the contacts that wait in the queue of ${service}`,
      errorImpact: `Requests to ${service} are accepted but not registered: nobody sees them, and no receipt mail leaves.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        QUEUE_URL: own.contacts.queueUrl,
        ...handOnPlaces(own),
      },
      // As much as its queue gives it in an emergency: what is read meanwhile cannot take it.
      reservedConcurrency: capacity.emergency.registrarConcurrency,
    });
    letRegister(queueMessage, own);
    queueMessage.allow(['sqs:ChangeMessageVisibility'], [own.contacts.queueArn]);
    queueMessage.allowKey(own.key, keyUse.table);
    this.contactsAge = house.alarms.addAge(this, 'ContactsAge', own.contacts, 300, {
      chapter: 'contacts-queue-age',
      impact: `Requests to ${service} wait more than five minutes to be registered; citizens hold a receipt but get no mail.`,
    });
    const live = liveVersion(this, 'Live', queueMessage, { alarms: [this.contactsAge] });
    this.contactsSource = wakeByQueue(this, 'QueueMessageSource', queueMessage, {
      queue: own.contacts,
      key: own.key,
      batch: 10,
      maximumConcurrency: capacity.ordinary.registrarConcurrency,
      target: live as IFunction,
    });

    const inboxItem = new HouseFunction(this, 'InboxItem', {
      house,
      bundle: 'registrar-inbox-item',
      description: `Registers what intake of ${service} kept in the inbox while the queue refused it`,
      errorImpact: `Requests to ${service} that arrived while its queue was down wait in the inbox unregistered.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        INBOX_TABLE: own.inbox.tableName,
        ...handOnPlaces(own),
      },
    });
    letRegister(inboxItem, own);
    inboxItem.allow(['dynamodb:DeleteItem', 'dynamodb:Scan'], [own.inbox.tableArn]);
    inboxItem.allowKey(own.key, keyUse.table);
    wakeByNewItems(this, 'InboxItemSource', inboxItem, {
      house,
      table: own.inbox,
      batch: 50,
      key: own.key,
      shared,
      late: {
        chapter: 'inbox-late',
        impact: `Requests to ${service} kept in the inbox have waited more than five minutes to be registered.`,
      },
    });

    // What the stream did not tell, or gave up after an hour, is still in the inbox.
    wakeByTime(this, 'InboxSweep', inboxItem, { at: 'rate(5 minutes)', retries: 0, input: '{"sweep":true}' });
  }
}

/** Closes each day of one service with a root, by night. */
export class RegistrarNight extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own, shared }: NightProps) {
    super(scope, id);
    const { service } = definition;
    const dayEnd = new HouseFunction(this, 'DayEnd', {
      house,
      bundle: 'registrar-day-end',
      description: `Closes the day of ${service} with one root over all its cases, one over the acts of its officers, and one over who read what`,
      errorImpact: `Yesterday of ${service} has no root yet: its register cannot be proven whole for that day, and citizens get no proof.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        LEAF_RUNS_TABLE: own.leafRuns.tableName,
        ROOTS_TABLE: shared.roots.tableName,
        READS_TABLE: own.reads.tableName,
      },
      // Ten million entries are read twice and hashed once: with more than half a processor that is minutes.
      memory: 1024,
      timeout: Duration.minutes(15),
    });
    dayEnd.allow(['dynamodb:Query', 'dynamodb:Scan'], [`${own.register.tableArn}/index/byDay`]);
    dayEnd.allow(['dynamodb:PutItem'], [own.leafRuns.tableArn]);
    dayEnd.allow(['dynamodb:Query'], [shared.ledger.tableArn, `${own.reads.tableArn}/index/byDay`]);
    dayEnd.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], [shared.roots.tableArn]);
    dayEnd.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    // Ten past midnight in Rome: what was accepted before midnight is registered by then.
    wakeByTime(this, 'DayEndSchedule', dayEnd, { at: 'cron(10 0 * * ? *)', retries: 3 });
  }
}

/** Where the registrar leaves what others must do. */
const handOnPlaces = (own: ServiceRecords) => ({
  ATTACHMENTS_QUEUE_URL: own.attachmentsDue.queue.queueUrl,
  PROTOCOL_QUEUE_URL: own.protocolDue.queue.queueUrl,
  CALL_BACKS_TABLE: own.callBacks.tableName,
  RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
});

/** Lets a function register contacts and hand on what follows; a case is read only where a contact joins one. */
function letRegister(registrar: HouseFunction, own: ServiceRecords): void {
  registrar.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn]);
  registrar.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [own.callBacks.tableArn]);
  registrar.allow(['sqs:SendMessage'], [own.attachmentsDue.queue.queueArn, own.protocolDue.queue.queueArn]);
  registrar.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
}

/**
 * The dead letters of one service: what each queue's letters are, in a sentence without its full stop; `watched` where
 * the channel's own construct sounds while they wait.
 */
const deadLettersOf = (service: string, own: ServiceRecords) => [
  {
    name: 'contacts',
    queue: own.contactsDeadLetters,
    chapter: 'contacts-dead-letters',
    what: `A request to ${service} that a citizen holds a receipt for could not be registered`,
    watched: false,
  },
  {
    name: 'attachments',
    queue: own.attachmentsDue.deadLetters,
    chapter: 'attachments-dead-letters',
    what: `A file that a citizen attached to a case of ${service} could not be checked`,
    watched: false,
  },
  {
    name: 'protocol',
    queue: own.protocolDue.deadLetters,
    chapter: 'protocol-dead-letters',
    what: `A formal instance to ${service} could not be given its protocol number`,
    watched: false,
  },
  {
    name: 'answers',
    queue: own.answersDue.deadLetters,
    chapter: 'answers-dead-letters',
    what: `An answer to a citizen of ${service} did not leave, or news of one that came back were not taken in`,
    watched: false,
  },
  {
    name: 'mail-in',
    queue: own.mailArrived.deadLetters,
    chapter: 'mail-in-dead-letters',
    what: `A mail that somebody wrote to ${service} could not be read`,
    watched: true,
  },
  {
    name: 'scans',
    queue: own.scanArrived.deadLetters,
    chapter: 'scans-dead-letters',
    what: `A letter or fax to ${service} could not be taken in`,
    watched: true,
  },
];

/** Keeps the reason of every message that a queue of one service gave up on. */
export class DeadLetterRegistrar extends Construct {
  constructor(scope: Construct, id: string, { house, definition: { service }, own, shared }: ServiceProps) {
    super(scope, id);
    const letters = deadLettersOf(service, own);
    const deadLetter = new HouseFunction(this, 'DeadLetter', {
      house,
      bundle: 'registrar-dead-letter',
      description: `Keeps each message that a queue of ${service} gave up on, with its reason, until someone brings it back`,
      errorImpact: `What of ${service} could not be registered, read or numbered stays in its dead-letter queue, and is lost after 14 days.`,
      environment: {
        SERVICE: service,
        DEAD_LETTERS_TABLE: shared.deadLetters.tableName,
        DEAD_LETTER_QUEUES: Stack.of(this).toJsonString(
          Object.fromEntries(letters.map(({ queue }) => [queue.queueName, queue.node.id])),
        ),
      },
    });
    deadLetter.allow(['dynamodb:PutItem'], [shared.deadLetters.tableArn]).allowKey(shared.key, keyUse.table);
    for (const { name, queue, chapter, what, watched } of letters) {
      wakeByQueue(this, `${name}-source`, deadLetter, {
        queue,
        key: own.key,
        batch: 10,
        // The fewest that SQS takes: dead letters are few, and never urgent.
        maximumConcurrency: 2,
      });
      if (!watched) house.alarms.addNotEmpty(this, `${name}-waiting`, queue, { chapter, impact: `${what}.` });
      // The function empties the queue within seconds, so what passes through it counts too.
      house.alarms.add(this, `${name}-passed`, {
        chapter,
        impact: `${what}, and was set aside.`,
        metric: queue.metricNumberOfMessagesReceived({ period: Duration.minutes(1), statistic: 'Sum' }),
        above: 0,
      });
    }
  }
}

/** Sounds while something waits that streams, rules or schedules gave up on; no function empties these queues. */
export class UnheardWatch extends Construct {
  constructor(scope: Construct, id: string, { house, shared }: { house: House; shared: RecordsStack }) {
    super(scope, id);
    house.alarms.addNotEmpty(this, 'WakeWaiting', shared.wakeDeadLetters, {
      chapter: 'wake-dead-letters',
      impact:
        'What should have woken a function reached none: a reminder, a report or the news of an act is missing, and perhaps the day of a register is not closed.',
    });
    house.alarms.addNotEmpty(this, 'StreamWaiting', shared.streamDeadLetters, {
      chapter: 'stream-dead-letters',
      impact:
        'Something registered an hour ago or more was never passed on: a receipt mail, a line of the worklist, an act of an officer or an inbox item.',
    });
  }
}
