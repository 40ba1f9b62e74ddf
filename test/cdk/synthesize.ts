// Run by synthesis.ts in a process of its own: plain node loads the CDK in a third of the time that jest takes.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { type Composition, composeApp } from '../../cdk/app.ts';
import { handlers } from '../../cdk/house/bundles.ts';
import { readContext } from '../../cdk/house/context.ts';
import { readServices } from '../../cdk/house/services.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { root } from './made-once.ts';
import { stubsIn } from './stubs.ts';

const [out = '', which = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'sportello-'));
const services = readServices([join(root, 'shared/services')]);
const one = services.slice(0, 1);
const [familyline] = one;
if (familyline?.service !== 'familyline') throw new Error('the first service is no longer familyline');
const context = readContext({});

/** Twelve services: copies of ours, with names and addresses of their own. */
const twelve = Array.from({ length: 12 }, (_, number) => {
  const copied = services[number % services.length] as ServiceDefinition;
  const name = (text: string) => (number < services.length ? text : text.replace(/^[^@]+/, `$&-${number}`));
  return {
    ...copied,
    service: name(copied.service),
    codePrefix: number < services.length ? copied.codePrefix : `X${String.fromCharCode(65 + number)}`,
    mail: {
      ...copied.mail,
      ...(copied.mail.addresses && {
        addresses: copied.mail.addresses.map((one) => ({ ...one, address: name(one.address) })),
      }),
    },
  };
});

/** The installations that tests look at, by what is special about them. */
const installations: Record<string, Pick<Composition, 'services' | 'context'>> = {
  agreed: { services, context },
  twelve: { services: twelve, context },
  'new-code': { services, context },
  'third-service': { services: [...services, { ...familyline, service: 'museums', codePrefix: 'MU' }], context },
  'own-domain': {
    services: one,
    context: {
      ...context,
      'sportello:domain': 'contatti.example.it',
      'sportello:certificate-arn':
        'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000000',
    },
  },
  'own-issuer': {
    services: one,
    context: {
      ...context,
      'sportello:issuer': 'https://accessi.example.it/realms/staff',
      'sportello:audience': 'sportello-console',
      'sportello:sign-in-origins': 'https://tokens.example.it',
    },
  },
};

/** Installations that are made by themselves, because few tests ask for them. */
const alone = new Set(['agreed', 'twelve', 'new-code']);
const stubs = stubsIn(folder);
// The same installation once more, with other code in every function and other pages.
const changed = stubsIn(join(folder, 'changed'), Object.keys(handlers), 'of another day');
const compose = (name: string, { services, context }: Pick<Composition, 'services' | 'context'>) =>
  composeApp({ services, context, outdir: join(folder, name), ...(name === 'new-code' ? changed : stubs) });

for (const [name, installation] of Object.entries(installations)) {
  if (name !== which && !(which === 'others' && !alone.has(name))) continue;
  const composition = compose(name, installation);
  const assembly = composition.app.synth();
  const into = join(out, name);
  mkdirSync(join(into, 'templates'), { recursive: true });
  for (const { stackName, templateFullPath } of assembly.stacks)
    copyFileSync(templateFullPath, join(into, 'templates', `${stackName.replace(/^sportello-/, '')}.json`));
  const kept = [composition.records, ...[...composition.services.values()].map(({ records }) => records)];
  const terminationProtection = kept.every((stack) => stack.terminationProtection === true);
  const after = assembly.stacks.map(({ stackName, dependencies }) => [
    stackName,
    dependencies.flatMap(({ manifest }) => manifest.displayName ?? []),
  ]);
  writeFileSync(
    join(into, 'settings.json'),
    JSON.stringify({ terminationProtection, after: Object.fromEntries(after) }),
  );
  copyFileSync(join(assembly.directory, 'validation-report.json'), join(into, 'report.json'));
}

if (which === 'others') leaveOpenBucket();
rmSync(folder, { recursive: true, force: true });

/** What cdk-nag says where a bucket is open. */
function leaveOpenBucket(): void {
  const open = compose('open-bucket', { services: one, context });
  new Bucket(open.center, 'Open');
  let refusal: string | undefined;
  try {
    open.app.synth();
  } catch (error) {
    refusal = String(error);
  }
  mkdirSync(join(out, 'open-bucket'));
  writeFileSync(join(out, 'open-bucket/settings.json'), JSON.stringify({ refusal }));
  copyFileSync(join(folder, 'open-bucket/validation-report.json'), join(out, 'open-bucket/report.json'));
}
