import { expect, test } from '@jest/globals';
import {
  agreed,
  alarms,
  alike,
  functionBehind,
  functions,
  inIds,
  mappings,
  nameBehind,
  nameOf,
  propertiesOf,
  propertiesOfAll,
  queues,
  found as resourceOf,
  serviceIn,
  services,
} from './agreed.ts';
import { idBehind, type Properties, type Resource } from './synthesis.ts';

const isDeadLetters = (id: string) => id.includes('DeadLetters');

test('every queue has a dead-letter queue, is encrypted, and keeps for fourteen days', () => {
  expect(queues.length).toBeGreaterThan(7);
  for (const { id, RedrivePolicy, KmsMasterKeyId, MessageRetentionPeriod } of queues) {
    expect({ id, encrypted: KmsMasterKeyId !== undefined, MessageRetentionPeriod }).toEqual({
      id,
      encrypted: true,
      MessageRetentionPeriod: 1_209_600,
    });
    if (!isDeadLetters(id)) expect(RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]).toMatch(/DeadLetters/);
  }
});

/** Seconds that a message is hidden, seconds before anybody gets it, receives before it is set aside, and where. */
const timings: Record<string, [hidden: number, delay: number, receives: number, aside: string]> = {
  // Six times what the registrar takes at most; growing pauses make twenty receives outlast an outage of five minutes.
  'own Contacts': [60, 0, 20, 'own ContactsDeadLetters'],
  'own AnswersDue': [60, 0, 20, 'own AnswersDueDeadLetters'],
  // What the register tells, in the order of each case.
  'own followedbycitizenmails': [60, 0, 20, 'own followedbycitizenmailsDeadLetters'],
  'own followedbystatistics': [60, 0, 20, 'own followedbystatisticsDeadLetters'],
  'own followedbysearch': [60, 0, 20, 'own followedbysearchDeadLetters'],
  'own ProtocolDue': [60, 0, 20, 'own ProtocolDueDeadLetters'],
  // What reads a mail, a scan or an attachment runs half a minute, six times that is AWS's own advice.
  'own AttachmentsDue': [180, 0, 20, 'own AttachmentsDueDeadLetters'],
  'own MailArrived': [180, 0, 20, 'own MailArrivedDeadLetters'],
  // A fax server may write what it knows of a fax a moment after the fax.
  'own ScanArrived': [180, 3, 20, 'own ScanArrivedDeadLetters'],
  // The most that SQS allows: an outage of SES loses no mail.
  Mail: [120, 0, 1000, 'MailDeadLetters'],
  UrgentMail: [120, 0, 1000, 'MailDeadLetters'],
  // A ring is of use for three minutes: four tries fill them.
  Rings: [48, 0, 4, 'RingsDeadLetters'],
};

test('each queue hides, delays and sets aside as was worked out for what is in it', () => {
  for (const { service } of services) {
    const of = inIds(service);
    const found = queues
      .filter(({ id }) => !isDeadLetters(id) && [of, undefined].includes(serviceIn(id)))
      .map(({ id, VisibilityTimeout, DelaySeconds = 0, RedrivePolicy }) => [
        alike(nameOf(id)),
        [
          VisibilityTimeout,
          DelaySeconds,
          RedrivePolicy.maxReceiveCount,
          alike(nameBehind(RedrivePolicy.deadLetterTargetArn)),
        ],
      ]);
    expect(Object.fromEntries(found)).toEqual(timings);
  }
});

test('a queue is encrypted with the key of its service, and asks KMS once an hour', () => {
  for (const { id, KmsMasterKeyId, KmsDataKeyReusePeriodSeconds } of queues)
    expect({ id, key: nameBehind(KmsMasterKeyId), KmsDataKeyReusePeriodSeconds }).toEqual({
      id,
      key: `${serviceIn(id) ?? 'Shared'}Key`,
      KmsDataKeyReusePeriodSeconds: 3600,
    });
});

test('what the sender of mails has fetched is not handed out again while it still works', () => {
  const sender = propertiesOf(functions).find(({ id }) => nameOf(id) === 'mailoutMailDueFunction');
  for (const { VisibilityTimeout } of queues.filter(({ id }) => /^(Urgent)?Mail[0-9A-F]{8}$/.test(id)))
    expect(VisibilityTimeout).toBeGreaterThan(sender?.['Timeout']);
});

test('every queue has an alarm', () => {
  const watched = new Set(
    alarms
      .filter(({ Namespace }) => Namespace === 'AWS/SQS')
      .map(({ Dimensions }) => idBehind(Dimensions[0].Value, agreed)),
  );
  expect([...watched].sort()).toEqual(queues.map(({ id }) => id).sort());
});

test('dead letters sound as long as they wait, whoever empties their queue or fails to', () => {
  const sounding = alarms
    .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
    .map(({ Dimensions }) => idBehind(Dimensions[0].Value, agreed));
  expect(sounding.sort()).toEqual(
    queues
      .map(({ id }) => id)
      .filter(isDeadLetters)
      .sort(),
  );
});

test('a dead letter does not go with the age of what it was: it is taken out at once, or was given up young', () => {
  // SQS keeps fourteen days from the first sending, and what moves to the dead letters brings its time along.
  const takenOut = new Set(mappings.map(({ EventSourceArn }) => idBehind(EventSourceArn, agreed)));
  const left = queues.filter(({ id }) => isDeadLetters(id) && !takenOut.has(id)).map(({ id }) => nameOf(id));
  // What a register told is tried for a quarter of an hour, and the register tells it again (docs/runbook.md).
  const followed = left.filter((id) => id.includes('followedby'));
  expect(followed).toHaveLength(3 * services.length);
  expect(left.filter((id) => !followed.includes(id)).sort()).toEqual([
    // The sender of mails sets aside what has waited twelve days, as a message of its own (functions/mail-out/set-old-aside.ts).
    'MailDeadLetters',
    // Tried for minutes.
    'RingsDeadLetters',
    // Lambda, EventBridge and Scheduler leave a message of their own when they give up, after an hour at most.
    'StreamDeadLetters',
    'WakeDeadLetters',
  ]);
});

test('a function that a queue wakes is done long before its messages are handed out again', () => {
  const fromQueues = mappings.filter(({ ScalingConfig }) => ScalingConfig);
  expect(fromQueues.length).toBeGreaterThan(5);
  for (const { EventSourceArn, FunctionName, FunctionResponseTypes } of fromQueues) {
    expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    const queue = resourceOf(idBehind(EventSourceArn, agreed))?.Properties as Properties;
    const [, woken] = functions.find(([id]) => id === functionBehind(FunctionName)) as [string, Resource];
    expect(queue['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * woken.Properties['Timeout']);
  }
});

test('a function takes as many messages at once as it can work off, and no more of it run than its store bears', () => {
  for (const { service, capacity } of services) {
    const woken = mappings
      .filter(({ id, ScalingConfig }) => ScalingConfig && id.includes(inIds(service)))
      .map(({ id, BatchSize, MaximumBatchingWindowInSeconds = 0, ScalingConfig }) => [
        nameOf(id).replace(inIds(service), 'own '),
        [BatchSize, MaximumBatchingWindowInSeconds, ScalingConfig.MaximumConcurrency],
      ]);
    expect(Object.fromEntries(woken)).toEqual({
      'own attachmentsAttachmentsOfferedSource': [1, 0, 10],
      'own mailMailArrivedSource': [1, 0, 10],
      'own citizenmailsAnswerDueSource': [10, 0, 5],
      'own citizenmailsEntryToldSource': [10, 0, 50],
      'own statisticsEntryToldSource': [10, 0, 5],
      // They write one manifest.
      'own searchEntryToldSource': [10, 0, 2],
      'own protocolFormalContactSource': [100, 1, 2],
      'own registrarQueueMessageSource': [10, 0, capacity.ordinary.registrarConcurrency],
      'own scansScanArrivedSource': [1, 0, 5],
      // Dead letters are few, and never urgent.
      'own deadlettersanswerssource': [10, 0, 2],
      'own deadlettersattachmentssource': [10, 0, 2],
      'own deadletterscontactssource': [10, 0, 2],
      'own deadlettersmailinsource': [10, 0, 2],
      'own deadlettersprotocolsource': [10, 0, 2],
      'own deadlettersscanssource': [10, 0, 2],
    });
  }
});

test('S3 and EventBridge may leave messages where arrivals and lost wake-ups go, from this account alone', () => {
  const allowed = propertiesOfAll('AWS::SQS::QueuePolicy').flatMap(({ PolicyDocument, Queues }) =>
    PolicyDocument.Statement.filter(({ Effect }: Properties) => Effect === 'Allow').map(
      ({ Action, Condition, Principal }: Properties) => [
        alike(nameBehind(Queues[0])),
        `${Principal.Service} ${Action} ${JSON.stringify(Condition)}`,
      ],
    ),
  );
  const ofThisAccount = '{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}';
  expect(Object.fromEntries(allowed)).toEqual({
    WakeDeadLetters: `events.amazonaws.com sqs:SendMessage ${ofThisAccount}`,
    'own MailArrived': `s3.amazonaws.com sqs:SendMessage ${ofThisAccount}`,
    'own ScanArrived': `s3.amazonaws.com sqs:SendMessage ${ofThisAccount}`,
  });
  expect(allowed).toHaveLength(1 + 2 * services.length);
});

test('what a register tells keeps the order of each case, and is fast by the number of cases', () => {
  const ordered = queues.filter(({ FifoQueue }) => FifoQueue === true);
  expect(ordered.map(({ id }) => alike(nameOf(id))).sort()).toEqual(
    ['citizenmails', 'search', 'statistics']
      .flatMap((name) => [name, `${name}DeadLetters`])
      .flatMap((name) => services.map(() => `own followedby${name}`)),
  );
  for (const { DeduplicationScope, FifoThroughputLimit } of ordered)
    expect({ DeduplicationScope, FifoThroughputLimit }).toEqual({
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
});
