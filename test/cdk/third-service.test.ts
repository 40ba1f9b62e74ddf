import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { type Composition, composeApp } from '../../cdk/app.ts';
import { buildBundles } from '../../cdk/house/build.ts';
import { handlers } from '../../cdk/house/bundles.ts';
import { readContext } from '../../cdk/house/context.ts';
import { readServices } from '../../cdk/house/services.ts';
import { stubsIn } from './stubs.ts';
import { definitions, resourcesOf, type Template, templates } from './synthesis.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const third = {
  ...JSON.parse(readFileSync(join(definitions, 'familyline.json'), 'utf8')),
  service: 'museums',
  codePrefix: 'MU',
};

/** A folder with these files, each a definition or something else. */
function directory(name: string, files: Record<string, unknown>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, content] of Object.entries(files))
    writeFileSync(join(path, file), typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Composes the real app, one service of it, over stub bundles. */
const composed = (changes: Partial<Composition>) =>
  composeApp({
    services: readServices([definitions]).slice(0, 1),
    context: readContext({}),
    outdir: temporaryFolder(),
    ...stubsIn(temporaryFolder()),
    ...changes,
  });

const more = directory('more', { 'museums.json': third, 'zones.json': { zones: [] } });

const three = await templates('third-service');

test('a service more is a file more: its queue, its tables, its routes and its functions', () => {
  const services = readServices([definitions, more]);
  expect(services.map(({ service }) => service)).toEqual(['familyline', 'museums', 'protezione-civile']);
  const types = Object.values(three['records-museums']?.Resources ?? {}).map(({ Type }) => Type);
  expect(types.filter((type) => type === 'AWS::SQS::Queue')).toHaveLength(18);
  expect(types.filter((type) => type === 'AWS::DynamoDB::Table')).toHaveLength(18);
  expect(types).toContain('AWS::S3::Bucket');
  expect(types).toContain('AWS::SecretsManager::Secret');
  const running = three['service-museums'] as Template;
  const routes = resourcesOf('AWS::ApiGatewayV2::Route', running).map(([, { Properties }]) => Properties['RouteKey']);
  expect(routes).toContain('POST /v1/services/museums/contacts');
  const functions = (service: string) =>
    resourcesOf('AWS::Lambda::Function', three[`service-${service}`] as Template).map(([id]) =>
      id.slice(service.length, -8),
    );
  expect(functions('museums').length).toBeGreaterThan(20);
  expect(functions('museums')).toEqual(functions('familyline'));
});

test('a service more changes nothing in the stacks of the others', async () => {
  const two = await templates();
  for (const { service } of readServices([definitions]))
    for (const stack of [`records-${service}`, `service-${service}`])
      expect({ stack, same: isDeepStrictEqual(three[stack], two[stack]) }).toEqual({ stack, same: true });
});

test('every bundle carries every service, with holidays from the year before to ten years after', async () => {
  const sources = join(folder, 'functions');
  mkdirSync(join(sources, 'hours'), { recursive: true });
  writeFileSync(join(sources, 'hours/on-anyone-get.ts'), 'export const handler = async () => 1;\n');
  const out = join(folder, 'bundles');
  const services = readServices([definitions, more]);
  await buildBundles({ functions: sources, out, services, year: 2026 });
  const prepared = JSON.parse(readFileSync(join(out, 'hours-anyone-get/services/museums.json'), 'utf8'));
  const years = new Set(Object.keys(prepared.holidayDates).map((date) => date.slice(0, 4)));
  expect([...years].sort()).toEqual(Array.from({ length: 12 }, (_, index) => String(2025 + index)));
  expect(prepared.holidayDates['2026-10-04']).toBeDefined();
});

describe('what is refused, by file and member', () => {
  const refuse = (name: string, files: Record<string, unknown>) => () => readServices([directory(name, files)]);

  test('a wrong value', () => {
    expect(refuse('value', { 'museums.json': { ...third, timeZone: 'Europe/London' } })).toThrow(
      /museums\.json is not a service definition:\n {2}timeZone: /,
    );
  });

  test('a member that no definition has', () => {
    expect(refuse('member', { 'museums.json': { ...third, colour: 'red' } })).toThrow(/colour/);
  });

  test('text that is not JSON', () => {
    expect(refuse('json', { 'museums.json': '{' })).toThrow(/museums\.json is not JSON/);
  });

  test('a code prefix that another service has', () => {
    copyFileSync(join(definitions, 'familyline.json'), join(directory('twin', {}), 'familyline.json'));
    const twins = [join(folder, 'twin'), directory('twin-prefix', { 'museums.json': { ...third, codePrefix: 'FL' } })];
    expect(() => readServices(twins)).toThrow(/museums\.json: codePrefix FL is already taken by .*familyline\.json/);
  });

  test('a directory without definitions', () => {
    expect(refuse('none', { 'zones.json': { zones: [] } })).toThrow(/no service definition in/);
  });

  test('a handler that was not built', () => {
    const most = Object.keys(handlers).filter((name) => name !== 'hours-anyone-get');
    expect(() => composed({ bundles: stubsIn(temporaryFolder(), most).bundles })).toThrow(
      /hours-anyone-get is missing: write functions\/hours\/on-anyone-get\.ts and run npm run build/,
    );
  });

  test('pages that were not built', () => {
    expect(() => composed({ pages: join(folder, 'nowhere') })).toThrow(/the citizen pages are missing/);
  });

  test('a reserve that is neither true nor false', () => {
    const context = { ...readContext({}), 'sportello:reserve': 'perhaps' };
    expect(() => composed({ context })).toThrow('sportello:reserve is true or false, not perhaps');
  });

  test('half an issuer', () => {
    const context = { ...readContext({}), 'sportello:issuer': 'https://accessi.example.it' };
    expect(() => composed({ context })).toThrow(/sportello:issuer and sportello:audience go together/);
  });

  test('a domain without its certificate', () => {
    expect(() => composed({ context: { 'sportello:domain': 'sportello.example' } })).toThrow(
      'sportello:domain and sportello:certificate-arn go together',
    );
  });
});

test('a trial account keeps environments for no function, in an emergency neither', () => {
  const context = { ...readContext({}), 'sportello:reserve': 'false' };
  const { app } = composed({ context });
  const all = app.synth().stacks.map(({ template }) => template as Template);
  const functions = resourcesOf('AWS::Lambda::Function', ...all);
  expect(functions.length).toBeGreaterThan(40);
  for (const [id, { Properties }] of functions)
    expect({ id, kept: Properties['ReservedConcurrentExecutions'] }).toEqual({ id, kept: undefined });
  for (const [id, { Properties }] of resourcesOf('AWS::Lambda::Alias', ...all))
    expect({ id, ready: Properties['ProvisionedConcurrencyConfig'] }).toEqual({ id, ready: undefined });
  const targets = functions.flatMap(([, { Properties }]) => {
    const told = Properties['Environment']?.Variables?.CAPACITY_TARGETS;
    return told === undefined ? [] : [JSON.stringify(told)];
  });
  expect(targets.filter((told) => told.includes('keeps') && told.includes('false'))).toHaveLength(1);
}, 180_000);
