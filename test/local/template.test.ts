// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation writes its variables like this
import { describe, expect, test } from '@jest/globals';
import { notHonoured } from '../../local/template/honoured.ts';
import { localAddresses, resolveApplication } from '../../local/template/template.ts';
import { templates } from './fixtures/application.ts';

const origins = { sqs: 'http://127.0.0.1:4000', gateway: 'http://127.0.0.1:8080' };
const resolve = (all: object) =>
  resolveApplication(all as Parameters<typeof resolveApplication>[0], new Map(), origins);
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
    ['a parameter', { Ref: 'Given' }, 'by default'],
  ])('%s', (_name, value, expected) => {
    const more = {
      Parameters: { Given: { Type: 'String', Default: 'by default' } },
      Conditions: {
        Yes: { 'Fn::Equals': [{ Ref: 'Given' }, 'by default'] },
        No: { 'Fn::Not': [{ Condition: 'Yes' }] },
      },
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

  test.each(['Fn::Transform', 'Fn::FindInMap', 'Fn::GetAZs', 'Fn::Base64', 'Fn::ToJsonString', 'Fn::Length'])(
    '%s cannot be resolved and is said by name',
    (name) => {
      const application = resolve({
        one: { Resources: { It: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { [name]: [] } } } } },
      });
      expect(application.problems).toEqual([`intrinsic ${name} in one is not known`]);
    },
  );

  test.each([
    ['Fn::Equals', { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-south-1'] }, 'then'],
    ['Fn::Not', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'a'] }] }, 'else'],
    ['Fn::Contains', { 'Fn::Contains': [['a', 'b'], 'b'] }, 'then'],
    ['a condition that is not known', { 'Fn::And': [] }, 'else'],
  ])('%s decides an If', (_name, condition, expected) => {
    expect(bucketWith({ 'Fn::If': ['It', 'then', 'else'] }, { Conditions: { It: condition } })).toBe(expected);
  });

  test('features that no template of ours uses are refused by name', () => {
    const of = (Type: string, Properties: object) => resolve({ one: { Resources: { It: { Type, Properties } } } });
    const refused = (Type: string, Properties: object) => notHonoured(of(Type, Properties));
    expect(refused('AWS::SQS::Queue', { Policy: {} })).toEqual(['AWS::SQS::Queue.Policy of It']);
    expect(refused('AWS::DynamoDB::Table', { LocalSecondaryIndexes: [{}] })).toEqual([
      'AWS::DynamoDB::Table.LocalSecondaryIndexes of It',
    ]);
    expect(refused('AWS::SSM::Parameter', { Value: 'x' })).toEqual(['AWS::SSM::Parameter of It']);
    expect(refused('AWS::Events::Rule', { Targets: [{ InputTransformer: { InputTemplate: '"x"' } }] })).toEqual([
      'AWS::Events::Rule.Targets.InputTransformer of It',
    ]);
    expect(refused('AWS::Events::Rule', { EventPattern: { detail: { level: [{ prefix: 'a' }] } } })).toEqual([
      'the operator prefix in a pattern of AWS::Events::Rule of It',
    ]);
    const Filters = [{ Pattern: '{"$or":[{"eventName":["INSERT"]}]}' }];
    expect(refused('AWS::Lambda::EventSourceMapping', { FilterCriteria: { Filters } })).toEqual([
      'the operator $or in a pattern of AWS::Lambda::EventSourceMapping of It',
    ]);
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
    expect(localAddresses(application, origins)(`${address}/v1`)).toBe('http://127.0.0.1:8080/v1');
  });
});
