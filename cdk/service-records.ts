import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, ProjectionType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type Bucket, HttpMethods, type LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import { daysAsideOf, type ServiceDefinition } from '../shared/contracts/service.ts';
import { houseHttpApi } from './api.ts';
import { accessLogBucket, houseBucket } from './house/bucket.ts';
import { tellOfArrivals } from './house/deliveries.ts';
import { houseQueue } from './house/queue.ts';
import { houseTable } from './house/table.ts';
import { waive } from './house/waiver.ts';
import { warmthFor } from './house/warmth.ts';

/** A registrar batch runs 10 s at most; six times that is AWS's own advice, so that no message is handed out twice. */
export const contactVisibility = Duration.seconds(60);

/**
 * Receives before a contact becomes a dead letter. The registrar hands a message back with growing pauses, so twenty
 * receives last far longer than a five-minute outage of the register, which must cost no contact.
 */
const contactReceives = 20;

/**
 * What reads a mail or a scan runs a minute at most, and parts of it may wait for S3: three minutes keep a second away.
 */
const arrivalVisibility = Duration.minutes(3);

/** A fax server may write what it knows of a fax a moment after the fax itself: so long is waited for it. */
const sidecarDelay = Duration.seconds(3);

/**
 * Who follows a register through a queue of their own, by the names of their capabilities; the worklist reads the stream
 * itself, for the sake of whoever waits at the desk.
 */
export const followers = ['citizen-mails', 'search', 'statistics'] as const;
export type Follower = (typeof followers)[number];

/** A queue with its dead letters: what could not be done in twenty receives waits there for somebody to mend it. */
export interface QueuePair {
  queue: Queue;
  deadLetters: Queue;
}

export interface ServiceRecordsProps {
  definition: ServiceDefinition;
  /** Where the citizen pages are served from, as browsers name an origin; `*` while no domain is set. */
  portalOrigin: string;
}

/** What must survive of one service: its key and all that the key encrypts. */
export class ServiceRecords extends Construct {
  /** Its API without routes: the address that CloudFront is told, and that no deployment of functions changes. */
  readonly http: HttpApi;
  readonly key: Key;
  readonly register: Table;
  /** The runs of the trees of the register's days: a proof reads one. */
  readonly leafRuns: Table;
  readonly inbox: Table;
  readonly contacts: Queue;
  readonly contactsDeadLetters: Queue;
  readonly receiptSecret: Secret;
  readonly attachments: Bucket;
  /** Keys of the telephone exchanges that post call records. */
  readonly callKeys: Secret;
  /** Signs the orders to call staff. */
  readonly exchangeKey: Secret;
  readonly worklist: Table;
  /** Which cases one person has, by a keyed digest of e-mail or phone. */
  readonly persons: Table;
  /** Call-backs that are due, by who asked for what: one each. */
  readonly callBacks: Table;
  readonly protocol: Table;
  readonly heldMails: Table;
  /** What staff have typed on cases and not yet sent. */
  readonly drafts: Table;
  /** Who works at the desk, with what and when, every change of that, and who is there now. */
  readonly shifts: Table;
  /** Who read which case, and which rows of the list. */
  readonly reads: Table;
  /** What happened to each content: who wrote, reviewed, published, withdrew what. */
  readonly contents: Table;
  /** What editors have typed of contents and not yet written. */
  readonly contentDrafts: Table;
  /** Every content as it stands now, for citizens and editors. */
  readonly catalogue: Table;
  /** How often pages were of use, and what was searched for in vain. */
  readonly readerCounts: Table;
  /** Who agreed to be asked after sixty days whether they got a measure. */
  readonly followUps: Table;
  /** What is counted of cases and contacts, month by month, and what each case has added to it. */
  readonly figures: Table;
  /** Stories and ideas that citizens give; none where the service takes none. */
  readonly contributions: Table | undefined;
  /** Whom people look for in its events, and what was handed to whom; none where the service takes that in nowhere. */
  readonly tracing: Table | undefined;
  /** Mails as they arrived, whole. */
  readonly mailBucket: Bucket;
  /** Scans of letters and faxes as they arrived. */
  readonly scansBucket: Bucket;
  /** By which words cases are found: made of the register, and made again by `npm run reindex`. */
  readonly words: Bucket;
  readonly attachmentsDue: QueuePair;
  readonly protocolDue: QueuePair;
  /** Answers until they may leave, and news of those that came back. */
  readonly answersDue: QueuePair;
  /** What the register tells, by who follows it. */
  readonly followed: Record<Follower, QueuePair>;
  readonly mailArrived: QueuePair;
  readonly scanArrived: QueuePair;

  /** Long because it is a list: everything that a service keeps, each under the service's one key. */
  constructor(scope: Construct, props: { definition: ServiceDefinition; portalOrigin: string }) {
    const { definition, portalOrigin } = props;
    const { service, capacity } = definition;
    super(scope, service);
    this.http = houseHttpApi(this, 'Http', `Sportello: ${service}, its citizens, voice menus and desk`);
    this.key = new Key(this, 'Key', {
      description: `Everything that citizens entrust to ${service}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      pendingWindow: Duration.days(30),
    });
    const { key } = this;
    this.register = houseTable(this, 'Register', {
      partitionKey: 'caseId',
      sortKey: { name: 'version', type: AttributeType.NUMBER },
      key,
      stream: true,
      warmThroughput: warmthFor(capacity.emergency.intakeRequestsPerSecond),
    });
    // Days are sealed by it: each entry is found by its day as soon as it is registered, and nothing reads all of them.
    this.register.addGlobalSecondaryIndex({
      indexName: 'byDay',
      partitionKey: { name: 'dayPart', type: AttributeType.STRING },
      sortKey: { name: 'caseId', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['hash'],
      warmThroughput: warmthFor(capacity.emergency.intakeRequestsPerSecond),
    });
    this.leafRuns = houseTable(this, 'LeafRuns', {
      partitionKey: 'day',
      sortKey: 'first',
      key,
    });
    this.inbox = houseTable(this, 'Inbox', { partitionKey: 'caseId', key, stream: true, expiry: 'expiresAt' });
    this.contactsDeadLetters = houseQueue(this, 'ContactsDeadLetters', { key, visibility: contactVisibility });
    this.contacts = houseQueue(this, 'Contacts', {
      key,
      visibility: contactVisibility,
      deadLetters: { queue: this.contactsDeadLetters, receives: contactReceives },
    });
    this.receiptSecret = new Secret(this, 'ReceiptSecret', {
      description: `Authenticates the receipt codes of ${service}; a new value makes every code given so far unknown`,
      encryptionKey: key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    waive(
      this.receiptSecret,
      'SMG4',
      'Rotating it would refuse every receipt that citizens hold: the code is an HMAC of this secret.',
    );
    const accessLog = accessLogBucket(this, 'AccessLog');
    this.attachments = this.uploads(accessLog, portalOrigin);

    this.callKeys = new Secret(this, 'CallKeys', {
      description: `Keys of the sources that post call records to ${service}, as JSON by source`,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    waive(
      this.callKeys,
      'SMG4',
      'Each key is shared with a telephone exchange: people rotate it on both sides, and two are valid meanwhile.',
    );
    this.exchangeKey = new Secret(this, 'ExchangeKey', {
      description: `Signs the orders to call staff that ${service} posts to its telephone exchange (base64, Standard Webhooks)`,
      encryptionKey: key,
      // 64 letters and digits are base64 of 48 bytes; Standard Webhooks takes 24 to 64.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    waive(
      this.exchangeKey,
      'SMG4',
      'It is shared with a telephone exchange: people write a new value on both sides, and nobody is woken meanwhile.',
    );
    this.worklist = houseTable(this, 'Worklist', {
      partitionKey: 'caseId',
      key,
      // Cases stay as long as the register has them; what is told of changes does not.
      expiry: 'expiresAt',
      warmThroughput: warmthFor(capacity.emergency.intakeRequestsPerSecond),
    });
    this.worklist.addGlobalSecondaryIndex({
      indexName: 'byDue',
      partitionKey: { name: 'place', type: AttributeType.STRING },
      sortKey: { name: 'due', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
      warmThroughput: warmthFor(capacity.emergency.intakeRequestsPerSecond),
    });
    // Codes by their first group: the keys alone, written once for each case.
    this.worklist.addGlobalSecondaryIndex({
      indexName: 'byHead',
      partitionKey: { name: 'head', type: AttributeType.STRING },
      sortKey: { name: 'caseId', type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
      warmThroughput: warmthFor(capacity.emergency.intakeRequestsPerSecond),
    });
    this.persons = houseTable(this, 'Persons', {
      partitionKey: 'person',
      sortKey: 'contact',
      key,
      expiry: 'expiresAt',
    });
    this.callBacks = houseTable(this, 'CallBacks', { partitionKey: 'asker', key, expiry: 'expiresAt' });
    this.protocol = houseTable(this, 'Protocol', {
      partitionKey: 'year',
      sortKey: { name: 'batch', type: AttributeType.NUMBER },
      key,
    });
    this.heldMails = houseTable(this, 'HeldMails', {
      partitionKey: 'box',
      sortKey: 'heldAt',
      key,
      // What was decided, news of our own mails, and who was answered in an hour; what waits for a decision waits until
      // there is one.
      expiry: 'expiresAt',
    });
    this.drafts = houseTable(this, 'Drafts', {
      partitionKey: 'caseId',
      sortKey: 'whose',
      key,
      expiry: 'expiresAt',
    });
    this.shifts = houseTable(this, 'Shifts', {
      partitionKey: 'list',
      sortKey: 'entry',
      key,
      expiry: 'expiresAt',
    });
    this.reads = houseTable(this, 'Reads', {
      partitionKey: 'of',
      sortKey: 'entry',
      key,
      expiry: 'expiresAt',
    });
    this.reads.addGlobalSecondaryIndex({
      indexName: 'byDay',
      partitionKey: { name: 'day', type: AttributeType.STRING },
      sortKey: { name: 'entry', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    this.contents = houseTable(this, 'Contents', {
      partitionKey: 'content',
      sortKey: { name: 'version', type: AttributeType.NUMBER },
      key,
      stream: true,
    });
    this.contentDrafts = houseTable(this, 'ContentDrafts', {
      partitionKey: 'content',
      sortKey: 'whose',
      key,
      expiry: 'expiresAt',
    });
    this.catalogue = houseTable(this, 'Catalogue', { partitionKey: 'content', key });
    this.readerCounts = houseTable(this, 'ReaderCounts', {
      partitionKey: 'of',
      sortKey: 'what',
      key,
      expiry: 'expiresAt',
    });
    this.followUps = houseTable(this, 'FollowUps', { partitionKey: 'id', key, expiry: 'expiresAt' });
    this.followUps.addGlobalSecondaryIndex({
      indexName: 'byDue',
      partitionKey: { name: 'waits', type: AttributeType.STRING },
      sortKey: { name: 'dueAt', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    this.figures = houseTable(this, 'Figures', {
      partitionKey: 'of',
      sortKey: 'what',
      key,
    });
    this.contributions = definition.contributions && this.contributionsTable();
    this.tracing = definition.tracing && this.tracingTable();
    this.attachmentsDue = this.queuePair('AttachmentsDue', arrivalVisibility);
    this.protocolDue = this.queuePair('ProtocolDue', contactVisibility);
    this.answersDue = this.queuePair('AnswersDue', contactVisibility);
    this.followed = Object.fromEntries(
      followers.map((follower) => [follower, this.followedBy(follower)]),
    ) as ServiceRecords['followed'];
    this.mailArrived = this.queuePair('MailArrived', arrivalVisibility);
    this.scanArrived = this.queuePair('ScanArrived', arrivalVisibility, sidecarDelay);
    // What came by post or mail goes with its case (functions/retention); what is no scan is nobody's, and goes soon.
    const originals: LifecycleRule[] = [
      { id: 'half-uploaded', abortIncompleteMultipartUploadAfter: Duration.days(2) },
      {
        id: 'refused',
        prefix: objectPrefix.refused,
        expiration: Duration.days(daysAsideOf(definition).discarded),
      },
      { id: 'deleted', noncurrentVersionExpiration: Duration.days(30) },
      { id: 'markers', expiredObjectDeleteMarker: true },
    ];
    const bucket = (what: string) =>
      houseBucket(this, what, {
        key,
        accessLog: { bucket: accessLog, prefix: `${what.toLowerCase()}/` },
        lifecycle: originals,
      });
    this.mailBucket = bucket('Mails');
    this.scansBucket = bucket('Scans');
    this.words = houseBucket(this, 'Words', {
      key,
      accessLog: { bucket: accessLog, prefix: 'words/' },
      // Nothing of it is brought back by hand, and what was merged away may be somebody's who was erased.
      lifecycle: [
        { id: 'deleted', noncurrentVersionExpiration: Duration.days(1) },
        { id: 'markers', expiredObjectDeleteMarker: true },
      ],
    });
    tellOfArrivals(this.mailBucket, this.mailArrived.queue, key);
    tellOfArrivals(this.scansBucket, this.scanArrived.queue, key);
  }

  /** Where attachments wait to be checked, and are kept; pages upload to it. */
  private uploads(accessLog: Bucket, portalOrigin: string): Bucket {
    const { key } = this;
    return houseBucket(this, 'Attachments', {
      key,
      accessLog: { bucket: accessLog, prefix: 'attachments/' },
      lifecycle: [
        // What was uploaded and never named in a contact; a contact comes minutes after its attachments.
        { id: 'never-attached', prefix: objectPrefix.incoming, expiration: Duration.days(2) },
        { id: 'half-uploaded', abortIncompleteMultipartUploadAfter: Duration.days(2) },
        // Long enough to undo a mistake, short enough that erasure is erasure.
        { id: 'deleted', noncurrentVersionExpiration: Duration.days(30) },
        { id: 'markers', expiredObjectDeleteMarker: true },
      ],
      cors: [
        { allowedMethods: [HttpMethods.POST], allowedOrigins: [portalOrigin], allowedHeaders: ['*'], maxAge: 3600 },
      ],
    });
  }

  private contributionsTable(): Table {
    const table = houseTable(this, 'Contributions', { partitionKey: 'id', key: this.key, expiry: 'expiresAt' });
    // What lists show: nobody's address, and of the words only those that everybody may read.
    table.addGlobalSecondaryIndex({
      indexName: 'byBox',
      partitionKey: { name: 'box', type: AttributeType.STRING },
      sortKey: { name: 'since', type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: ['owed', 'row', 'shown'],
    });
    return table;
  }

  private tracingTable(): Table {
    const table = houseTable(this, 'Tracing', { partitionKey: 'id', key: this.key, expiry: 'expiresAt' });
    table.addGlobalSecondaryIndex({
      indexName: 'byBox',
      partitionKey: { name: 'box', type: AttributeType.STRING },
      sortKey: { name: 'since', type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
    return table;
  }

  private followedBy(follower: Follower): QueuePair {
    const { key } = this;
    const common = { key, visibility: contactVisibility, ordered: true };
    const deadLetters = houseQueue(this, `followed-by-${follower}-DeadLetters`, common);
    const queue = houseQueue(this, `followed-by-${follower}`, {
      ...common,
      deadLetters: { queue: deadLetters, receives: contactReceives },
    });
    return { queue, deadLetters };
  }

  private queuePair(what: string, visibility: Duration, delay?: Duration): QueuePair {
    const { key } = this;
    const deadLetters = houseQueue(this, `${what}DeadLetters`, { key, visibility });
    const queue = houseQueue(this, what, {
      key,
      visibility,
      ...(delay && { delay }),
      deadLetters: { queue: deadLetters, receives: contactReceives },
    });
    return { queue, deadLetters };
  }
}
