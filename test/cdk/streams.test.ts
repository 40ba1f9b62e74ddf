import { expect, test } from '@jest/globals';
import { agreed, alike, mappings, nameBehind, nameOf } from './agreed.ts';
import { idBehind } from './synthesis.ts';

const fromStreams = mappings.filter(({ StartingPosition }) => StartingPosition);

test('consumers get new items only, report what failed, and set the rest aside', () => {
  expect(fromStreams).toHaveLength(9);
  for (const { FilterCriteria, FunctionResponseTypes, DestinationConfig, BisectBatchOnFunctionError } of fromStreams) {
    expect(FilterCriteria.Filters).toEqual([{ Pattern: '{"eventName":["INSERT"]}' }]);
    expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(BisectBatchOnFunctionError).toBe(true);
    expect(idBehind(DestinationConfig.OnFailure.Destination, agreed)).toMatch(/^StreamDeadLetters/);
  }
});

test('a consumer begins with the oldest item that the stream still has, and gives an item up after an hour', () => {
  for (const { id, StartingPosition, MaximumRecordAgeInSeconds, ParallelizationFactor } of fromStreams)
    expect({ id, StartingPosition, MaximumRecordAgeInSeconds, ParallelizationFactor }).toEqual({
      id,
      StartingPosition: 'TRIM_HORIZON',
      MaximumRecordAgeInSeconds: 3600,
      ParallelizationFactor: 4,
    });
});

test('each consumer follows its own stream, in batches that it can work off', () => {
  const followed = fromStreams.map(({ id, BatchSize, EventSourceArn }) => [
    alike(nameOf(id)),
    `${alike(nameBehind(EventSourceArn))} by ${BatchSize}`,
  ]);
  expect(Object.fromEntries(followed)).toEqual({
    'own knowledgeContentEntrySource': 'own Contents by 25',
    'own followersCaseEventSource': 'own Register by 100',
    'own registrarInboxItemSource': 'own Inbox by 50',
    'own worklistCaseEventSource': 'own Register by 100',
    postureLedgerEntrySource: 'Ledger by 10',
  });
});

test('no stream has more than the two consumers that DynamoDB advises', () => {
  const sources = fromStreams.map(({ EventSourceArn }) => idBehind(EventSourceArn, agreed));
  for (const source of sources) expect(sources.filter((other) => other === source).length).toBeLessThanOrEqual(2);
});
