import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { readContext } from '../../cdk/house/context.ts';
import { readServices } from '../../cdk/house/services.ts';
import { composed, definitions } from './synthesis.ts';

/** What is asked here does not depend on how many services there are. */
const one = readServices([definitions]).slice(0, 1);

interface Report {
  pluginReports: {
    pluginName: string;
    violations: { ruleName: string }[];
    suppressedViolations: { ruleName: string; reason: string; violatingConstructs: { constructPath: string }[] }[];
  }[];
}

test('cdk-nag finds nothing that nobody gave a reason for, and every reason is a sentence', () => {
  const { app } = composed();
  const { directory } = app.synth();
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
  const [nag] = report.pluginReports.filter(({ pluginName }) => pluginName === 'AwsSolutions');
  expect(nag?.violations).toEqual([]);
  expect(nag?.suppressedViolations.length).toBeGreaterThan(30);
  for (const { ruleName, reason } of nag?.suppressedViolations ?? [])
    expect({ ruleName, reason }).toEqual({ ruleName, reason: expect.stringMatching(/^[A-Zs].{40,}\.$/) });
});

test('cdk-nag is really asked: an open bucket stops the synthesis', () => {
  const composition = composed({ services: one });
  new Bucket(composition.center, 'Open');
  expect(() => composition.app.synth()).toThrow(/AwsSolutions-S1'/);
});

test('an installation with a domain of its own serves it with TLS 1.2 at least, and needs no waiver for that', () => {
  const { app } = composed({
    services: one,
    context: {
      ...readContext({}),
      'sportello:domain': 'contatti.example.it',
      'sportello:certificate-arn':
        'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000000',
    },
  });
  const { template } = app.synth().getStackByName('sportello-center');
  const text = JSON.stringify(template);
  expect(text).toContain('"MinimumProtocolVersion":"TLSv1.2_2021"');
  expect(text).toContain('"PORTAL_URL":"https://contatti.example.it"');
});
