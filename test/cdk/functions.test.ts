import { describe, expect, test } from '@jest/globals';
import { handlers } from '../../cdk/house/bundles.ts';
import {
  alike,
  bundleBehind,
  everything,
  functions,
  nameOf,
  ours,
  propertiesOf,
  propertiesOfAll,
  running,
  services,
} from './agreed.ts';
import { pairsOfFunction, resourceNamed } from './granted.ts';
import { resourcesOf } from './synthesis.ts';

test('every handler has a function, one per service where it belongs to one', () => {
  const sources = propertiesOf(ours(resourcesOf('AWS::IAM::Role', ...running)))
    .map(({ Description }) => /^What (functions\/\S+) may do$/.exec(Description)?.[1])
    .filter((source) => source !== undefined);
  expect([...new Set(sources)].sort()).toEqual(Object.values(handlers).sort());
  expect(sources).toHaveLength(functions.length);
  // What limits follow by is there for each service, and once for what is nobody's.
  for (const source of new Set(sources))
    expect(source === 'functions/capacity/on-posture-change.ts' ? [3] : [1, 2]).toContain(
      sources.filter((other) => other === source).length,
    );
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

test('megabytes and seconds of each are those that were measured or worked out, and 256 MB and 10 s elsewhere', () => {
  const ofOwn = new Map(
    propertiesOf(functions)
      .filter(({ MemorySize, Timeout }) => MemorySize !== 256 || Timeout !== 10)
      .map(({ id, MemorySize, Timeout }) => [bundleBehind(id), [MemorySize, Timeout]]),
  );
  expect(Object.fromEntries(ofOwn)).toEqual({
    'attachments-attachments-offered': [1769, 30],
    'bulletins-bulletin': [512, 60],
    'call-outs-call-out-due': [256, 50],
    'call-outs-posture-change': [512, 50],
    'calls-call-record': [512, 10],
    'canary-canary-due': [256, 270],
    'capacity-posture-change': [512, 60],
    'contributions-citizen-request': [512, 10],
    'contributions-clock-due': [256, 120],
    'contributions-deployment': [256, 120],
    'tracing-citizen-request': [512, 10],
    'tracing-clock-due': [512, 120],
    'tracing-staff-request': [512, 10],
    'desk-due-time': [256, 50],
    'desk-staff-request': [512, 10],
    'hand-overs-shift-change': [512, 10],
    'hours-posture-change': [256, 30],
    'intake-citizen-post': [512, 10],
    // A mail or a scan of 40 MB, and one whole processor.
    'knowledge-reader-request': [512, 10],
    'knowledge-consents-due': [256, 120],
    'knowledge-content-entry': [256, 300],
    'knowledge-deployment': [256, 300],
    'knowledge-editor-request': [512, 10],
    'mail-in-mail-arrived': [1769, 30],
    'scans-scan-arrived': [1769, 30],
    // 59 s of each minute, and 12 s to finish.
    'mail-out-mail-due': [1769, 71],
    'posture-officer-request': [512, 10],
    'protocol-day-end': [256, 300],
    'protocol-formal-contact': [512, 10],
    'registrar-day-end': [1024, 900],
    'retention-night': [1024, 900],
    'search-entry-told': [512, 10],
    'search-night': [2048, 900],
    'reports-declaration-end': [1024, 720],
    // The API waits thirty seconds.
    'reports-report-request': [1024, 29],
    // Amazon Connect waits eight.
    'voice-menu-connect-flow': [256, 7],
    'wakes-ring-due': [256, 8],
    'wakes-wake-due': [512, 50],
    'worklist-case-event': [512, 900],
  });
});

describe('what functions are told', () => {
  /** Where each variable leads; `QUEUE_URL`, `ARRIVED_QUEUE_URL` and `FOLLOWED_QUEUE_URL` are of the function's own capability. */
  const leadsTo: Record<string, string> = {
    ANSWERS_QUEUE_URL: 'own AnswersDue',
    API_ID: 'Http, own Http',
    ATTACHMENTS_BUCKET: 'own Attachments',
    ATTACHMENTS_QUEUE_URL: 'own AttachmentsDue',
    BUS_ARN: 'busEvents',
    BUS_NAME: 'busEvents',
    CALL_BACKS_TABLE: 'own CallBacks',
    CALL_KEYS_SECRET_ID: 'own CallKeys',
    CALL_OUTS_TABLE: 'CallOuts',
    CANARIES_TABLE: 'Canaries',
    CAPACITY_TABLE: 'Capacity',
    CATALOGUE_TABLE: 'own Catalogue',
    CONTENTS_TABLE: 'own Contents',
    CONTENT_DRAFTS_TABLE: 'own ContentDrafts',
    CONTRIBUTIONS_TABLE: 'own Contributions',
    DEAD_LETTERS_ARN: 'WakeDeadLetters',
    DEAD_LETTERS_TABLE: 'DeadLetters',
    DRAFTS_TABLE: 'own Drafts',
    FIGURES_TABLE: 'own Figures',
    HAND_OVERS_TABLE: 'HandOvers',
    HELD_TABLE: 'own HeldMails',
    INBOX_TABLE: 'own Inbox',
    LEAF_RUNS_TABLE: 'own LeafRuns',
    JUDGED_TABLE: 'Judged',
    LEDGER_TABLE: 'Ledger',
    MAIL_BUCKET: 'own Mails',
    MAIL_DEAD_LETTER_URL: 'MailDeadLetters',
    MAIL_QUEUE_URL: 'Mail',
    PAGES_BUCKET: 'portalPages',
    PERSONS_TABLE: 'own Persons',
    PORTAL_URL: 'https://portalDistribution',
    PROPOSALS_TABLE: 'Proposals',
    PROTOCOL_QUEUE_URL: 'own ProtocolDue',
    PROTOCOL_TABLE: 'own Protocol',
    FOLLOW_UPS_TABLE: 'own FollowUps',
    READER_COUNTS_TABLE: 'own ReaderCounts',
    RECEIPT_SECRET_ID: 'own ReceiptSecret',
    REGISTER_TABLE: 'own Register',
    READS_TABLE: 'own Reads',
    RINGS_QUEUE_URL: 'Rings',
    ROOTS_TABLE: 'Roots',
    SCANS_BUCKET: 'own Scans',
    SCHEDULE_GROUP: 'sportello-posture',
    SCHEDULE_ROLE_ARN: 'hoursSchedulesRole',
    SHIFTS_TABLE: 'own Shifts',
    SIGHTINGS_TABLE: 'Sightings',
    STAGE_NAME: '$default',
    URGENT_MAIL_QUEUE_URL: 'UrgentMail',
    TRACING_TABLE: 'own Tracing',
    WAITS_TABLE: 'Waits',
    WAKES_TABLE: 'Wakes',
    WORKLIST_TABLE: 'own Worklist',
    WORDS_BUCKET: 'own Words',
    'FOLLOWED_QUEUE_URL of citizen-mails': 'own followedbycitizenmails',
    'FOLLOWED_QUEUE_URL of search': 'own followedbysearch',
    'FOLLOWED_QUEUE_URL of statistics': 'own followedbystatistics',
    'QUEUE_URL of attachments': 'own AttachmentsDue',
    'QUEUE_URL of calls': 'own Contacts',
    'QUEUE_URL of contributions': 'own Contacts',
    'QUEUE_URL of desk': 'own Contacts',
    'QUEUE_URL of intake': 'own Contacts',
    'QUEUE_URL of mail-in': 'own Contacts',
    'QUEUE_URL of protocol': 'own ProtocolDue',
    'QUEUE_URL of registrar': 'own Contacts',
    'QUEUE_URL of scans': 'own Contacts',
    'QUEUE_URL of tracing': 'own Contacts',
    'ARRIVED_QUEUE_URL of mail-in': 'own MailArrived',
    'ARRIVED_QUEUE_URL of scans': 'own ScanArrived',
  };
  const told = propertiesOf(functions).flatMap(({ id, Environment }) =>
    Object.entries(Environment?.Variables ?? {}).map(([name, value]) => ({ id, name, value })),
  );
  const plain = new Set([
    'SERVICE',
    'CAPACITY_TARGETS',
    'DEAD_LETTER_QUEUES',
    'FOLLOWER_QUEUES',
    'LOAD_ALARMS',
    'SHIFTS_TABLES',
    'WORKLIST_TABLES',
    'EXCHANGE_KEYS',
    'ORIGIN_KEYS',
  ]);

  test('each variable leads to the one thing that its name says', () => {
    const found = new Map<string, Set<string>>();
    for (const { id, name, value } of told.filter((variable) => !plain.has(variable.name))) {
      const key = /^(ARRIVED_|FOLLOWED_)?QUEUE_URL$/.test(name)
        ? `${name} of ${handlers[bundleBehind(id)].split('/')[1]}`
        : name;
      found.set(key, (found.get(key) ?? new Set()).add(alike(resourceNamed(value))));
    }
    expect(Object.fromEntries([...found].map(([name, names]) => [name, [...names].join(', ')]))).toEqual(leadsTo);
  });

  test('a function may use every table, queue, bucket and secret that it is told of, and its service’s only', () => {
    // Who lets answers leave names where their files are, and whoever sends the mail reads them.
    const names = (id: string, name: string) => name === 'ATTACHMENTS_BUCKET' && /citizenmailsAnswerDue/.test(id);
    const stores = told
      .filter(({ name }) => /_(TABLE|BUCKET|SECRET_ID)$|QUEUE_URL$|LETTER_URL$/.test(name))
      .filter(({ id, name }) => !names(id, name));
    expect(stores.length).toBeGreaterThan(100);
    for (const { id, name, value } of stores) {
      const resource = resourceNamed(value);
      const used = pairsOfFunction(id).some(([named]) => named === resource || named.startsWith(`${resource}/`));
      expect({ id, name, used }).toEqual({ id, name, used: true });
    }
  });

  test('a function of one service is told which', () => {
    const ofOne = told.filter(({ name }) => name === 'SERVICE');
    // Three more where people may be looked for, which is one service.
    expect(ofOne.length).toBe(2 * 40 + 3);
    for (const { id, value } of ofOne) expect(id.startsWith(String(value).replaceAll('-', ''))).toBe(true);
  });
});

test('intake, its registrars and declarations keep their share of environments; mails are sent and bulletins read by one at a time', () => {
  const reserved = Object.fromEntries(
    propertiesOf(functions)
      .filter(({ ReservedConcurrentExecutions }) => ReservedConcurrentExecutions !== undefined)
      .map(({ id, ReservedConcurrentExecutions }) => [
        nameOf(id).replace(/Function$/, ''),
        ReservedConcurrentExecutions,
      ]),
  );
  const capacityOf = (name: string) => services.find(({ service }) => service === name)?.capacity;
  const plan = (name: string) => capacityOf(name)?.ordinary.intakeConcurrency;
  const most = (name: string) => capacityOf(name)?.emergency.registrarConcurrency;
  expect(reserved).toEqual({
    protezionecivileintakeCitizenPost: plan('protezione-civile'),
    familylineintakeCitizenPost: plan('familyline'),
    mailoutMailDue: 1,
    bulletinsBulletin: 1,
    calloutsCallOutDue: 1,
    wakesWakeDue: 1,
    postureOfficerRequest: 10,
    postureLedgerEntry: 5,
    protezionecivileregistrarQueueMessage: most('protezione-civile'),
    familylineregistrarQueueMessage: most('familyline'),
  });
});

test('a minute that finds its one environment busy is dropped, not kept for six hours', () => {
  const dropped = propertiesOfAll('AWS::Lambda::EventInvokeConfig').map(
    ({ FunctionName, MaximumEventAgeInSeconds, MaximumRetryAttempts }) => [
      bundleBehind(FunctionName.Ref),
      MaximumEventAgeInSeconds,
      MaximumRetryAttempts,
    ],
  );
  expect(dropped.sort()).toEqual([
    ['bulletins-bulletin', 240, 0],
    ['call-outs-call-out-due', 60, 0],
    ['mail-out-mail-due', 60, 0],
    ['wakes-wake-due', 60, 0],
  ]);
});
