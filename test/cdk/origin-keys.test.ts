import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { handlers } from '../../cdk/house/bundles.ts';
import { keysOfStep } from '../../cdk/origin-keys.ts';
import {
  agreed,
  bundleBehind,
  center,
  everything,
  found,
  functions,
  nameOf,
  propertiesOf,
  records,
  running,
} from './agreed.ts';
import { root } from './made-once.ts';
import { idBehind, type Properties, resourcesOf, type Template } from './synthesis.ts';

/** The secrets whose values CloudFormation writes in the place of a text, in their order. */
function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts: unknown[] = (value as Properties)['Fn::Join']?.[1] ?? [];
  return parts.flatMap((part, place) => {
    const before = parts[place - 1];
    if (typeof before !== 'string' || !before.endsWith('{{resolve:secretsmanager:')) return [];
    expect(parts[place + 1]).toMatch(/^:SecretString:::\}\}/);
    return [nameOf(idBehind(part, agreed) ?? 'nothing')];
  });
}

const referencesIn = (template: Template) => JSON.stringify(template).split('{{resolve:').length - 1;

describe('the API behind its firewall', () => {
  const [distribution] = propertiesOf(resourcesOf('AWS::CloudFront::Distribution', center));
  const origins: Properties[] = distribution?.['DistributionConfig'].Origins;
  const apis = origins.filter(({ CustomOriginConfig }) => CustomOriginConfig);

  test('CloudFront shows the API a key that nobody else knows, over whatever a caller sends under its name', () => {
    expect(apis).toHaveLength(4);
    for (const { OriginCustomHeaders } of apis) {
      const [{ HeaderName, HeaderValue }] = OriginCustomHeaders;
      expect([HeaderName, secretsIn(HeaderValue)]).toEqual(['X-Origin-Key', ['OriginKeysKey0']]);
    }
    for (const other of origins.filter((origin) => !apis.includes(origin)))
      expect(other['OriginCustomHeaders']).toBeUndefined();
  });

  test('every function behind a route demands it, or the next one', () => {
    const behind = new Set(
      propertiesOf(resourcesOf('AWS::ApiGatewayV2::Integration', ...running)).map(({ IntegrationUri }) => {
        const id = idBehind(IntegrationUri, agreed) ?? 'nothing';
        const behindIt = found(id);
        return behindIt?.Type === 'AWS::Lambda::Alias' ? String(behindIt.Properties['FunctionName'].Ref) : id;
      }),
    );
    expect(behind.size).toBeGreaterThan(20);
    const demanding = functions.filter(([, { Properties }]) => Properties['Environment']?.Variables?.ORIGIN_KEYS);
    expect(new Set(demanding.map(([id]) => id))).toEqual(behind);
    for (const [id, { Properties }] of demanding) {
      expect([id, secretsIn(Properties['Environment'].Variables.ORIGIN_KEYS)]).toEqual([
        id,
        ['OriginKeysKey0', 'OriginKeysKey1'],
      ]);
      // The house wrap looks at the key: what answered without it would answer anybody.
      expect(readFileSync(join(root, handlers[bundleBehind(id)]), 'utf8')).toMatch(/answering(ByLink)?\(/);
    }
  });

  test('a key is long, of letters and digits, and in no output', () => {
    const keys = propertiesOf(resourcesOf('AWS::SecretsManager::Secret', ...records)).filter(({ id }) =>
      id.startsWith('OriginKeys'),
    );
    expect(keys).toHaveLength(2);
    for (const { GenerateSecretString } of keys)
      expect(GenerateSecretString).toEqual({ PasswordLength: 64, ExcludePunctuation: true });
    for (const { Outputs } of everything) expect(JSON.stringify(Outputs ?? {})).not.toContain('{{resolve:');
  });

  test('no template has more references than the 60 that CloudFormation takes', () => {
    expect(referencesIn(center)).toBeGreaterThan(10);
    for (const [name, template] of Object.entries(agreed))
      expect([name, referencesIn(template) <= 60]).toEqual([name, true]);
  });
});

describe('an exchange of keys', () => {
  const steps = fc.integer({ min: 0, max: 9_999 });

  test('refuses nobody while a deployment has reached one side and not the other', () => {
    fc.assert(
      fc.property(steps, (step) => {
        const [now, next] = [keysOfStep(step), keysOfStep(step + 1)];
        for (const sent of [now.sent, next.sent]) for (const { taken } of [now, next]) expect(taken).toContain(sent);
      }),
    );
  });

  test('is over after two steps: another key is sent, and the old one is taken no more', () => {
    fc.assert(
      fc.property(steps, (half) => {
        const [before, after] = [keysOfStep(2 * half), keysOfStep(2 * half + 2)];
        expect(after.sent).not.toBe(before.sent);
        expect(after.taken).not.toContain(before.sent);
      }),
    );
  });
});
