import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { readContext, serviceDirectories, setting } from '../cdk/house/context.ts';
import { readServices } from '../cdk/house/services.ts';
import type { PostureLevel } from '../shared/contracts/declaration.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { declaredAt } from '../shared/core/posture/declared.ts';
import { isAct, itemAct } from '../shared/shell/stores/ledger.ts';
import { clientsOf, variableOf } from './center.ts';
import { accountOfCaller, centerOnAws, isOfInstall } from './center-on-aws.ts';
import { asTool, textTable } from './command.ts';
import { accountIn } from './preflight/account.ts';
import { askAccount } from './preflight/ask.ts';
import { preflightRows, type Row } from './preflight/checks.ts';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));

const help = `
Looks before a deployment whether the account has what Sportello needs, and changes nothing: the Region, the CDK's
bootstrap, quotas against the plans of all services, SES, the prefix of sign-in pages, what is declared now, and values
of the examples that are still in the definitions. Ends with exit code 1 when something is to be done first.

npm run synth && npm run preflight [-- options]
  --context NAME=VALUE  a setting, as you will give it to the deployment (several times)
  --during-emergency    do not object to what is declared: limits are those of ordinary times until the deployment ends

It takes your own credentials, as the AWS command line finds them, and needs to read: cloudformation:DescribeStacks and
ListStackResources, servicequotas:GetServiceQuota and GetAWSDefaultServiceQuota, ses:GetSendQuota,
ses:GetIdentity…Attributes, ses:DescribeActiveReceiptRuleSet, cognito-idp:DescribeUserPoolDomain; of a center that runs
also lambda:GetFunctionConfiguration and its ledger.
`;

type Template = { Resources?: Record<string, { Type: string; Properties?: Record<string, unknown> }> };

/** What the templates say of limits that a whole account shares: rules on its own bus, environments that are kept. */
export function sharesOf(templates: readonly Template[], services: readonly ServiceDefinition[]) {
  const resources = templates.flatMap(({ Resources = {} }) => Object.values(Resources));
  const rules = resources.filter(
    ({ Type, Properties }) => Type === 'AWS::Events::Rule' && Properties?.['EventBusName'] === undefined,
  ).length;
  const kept = resources
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .reduce((total, { Properties }) => total + Number(Properties?.['ReservedConcurrentExecutions'] ?? 0), 0);
  const ofIntake = services.reduce((total, { capacity }) => total + capacity.ordinary.intakeConcurrency, 0);
  return { rules, kept: Math.max(0, kept - ofIntake), reserve: kept > 0 };
}

function readTemplates(folder: string): Template[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.template.json')) : [];
  if (files.length === 0) throw new Error(`there are no templates in ${folder}: run npm run synth first`);
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Template);
}

/** The posture of each service by the ledger of the center that runs; undefined where none was deployed. */
async function posturesOf(install: string, region: string, services: readonly string[]) {
  const account = accountOfCaller();
  try {
    const names = (await account.stacks()).map(({ name }) => name);
    if (!names.some((name) => isOfInstall(install, name))) return undefined;
    const center = await centerOnAws(install, region, account);
    const { dynamodb } = clientsOf(center);
    const now = new Date().toISOString();
    const postures: Record<string, PostureLevel> = {};
    for (const service of services) {
      const { Items = [] } = await dynamodb.send(
        new QueryCommand({
          TableName: variableOf(center, 'LEDGER_TABLE'),
          KeyConditionExpression: 'service = :service',
          ExpressionAttributeValues: { ':service': { S: service } },
          ConsistentRead: true,
        }),
      );
      const acts = Items.filter(isAct).map((item) => itemAct(item).event);
      postures[service] = declaredAt(acts, now).posture;
    }
    return postures;
  } finally {
    account.close();
  }
}

/** The table for people, and what is to be done under it. */
export function preflightText(rows: readonly Row[]): string {
  const open = rows.filter(({ ask }) => ask !== undefined);
  const table = textTable(
    ['', 'what', 'have', 'need'],
    rows.map(({ what, have, need, ask }) => [ask === undefined ? 'ok' : '!', what, have, need]),
  );
  if (open.length === 0) return `${table}\n\nNothing stands in the way of a deployment.`;
  return `${table}\n\nTo do first:\n${open.map(({ what, ask }) => `  ${what}\n    ${ask}`).join('\n')}`;
}

async function preflight(): Promise<void> {
  const { values } = parseArgs({
    options: {
      context: { type: 'string', multiple: true, short: 'c' },
      'during-emergency': { type: 'boolean', default: false },
    },
  });
  const given = Object.fromEntries((values.context ?? []).map((one) => one.split(/=(.*)/s).slice(0, 2)));
  const context = { ...readContext(), ...given };
  const services = readServices(serviceDirectories(context));
  const region = setting(context, 'region') ?? 'eu-south-1';
  process.env['AWS_REGION'] = region;
  const install = setting(context, 'install') ?? 'sportello';
  const deployment = {
    services,
    region,
    ...sharesOf(readTemplates(join(root, 'dist/cdk.out')), services),
    alarmAddresses: (setting(context, 'alarm-email') ?? '').split(',').filter((address) => address.trim() !== ''),
    duringEmergency: values['during-emergency'],
  };
  const answers = await askAccount(accountIn(region), {
    ...deployment,
    // Without a setting the account's own number is in it.
    signInPrefix: setting(context, 'issuer') === undefined ? setting(context, 'sign-in-prefix') : undefined,
    postures: () =>
      posturesOf(
        install,
        region,
        services.map(({ service }) => service),
      ),
  });
  const rows = preflightRows(answers, deployment);
  console.log(preflightText(rows));
  if (rows.some(({ ask }) => ask !== undefined)) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await asTool(help, preflight);
