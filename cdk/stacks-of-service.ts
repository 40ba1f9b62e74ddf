import { type App, type Environment, Tags } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { ApartProps } from './capability.ts';
import type { CenterStack } from './center-stack.ts';
import { Contributions } from './contributions.ts';
import { FollowersStack } from './followers-stack.ts';
import { NightStack } from './night-stack.ts';
import type { RecordsStack } from './records-stack.ts';
import { ServiceRecordsStack } from './service-records-stack.ts';
import { ServiceStack } from './service-stack.ts';
import { ApartStack } from './stack-of-service.ts';
import { Tracing } from './tracing.ts';

/** The stacks of one service: what it keeps, what answers, what follows its register, what runs by night. */
export interface ServiceStacks {
  records: ServiceRecordsStack;
  running: ServiceStack;
  following: FollowersStack;
  night: NightStack;
  /** Stories and ideas, where the service takes any. */
  contributions: ApartStack | undefined;
  /** Whom people look for in its events, where the service takes that in. */
  tracing: ApartStack | undefined;
}

/** Where the stacks of a service stand, and by what install they are named. */
type Place = { app: App; install: string; env: Environment };

/** What must survive of a service, which the center is made of too. */
export function recordsOf(
  { app, install, env }: Place,
  definition: ServiceDefinition,
  portalOrigin: string,
): ServiceRecordsStack {
  const records = new ServiceRecordsStack(app, `${install}-records-${definition.service}`, {
    description: `Sportello: what must survive of ${definition.service}`,
    env,
    definition,
    portalOrigin,
  });
  return tagged(definition, records);
}

type Given = {
  definition: ServiceDefinition;
  records: ServiceRecordsStack;
  shared: RecordsStack;
  center: CenterStack;
  bundles: string;
};

/** All that runs for a service, made of what it keeps and of what all share. */
export function stacksOf({ app, install, env }: Place, { records, ...all }: Given): ServiceStacks {
  const { definition } = all;
  const { service } = definition;
  const own = records.records;
  const given = (what: string) => ({
    ...{ ...all, own, env },
    description: `Sportello: ${what}, which may be deployed again at any time`,
  });
  /** A capability that a service has where it keeps its table. */
  const apart = <Built>(
    table: Table | undefined,
    { id, kind, what }: { id: string; kind: string; what: string },
    Capability: new (part: Construct, id: string, given: ApartProps & { table: Table }) => Built,
  ) =>
    table &&
    new ApartStack(app, id, {
      ...given(what),
      build: (part, props) => new Capability(part, kind, { ...props, table }),
    });
  const contributions = apart(
    own.contributions,
    {
      id: `${install}-contributions-${service}`,
      kind: 'contributions',
      what: `stories and ideas given to ${service}`,
    },
    Contributions,
  );
  const tracing = apart(
    own.tracing,
    { id: `${install}-tracing-${service}`, kind: 'tracing', what: `whom people look for in events of ${service}` },
    Tracing,
  );
  const running = new ServiceStack(app, `${install}-service-${service}`, {
    ...given(`the functions of ${service}`),
    besides: [contributions, tracing].flatMap((stack) => stack?.routes ?? []),
  });
  const following = new FollowersStack(
    app,
    `${install}-followers-${service}`,
    given(`what follows the register of ${service}`),
  );
  const night = new NightStack(app, `${install}-night-${service}`, given(`what ${service} does by night`));
  for (const stack of [running, following, night, contributions, tracing]) if (stack) tagged(definition, stack);
  return { records, running, following, night, contributions, tracing };
}

/** A stack of a service: by this tag its share of the bill is told apart, once it is activated for cost allocation. */
function tagged<Made extends Construct>({ service }: ServiceDefinition, stack: Made): Made {
  Tags.of(stack).add('service', service);
  return stack;
}
