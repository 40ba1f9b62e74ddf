import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Aws, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { CanaryStack } from './canary.ts';
import { CenterStack } from './center-stack.ts';
import { ContributionsStack } from './contributions-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { FollowersStack } from './followers-stack.ts';
import { asCommand, buildAll, root } from './house/build.ts';
import { type Context, readContext, reserves, serviceDirectories, setting } from './house/context.ts';
import { readServices } from './house/services.ts';
import { removeStaleTemplates } from './house/stale-templates.ts';
import { MailRulesStack } from './mail-rules-stack.ts';
import { NightStack } from './night-stack.ts';
import { PagesStack } from './pages-stack.ts';
import type { PortalDomain } from './portal.ts';
import { RecordsStack } from './records-stack.ts';
import { ServiceRecordsStack } from './service-records.ts';
import { ServiceStack } from './service-stack.ts';
import type { SignIn } from './staff.ts';
import { TracingStack } from './tracing-stack.ts';
import { WatchStack } from './watch-stack.ts';

export interface Composition {
  services: readonly ServiceDefinition[];
  /** Feature flags and `sportello:…` settings, as readContext gives them. */
  context: Context;
  /** Folder for the templates and assets. */
  outdir: string;
  /** Folder of the built bundles; dist/functions unless told. */
  bundles?: string;
  /** Folder of the built citizen pages; dist/portal unless told. */
  pages?: string;
}

/** The stacks of one service: what it keeps, what answers, what follows its register, what runs by night. */
export interface ServiceStacks {
  records: ServiceRecordsStack;
  running: ServiceStack;
  following: FollowersStack;
  night: NightStack;
  /** Stories and ideas, where the service takes any. */
  contributions: ContributionsStack | undefined;
  /** Whom people look for in its events, where the service takes that in. */
  tracing: TracingStack | undefined;
}

export interface ComposedApp {
  app: App;
  records: RecordsStack;
  edge: EdgeStack;
  center: CenterStack;
  mailRules: MailRulesStack;
  canary: CanaryStack;
  /** By the service's name. */
  services: ReadonlyMap<string, ServiceStacks>;
}

function domainOf(context: Context): PortalDomain | undefined {
  const name = setting(context, 'domain');
  const certificateArn = setting(context, 'certificate-arn');
  if (!name && !certificateArn) return undefined;
  if (!name || !certificateArn) throw new Error('sportello:domain and sportello:certificate-arn go together');
  return { name, certificateArn };
}

/**
 * An OIDC issuer of the administration's own in place of a user pool: `sportello:issuer` and `sportello:audience`; in
 * `sportello:sign-in-origins` (parted by commas) the origins of its token address, where that is another.
 */
function issuerOf(context: Context): (SignIn & { origins: string[] }) | undefined {
  const issuer = setting(context, 'issuer');
  const clientId = setting(context, 'audience');
  if (!issuer && !clientId) return undefined;
  if (!issuer || !clientId) throw new Error('sportello:issuer and sportello:audience go together');
  const more = (setting(context, 'sign-in-origins') ?? '').split(',').map((origin) => origin.trim());
  const origins = [
    new URL(issuer).origin,
    ...more.filter((origin) => origin !== '').map((origin) => new URL(origin).origin),
  ];
  return { issuer, clientId, origins: [...new Set(origins)] };
}

/** US dollars a month of `sportello:monthly-budget`, 300 unless told. Throws Error for what is no whole number above 0. */
function monthlyBudgetOf(context: Context): number {
  const budget = setting(context, 'monthly-budget') ?? '300';
  if (!/^[1-9]\d{0,6}$/.test(budget))
    throw new Error(`sportello:monthly-budget is a whole number of dollars, not ${budget}`);
  return Number(budget);
}

/** Minutes of `sportello:canary-minutes`, 5 unless told. Throws Error for what is no whole number from 5 to 60. */
function canaryMinutesOf(context: Context): number {
  const minutes = setting(context, 'canary-minutes') ?? '5';
  if (!/^\d{1,2}$/.test(minutes) || Number(minutes) < 5 || Number(minutes) > 60)
    throw new Error(`sportello:canary-minutes is a whole number from 5 to 60, not ${minutes}`);
  return Number(minutes);
}

/** The step of `sportello:origin-key-step`, 0 unless told. Throws Error for what is no whole number from 0. */
function originKeyStepOf(context: Context): number {
  const step = setting(context, 'origin-key-step') ?? '0';
  if (!/^\d{1,4}$/.test(step)) throw new Error(`sportello:origin-key-step is a whole number from 0, not ${step}`);
  return Number(step);
}

/** The addresses of a setting, parted by commas; none unless told. */
const addressesOf = (context: Context, name: string): string[] =>
  (setting(context, name) ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');

/**
 * Composes the stacks of Sportello; app, tests and stage all come through here: what all services share, and four to
 * six stacks for each service. Inside the region stacks refer to one another by exports and imports, which CloudFormation keeps from
 * changing; only the edge, in another region, is read by its outputs. Long because it is the list of them, each given
 * those before it.
 * The setting `sportello:install` (default `sportello`) names stacks and bus, so that two installs fit one account.
 * @throws Error when a handler's bundle or the citizen pages are missing.
 */
export function composeApp({ services, context, outdir, bundles, pages }: Composition): ComposedApp {
  // Functions read it of the app; here it is refused before anything is made.
  reserves(setting(context, 'reserve'));
  const app = new App({ context, outdir, analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const install = setting(context, 'install') ?? 'sportello';
  const env = { region: setting(context, 'region') ?? 'eu-south-1' };
  const domain = domainOf(context);
  const issuer = issuerOf(context);
  const alarmAddresses = { wake: addressesOf(context, 'alarm-email'), tomorrow: addressesOf(context, 'notice-email') };
  const folders = { bundles: bundles ?? join(root, 'dist/functions'), pages: pages ?? join(root, 'dist/portal') };
  const shared = new RecordsStack(app, `${install}-records`, {
    description: 'Sportello: what must survive of all services together',
    env,
    services,
    originKeyStep: originKeyStepOf(context),
    alarmAddresses,
    // Sign-in pages share one list of names with everybody else in the region.
    signInPrefix: issuer ? undefined : (setting(context, 'sign-in-prefix') ?? `${install}-${Aws.ACCOUNT_ID}`),
  });
  const kept = services.map((definition) => ({
    definition,
    records: new ServiceRecordsStack(app, `${install}-records-${definition.service}`, {
      description: `Sportello: what must survive of ${definition.service}`,
      env,
      definition,
      portalOrigin: domain ? `https://${domain.name}` : '*',
    }),
  }));
  const edge = new EdgeStack(app, `${install}-edge`, {
    description: 'Sportello: the firewall before CloudFront',
    env: { region: 'us-east-1' },
    services,
    alarmAddresses,
    monthlyBudget: monthlyBudgetOf(context),
  });
  const own = new Map(kept.map(({ definition, records }) => [definition.service, records.records]));
  const center = new CenterStack(app, `${install}-center`, {
    description: 'Sportello: what all services share and may be deployed again at any time',
    env,
    services,
    shared,
    own,
    ...folders,
    firewallArn: edge.firewallArn,
    refusalPagesArn: edge.refusalPagesArn,
    busName: install,
    ...(domain && { domain }),
    ...(issuer && { issuer }),
  });
  const mailRules = new MailRulesStack(app, `${install}-mail-rules`, {
    description: 'Sportello: which mails SES takes in',
    env,
    services: kept.map(({ definition, records }) => ({ definition, own: records.records })),
  });
  const contributions = new Map(
    kept.flatMap(({ definition, records: { records: own } }) => {
      const table = own.contributions;
      if (table === undefined) return [];
      const stack = new ContributionsStack(app, `${install}-contributions-${definition.service}`, {
        description: `Sportello: stories and ideas given to ${definition.service}, which may be deployed again at any time`,
        env,
        definition,
        own,
        table,
        shared,
        center,
        bundles: folders.bundles,
      });
      return [[definition.service, stack] as const];
    }),
  );
  const tracing = new Map(
    kept.flatMap(({ definition, records: { records: own } }) => {
      const table = own.tracing;
      if (table === undefined) return [];
      const stack = new TracingStack(app, `${install}-tracing-${definition.service}`, {
        description: `Sportello: whom people look for in events of ${definition.service}, which may be deployed again at any time`,
        env,
        definition,
        own,
        table,
        shared,
        center,
        bundles: folders.bundles,
      });
      return [[definition.service, stack] as const];
    }),
  );
  const running = kept.map(({ definition, records }): [string, ServiceStacks] => [
    definition.service,
    {
      records,
      running: new ServiceStack(app, `${install}-service-${definition.service}`, {
        description: `Sportello: the functions of ${definition.service}, which may be deployed again at any time`,
        env,
        definition,
        own: records.records,
        shared,
        center,
        besides: [contributions, tracing].flatMap((apart) => apart.get(definition.service)?.routes ?? []),
        bundles: folders.bundles,
      }),
      contributions: contributions.get(definition.service),
      tracing: tracing.get(definition.service),
      following: new FollowersStack(app, `${install}-followers-${definition.service}`, {
        description: `Sportello: what follows the register of ${definition.service}, which may be deployed again at any time`,
        env,
        definition,
        own: records.records,
        shared,
        center,
        bundles: folders.bundles,
      }),
      night: new NightStack(app, `${install}-night-${definition.service}`, {
        description: `Sportello: what ${definition.service} does by night, which may be deployed again at any time`,
        env,
        definition,
        own: records.records,
        shared,
        bundles: folders.bundles,
      }),
    },
  ]);
  const canary = new CanaryStack(app, `${install}-canary`, {
    description: 'Sportello: who sends contacts as a citizen would, and tells where they stop',
    env,
    own,
    shared,
    center,
    bundles: folders.bundles,
    everyMinutes: canaryMinutesOf(context),
  });
  new PagesStack(app, `${install}-pages`, {
    description: 'Sportello: the pages of citizens and staff, after all that answers them',
    env,
    center,
    after: [...running.map(([, { running: answering }]) => answering), ...contributions.values(), ...tracing.values()],
    pages: folders.pages,
  });
  // After all others: it is made of their alarms.
  new WatchStack(app, `${install}-watch`, {
    description: 'Sportello: one alarm for what is wrong with each capability',
    env,
    services: services.map(({ service }) => service),
    shared,
  });
  Tags.of(app).add('application', install);
  // By these the bill is told apart, once they are activated as tags for cost allocation.
  for (const [service, { records, running: own, following, night, contributions: given, tracing: traced }] of running)
    for (const stack of [records, own, following, night, given, traced])
      if (stack) Tags.of(stack).add('service', service);
  return { app, records: shared, edge, center, mailRules, canary, services: new Map(running) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asCommand(async () => {
    const context = readContext();
    const directories = serviceDirectories(context);
    await buildAll(directories, new Date().getFullYear());
    const outdir = resolve(root, process.env['CDK_OUTDIR'] ?? 'dist/cdk.out');
    const { app } = composeApp({ services: readServices(directories), context, outdir });
    removeStaleTemplates(outdir);
    app.synth();
  });
