import { describe, expect, test } from '@jest/globals';
import {
  bundleBehind,
  everything,
  functions,
  inIds,
  nameBehind,
  nameOf,
  propertiesOf,
  propertiesOfAll,
  serviceIn,
  services,
  statements,
} from './agreed.ts';
import { grantsOf, pairsOfFunction } from './granted.ts';
import { grants } from './grants.ts';
import { resourcesOf } from './synthesis.ts';

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
    'cloudwatch:DescribeAlarms',
    'scheduler:ListSchedules',
    // To a telephone number; a topic of ours it cannot reach, whose key it may not use.
    'sns:Publish',
  ]);
  for (const { id, actions, resources } of statements)
    for (const resource of resources) {
      const text = JSON.stringify(resource);
      if (!text.includes('*')) continue;
      if (text === '"*"')
        expect({ id, named: actions.filter((action) => !nameless.has(action)) }).toEqual({ id, named: [] });
      else
        expect(text).toMatch(
          /("\/(incoming|kept|refused|taken|words|it|en|de)|:schedule\/sportello-posture)\/\*(?:\.json)?"\]\]\}$/,
        );
    }
});

test.each(functions.map(([id]) => [nameOf(id).replace(/Function$/, ''), id]))(
  '%s may do what it does, with what it does it, and no more',
  (_name, id) => {
    const shared = grants[`${bundleBehind(id)} of all`];
    expect(grantsOf(id)).toEqual(serviceIn(id) === undefined && shared ? shared : grants[bundleBehind(id)]);
  },
);

test('what a shared function may do with something of each service, it may do with that of every service', () => {
  for (const [id] of functions.filter(([name]) => !services.some(({ service }) => name.startsWith(inIds(service))))) {
    const times = new Map<string, number>();
    for (const { service } of services)
      for (const [resource, action] of pairsOfFunction(id).filter(([named]) => named.startsWith(inIds(service)))) {
        const right = `${resource.slice(inIds(service).length)} ${action}`;
        times.set(right, (times.get(right) ?? 0) + 1);
      }
    for (const [right, count] of times)
      expect({ id, right, all: count % services.length }).toEqual({ id, right, all: 0 });
  }
});

test('Scheduler may wake the functions that have their times, each named, and put what is due on the bus', () => {
  const roles = propertiesOfAll('AWS::IAM::Role').filter(({ AssumeRolePolicyDocument }) =>
    JSON.stringify(AssumeRolePolicyDocument).includes('scheduler.amazonaws.com'),
  );
  const policies = propertiesOfAll('AWS::IAM::Policy').filter(({ Roles }) =>
    roles.some(({ id }) => id === Roles[0].Ref),
  );
  const allowed = policies.flatMap(({ id, Roles }) =>
    statements
      .filter((statement) => statement.id === id)
      .flatMap(({ actions, resources }) =>
        resources.map((resource) => `${nameOf(Roles[0].Ref)} ${actions.join(' ')} ${nameBehind(resource)}`),
      ),
  );
  const woken = (name: string) => `schedulerrole lambda:InvokeFunction ${name}Function`;
  // The roles of the stacks have the same logical ids.
  expect([...new Set(allowed)].sort()).toEqual(
    [
      'hoursSchedulesRole events:PutEvents busEvents',
      'hoursSchedulesRole kms:Decrypt kms:GenerateDataKey SharedKey',
      'hoursSchedulesRole sqs:SendMessage WakeDeadLetters',
      'schedulerrole kms:Decrypt kms:GenerateDataKey SharedKey',
      'schedulerrole sqs:SendMessage WakeDeadLetters',
      ...[
        'bulletinsBulletin',
        'calloutsCallOutDue',
        'calloutsPostureChange',
        'capacityPostureChange',
        'handoversShiftChange',
        'hoursPostureChange',
        'mailoutMailDue',
        'postureLedgerEntry',
        'wakesWakeDue',
        ...services.flatMap(({ service }) => [
          `${inIds(service)}CanaryDue`,
          `${inIds(service)}capacityPostureChange`,
          `${inIds(service)}contributionsClockDue`,
          `${inIds(service)}deskDueTime`,
          `${inIds(service)}knowledgeConsentsDue`,
          `${inIds(service)}protocolDayEnd`,
          `${inIds(service)}registrarDayEnd`,
          `${inIds(service)}registrarInboxItem`,
          `${inIds(service)}retentionNight`,
          `${inIds(service)}searchNight`,
        ]),
        ...services.flatMap(({ service, tracing }) => (tracing ? [`${inIds(service)}tracingClockDue`] : [])),
      ].map(woken),
    ].sort(),
  );
});

describe('whoever touches what a key encrypts may use that key', () => {
  const keyOf = new Map<string, string>(
    [
      ...propertiesOfAll('AWS::DynamoDB::Table').map(({ id, SSESpecification }) => [
        id,
        SSESpecification.KMSMasterKeyId,
      ]),
      ...propertiesOfAll('AWS::SQS::Queue').map(({ id, KmsMasterKeyId }) => [id, KmsMasterKeyId]),
      ...propertiesOfAll('AWS::SecretsManager::Secret').map(({ id, KmsKeyId }) => [id, KmsKeyId]),
      ...propertiesOfAll('AWS::S3::Bucket').map(({ id, BucketEncryption }) => [
        id,
        BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID,
      ]),
    ]
      .filter(([, key]) => key !== undefined)
      .map(([id, key]) => [nameOf(id), nameBehind(key)]),
  );
  /** Actions that leave something encrypted, and so ask the key for a new data key. */
  const leaving = /^(sqs:SendMessage|s3:PutObject)$/;
  /** Actions that reach no content. */
  const blind =
    /^(s3:ListBucket|s3:DeleteObject|dynamodb:ListStreams|sqs:(ChangeMessageVisibility|DeleteMessage|GetQueueAttributes))$/;

  test('to read, and to leave something where it leaves something', () => {
    let asked = 0;
    for (const [id] of functions) {
      const pairs = pairsOfFunction(id);
      for (const [resource, action] of pairs) {
        const key = keyOf.get(resource.split('/')[0] ?? '');
        if (key === undefined || blind.test(action)) continue;
        asked += 1;
        const may = (use: string) => pairs.some(([named, used]) => named === key && used === use);
        const missing = ['kms:Decrypt', ...(leaving.test(action) ? ['kms:GenerateDataKey'] : [])].filter(
          (use) => !may(use),
        );
        expect({ id, resource, action, missing }).toEqual({ id, resource, action, missing: [] });
      }
    }
    expect(asked).toBeGreaterThan(200);
  });
});

test('mail leaves only in the name of the services', () => {
  const [sending] = statements.filter(({ actions }) => actions.includes('ses:SendRawEmail'));
  const names = sending?.resources.map((resource) => /identity\/(.*?)"/.exec(JSON.stringify(resource))?.[1]);
  const from = services.map(({ mail }) => mail.from);
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
