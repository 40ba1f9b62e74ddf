import { expect, test } from '@jest/globals';
import { alike, inIds, nameBehind, nameOf, records, serviceIn, services, tables } from './agreed.ts';
import { type Properties, resourcesOf } from './synthesis.ts';

test('each can be restored to any second of 35 days, cannot be deleted by mistake, and is encrypted', () => {
  expect(tables.length).toBeGreaterThan(6);
  for (const [id, { DeletionPolicy, UpdateReplacePolicy, Properties }] of resourcesOf(
    'AWS::DynamoDB::Table',
    ...records,
  ))
    expect({
      id,
      DeletionPolicy,
      UpdateReplacePolicy,
      protection: Properties['DeletionProtectionEnabled'],
      restore: Properties['PointInTimeRecoverySpecification'],
      encryption: Properties['SSESpecification'].SSEType,
      billing: Properties['BillingMode'],
    }).toEqual({
      id,
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      protection: true,
      restore: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      encryption: 'KMS',
      billing: 'PAY_PER_REQUEST',
    });
});

/**
 * What items are found by, a name and its type (S a text, N a number); whether a stream tells of them; what ends them.
 */
const kept: Record<string, { by: string; stream?: true; until?: string }> = {
  // What citizens entrusted to us and what was decided: nothing of it ends by itself.
  'own Register': { by: 'caseId S, version N; byDay: dayPart S, caseId S', stream: true },
  'own LeafRuns': { by: 'day S, first S' },
  'own Figures': { by: 'of S, what S' },
  'own ContentDrafts': { by: 'content S, whose S', until: 'expiresAt' },
  'own Contents': { by: 'content S, version N', stream: true },
  'own Catalogue': { by: 'content S' },
  'own Protocol': { by: 'year S, batch N' },
  'own Worklist': { by: 'caseId S; byDue: place S, due S; byHead: head S, caseId S', until: 'expiresAt' },
  DeadLetters: { by: 'letterId S' },
  HandOvers: { by: 'service S, at S', until: 'expiresAt' },
  Ledger: { by: 'service S, version N', stream: true },
  Proposals: { by: 'service S' },
  Roots: { by: 'service S, day S' },
  Waits: { by: 'service S' },
  // What is only on its way, or may be asked for only so long.
  'own CallBacks': { by: 'asker S', until: 'expiresAt' },
  // Published ones stay; `expiresAt` is set once one is neither published nor waits.
  'own Contributions': { by: 'id S; byBox: box S, since S', until: 'expiresAt' },
  'own Tracing': { by: 'id S; byBox: box S, since S', until: 'expiresAt' },
  'own Drafts': { by: 'caseId S, whose S', until: 'expiresAt' },
  'own HeldMails': { by: 'box S, heldAt S', until: 'expiresAt' },
  // The shifts themselves have no end of their own; changes of them and who was there do.
  'own Shifts': { by: 'list S, entry S', until: 'expiresAt' },
  'own FollowUps': { by: 'id S; byDue: waits S, dueAt S', until: 'expiresAt' },
  'own ReaderCounts': { by: 'of S, what S', until: 'expiresAt' },
  'own Reads': { by: 'of S, entry S; byDay: day S, entry S', until: 'expiresAt' },
  'own Inbox': { by: 'caseId S', stream: true, until: 'expiresAt' },
  'own Persons': { by: 'person S, contact S', until: 'expiresAt' },
  Canaries: { by: 'service S' },
  Judged: { by: 'service S, week S', until: 'expiresAt' },
  CallOuts: { by: 'service S, version N', until: 'expiresAt' },
  Capacity: { by: 'service S', until: 'expiresAt' },
  Wakes: { by: 'service S, occasion N', until: 'expiresAt' },
  Sightings: { by: 'code S', until: 'expiresAt' },
};

test('each keeps its items under its keys, tells of them where others wait for it, and ends only what may end', () => {
  for (const { service, tracing } of services) {
    const found = tables
      .filter(({ id }) => [inIds(service), undefined].includes(serviceIn(id)))
      .map(({ id, KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [], StreamSpecification, ...table }) => {
        const type = (name: string) =>
          AttributeDefinitions.find(({ AttributeName }: Properties) => AttributeName === name).AttributeType;
        const keys = (schema: Properties[]) =>
          schema.map(({ AttributeName }) => `${AttributeName} ${type(AttributeName)}`).join(', ');
        const indexes = GlobalSecondaryIndexes.map(
          (one: Properties) => `${one['IndexName']}: ${keys(one['KeySchema'])}`,
        );
        const ending = table['TimeToLiveSpecification'];
        return [
          alike(nameOf(id)),
          {
            by: [keys(KeySchema), ...indexes].join('; '),
            ...(StreamSpecification && { stream: StreamSpecification.StreamViewType === 'NEW_IMAGE' }),
            ...(ending && { until: ending.Enabled && ending.AttributeName }),
          },
        ];
      });
    const { 'own Tracing': searches, ...always } = kept;
    expect(Object.fromEntries(found)).toEqual(tracing ? { ...always, 'own Tracing': searches } : always);
  }
});

test('what a service keeps is encrypted with its own key, what all share with the shared one', () => {
  for (const { id, SSESpecification } of tables)
    expect({ id, key: nameBehind(SSESpecification.KMSMasterKeyId) }).toEqual({
      id,
      key: `${serviceIn(id) ?? 'Shared'}Key`,
    });
});

test('registers are warm for three writes of every contact of an emergency', () => {
  for (const { service, capacity } of services)
    for (const what of ['Register', 'Worklist']) {
      const warm = tables.find(({ id }) => nameOf(id) === `${inIds(service)}${what}`) as Properties;
      const contacts = capacity.emergency.intakeRequestsPerSecond;
      const expected = {
        WriteUnitsPerSecond: Math.max(4_000, 3 * contacts),
        ReadUnitsPerSecond: Math.max(12_000, 6 * contacts),
      };
      expect({ service, what, warm: warm['WarmThroughput'] }).toEqual({ service, what, warm: expected });
      for (const { WarmThroughput } of warm['GlobalSecondaryIndexes'] ?? []) expect(WarmThroughput).toEqual(expected);
    }
});
