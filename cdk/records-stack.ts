import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { AlarmTopics } from './house/alarm.ts';
import { type AlarmAddresses, alarmTopic } from './house/alarm-topic.ts';
import { letRulesSetAside } from './house/deliveries.ts';
import { houseQueue } from './house/queue.ts';
import { houseTable } from './house/table.ts';
import { waive } from './house/waiver.ts';
import { OriginKeys } from './origin-keys.ts';
import { contactVisibility } from './service-records.ts';
import { StaffDirectory } from './staff.ts';

/** What on-mail-due has fetched and not sent comes back after longer than any of its runs (71 s). */
const mailVisibility = Duration.minutes(2);

/**
 * The most that SQS allows: on-mail-due itself sets aside what can never be sent, and an outage of SES loses no mail.
 */
const mailReceives = 1_000;

/**
 * A ring takes 8 s at most; six times that is AWS's own advice. It is of use for three minutes: four tries fill them.
 */
const ringVisibility = Duration.seconds(48);
const ringReceives = 4;

export interface RecordsStackProps extends StackProps {
  services: readonly ServiceDefinition[];
  /**
   * First label of the sign-in page's host name; undefined where an issuer of the administration's own vouches for
   * staff.
   */
  signInPrefix: string | undefined;
  /** How far the exchange of the keys between CloudFront and the API has come; see `keysOfStep`. */
  originKeyStep: number;
  /** Addresses that alarms are mailed to; each has to confirm AWS's first mail. */
  alarmAddresses?: AlarmAddresses;
}

/**
 * What must survive of all services together: what was decided, mails on their way, proofs, and the key to read them.
 * Nothing here is deleted with the stack; what one service keeps is in a stack of its own (service-records.ts).
 */
export class RecordsStack extends Stack {
  readonly key: Key;
  readonly mail: Queue;
  readonly urgentMail: Queue;
  readonly mailDeadLetters: Queue;
  /** Rings of staff that are to be woken. */
  readonly rings: Queue;
  readonly ringsDeadLetters: Queue;
  readonly streamDeadLetters: Queue;
  /**
   * Wake-ups of rules, schedules and functions that nobody took: no contents that anybody is owed, but somebody has to
   * look.
   */
  readonly wakeDeadLetters: Queue;
  readonly deadLetters: Table;
  readonly sightings: Table;
  readonly roots: Table;
  readonly ledger: Table;
  readonly proposals: Table;
  readonly handOvers: Table;
  readonly capacity: Table;
  readonly callOuts: Table;
  /** For what staff were rung, and who has heard. */
  readonly wakes: Table;
  /** How long callers wait at present, by service. */
  readonly waits: Table;
  /** How often danger was judged right, by service and week. */
  readonly judged: Table;
  /** The last canary of each service whose mail has left. */
  readonly canaries: Table;
  /** Whoever is subscribed here is woken by alarms. */
  readonly topics: AlarmTopics;
  readonly staff: StaffDirectory | undefined;
  readonly originKeys: OriginKeys;

  /** Long because it is a list: everything that is kept for all services together. */
  constructor(scope: Construct, id: string, props: RecordsStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const { services, signInPrefix, originKeyStep, alarmAddresses = { wake: [], tomorrow: [] } } = props;
    this.key = new Key(this, 'SharedKey', {
      description: 'What belongs to no single service: mail on its way, dead letters, roots, alarms',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      pendingWindow: Duration.days(30),
    });
    // Alarms go to an encrypted topic.
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    const { key } = this;
    this.originKeys = new OriginKeys(this, 'OriginKeys', { key, step: originKeyStep });
    this.mailDeadLetters = houseQueue(this, 'MailDeadLetters', { key, visibility: mailVisibility });
    const deadLetters = { queue: this.mailDeadLetters, receives: mailReceives };
    this.mail = houseQueue(this, 'Mail', { key, visibility: mailVisibility, deadLetters });
    this.urgentMail = houseQueue(this, 'UrgentMail', { key, visibility: mailVisibility, deadLetters });
    this.ringsDeadLetters = houseQueue(this, 'RingsDeadLetters', { key, visibility: ringVisibility });
    this.rings = houseQueue(this, 'Rings', {
      key,
      visibility: ringVisibility,
      deadLetters: { queue: this.ringsDeadLetters, receives: ringReceives },
    });
    this.streamDeadLetters = houseQueue(this, 'StreamDeadLetters', { key, visibility: contactVisibility });
    waive(
      this.streamDeadLetters,
      'SQS3',
      'It is itself the dead-letter queue of the event source mappings on table streams, which are in other stacks.',
    );
    this.wakeDeadLetters = houseQueue(this, 'WakeDeadLetters', { key, visibility: contactVisibility });
    waive(
      this.wakeDeadLetters,
      'SQS3',
      'It is itself the dead-letter queue of rules, schedules and functions, which are in other stacks.',
    );
    letRulesSetAside(this.wakeDeadLetters, key);
    this.deadLetters = houseTable(this, 'DeadLetters', { partitionKey: 'letterId', key });
    this.sightings = houseTable(this, 'Sightings', { partitionKey: 'code', key, expiry: 'expiresAt' });
    this.roots = houseTable(this, 'Roots', {
      partitionKey: 'service',
      sortKey: 'day',
      key,
    });
    this.ledger = houseTable(this, 'Ledger', {
      partitionKey: 'service',
      sortKey: { name: 'version', type: AttributeType.NUMBER },
      key,
      stream: true,
    });
    this.proposals = houseTable(this, 'Proposals', { partitionKey: 'service', key });
    this.handOvers = houseTable(this, 'HandOvers', {
      partitionKey: 'service',
      sortKey: 'at',
      key,
      expiry: 'expiresAt',
    });
    this.capacity = houseTable(this, 'Capacity', { partitionKey: 'service', key, expiry: 'expiresAt' });
    this.callOuts = houseTable(this, 'CallOuts', {
      partitionKey: 'service',
      sortKey: { name: 'version', type: AttributeType.NUMBER },
      key,
      expiry: 'expiresAt',
    });
    this.wakes = houseTable(this, 'Wakes', {
      partitionKey: 'service',
      sortKey: { name: 'occasion', type: AttributeType.NUMBER },
      key,
      expiry: 'expiresAt',
    });
    this.waits = houseTable(this, 'Waits', { partitionKey: 'service', key });
    this.canaries = houseTable(this, 'Canaries', { partitionKey: 'service', key });
    this.judged = houseTable(this, 'Judged', {
      partitionKey: 'service',
      sortKey: 'week',
      key,
      expiry: 'expiresAt',
    });
    const { wake, tomorrow } = alarmAddresses;
    this.topics = {
      wake: alarmTopic(this, 'AlarmTopic', { key, addresses: wake, name: 'Sportello' }),
      tomorrow: alarmTopic(this, 'NoticeTopic', { key, addresses: tomorrow, name: 'Sportello, tomorrow' }),
    };
    new CfnOutput(this, 'AlarmTopicArn', {
      value: this.topics.wake.topicArn,
      description: 'Whoever subscribes to it is woken by alarms',
    });
    new CfnOutput(this, 'NoticeTopicArn', {
      value: this.topics.tomorrow.topicArn,
      description: 'Whoever subscribes to it hears of what can wait until the next working day',
    });
    if (signInPrefix !== undefined) this.staff = new StaffDirectory(this, 'Staff', { services, prefix: signInPrefix });
  }
}
