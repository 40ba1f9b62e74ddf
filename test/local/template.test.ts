// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes its variables like this
import { describe, expect, test } from '@jest/globals';
import { notHonoured } from '../../local/template/honoured.ts';
import { localAddresses, resolveApplication } from '../../local/template/template.ts';
import { templates } from './fixtures/application.ts';

const places = { sqs: 'http://127.0.0.1:4000', gateway: 'http://127.0.0.1:8080' };
const resolve = (all: object) => resolveApplication(all as Parameters<typeof resolveApplication>[0], new Map(), places);
const bucketWith = (name: unknown, more: object = {}) =>
  resolve({ one: { ...more, Resources: { It: { Type: 'AWS::S3::Bucket', Properties: { BucketName: name } } } } }).find(
    'It',
  )?.properties['BucketName'];

describe('the templates, resolved for one machine', () => {
  test('values cross stacks by export and by stack output', () => {
    const application = resolve(templates);
    expect(application.find('KeepSource')?.properties['EventSourceArn']).toBe(
      'arn:aws:sqs:eu-south-1:000000000000:records-Queue',
    );
    expect(application.find('CopySource')?.properties['EventSourceArn']).toBe(
      application.find('Things')?.attribute('StreamArn'),
    );
    expect(application.find('Web')?.properties['Environment'].Variables.QUEUE_URL).toBe(
      'http://127.0.0.1:4000/000000000000/records-Queue',
    );
  });

  test.each([
    [
      'Fn::Join',
      { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }]] },
      'a-eu-south-1-000000000000',
    ],
    ['Fn::Sub', { 'Fn::Sub': ['${x}/${AWS::Partition}/${!literal}', { x: 'y' }] }, 'y/aws/${literal}'],
    ['Fn::Sub of an attribute', { 'Fn::Sub': '${Missing.Arn}' }, ''],
    ['Fn::Select of Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['Yes', 'then', 'else'] }, 'then'],
    ['Fn::If with nothing', { 'Fn::If': ['No', 'then', { Ref: 'AWS::NoValue' }] }, undefined],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Map', 'a', 'b'] }, 'found'],
    ['a parameter', { Ref: 'Given' }, 'by default'],
  ])('%s', (_name, value, expected) => {
    const more = {
      Parameters: { Given: { Type: 'String', Default: 'by default' } },
      Conditions: {
        Yes: { 'Fn::Equals': [{ Ref: 'Given' }, 'by default'] },
        No: { 'Fn::Not': [{ Condition: 'Yes' }] },
      },
      Mappings: { Map: { a: { b: 'found' } } },
    };
    expect(bucketWith(value, more)).toBe(expected);
  });

  test('a resource whose condition is false is not there', () => {
    const application = resolve({
      one: {
        Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { It: { Type: 'AWS::SQS::Queue', Condition: 'No' } },
      },
    });
    expect(application.resources).toEqual([]);
  });

  test('what cannot be resolved is said by name', () => {
    const application = resolve({
      one: { Resources: { It: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Transform': {} } } } } },
    });
    expect(application.problems).toEqual(['intrinsic Fn::Transform in one is not known']);
  });

  test('unknown types and unknown properties are reported, known-inert ones are not', () => {
    const all = structuredClone(templates) as {
      records: { Resources: Record<string, { Type: string; Properties: object }> };
    };
    Object.assign(all.records.Resources['Queue']?.Properties ?? {}, { TeleportTo: 'Mars', KmsMasterKeyId: 'k' });
    expect(notHonoured(resolve(all))).toEqual([
      'AWS::SQS::Queue.TeleportTo of Queue',
      'AWS::Quantum::Computer of Strange',
    ]);
  });

  test('public addresses become the gateway of this machine', () => {
    const application = resolve(templates);
    const address = String(application.find('Web')?.properties['Environment'].Variables.API);
    expect(address).toMatch(/^https:\/\/\w+\.execute-api\.eu-south-1\.amazonaws\.com$/);
    expect(localAddresses(application, places)(`${address}/v1`)).toBe('http://127.0.0.1:8080/v1');
  });
});
