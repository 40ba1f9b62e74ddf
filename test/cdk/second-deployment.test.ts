import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import { agreed, ours } from './agreed.ts';
import { type Properties, type Resource, templates } from './synthesis.ts';

const next = await templates('new-code');

/** The CDK's own keys of assets and pages: they follow what is copied, and nothing is kept in them. */
const oursIn = (resources: Record<string, Resource>) => ours(Object.entries(resources));

/** What of a resource another code may change: none of it replaces the resource or keeps anything. */
const mayChange: Record<string, string[]> = {
  'AWS::Lambda::Function': ['Code'],
  'AWS::Lambda::Alias': ['FunctionVersion'],
  'AWS::CloudFront::Function': ['FunctionCode'],
  'Custom::CDKBucketDeployment': ['SourceObjectKeys'],
};

/** The names of the properties that differ. */
const differing = (one: Properties, other: Properties) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => !isDeepStrictEqual(one[name], other[name]),
  );

/** Versions of functions are made anew for each code, and the old ones stay: they are compared by how many there are. */
const isVersion = ({ Type }: Resource) => Type === 'AWS::Lambda::Version';

test('a second deployment with other code alone makes, removes and replaces nothing', () => {
  const seen = new Set<string>();
  for (const [stack, first] of Object.entries(agreed)) {
    const [before, after] = [oursIn(first.Resources), oursIn(next[stack]?.Resources ?? {})];
    const lasting = (resources: [string, Resource][]) => resources.filter(([, resource]) => !isVersion(resource));
    expect([stack, lasting(after).map(([id]) => id)]).toEqual([stack, lasting(before).map(([id]) => id)]);
    expect([stack, after.length]).toEqual([stack, before.length]);
    const then = new Map(after);
    for (const [id, { Type, Properties = {}, ...rest }] of lasting(before)) {
      const { Type: type, Properties: properties = {}, ...others } = then.get(id) as Resource;
      expect([id, type]).toEqual([id, Type]);
      const changed = differing(Properties, properties);
      for (const name of changed) seen.add(`${Type}.${name}`);
      expect([id, changed.filter((name) => !(mayChange[Type] ?? []).includes(name))]).toEqual([id, []]);
      // Metadata names the asset.
      expect([id, differing(rest, others).filter((name) => name !== 'Metadata')]).toEqual([id, []]);
    }
    expect([stack, first.Outputs]).toEqual([stack, next[stack]?.Outputs]);
  }
  expect([...seen]).toEqual(
    expect.arrayContaining(['AWS::Lambda::Function.Code', 'AWS::Lambda::Alias.FunctionVersion']),
  );
});

test('what is kept is the same to the letter', () => {
  for (const [stack, first] of Object.entries(agreed).filter(([name]) => /^(records|mail-rules|edge)/.test(name)))
    expect({ stack, same: isDeepStrictEqual(first, next[stack]) }).toEqual({ stack, same: true });
});
