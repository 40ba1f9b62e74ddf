import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { CanaryStack } from './canary.ts';
import { CenterStack } from './center-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { asCommand, buildAll, root } from './house/build.ts';
import { type Context, readContext, serviceDirectories } from './house/context.ts';
import { readServices } from './house/services.ts';
import { removeStaleTemplates } from './house/stale-templates.ts';
import { MailRulesStack } from './mail-rules-stack.ts';
import { PagesStack } from './pages-stack.ts';
import { RecordsStack } from './records-stack.ts';
import { readSettings } from './settings.ts';
import { recordsOf, type ServiceStacks, stacksOf } from './stacks-of-service.ts';
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

/**
 * Composes the stacks of Sportello; app, tests and stage all come through here: what all services share, and four to six
 * stacks for each service. Inside the region stacks refer to one another by exports and imports, which CloudFormation
 * keeps from changing; only the edge, in another region, is read by its outputs.
 * @throws Error when a handler's bundle or the citizen pages are missing, or a setting makes no sense.
 */
export function composeApp({ services, context, outdir, bundles, pages }: Composition): ComposedApp {
  const settings = readSettings(context);
  const { install, env, domain, issuer, alarmAddresses } = settings;
  const folders = { bundles: bundles ?? join(root, 'dist/functions'), pages: pages ?? join(root, 'dist/portal') };
  const app = new App({ context, outdir, analyticsReporting: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  Tags.of(app).add('application', install);
  const place = { app, install, env };
  const records = new RecordsStack(app, `${install}-records`, {
    description: 'Sportello: what must survive of all services together',
    env,
    services,
    originKeyStep: settings.originKeyStep,
    alarmAddresses,
    signInPrefix: settings.signInPrefix,
  });
  const kept = services.map((definition) => ({
    definition,
    records: recordsOf(place, definition, domain ? `https://${domain.name}` : '*'),
  }));
  const own = new Map(kept.map(({ definition, records }) => [definition.service, records.records]));
  const edge = new EdgeStack(app, `${install}-edge`, {
    description: 'Sportello: the firewall before CloudFront',
    env: { region: 'us-east-1' },
    services,
    alarmAddresses,
    monthlyBudget: settings.monthlyBudget,
  });
  const center = new CenterStack(app, `${install}-center`, {
    description: 'Sportello: what all services share and may be deployed again at any time',
    env,
    services,
    shared: records,
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
  const given = { shared: records, center, bundles: folders.bundles };
  const stacks = new Map(kept.map((one) => [one.definition.service, stacksOf(place, { ...one, ...given })]));
  const canary = new CanaryStack(app, `${install}-canary`, {
    description: 'Sportello: who sends contacts as a citizen would, and tells where they stop',
    env,
    own,
    ...given,
    everyMinutes: settings.canaryMinutes,
  });
  new PagesStack(app, `${install}-pages`, {
    description: 'Sportello: the pages of citizens and staff, after all that answers them',
    env,
    center,
    after: [...stacks.values()].flatMap(({ running, contributions, tracing }) =>
      [running, contributions, tracing].filter((stack) => stack !== undefined),
    ),
    pages: folders.pages,
  });
  // After all others: it is made of their alarms.
  new WatchStack(app, `${install}-watch`, {
    description: 'Sportello: one alarm for what is wrong with each capability',
    env,
    services: services.map(({ service }) => service),
    shared: records,
  });
  return { app, records, edge, center, mailRules, canary, services: stacks };
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
