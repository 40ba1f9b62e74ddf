// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of source, in which templates stand
import type { PlantedChange } from '../../tools/mutants/planted.ts';

/**
 * The files of statements, each about one subject; not the summaries, which are read by people. Those that look at our
 * installation alone come first: what the others look at takes longer to make, anew for each change.
 */
const statements = [
  'grants',
  'functions',
  'tables',
  'streams',
  'alarms',
  'wakes',
  'api',
  'stacks',
  'queues',
  'buckets',
  'staff',
  'nag',
];

const planted = (file: string, name: string, find: string, replace: string): PlantedChange => ({
  name,
  file: `cdk/${file}`,
  find,
  replace,
  tests: statements.map((subject) => `test/cdk/${subject}.test.ts`),
});

/**
 * Changes of the stacks that would harm somebody on the worst day, each a line or two. A statement of this folder has
 * to fail for every one: the summaries are read by people, and whoever renews them might not notice.
 */
export const plantedChanges: readonly PlantedChange[] = [
  planted(
    'service-records.ts',
    'contacts are handed out again while the registrar still works',
    'contactVisibility = Duration.seconds(60)',
    'contactVisibility = Duration.seconds(30)',
  ),
  planted(
    'house/table.ts',
    'no table can be restored',
    'pointInTimeRecoveryEnabled: true',
    'pointInTimeRecoveryEnabled: false',
  ),
  planted(
    'api.ts',
    'the public may use up the requests of staff',
    'const limits = isOfStaff(route) ? ofStaff : definition?.capacity.ordinary;',
    'const limits = definition?.capacity.ordinary;',
  ),
  planted('api.ts', 'routes of staff ask for no token', '        this.authorizerOf(route),', '        undefined,'),
  planted(
    'registrar.ts',
    'files that could not be checked lie unnoticed',
    '    what: `A file that a citizen attached to a case of ${service} could not be checked`,\n    watched: false,',
    '    what: `A file that a citizen attached to a case of ${service} could not be checked`,\n    watched: true,',
  ),
  planted(
    'service-records.ts',
    'originals of letters go before their cases may',
    'prefix: objectPrefix.refused,',
    'prefix: objectPrefix.incoming,',
  ),
  planted(
    'house/wake.ts',
    'one failed message of a queue brings back the whole batch',
    '    ...(window && { maxBatchingWindow: window }),\n    reportBatchItemFailures: true,',
    '    ...(window && { maxBatchingWindow: window }),\n    reportBatchItemFailures: false,',
  ),
  planted('house/queue.ts', 'queues go with their stack', 'RemovalPolicy.RETAIN', 'RemovalPolicy.DESTROY'),
  planted(
    'house/queue.ts',
    'queues are not encrypted with a key of ours',
    '    encryption: QueueEncryption.KMS,\n    encryptionMasterKey: key,\n',
    '    encryption: key ? QueueEncryption.SQS_MANAGED : QueueEncryption.KMS,\n',
  ),
  planted('house/queue.ts', 'what waits is lost after four days', 'Duration.days(14)', 'Duration.days(4)'),
  planted('house/queue.ts', 'queues take messages in the clear', 'enforceSSL: true', 'enforceSSL: false'),
  planted(
    'service-records.ts',
    'the key of a service goes with the stack',
    '      description: `Everything that citizens entrust to ${service}`,\n      enableKeyRotation: true,\n      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,',
    '      description: `Everything that citizens entrust to ${service}`,\n      enableKeyRotation: true,\n      removalPolicy: RemovalPolicy.DESTROY,',
  ),
  planted(
    'service-records.ts',
    'the secret behind every receipt goes with the stack',
    'encryptionKey: key,\n      generateSecretString: { passwordLength: 64, excludePunctuation: true },\n      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,',
    'encryptionKey: key,\n      generateSecretString: { passwordLength: 64, excludePunctuation: true },\n      removalPolicy: RemovalPolicy.DESTROY,',
  ),
  planted(
    'service-records.ts',
    'mails and scans are handed out again while they are read',
    'arrivalVisibility = Duration.minutes(3)',
    'arrivalVisibility = Duration.seconds(30)',
  ),
  planted('mail-out.ts', 'two senders of mail at once', 'reservedConcurrency: 1', 'reservedConcurrency: 2'),
  planted(
    'house/wake.ts',
    'times are those of Greenwich',
    "scheduleExpressionTimezone: 'Europe/Rome'",
    "scheduleExpressionTimezone: 'UTC'",
  ),
  planted('staff.ts', 'staff sign in without a second factor', 'mfa: Mfa.REQUIRED', 'mfa: Mfa.OPTIONAL'),
  planted(
    'records-stack.ts',
    'what must survive can be deleted by mistake',
    'terminationProtection: true',
    'terminationProtection: false',
  ),
  planted('house/alarm.ts', 'nobody hears that it is over', '  alarm.addOkAction(action);\n', ''),
  planted(
    'staff.ts',
    'the accounts of staff can be deleted by mistake',
    'deletionProtection: true',
    'deletionProtection: false',
  ),
  planted(
    'service-records.ts',
    'cases end by themselves',
    '      key,\n      stream: true,\n      warmThroughput',
    "      key,\n      stream: true,\n      expiry: 'expiresAt',\n      warmThroughput",
  ),
  planted(
    'house/wake.ts',
    'what was written before a consumer was there is skipped',
    'StartingPosition.TRIM_HORIZON',
    'StartingPosition.LATEST',
  ),
  planted(
    'house/wake.ts',
    'an item that failed for a minute is given up',
    'maxRecordAge: Duration.hours(1)',
    'maxRecordAge: Duration.minutes(1)',
  ),
  planted(
    'house/table.ts',
    'a table can be restored for one day only',
    'recoveryPeriodInDays: 35',
    'recoveryPeriodInDays: 1',
  ),
  planted('house/bucket.ts', 'what is overwritten is lost', 'versioned = true', 'versioned = false'),
  planted(
    'house/bucket.ts',
    'what citizens send is encrypted with a key of Amazon’s',
    '{ encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }',
    '{ encryption: BucketEncryption.KMS_MANAGED }',
  ),
  planted(
    'house/alarm.ts',
    'an age is measured by the youngest message',
    "metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' })",
    "metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Minimum' })",
  ),
  planted(
    'house/alarm.ts',
    'an age sounds after an hour',
    'metric, above: seconds, periods: 2',
    'metric, above: seconds, periods: 60',
  ),
  planted(
    'registrar.ts',
    'contacts may wait eight hours before anybody is woken',
    "'ContactsAge', own.contacts, 300",
    "'ContactsAge', own.contacts, 30_000",
  ),
  planted(
    'mail-in.ts',
    'ten urgent mails are laid aside before anybody is woken',
    "metric: held('UrgentMailHeld', Duration.minutes(1)),\n      above: 0",
    "metric: held('UrgentMailHeld', Duration.minutes(1)),\n      above: 10",
  ),
  planted('mail-rules-stack.ts', 'SES looks for no virus and no spam', 'scanEnabled: true', 'scanEnabled: false'),
  planted(
    'mail-rules-stack.ts',
    'any account’s SES may leave mails in our bucket',
    "          StringEquals: { 'aws:SourceAccount': account },\n",
    '',
  ),
  planted(
    'records-stack.ts',
    'mails are fetched again while they are being sent',
    'mailVisibility = Duration.minutes(2)',
    'mailVisibility = Duration.seconds(30)',
  ),
  planted(
    'records-stack.ts',
    'an outage of SES of twenty minutes loses mails',
    'mailReceives = 1_000',
    'mailReceives = 10',
  ),
  planted('registrar.ts', 'a day is closed before it is over', "'cron(10 0 * * ? *)'", "'cron(10 23 * * ? *)'"),
  planted(
    'service-records.ts',
    'what was registered stays in the inbox for good',
    "key, stream: true, expiry: 'expiresAt' }",
    'key, stream: true }',
  ),
  planted(
    'house/deliveries.ts',
    'whatever is laid into a bucket is taken for a mail or a scan',
    "        filter: { s3Key: { rules: [{ name: 'prefix', value: objectPrefix.incoming }] } },\n",
    '',
  ),
  planted(
    'registrar.ts',
    'a hundred contacts are set aside before anybody is woken',
    "statistic: 'Sum' }),\n        above: 0",
    "statistic: 'Sum' }),\n        above: 100",
  ),
  planted(
    'registrar.ts',
    'the registrar may not write to the register',
    "registrar.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn])",
    "registrar.allow(['dynamodb:Query'], [own.register.tableArn])",
  ),
  planted(
    'registrar.ts',
    'the registrar may write to another table in place of the register',
    "registrar.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn])",
    "registrar.allow(['dynamodb:Query'], [own.register.tableArn]).allow(['dynamodb:PutItem'], [own.worklist.tableArn])",
  ),
  planted(
    'registrar.ts',
    'the registrar may not use the key of what it writes',
    '    queueMessage.allowKey(own.key, keyUse.table);\n',
    '',
  ),
  planted(
    'registrar.ts',
    'dead letters cannot be kept, for want of the key',
    '[shared.deadLetters.tableArn]).allowKey(shared.key, keyUse.table)',
    '[shared.deadLetters.tableArn])',
  ),
];
