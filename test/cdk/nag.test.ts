import { expect, test } from '@jest/globals';
import { readSynthesis } from './synthesis.ts';

interface Report {
  pluginReports: {
    pluginName: string;
    violations: { ruleName: string }[];
    suppressedViolations: { ruleName: string; reason: string }[];
  }[];
}

/** What cdk-nag said of an installation. */
async function nagOf(installation: string) {
  const { pluginReports } = JSON.parse(await readSynthesis(`${installation}/report.json`)) as Report;
  return pluginReports.find(({ pluginName }) => pluginName === 'AwsSolutions');
}

// Here, not in a test: whoever comes first waits for the synthesis.
const agreed = await nagOf('agreed');
const openBucket = await nagOf('open-bucket');

test('cdk-nag finds nothing that nobody gave a reason for, and every reason is a sentence', () => {
  expect(agreed?.violations).toEqual([]);
  expect(agreed?.suppressedViolations.length).toBeGreaterThan(30);
  for (const { ruleName, reason } of agreed?.suppressedViolations ?? [])
    expect({ ruleName, reason }).toEqual({ ruleName, reason: expect.stringMatching(/^[A-Zs].{40,}\.$/) });
});

test('cdk-nag is really asked: an open bucket stops the synthesis', async () => {
  const { refusal } = JSON.parse(await readSynthesis('open-bucket/settings.json'));
  expect(refusal).toMatch(/^ValidationFailed/);
  const found = openBucket?.violations.map(({ ruleName }) => ruleName);
  expect(found).toContain('AwsSolutions-S1');
});

test('an installation with a domain of its own serves it with TLS 1.2 at least, and needs no waiver for that', async () => {
  const center = JSON.stringify(JSON.parse(await readSynthesis('own-domain/templates/center.json')));
  expect(center).toContain('"MinimumProtocolVersion":"TLSv1.2_2021"');
  expect(center).toContain('"PORTAL_URL":"https://contatti.example.it"');
  const waived = (await nagOf('own-domain'))?.suppressedViolations.map(({ ruleName }) => ruleName) ?? [];
  expect(waived.length).toBeGreaterThan(20);
  expect(waived.filter((rule) => rule.includes('CFR4'))).toEqual([]);
});
