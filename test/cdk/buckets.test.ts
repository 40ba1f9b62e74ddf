import { expect, test } from '@jest/globals';
import {
  agreed,
  alike,
  buckets,
  everything,
  inIds,
  nameBehind,
  nameOf,
  propertiesOf,
  propertiesOfAll,
  serviceIn,
  services,
  statements,
} from './agreed.ts';
import { resourceNamed } from './granted.ts';
import { type Properties, resourcesOf, templates } from './synthesis.ts';

const ownDomain = await templates('own-domain');
const ofThisAccount = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };

test('buckets are closed to the public and refuse plain HTTP', () => {
  const buckets = resourcesOf('AWS::S3::Bucket', ...everything);
  const policies = propertiesOf(resourcesOf('AWS::S3::BucketPolicy', ...everything));
  expect(buckets).toHaveLength(12);
  for (const [id, { Properties, DeletionPolicy }] of buckets) {
    expect(Properties['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect({ id, DeletionPolicy }).toEqual({ id, DeletionPolicy: 'RetainExceptOnCreate' });
    const policy = policies.find(({ Bucket }) => Bucket.Ref === id) as Properties;
    const denied = policy['PolicyDocument'].Statement.filter(({ Effect }: Properties) => Effect === 'Deny');
    expect(JSON.stringify(denied)).toContain('"aws:SecureTransport":"false"');
  }
});

test('what is overwritten or deleted can be brought back, but for the access log', () => {
  for (const { id, VersioningConfiguration } of buckets)
    expect({ id, versions: VersioningConfiguration?.Status }).toEqual({
      id,
      versions: nameOf(id).endsWith('AccessLog') ? undefined : 'Enabled',
    });
});

test('what citizens send is encrypted with the key of its service, asked once for many objects', () => {
  for (const { id, BucketEncryption } of buckets) {
    const [rule] = BucketEncryption.ServerSideEncryptionConfiguration;
    const { SSEAlgorithm, KMSMasterKeyID } = rule.ServerSideEncryptionByDefault;
    const service = serviceIn(id);
    const found = { SSEAlgorithm, key: KMSMasterKeyID && nameBehind(KMSMasterKeyID), once: rule.BucketKeyEnabled };
    expect({ id, ...found }).toEqual(
      service === undefined || nameOf(id).endsWith('AccessLog')
        ? { id, SSEAlgorithm: 'AES256', key: undefined, once: undefined }
        : { id, SSEAlgorithm: 'aws:kms', key: `${service}Key`, once: true },
    );
  }
});

test('who asked for an object is logged, under a name of each bucket’s own', () => {
  const logged = buckets.flatMap(({ LoggingConfiguration: logging }) =>
    logging ? [`${nameBehind(logging.DestinationBucketName)}/${logging.LogFilePrefix}`] : [],
  );
  expect(logged.sort()).toEqual(
    [
      'portalAccessLog/portal/',
      ...services.flatMap(({ service }) =>
        ['attachments', 'mails', 'scans', 'words'].map((what) => `${inIds(service)}AccessLog/${what}/`),
      ),
    ].sort(),
  );
});

test('only buckets of this account may write a log, each under its own name', () => {
  const writing = propertiesOfAll('AWS::S3::BucketPolicy').flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.filter(({ Principal }: Properties) => Principal.Service === 'logging.s3.amazonaws.com'),
  );
  expect(writing).toHaveLength(1 + 4 * services.length);
  for (const { Action, Condition, Resource } of writing) {
    expect(Action).toBe('s3:PutObject');
    expect(Condition).toMatchObject(ofThisAccount);
    const from = nameBehind(Condition.ArnLike['aws:SourceArn']);
    const [, into] = /\/(\w+)\/\*/.exec(JSON.stringify(Resource)) ?? [];
    // The portal's bucket is called by what it holds.
    expect(from.replace('portalPages', 'portal').toLowerCase()).toMatch(new RegExp(`${into}$`));
  }
});

test('uploads that nobody named in a contact are gone after two days', () => {
  const uploads = buckets.filter(({ id }) => id.includes('Attachments'));
  expect(uploads).toHaveLength(2);
  for (const { LifecycleConfiguration } of uploads)
    expect(LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'incoming/', ExpirationInDays: 2, Status: 'Enabled' }),
    );
});

test('mails and scans go with their cases, what is no scan soon, and what is deleted a month later', () => {
  const arrivals = buckets.filter(({ id }) => /(Mails|Scans)[0-9A-F]{8}$/.test(id));
  expect(arrivals).toHaveLength(4);
  for (const { LifecycleConfiguration } of arrivals) {
    const rules: Properties[] = LifecycleConfiguration.Rules;
    const expiring = rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined);
    expect(expiring).toEqual([
      expect.objectContaining({ Prefix: 'refused/', ExpirationInDays: 30, Status: 'Enabled' }),
    ]);
    expect(rules).toContainEqual(
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 }, Status: 'Enabled' }),
    );
  }
});

test('what was merged away of an index of words, which may be somebody’s who was erased, is gone a day later', () => {
  const words = buckets.filter(({ id }) => nameOf(id).endsWith('Words'));
  expect(words).toHaveLength(services.length);
  for (const { LifecycleConfiguration } of words)
    expect(LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' }),
    );
});

test('each mail and each scan that arrives is told to its queue, and nothing that is laid elsewhere', () => {
  const told = buckets.flatMap(({ id, NotificationConfiguration }) =>
    (NotificationConfiguration?.QueueConfigurations ?? []).map(({ Event, Filter, Queue }: Properties) => [
      nameOf(id),
      { Event, rules: Filter.S3Key.Rules, queue: nameBehind(Queue) },
    ]),
  );
  expect(told).toHaveLength(2 * services.length);
  const toQueue = (queue: string) => ({
    Event: 's3:ObjectCreated:*',
    rules: [{ Name: 'prefix', Value: 'incoming/' }],
    queue,
  });
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(
      services.flatMap(({ service }) => [
        [`${inIds(service)}Mails`, toQueue(`${inIds(service)}MailArrived`)],
        [`${inIds(service)}Scans`, toQueue(`${inIds(service)}ScanArrived`)],
      ]),
    ),
  );
});

test('SES takes in the mails to a service’s addresses, looks for viruses and spam, and leaves them where they are told of', () => {
  const rules = propertiesOfAll('AWS::SES::ReceiptRule').map(({ id, Rule }) => {
    const { Enabled, ScanEnabled, TlsPolicy, Recipients, Actions } = Rule;
    const [{ S3Action }] = Actions;
    const into = `${nameBehind(S3Action.BucketName)}/${S3Action.ObjectKeyPrefix}`;
    return { of: serviceIn(id), Enabled, ScanEnabled, TlsPolicy, Recipients, into, actions: Actions.length };
  });
  expect(rules).toEqual(
    services.map(({ service, mail }) => ({
      of: inIds(service),
      Enabled: true,
      ScanEnabled: true,
      // Many small offices still send in the clear.
      TlsPolicy: 'Optional',
      Recipients: (mail.addresses ?? []).map(({ address }) => address),
      into: `${inIds(service)}Mails/incoming/`,
      actions: 1,
    })),
  );
});

test('SES leaves mails in a service’s bucket with a role of that service’s, for rules of this account alone', () => {
  const roles = propertiesOf(resourcesOf('AWS::IAM::Role', agreed['mail-rules']));
  expect(roles.map(({ id }) => serviceIn(id))).toEqual(services.map(({ service }) => inIds(service)));
  for (const { id, AssumeRolePolicyDocument } of roles) {
    const [trusted, ...others] = AssumeRolePolicyDocument.Statement;
    expect(others).toEqual([]);
    expect(trusted).toMatchObject({ Principal: { Service: 'ses.amazonaws.com' }, Condition: ofThisAccount });
    expect(JSON.stringify(trusted.Condition.ArnLike)).toContain(':receipt-rule-set/');
    const may = statements
      .filter((statement) => statement.id === id)
      .flatMap(({ actions, resources }) =>
        resources.map((one) => [alike(resourceNamed(one)), actions.sort().join(' ')]),
      );
    expect(Object.fromEntries(may)).toEqual({
      'own Key': 'kms:Decrypt kms:Encrypt kms:GenerateDataKey',
      'own Mails/incoming/*': 's3:PutObject',
    });
    const rules = propertiesOfAll('AWS::SES::ReceiptRule').filter((rule) => serviceIn(rule['id']) === serviceIn(id));
    for (const { Rule } of rules) expect(nameBehind(Rule.Actions[0].S3Action.IamRoleArn)).toBe(nameOf(id));
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

test('services of AWS may use a key only for what this account asks of them', () => {
  const used = propertiesOfAll('AWS::KMS::Key').map(({ id, KeyPolicy }) => [
    alike(nameOf(id)),
    KeyPolicy.Statement.filter(({ Principal }: Properties) => Principal.Service).map(
      ({ Action, Condition, Principal }: Properties) => ({ Action, Condition, who: Principal.Service }),
    ),
  ]);
  const Action = ['kms:Decrypt', 'kms:GenerateDataKey'];
  expect(used).toEqual([
    // Alarms, to their encrypted topic; wake-ups that nobody took, for which EventBridge names no account.
    [
      'SharedKey',
      [
        { Action, Condition: ofThisAccount, who: 'cloudwatch.amazonaws.com' },
        { Action, Condition: undefined, who: 'events.amazonaws.com' },
      ],
    ],
    ...services.map(() => ['own Key', [{ Action, Condition: ofThisAccount, who: 's3.amazonaws.com' }]]),
  ]);
});

test('a bucket takes uploads from the portal’s pages alone, where the portal has a name', () => {
  const cors = propertiesOf(resourcesOf('AWS::S3::Bucket', ...Object.values(ownDomain))).flatMap(
    ({ id, CorsConfiguration }) => (CorsConfiguration?.CorsRules ?? []).map((rule: Properties) => [nameOf(id), rule]),
  );
  expect(cors).toEqual([
    [
      'familylineAttachments',
      {
        AllowedHeaders: ['*'],
        AllowedMethods: ['POST'],
        AllowedOrigins: ['https://contatti.example.it'],
        MaxAge: 3600,
      },
    ],
  ]);
});
