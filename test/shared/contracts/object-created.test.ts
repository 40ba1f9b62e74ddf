import { describe, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import arrived from '../../../events/lambda/sqs-object-created.json' with { type: 'json' };
import { newObjects } from '../../../shared/contracts/object-created.ts';

// The compiler checks it against the shape that AWS documents.
const envelope: SQSEvent = arrived;
const message = () => JSON.parse(envelope.Records[0]?.body ?? '');

describe('a message of S3', () => {
  test('tells of an object with its plain key, its version and when it came', () => {
    expect(newObjects(JSON.stringify(message()))).toEqual([
      {
        bucket: 'sportello-records-scans',
        key: 'incoming/lettera del 27 novembre + perché.pdf',
        size: 245_760,
        eTag: '0cc175b9c0f1b6a831c399e269772661',
        createdAt: '2026-11-27T09:12:45.123Z',
        version: 'ZKgKRVHKcC3NHxJzXKTkM2vXcQSGvGuA',
      },
    ]);
  });

  test('of a bucket without versions has none', () => {
    const sent = message();
    delete sent.Records[0].s3.object.versionId;
    expect(newObjects(JSON.stringify(sent))?.[0]).not.toHaveProperty('version');
  });

  test('of a later minor version, with members that nobody knew, is read all the same', () => {
    const sent = message();
    sent.Records[0].eventVersion = '2.9';
    sent.Records[0].s3.object.colour = 'blue';
    expect(newObjects(JSON.stringify(sent))).toHaveLength(1);
  });

  test('sent for a test tells of nothing', () => {
    const sent = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2026-11-27T09:00:00.000Z', Bucket: 'x' };
    expect(newObjects(JSON.stringify(sent))).toEqual([]);
  });

  test.each([
    ['what is not JSON', '{'],
    ['what is empty', '{}'],
    ['a removal', JSON.stringify({ Records: [{ ...message().Records[0], eventName: 'ObjectRemoved:Delete' }] })],
    ['another major version', JSON.stringify({ Records: [{ ...message().Records[0], eventVersion: '3.0' }] })],
    ['a key that no form wrote', JSON.stringify(message()).replace('lettera', '%E0%A4%A')],
  ])('is not %s', (_what, text) => {
    expect(newObjects(text)).toBeUndefined();
  });
});
