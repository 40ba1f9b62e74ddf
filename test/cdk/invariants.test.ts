import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { handlers } from '../../cdk/house/bundles.ts';
import { readServices } from '../../cdk/house/services.ts';
import { root } from './made-once.ts';
import {
  definitions,
  idBehind,
  type Properties,
  type Resource,
  resourcesOf,
  stackNames,
  templates,
} from './synthesis.ts';

const all = await templates();
const { records, channels, center, edge } = all;
const everything = [records, channels, center, edge];

/** The CDK's own function that copies the pages: not ours to shape. */
const isCdks = (id: string) => id.startsWith('CustomCDKBucketDeployment');
const ours = (found: [string, Resource][]) => found.filter(([id]) => !isCdks(id));

const functions = ours(resourcesOf('AWS::Lambda::Function', ...everything));
const queues = resourcesOf('AWS::SQS::Queue', ...everything);
const alarms = resourcesOf('AWS::CloudWatch::Alarm', ...everything);
const isDeadLetters = (id: string) => id.includes('DeadLetters');
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const propertiesOf = (found: [string, Resource][]) =>
  found.map(([id, { Properties }]) => ({ id, ...Properties }) as Properties);

interface Statement {
  id: string;
  actions: string[];
  resources: unknown[];
}

const statementsIn = (id: string, { Statement }: Properties): Statement[] =>
  Statement.map((statement: Properties) => ({
    id,
    actions: list(statement['Action']),
    resources: list(statement['Resource']),
  }));
const statements: Statement[] = [
  ...propertiesOf(ours(resourcesOf('AWS::IAM::Policy', ...everything))).flatMap(({ id, PolicyDocument }) =>
    statementsIn(id, PolicyDocument),
  ),
  ...propertiesOf(ours(resourcesOf('AWS::IAM::Role', ...everything))).flatMap(({ id, Policies = [] }) =>
    Policies.flatMap(({ PolicyDocument }: Properties) => statementsIn(id, PolicyDocument)),
  ),
];

describe('functions', () => {
  test('every handler has a function, one per service where it belongs to one', () => {
    const sources = propertiesOf(ours(resourcesOf('AWS::IAM::Role', channels, center)))
      .map(({ Description }) => /^What (functions\/\S+) may do$/.exec(Description)?.[1])
      .filter((source) => source !== undefined);
    expect([...new Set(sources)].sort()).toEqual(Object.values(handlers).sort());
    expect(sources).toHaveLength(functions.length);
    for (const source of new Set(sources)) expect([1, 2]).toContain(sources.filter((other) => other === source).length);
  });

  test('all run Node 24 on arm64, and log JSON', () => {
    for (const { id, Runtime, Architectures, Handler, LoggingConfig, TracingConfig } of propertiesOf(functions))
      expect({ id, Runtime, Architectures, Handler, LogFormat: LoggingConfig.LogFormat, TracingConfig }).toEqual({
        id,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LogFormat: 'JSON',
        TracingConfig: { Mode: 'Active' },
      });
  });

  test('each has a log group of its own with an end, and a role of its own', () => {
    const groups = propertiesOf(functions).map(({ LoggingConfig }) => LoggingConfig.LogGroup.Ref);
    const roles = propertiesOf(functions).map(({ Role }) => Role['Fn::GetAtt'][0]);
    expect(new Set(groups).size).toBe(functions.length);
    expect(new Set(roles).size).toBe(functions.length);
    for (const group of resourcesOf('AWS::Logs::LogGroup', ...everything))
      expect(propertiesOf([group])[0]?.['RetentionInDays']).toBe(90);
  });

  test('roles hold no managed policy', () => {
    for (const { id, ManagedPolicyArns } of propertiesOf(ours(resourcesOf('AWS::IAM::Role', ...everything))))
      expect({ id, ManagedPolicyArns }).toEqual({ id, ManagedPolicyArns: undefined });
  });

  test('environments are those the handlers read', () => {
    const environments = new Map<string, string[]>();
    for (const { id, Environment } of propertiesOf(functions)) {
      const variables = Object.keys(Environment?.Variables ?? {}).filter(
        (name) => name !== 'AWS_NODEJS_CONNECTION_REUSE_ENABLED',
      );
      environments.set(id.replace(/Function[0-9A-F]{8}$/, ''), variables.sort());
    }
    const of = (id: string) => environments.get(id);
    const handedOn = ['ATTACHMENTS_QUEUE_URL', 'CALL_BACKS_TABLE', 'PROTOCOL_QUEUE_URL', 'RECEIPT_SECRET_ID'];
    for (const service of ['protezionecivile', 'familyline']) {
      expect(of(`${service}intakeCitizenPost`)).toEqual([
        'INBOX_TABLE',
        'LEDGER_TABLE',
        'QUEUE_URL',
        'RECEIPT_SECRET_ID',
        'SERVICE',
      ]);
      expect(of(`${service}intakeAttachmentPost`)).toEqual(['ATTACHMENTS_BUCKET', 'SERVICE']);
      expect(of(`${service}registrarQueueMessage`)).toEqual(
        [...handedOn, 'QUEUE_URL', 'REGISTER_TABLE', 'SERVICE'].sort(),
      );
      expect(of(`${service}registrarInboxItem`)).toEqual(
        [...handedOn, 'INBOX_TABLE', 'REGISTER_TABLE', 'SERVICE'].sort(),
      );
      expect(of(`${service}registrarDayEnd`)).toEqual(['REGISTER_TABLE', 'ROOTS_TABLE', 'SERVICE']);
      expect(of(`${service}attachmentsAttachmentsOffered`)).toEqual([
        'ATTACHMENTS_BUCKET',
        'QUEUE_URL',
        'REGISTER_TABLE',
        'SERVICE',
      ]);
      expect(of(`${service}notifierCaseEvent`)).toEqual([
        'LEDGER_TABLE',
        'MAIL_QUEUE_URL',
        'PORTAL_URL',
        'RECEIPT_SECRET_ID',
        'REGISTER_TABLE',
        'SERVICE',
        'URGENT_MAIL_QUEUE_URL',
      ]);
      expect(of(`${service}mailMailArrived`)).toEqual([
        'ARRIVED_QUEUE_URL',
        'ATTACHMENTS_BUCKET',
        'HELD_TABLE',
        'INBOX_TABLE',
        'LEDGER_TABLE',
        'MAIL_BUCKET',
        'QUEUE_URL',
        'RECEIPT_SECRET_ID',
        'REGISTER_TABLE',
        'SERVICE',
      ]);
      expect(of(`${service}mailHeldRequest`)).toEqual(['ARRIVED_QUEUE_URL', 'HELD_TABLE', 'SERVICE']);
      expect(of(`${service}worklistCaseEvent`)).toEqual([
        'PERSONS_TABLE',
        'RECEIPT_SECRET_ID',
        'REGISTER_TABLE',
        'SERVICE',
        'WORKLIST_TABLE',
      ]);
      expect(of(`${service}deskStaffRequest`)).toEqual([
        'ATTACHMENTS_BUCKET',
        'INBOX_TABLE',
        'LEDGER_TABLE',
        'PERSONS_TABLE',
        'PROTOCOL_QUEUE_URL',
        'QUEUE_URL',
        'RECEIPT_SECRET_ID',
        'REGISTER_TABLE',
        'SERVICE',
        'WORKLIST_TABLE',
      ]);
      expect(of(`${service}protocolFormalContact`)).toEqual([
        'PROTOCOL_TABLE',
        'QUEUE_URL',
        'REGISTER_TABLE',
        'SERVICE',
      ]);
      for (const name of ['protocolDayEnd', 'protocolStaffRequest']) {
        expect(of(`${service}${name}`)).toEqual(['PROTOCOL_TABLE', 'REGISTER_TABLE', 'SERVICE']);
      }
      expect(of(`${service}callsCallRecord`)).toEqual([
        'CALL_KEYS_SECRET_ID',
        'INBOX_TABLE',
        'LEDGER_TABLE',
        'QUEUE_URL',
        'RECEIPT_SECRET_ID',
        'SERVICE',
        'WAITS_TABLE',
      ]);
      for (const name of ['voicemenuMenuRequest', 'voicemenuConnectFlow']) {
        expect(of(`${service}${name}`)).toEqual([
          'LEDGER_TABLE',
          'RECEIPT_SECRET_ID',
          'REGISTER_TABLE',
          'SERVICE',
          'WAITS_TABLE',
        ]);
      }
      for (const name of ['reportsReportRequest', 'reportsDeclarationEnd']) {
        expect(of(`${service}${name}`)).toEqual(['LEDGER_TABLE', 'REGISTER_TABLE', 'SERVICE']);
      }
      expect(of(`${service}statusCitizenGet`)).toEqual([
        'LEDGER_TABLE',
        'RECEIPT_SECRET_ID',
        'REGISTER_TABLE',
        'SERVICE',
        'SIGHTINGS_TABLE',
      ]);
    }
    expect(of('notifierMailDue')).toEqual([
      'CAPACITY_TABLE',
      'LEDGER_TABLE',
      'MAIL_DEAD_LETTER_URL',
      'MAIL_QUEUE_URL',
      'URGENT_MAIL_QUEUE_URL',
    ]);
    expect(of('postureLedgerEntry')).toEqual(['BUS_NAME', 'LEDGER_TABLE']);
    expect(of('hoursPostureChange')).toEqual([
      'BUS_ARN',
      'BUS_NAME',
      'DEAD_LETTERS_ARN',
      'LEDGER_TABLE',
      'SCHEDULE_GROUP',
      'SCHEDULE_ROLE_ARN',
    ]);
    expect(of('capacityPostureChange')).toEqual([
      'API_ID',
      'CAPACITY_TABLE',
      'CAPACITY_TARGETS',
      'LEDGER_TABLE',
      'STAGE_NAME',
    ]);
    expect(of('capacityLoadAlarm')).toEqual(['BUS_NAME', 'CAPACITY_TABLE', 'LOAD_ALARMS', 'PROPOSALS_TABLE']);
    expect(of('registrarDeadLetter')).toEqual(['DEAD_LETTERS_TABLE']);
    expect(of('postureOfficerRequest')).toEqual(['CALL_OUTS_TABLE', 'LEDGER_TABLE', 'PROPOSALS_TABLE']);
    expect(of('handoversHandOver')).toEqual(['HAND_OVERS_TABLE']);
    expect(of('handoversShiftChange')).toEqual([
      'HAND_OVERS_TABLE',
      'LEDGER_TABLE',
      'PORTAL_URL',
      'PROPOSALS_TABLE',
      'URGENT_MAIL_QUEUE_URL',
    ]);
    const calling = ['CALL_OUTS_TABLE', 'LEDGER_TABLE', 'PORTAL_URL', 'URGENT_MAIL_QUEUE_URL'];
    expect(of('calloutsPostureChange')).toEqual(calling);
    expect(of('calloutsCallOutDue')).toEqual(calling);
    expect(of('calloutsCallOutAnswer')).toEqual(['CALL_OUTS_TABLE', 'URGENT_MAIL_QUEUE_URL']);
    expect(of('bulletinsBulletin')).toEqual(['LEDGER_TABLE', 'PROPOSALS_TABLE']);
  });

  test('intake keeps its share of environments; mails are sent and bulletins read by one at a time', () => {
    const reserved = Object.fromEntries(
      propertiesOf(functions)
        .filter(({ ReservedConcurrentExecutions }) => ReservedConcurrentExecutions !== undefined)
        .map(({ id, ReservedConcurrentExecutions }) => [
          id.replace(/Function[0-9A-F]{8}$/, ''),
          ReservedConcurrentExecutions,
        ]),
    );
    const plan = (service: string) =>
      JSON.parse(readFileSync(join(root, `shared/services/${service}.json`), 'utf8')).capacity.ordinary
        .intakeConcurrency;
    expect(reserved).toEqual({
      protezionecivileintakeCitizenPost: plan('protezione-civile'),
      familylineintakeCitizenPost: plan('familyline'),
      notifierMailDue: 1,
      bulletinsBulletin: 1,
      calloutsCallOutDue: 1,
    });
  });
});

describe('permissions', () => {
  test('no action has a wildcard', () => {
    expect(statements.length).toBeGreaterThan(40);
    for (const { id, actions } of statements)
      expect({ id, wide: actions.filter((action) => action.includes('*')) }).toEqual({ id, wide: [] });
  });

  test('a wildcard resource is only where AWS knows no resource, or for objects of one prefix', () => {
    const nameless = new Set([
      'xray:PutTraceSegments',
      'xray:PutTelemetryRecords',
      'dynamodb:ListStreams',
      'ses:GetSendQuota',
      'scheduler:ListSchedules',
    ]);
    for (const { id, actions, resources } of statements)
      for (const resource of resources) {
        const text = JSON.stringify(resource);
        if (!text.includes('*')) continue;
        if (text === '"*"')
          expect({ id, named: actions.filter((action) => !nameless.has(action)) }).toEqual({ id, named: [] });
        else expect(text).toMatch(/("\/(incoming|kept|refused|taken)|:schedule\/sportello-posture)\/\*"\]\]\}$/);
      }
  });

  test.each([
    ['intakeCitizenPost', ['dynamodb:PutItem', 'dynamodb:Query', 'secretsmanager:GetSecretValue', 'sqs:SendMessage']],
    ['intakeAttachmentPost', ['s3:PutObject']],
    [
      'registrarQueueMessage',
      [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'secretsmanager:GetSecretValue',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
    ],
    [
      'registrarInboxItem',
      [
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
        'stream',
      ],
    ],
    ['registrarDayEnd', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan']],
    [
      'attachmentsAttachmentsOffered',
      [
        'dynamodb:PutItem',
        'dynamodb:Query',
        's3:DeleteObject',
        's3:GetObject',
        's3:ListBucket',
        's3:PutObject',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
      ],
    ],
    ['notifierCaseEvent', ['dynamodb:Query', 'secretsmanager:GetSecretValue', 'sqs:SendMessage', 'stream']],
    [
      'mailMailArrived',
      [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        's3:GetObject',
        's3:ListBucket',
        's3:PutObject',
        'secretsmanager:GetSecretValue',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
    ],
    [
      'mailHeldRequest',
      ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'sqs:SendMessage'],
    ],
    [
      'protocolFormalContact',
      [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
      ],
    ],
    [
      'worklistCaseEvent',
      [
        'dynamodb:BatchWriteItem',
        'dynamodb:GetItem',
        'dynamodb:Query',
        'dynamodb:Scan',
        'secretsmanager:GetSecretValue',
        'sqs:SendMessage',
        'stream',
      ],
    ],
    [
      'deskStaffRequest',
      ['dynamodb:PutItem', 'dynamodb:Query', 's3:GetObject', 'secretsmanager:GetSecretValue', 'sqs:SendMessage'],
    ],
    ['protocolDayEnd', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']],
    ['protocolStaffRequest', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query']],
    [
      'scansScanArrived',
      [
        'dynamodb:PutItem',
        'dynamodb:Query',
        's3:DeleteObject',
        's3:GetObject',
        's3:GetObjectVersion',
        's3:ListBucket',
        's3:PutObject',
        'secretsmanager:GetSecretValue',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
    ],
    ['reportsReportRequest', ['dynamodb:Query', 'dynamodb:Scan']],
    ['reportsDeclarationEnd', ['dynamodb:Query', 'dynamodb:Scan', 'sqs:SendMessage']],
    ['callsCallRecord', ['dynamodb:PutItem', 'dynamodb:Query', 'secretsmanager:GetSecretValue', 'sqs:SendMessage']],
    ['voicemenuMenuRequest', ['dynamodb:GetItem', 'dynamodb:Query', 'secretsmanager:GetSecretValue']],
    ['voicemenuConnectFlow', ['dynamodb:GetItem', 'dynamodb:Query', 'secretsmanager:GetSecretValue']],
    ['statusCitizenGet', ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'secretsmanager:GetSecretValue']],
  ])('%s may do what it does and no more, on each service', (name, expected) => {
    const reading = [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ];
    const house = /^(logs|xray|kms):/;
    for (const service of ['protezionecivile', 'familyline']) {
      const own = statements
        .filter(({ id }) => id.startsWith(`${service}${name}Role`))
        .flatMap(({ actions }) => actions);
      const rest = new Set(own.filter((action) => !house.test(action) && !reading.includes(action)));
      if (reading.every((action) => own.includes(action))) rest.add('stream');
      expect([...rest].sort()).toEqual(expected);
    }
  });

  test('the functions that all services share may do what they do and no more', () => {
    const of = (name: string) =>
      statements
        .filter(({ id }) => id.startsWith(`${name}Role`))
        .flatMap(({ actions }) => actions)
        .filter((action) => !/^(logs|xray|kms):/.test(action))
        .sort();
    expect(of('notifierMailDue')).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      'ses:GetSendQuota',
      'ses:SendRawEmail',
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ]);
    expect(new Set(of('registrarDeadLetter'))).toEqual(
      new Set(['dynamodb:PutItem', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage']),
    );
    expect(of('hoursAnyoneGet')).toEqual(['dynamodb:GetItem', 'dynamodb:Query']);
    expect(of('hoursPostureChange')).toEqual([
      'dynamodb:Query',
      'events:PutEvents',
      'iam:PassRole',
      'scheduler:CreateSchedule',
      'scheduler:DeleteSchedule',
      'scheduler:GetSchedule',
      'scheduler:ListSchedules',
      'scheduler:UpdateSchedule',
      'sqs:SendMessage',
    ]);
    expect(of('capacityPostureChange')).toEqual([
      'apigateway:GET',
      'apigateway:PATCH',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'lambda:DeleteProvisionedConcurrencyConfig',
      'lambda:GetEventSourceMapping',
      'lambda:GetFunctionConcurrency',
      'lambda:GetProvisionedConcurrencyConfig',
      'lambda:PutFunctionConcurrency',
      'lambda:PutProvisionedConcurrencyConfig',
      'lambda:UpdateEventSourceMapping',
      'sqs:SendMessage',
    ]);
    expect(of('capacityLoadAlarm')).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:PutItem',
      'events:PutEvents',
      'sqs:SendMessage',
    ]);
    expect(of('handoversHandOver')).toEqual(['dynamodb:PutItem', 'dynamodb:Query']);
    expect(of('handoversShiftChange')).toEqual(['dynamodb:GetItem', 'dynamodb:Query', 'sqs:SendMessage']);
    expect(of('postureOfficerRequest')).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Query',
    ]);
    expect(of('calloutsPostureChange')).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'sqs:SendMessage',
    ]);
    expect(of('calloutsCallOutDue')).toEqual([
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Query',
      'sqs:SendMessage',
    ]);
    expect(of('calloutsCallOutAnswer')).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem', 'sqs:SendMessage']);
    for (const name of ['statusAnyoneGet', 'statusUnknownPath']) expect(of(name)).toEqual([]);
  });

  test('mail leaves only in the name of the services', () => {
    const [sending] = statements.filter(({ actions }) => actions.includes('ses:SendRawEmail'));
    const names = sending?.resources.map((resource) => /identity\/(.*?)"/.exec(JSON.stringify(resource))?.[1]);
    const from = ['protezione-civile', 'familyline'].map(
      (service) => JSON.parse(readFileSync(join(root, `shared/services/${service}.json`), 'utf8')).mail.from as string,
    );
    expect(names?.sort()).toEqual(from.flatMap((address) => [address, address.split('@')[1]]).sort());
  });

  test('Amazon Connect may call the functions for its flows, from this account alone, and answers within its eight seconds', () => {
    const flows = functions.filter(([id]) => id.includes('ConnectFlow'));
    const granted = propertiesOf(resourcesOf('AWS::Lambda::Permission', ...everything)).filter(
      ({ Principal }) => Principal === 'connect.amazonaws.com',
    );
    expect(granted.map(({ FunctionName }) => FunctionName['Fn::GetAtt'][0]).sort()).toEqual(
      flows.map(([id]) => id).sort(),
    );
    for (const { Action, SourceAccount } of granted)
      expect({ Action, SourceAccount }).toEqual({
        Action: 'lambda:InvokeFunction',
        SourceAccount: { Ref: 'AWS::AccountId' },
      });
    for (const { Timeout } of propertiesOf(flows)) expect(Timeout).toBeLessThan(8);
  });

  test('no function of one service touches a resource of another', () => {
    const foreign = { protezionecivile: 'familyline', familyline: 'protezionecivile' };
    for (const [service, other] of Object.entries(foreign))
      for (const { id, resources } of statements.filter(({ id }) => id.startsWith(service)))
        for (const resource of resources)
          expect({ id, resource: JSON.stringify(resource).includes(other) }).toEqual({ id, resource: false });
  });
});

describe('queues', () => {
  test('every queue has a dead-letter queue, is encrypted, and keeps for fourteen days', () => {
    expect(queues.length).toBeGreaterThan(7);
    for (const { id, RedrivePolicy, KmsMasterKeyId, MessageRetentionPeriod } of propertiesOf(queues)) {
      expect({ id, encrypted: KmsMasterKeyId !== undefined, MessageRetentionPeriod }).toEqual({
        id,
        encrypted: true,
        MessageRetentionPeriod: 1_209_600,
      });
      if (!isDeadLetters(id)) expect(RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]).toMatch(/DeadLetters/);
    }
  });

  test('a contact is tried twenty times before it is set aside, hidden for a minute each time', () => {
    const contacts = propertiesOf(queues).filter(({ id }) => /Contacts[0-9A-F]{8}$/.test(id));
    expect(contacts).toHaveLength(2);
    for (const { VisibilityTimeout, RedrivePolicy } of contacts) {
      expect(VisibilityTimeout).toBe(60);
      expect(RedrivePolicy.maxReceiveCount).toBe(20);
    }
  });

  test('a scan waits three seconds for its sidecar, and nothing else waits', () => {
    const delayed = propertiesOf(queues).filter(({ DelaySeconds }) => DelaySeconds !== undefined);
    expect(delayed.map(({ id, DelaySeconds }) => [id.replace(/[0-9A-F]{8}$/, ''), DelaySeconds]).sort()).toEqual([
      ['familylineScanArrived', 3],
      ['protezionecivileScanArrived', 3],
    ]);
  });

  test('every queue has an alarm', () => {
    const watched = new Set(
      propertiesOf(alarms)
        .filter(({ Namespace }) => Namespace === 'AWS/SQS')
        .map(({ Dimensions }) => idBehind(Dimensions[0].Value, all)),
    );
    expect([...watched].sort()).toEqual(queues.map(([id]) => id).sort());
  });

  test('dead letters sound as long as they wait, whoever empties their queue or fails to', () => {
    const sounding = propertiesOf(alarms)
      .filter(({ MetricName }) => MetricName === 'ApproximateNumberOfMessagesVisible')
      .map(({ Dimensions }) => idBehind(Dimensions[0].Value, all));
    expect(sounding.sort()).toEqual(
      queues
        .map(([id]) => id)
        .filter(isDeadLetters)
        .sort(),
    );
  });

  test('a function that a queue wakes is done long before its messages are handed out again', () => {
    const mappings = propertiesOf(resourcesOf('AWS::Lambda::EventSourceMapping', center, channels));
    const fromQueues = mappings.filter(({ ScalingConfig }) => ScalingConfig);
    expect(fromQueues.length).toBeGreaterThan(5);
    for (const { EventSourceArn, FunctionName, FunctionResponseTypes } of fromQueues) {
      expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      const queue = records.Resources[idBehind(EventSourceArn, all) as string]?.Properties as Properties;
      const [, woken] = functions.find(([id]) => id === idBehind(FunctionName, all)) as [string, Resource];
      expect(queue['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * woken.Properties['Timeout']);
    }
  });
});

describe('streams', () => {
  test('consumers get new items only, report what failed, and set the rest aside', () => {
    const mappings = propertiesOf(resourcesOf('AWS::Lambda::EventSourceMapping', center, channels)).filter(
      ({ StartingPosition }) => StartingPosition,
    );
    expect(mappings).toHaveLength(7);
    for (const { FilterCriteria, FunctionResponseTypes, DestinationConfig, BisectBatchOnFunctionError } of mappings) {
      expect(FilterCriteria.Filters).toEqual([{ Pattern: '{"eventName":["INSERT"]}' }]);
      expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(BisectBatchOnFunctionError).toBe(true);
      expect(idBehind(DestinationConfig.OnFailure.Destination, all)).toMatch(/^StreamDeadLetters/);
    }
  });

  test('no stream has more than the two consumers that DynamoDB advises', () => {
    const sources = propertiesOf(resourcesOf('AWS::Lambda::EventSourceMapping', center, channels))
      .filter(({ StartingPosition }) => StartingPosition)
      .map(({ EventSourceArn }) => idBehind(EventSourceArn, all));
    for (const source of sources) expect(sources.filter((other) => other === source).length).toBeLessThanOrEqual(2);
  });
});

describe('tables', () => {
  const tables = resourcesOf('AWS::DynamoDB::Table', ...everything);

  test('each can be restored to any second, cannot be deleted by mistake, and is encrypted with a key of ours', () => {
    expect(tables.length).toBeGreaterThan(6);
    for (const [id, { DeletionPolicy, UpdateReplacePolicy, Properties }] of tables)
      expect({
        id,
        DeletionPolicy,
        UpdateReplacePolicy,
        protection: Properties['DeletionProtectionEnabled'],
        restore: Properties['PointInTimeRecoverySpecification'].PointInTimeRecoveryEnabled,
        encryption: Properties['SSESpecification'].SSEType,
        billing: Properties['BillingMode'],
      }).toEqual({
        id,
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        protection: true,
        restore: true,
        encryption: 'KMS',
        billing: 'PAY_PER_REQUEST',
      });
  });

  test('registers are warm for three writes of every contact of an emergency', () => {
    for (const service of ['protezione-civile', 'familyline']) {
      const { capacity } = JSON.parse(readFileSync(join(root, `shared/services/${service}.json`), 'utf8'));
      const [register] = tables.filter(([id]) => id.startsWith(`${service.replaceAll('-', '')}Register`));
      expect(register?.[1].Properties['WarmThroughput'].WriteUnitsPerSecond).toBe(
        Math.max(4_000, 3 * capacity.emergency.intakeRequestsPerSecond),
      );
    }
  });
});

describe('what follows the posture', () => {
  const rules = propertiesOf(resourcesOf('AWS::Events::Rule', center));
  const woken = (id: string) =>
    rules
      .filter(({ Targets }) => idBehind(Targets[0].Arn, all)?.startsWith(id))
      .map(({ EventPattern }) => EventPattern['detail-type'].join(', '))
      .sort();
  const schedules = propertiesOf(resourcesOf('AWS::Scheduler::Schedule', center));

  test('limits and schedules follow acts, ends and deployments, limits load and schedules the turns of the day too', () => {
    expect(woken('hoursPostureChange')).toEqual([
      'CloudFormation Stack Status Change',
      'PostureChanged, DeclarationEnded, OpeningDue, ClosingDue',
    ]);
    expect(woken('capacityPostureChange')).toEqual([
      'CloudFormation Stack Status Change',
      'PostureChanged, DeclarationEnded, CapacityRaised',
    ]);
    expect(woken('capacityLoadAlarm')).toEqual(['CloudWatch Alarm State Change']);
  });

  test('whatever was missed is mended within five minutes', () => {
    for (const id of ['hoursPostureChange', 'capacityPostureChange', 'calloutsPostureChange']) {
      const runs = schedules.filter(({ Target }) => idBehind(Target.Arn, all)?.startsWith(id));
      expect(runs.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual(['rate(5 minutes)']);
    }
  });

  test('what a rule or a schedule tries again, and an event that a function fails with, is set aside in the end', () => {
    const isAside = (arn: unknown) => idBehind(arn, all)?.startsWith('WakeDeadLetters');
    const targets = [
      ...rules.flatMap(({ id, Targets }) => Targets.map((target: Properties) => ({ id, ...target }))),
      ...propertiesOf(resourcesOf('AWS::Scheduler::Schedule', center, channels)).map(({ id, Target }) => ({
        id,
        ...Target,
      })),
    ];
    const tried = targets.filter(({ RetryPolicy }) => RetryPolicy.MaximumRetryAttempts > 0);
    expect(tried.length).toBeGreaterThan(rules.length);
    for (const { id, DeadLetterConfig } of tried)
      expect({ id, aside: isAside(DeadLetterConfig?.Arn) }).toEqual({ id, aside: true });
    // What is not tried again comes again within five minutes.
    for (const { id } of targets.filter((target) => !tried.includes(target)))
      expect(schedules.find((schedule) => schedule['id'] === id)?.['ScheduleExpression']).toMatch(
        /^rate\([15] minutes?\)$/,
      );
    for (const { Targets } of rules) {
      const [, woken] = functions.find(([id]) => id === idBehind(Targets[0].Arn, all)) as [string, Resource];
      expect(isAside(woken.Properties['DeadLetterConfig']?.TargetArn)).toBe(true);
    }
  });

  test('shifts are told at 8 and 20 in Rome', () => {
    const runs = schedules.filter(({ Target }) => idBehind(Target.Arn, all)?.startsWith('handoversShiftChange'));
    expect(runs.map((run) => [run['ScheduleExpression'], run['ScheduleExpressionTimezone']])).toEqual([
      ['cron(0 8,20 * * ? *)', 'Europe/Rome'],
    ]);
  });

  test('the ordinary week of each service is told in the time of Rome', () => {
    const weekly = schedules.filter(({ GroupName }) => GroupName !== undefined);
    expect(weekly.map(({ Name, ScheduleExpression }) => `${Name} ${ScheduleExpression}`).sort()).toEqual([
      'familyline-closing-1700 cron(0 17 ? * MON,TUE,WED,THU,FRI *)',
      'familyline-opening-1000 cron(0 10 ? * MON,TUE,WED,THU,FRI *)',
      'protezione-civile-closing-1800 cron(0 18 ? * MON,TUE,WED,THU,FRI *)',
      'protezione-civile-opening-0900 cron(0 9 ? * MON,TUE,WED,THU,FRI *)',
    ]);
    for (const { ScheduleExpressionTimezone, State } of weekly) {
      expect(ScheduleExpressionTimezone).toBe('Europe/Rome');
      // Turned off while hours are widened; a template that named a state would turn it on again at each deployment.
      expect(State).toBeUndefined();
    }
  });
});

describe('buckets and keys', () => {
  test('buckets are closed to the public and refuse plain HTTP', () => {
    const buckets = resourcesOf('AWS::S3::Bucket', ...everything);
    const policies = propertiesOf(resourcesOf('AWS::S3::BucketPolicy', ...everything));
    expect(buckets).toHaveLength(8);
    for (const [id, { Properties, DeletionPolicy }] of buckets) {
      expect(Properties['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect({ id, DeletionPolicy }).toEqual({ id, DeletionPolicy: 'Retain' });
      const policy = policies.find(({ Bucket }) => Bucket.Ref === id) as Properties;
      const denied = policy['PolicyDocument'].Statement.filter(({ Effect }: Properties) => Effect === 'Deny');
      expect(JSON.stringify(denied)).toContain('"aws:SecureTransport":"false"');
    }
  });

  test('uploads that nobody named in a contact are gone after two days', () => {
    const buckets = propertiesOf(resourcesOf('AWS::S3::Bucket', records)).filter(({ id }) =>
      id.includes('Attachments'),
    );
    expect(buckets).toHaveLength(2);
    for (const { LifecycleConfiguration } of buckets)
      expect(LifecycleConfiguration.Rules).toContainEqual(
        expect.objectContaining({ Prefix: 'incoming/', ExpirationInDays: 2, Status: 'Enabled' }),
      );
  });

  test('mails and scans are kept as long as a case may be asked for, what is deleted of them a month longer', () => {
    const arrivals = propertiesOf(resourcesOf('AWS::S3::Bucket', records)).filter(({ id }) =>
      /(Mails|Scans)[0-9A-F]{8}$/.test(id),
    );
    expect(arrivals).toHaveLength(4);
    for (const { id, LifecycleConfiguration } of arrivals) {
      const own = readServices([definitions]).find(({ service }) => id.startsWith(service.replaceAll('-', '')));
      const longest = Math.max(...(own?.kinds ?? []).map(({ retentionDays }) => retentionDays));
      expect(LifecycleConfiguration.Rules).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ ExpirationInDays: longest, Status: 'Enabled' }),
          expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 }, Status: 'Enabled' }),
        ]),
      );
    }
  });

  test('each service has a key of its own, and keys are renewed each year', () => {
    const keys = resourcesOf('AWS::KMS::Key', ...everything);
    expect(keys.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'SharedKey',
      'familylineKey',
      'protezionecivileKey',
    ]);
    for (const { EnableKeyRotation } of propertiesOf(keys)) expect(EnableKeyRotation).toBe(true);
  });
});

describe('alarms', () => {
  const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
  const chapters = [...runbook.matchAll(/^## (\S+)$/gm)].map(([, chapter]) => chapter as string);
  const named = propertiesOf(alarms).map(
    ({ AlarmDescription }) => /docs\/runbook\.md#(\S+)$/.exec(AlarmDescription)?.[1],
  );

  test('each begins with what citizens or staff notice, and ends with a chapter of the runbook', () => {
    expect(alarms.length).toBeGreaterThan(30);
    for (const { id, AlarmDescription } of propertiesOf(alarms)) {
      const [, impact, chapter] = /^([A-Z].{30,}[.]) Runbook: docs\/runbook\.md#(\S+)$/.exec(AlarmDescription) ?? [];
      expect({ id, impact: impact !== undefined, chapter: chapters.includes(chapter as string) }).toEqual({
        id,
        impact: true,
        chapter: true,
      });
    }
  });

  test('the runbook has no chapter that no alarm leads to', () => {
    expect(chapters.filter((chapter) => !named.includes(chapter))).toEqual([]);
    expect(new Set(chapters).size).toBe(chapters.length);
  });

  test('each chapter says what it means for people, where to look and what to do', () => {
    for (const text of runbook.split(/^## /m).slice(1))
      expect(text).toMatch(/\*\*[\s\S]+\*\*Look\*\*[\s\S]+\*\*Do\*\*/);
  });

  test('each wakes someone, and says when it is over', () => {
    for (const { AlarmActions, OKActions } of propertiesOf(alarms)) {
      expect(AlarmActions).toHaveLength(1);
      expect(OKActions).toEqual(AlarmActions);
    }
  });

  test('every function has one for its errors', () => {
    const watched = propertiesOf(alarms)
      .filter(({ MetricName }) => MetricName === 'Errors')
      .map(({ Dimensions }) => Dimensions[0].Value.Ref);
    expect(watched.sort()).toEqual(functions.map(([id]) => id).sort());
  });
});

describe('the API', () => {
  const routes = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', center));
  const stage = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Stage', center))[0] as Properties;

  test('has the routes of the design, each with a function behind it', () => {
    const ofService = (service: string) => [
      `GET /v1/desk/${service}/cases/{code}`,
      `GET /v1/desk/${service}/worklist`,
      `GET /v1/desk/${service}/held-mails`,
      `POST /v1/desk/${service}/held-mails/{mail}/decisions`,
      `POST /v1/desk/${service}/cases/{code}/call-attempts`,
      `POST /v1/desk/${service}/cases/{code}/joins`,
      `POST /v1/desk/${service}/cases/{code}/readings`,
      `POST /v1/desk/${service}/contacts`,
      `GET /v1/desk/${service}/protocol`,
      `GET /v1/desk/${service}/protocol/{number}`,
      `POST /v1/desk/${service}/protocol/{number}/cancellations`,
      `GET /v1/services/${service}/contacts/{code}`,
      `GET /v1/services/${service}/declarations/{declaration}/report`,
      `GET /v1/services/${service}/voice-menu`,
      `POST /v1/services/${service}/attachments`,
      `POST /v1/services/${service}/calls`,
      `POST /v1/services/${service}/calls/{source}`,
      `POST /v1/services/${service}/contact-status`,
      `POST /v1/services/${service}/contacts`,
      `POST /v1/services/${service}/contacts/{code}/conversation`,
      `POST /v1/services/${service}/contacts/{code}/messages`,
      `POST /v1/services/${service}/voice-menu/status`,
    ];
    const shared = [
      '$default',
      'GET /v1/services',
      'GET /v1/services/{service}',
      'GET /v1/services/{service}/hours',
      'GET /v1/status',
      'GET /v1/services/{service}/declarations',
      'POST /v1/services/{service}/declarations',
      'GET /v1/services/{service}/proposals',
      'GET /v1/services/{service}/hand-overs',
      'POST /v1/services/{service}/hand-overs',
      'POST /v1/services/{service}/proposals/{proposal}/decisions',
      'GET /v1/services/{service}/call-outs/{call}',
      'POST /v1/services/{service}/call-outs/{call}',
    ];
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(
      [...shared, ...ofService('familyline'), ...ofService('protezione-civile')].sort(),
    );
    for (const { RouteKey, Target } of routes) {
      const integration = center.Resources[Target['Fn::Join'][1][1].Ref];
      expect({ RouteKey, Type: integration?.Type }).toEqual({ RouteKey, Type: 'AWS::ApiGatewayV2::Integration' });
      expect(['AWS::Lambda::Function', 'AWS::Lambda::Alias']).toContain(
        { ...channels.Resources, ...center.Resources }[
          idBehind(integration?.Properties['IntegrationUri'], all) as string
        ]?.Type,
      );
    }
  });

  test('limits each service to its own plan, route by route', () => {
    const { capacity } = JSON.parse(readFileSync(join(root, 'shared/services/familyline.json'), 'utf8'));
    expect(stage['RouteSettings']['POST /v1/services/familyline/contacts']).toEqual({
      DetailedMetricsEnabled: true,
      ThrottlingRateLimit: capacity.ordinary.intakeRequestsPerSecond,
      ThrottlingBurstLimit: capacity.ordinary.intakeBurst,
    });
    const ofOneService = routes
      .map(({ RouteKey }) => RouteKey)
      .filter((key) => /\/(familyline|protezione-civile)\//.test(key));
    expect(ofOneService.length).toBeGreaterThan(14);
    expect(Object.keys(stage['RouteSettings'])).toEqual(expect.arrayContaining(ofOneService));
    expect(stage['DefaultRouteSettings'].ThrottlingRateLimit).toBeGreaterThan(0);
  });

  test('logs no path, no query and no address', () => {
    const format = stage['AccessLogSettings'].Format as string;
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/path|query|sourceIp|userAgent|identity/i);
  });
});

describe('the edge', () => {
  const [distribution] = propertiesOf(resourcesOf('AWS::CloudFront::Distribution', center));
  const config = distribution?.['DistributionConfig'] as Properties;
  const [firewall] = propertiesOf(resourcesOf('AWS::WAFv2::WebACL', edge));

  test('pages and API stand behind the firewall of us-east-1', () => {
    expect(config['WebACLId']['Fn::GetStackOutput']).toMatchObject({
      StackName: 'sportello-edge',
      Region: 'us-east-1',
    });
    expect(edge.Resources[idBehind(config['WebACLId'], all) as string]?.Type).toBe('AWS::WAFv2::WebACL');
  });

  test('nothing of the API is cached', () => {
    // AWS's managed policy CachingDisabled.
    expect(config['CacheBehaviors']).toEqual([
      expect.objectContaining({ PathPattern: '/v1/*', CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' }),
    ]);
  });

  test('one address cannot flood the API, and is told when to come back', () => {
    const rule = firewall?.['Rules'].find(({ Name }: Properties) => Name === 'RatePerAddress') as Properties;
    const { CustomResponse } = rule['Action'].Block;
    expect(CustomResponse.ResponseCode).toBe(429);
    expect(CustomResponse.ResponseHeaders).toEqual([{ Name: 'Retry-After', Value: '120' }]);
    const body = firewall?.['CustomResponseBodies'][CustomResponse.CustomResponseBodyKey];
    expect(JSON.parse(body.Content)).toMatchObject({ status: 429, title: expect.any(String) });
  });

  test('a telephone exchange, through which all callers come, is not held to what one citizen may ask', () => {
    const rules: Properties[] = firewall?.['Rules'];
    const rate = (name: string) =>
      rules.find(({ Name }) => Name === name)?.['Statement'].RateBasedStatement as Properties;
    const { RegexString } = rate('RatePerExchange')['ScopeDownStatement'].RegexMatchStatement;
    const isOfExchanges = new RegExp(RegexString);
    const [, { NotStatement }] = rate('RatePerAddress')['ScopeDownStatement'].AndStatement.Statements;
    expect(NotStatement.Statement.RegexMatchStatement.RegexString).toBe(RegexString);
    expect(rate('RatePerExchange')['Limit']).toBeGreaterThan(rate('RatePerAddress')['Limit']);
    const routes = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', center)).map(({ RouteKey }) =>
      String(RouteKey).split(' ')[1]?.replace('{source}', 'listening-room'),
    );
    expect(routes.filter((path) => isOfExchanges.test(path ?? '')).sort()).toEqual(
      ['familyline', 'protezione-civile']
        .flatMap((service) =>
          ['calls', 'calls/listening-room', 'voice-menu'].map((path) => `/v1/services/${service}/${path}`),
        )
        .sort(),
    );
  });

  test('a contact of 64 KB passes', () => {
    const common = firewall?.['Rules'].find(({ Name }: Properties) => Name === 'AWSManagedRulesCommonRuleSet');
    expect(common.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toContainEqual({
      Name: 'SizeRestrictions_BODY',
      ActionToUse: { Count: {} },
    });
  });

  test('no request is sampled: samples hold receipt codes and addresses', () => {
    const seen = [firewall, ...(firewall?.['Rules'] ?? [])].map(
      (part) => part?.VisibilityConfig.SampledRequestsEnabled,
    );
    expect(seen).toEqual([false, false, false, false, false]);
  });
});

describe('staff', () => {
  const routes = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', center));
  const ofStaff = routes.filter(({ RouteKey }) =>
    /\/v1\/desk\/|\/(declarations|proposals|decisions|hand-overs)\b/.test(RouteKey),
  );
  const [pool] = propertiesOf(resourcesOf('AWS::Cognito::UserPool', records));

  test('what officers do is only for tokens of the directory, made for the console', () => {
    expect(ofStaff.map(({ RouteKey }) => RouteKey).sort()).toEqual(
      [
        'GET /v1/services/{service}/declarations',
        'GET /v1/services/{service}/hand-overs',
        'GET /v1/services/{service}/proposals',
        ...['familyline', 'protezione-civile'].flatMap((service) => [
          `GET /v1/desk/${service}/cases/{code}`,
          `GET /v1/desk/${service}/worklist`,
          `GET /v1/desk/${service}/held-mails`,
          `POST /v1/desk/${service}/held-mails/{mail}/decisions`,
          `POST /v1/desk/${service}/cases/{code}/call-attempts`,
          `POST /v1/desk/${service}/cases/{code}/joins`,
          `POST /v1/desk/${service}/cases/{code}/readings`,
          `POST /v1/desk/${service}/contacts`,
          `GET /v1/desk/${service}/protocol`,
          `GET /v1/desk/${service}/protocol/{number}`,
          `GET /v1/services/${service}/declarations/{declaration}/report`,
          `POST /v1/desk/${service}/protocol/{number}/cancellations`,
        ]),
        'POST /v1/services/{service}/declarations',
        'POST /v1/services/{service}/hand-overs',
        'POST /v1/services/{service}/proposals/{proposal}/decisions',
      ].sort(),
    );
    for (const { AuthorizationType, AuthorizerId } of ofStaff) {
      expect(AuthorizationType).toBe('JWT');
      const authorizer = center.Resources[AuthorizerId.Ref]?.Properties as Properties;
      const { Issuer, Audience } = authorizer['JwtConfiguration'];
      expect(idBehind(Issuer, all)).toBe(pool?.['id']);
      expect(center.Resources[Audience[0].Ref]?.Type).toBe('AWS::Cognito::UserPoolClient');
    }
    for (const { RouteKey, AuthorizationType } of routes.filter((route) => !ofStaff.includes(route)))
      expect({ RouteKey, AuthorizationType }).toEqual({ RouteKey, AuthorizationType: 'NONE' });
  });

  test('routes of staff have a share of requests of their own, which the public cannot use up', () => {
    const [stage] = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Stage', center));
    for (const { RouteKey } of ofStaff)
      expect(stage?.['RouteSettings'][RouteKey]).toMatchObject({
        ThrottlingRateLimit: 50,
        ThrottlingBurstLimit: 100,
      });
  });

  test('nobody signs up alone, and everybody has a second factor that is no SMS', () => {
    expect(pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
    });
  });

  test('every role that the handler knows is a group, for all services and for each', () => {
    const groups = propertiesOf(resourcesOf('AWS::Cognito::UserPoolGroup', records)).map(({ GroupName }) => GroupName);
    expect(groups.sort()).toEqual([
      'duty-officer',
      'duty-officer.familyline',
      'duty-officer.protezione-civile',
      'expert',
      'expert.familyline',
      'expert.protezione-civile',
      'operator',
      'operator.familyline',
      'operator.protezione-civile',
      'supervisor',
      'supervisor.familyline',
      'supervisor.protezione-civile',
    ]);
  });

  test('the console signs in without a secret, and a shift ends its session', () => {
    const [client] = propertiesOf(resourcesOf('AWS::Cognito::UserPoolClient', center));
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      IdTokenValidity: 60,
      RefreshTokenValidity: 12 * 60,
    });
    expect(JSON.stringify(client?.['CallbackURLs'])).toContain('/console/');
  });

  test('an issuer of the administration’s own takes the place of the directory', async () => {
    const own = await templates('own-issuer');
    expect(resourcesOf('AWS::Cognito::UserPool', own.records)).toEqual([]);
    const [authorizer] = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Authorizer', own.center));
    expect(authorizer?.['JwtConfiguration']).toEqual({
      Issuer: 'https://accessi.example.it/realms/staff',
      Audience: ['sportello-console'],
    });
    const headers = JSON.stringify(resourcesOf('AWS::CloudFront::ResponseHeadersPolicy', own.center));
    expect(headers).toContain(' https://accessi.example.it https://tokens.example.it;');
  });
});

test('what must survive is not in the stack that may be deployed again', () => {
  const kept = [
    'AWS::DynamoDB::Table',
    'AWS::SQS::Queue',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::Cognito::UserPool',
  ];
  for (const type of kept) expect(resourcesOf(type, channels, center, edge)).toEqual([]);
  for (const type of kept)
    for (const [id, { DeletionPolicy }] of resourcesOf(type, records))
      expect({ id, DeletionPolicy }).toEqual({ id, DeletionPolicy: 'Retain' });
  for (const name of stackNames) expect([name, Object.keys(all[name].Resources).length < 400]).toEqual([name, true]);
});
