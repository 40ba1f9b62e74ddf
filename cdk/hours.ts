import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { busNames, busSource, type ScheduledMoment } from '../shared/contracts/posture-changed.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { languages } from '../shared/contracts/text.ts';
import { weeklySchedules } from '../shared/core/posture/schedules.ts';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { waive } from './house/waiver.ts';
import { letSetAside, wakeByDeployment, wakeByEvents, wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';

export interface HoursProps {
  house: House;
  api: Api;
  bus: IEventBus;
  shared: RecordsStack;
  services: readonly ServiceDefinition[];
  /** Where the portal's pages lie. */
  pages: Bucket;
  portalUrl: string;
  /** Name of the group of schedules that follow the posture. */
  scheduleGroup: string;
}

/**
 * Tells anyone which services there are and when each is open, and keeps the schedules that wake others at those times.
 */
export class Hours extends Construct {
  /** Keeps schedules and the notices in pages in step with what is declared. */
  readonly postureChange: HouseFunction;

  constructor(scope: Construct, id: string, props: HoursProps) {
    super(scope, id);
    const { house, api, shared } = props;
    const anyoneGet = new HouseFunction(this, 'AnyoneGet', {
      house,
      bundle: 'hours-anyone-get',
      description: 'Says which services there are and when they are open, and why',
      errorImpact: 'Citizens and voice menus cannot see which services there are and whether they are open.',
      environment: {
        LEDGER_TABLE: shared.ledger.tableName,
        WAITS_TABLE: shared.waits.tableName,
        PROPOSALS_TABLE: shared.proposals.tableName,
      },
    });
    anyoneGet.allow(['dynamodb:Query'], [shared.ledger.tableArn]).allowKey(shared.key, keyUse.read);
    anyoneGet.allow(['dynamodb:GetItem'], [shared.waits.tableArn, shared.proposals.tableArn]);
    api.answer(anyoneGet);
    this.postureChange = this.follow(props);
  }

  /** Long because the group, its role, the follower and its rights name one another. */
  private follow({ house, bus, shared, services, pages, portalUrl, scheduleGroup }: HoursProps): HouseFunction {
    const group = new CfnScheduleGroup(this, 'Schedules', { name: scheduleGroup });
    const role = new Role(this, 'SchedulesRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'Puts what is due on the bus',
    });
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }));
    const { queue, key } = house.unheard;
    letSetAside(role, queue, key);
    for (const { service, name, expression, what } of services.flatMap((definition) =>
      weeklySchedules(definition).map((weekly) => ({ service: definition.service, ...weekly })),
    )) {
      const moment: ScheduledMoment = { contract: 'scheduled-moment.v1', service, what };
      new CfnSchedule(this, name, {
        name,
        groupName: group.ref,
        description: `${what} of ${service} in an ordinary week; off while a declaration widens its hours`,
        scheduleExpression: expression,
        scheduleExpressionTimezone: 'Europe/Rome',
        flexibleTimeWindow: { mode: 'OFF' },
        target: {
          arn: bus.eventBusArn,
          roleArn: role.roleArn,
          eventBridgeParameters: { detailType: busNames[what], source: busSource },
          input: JSON.stringify(moment),
          retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 900 },
          deadLetterConfig: { arn: queue.queueArn },
        },
      });
    }

    const postureChange = new HouseFunction(this, 'PostureChange', {
      house,
      bundle: 'hours-posture-change',
      description:
        'Keeps schedules and notices in pages in step with what is declared, and tells the bus when a service turns',
      errorImpact:
        'Reminders to renew a declaration may not leave, and pages show a notice only once they are open; hours and ends hold all the same.',
      environment: {
        LEDGER_TABLE: shared.ledger.tableName,
        PROPOSALS_TABLE: shared.proposals.tableName,
        SCHEDULE_GROUP: scheduleGroup,
        SCHEDULE_ROLE_ARN: role.roleArn,
        DEAD_LETTERS_ARN: queue.queueArn,
        BUS_ARN: bus.eventBusArn,
        BUS_NAME: bus.eventBusName,
        PAGES_BUCKET: pages.bucketName,
        PORTAL_URL: portalUrl,
      },
      // A call that Scheduler refuses is tried three times over a second; a run may have a dozen to make.
      timeout: Duration.seconds(30),
    });
    const stack = Stack.of(this);
    const { partition, region, account } = stack;
    postureChange.allow(['dynamodb:Query'], [shared.ledger.tableArn]).allowKey(shared.key, keyUse.read);
    postureChange.allow(['dynamodb:GetItem'], [shared.proposals.tableArn]);
    postureChange.allow(
      ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:GetSchedule', 'scheduler:UpdateSchedule'],
      [`arn:${partition}:scheduler:${region}:${account}:schedule/${scheduleGroup}/*`],
    );
    postureChange.allow(['scheduler:ListSchedules'], ['*']);
    postureChange.allow(['iam:PassRole'], [role.roleArn]);
    postureChange.allow(['events:PutEvents'], [bus.eventBusArn]);
    postureChange.allow(['s3:ListBucket'], [pages.bucketArn]);
    postureChange.allow(['s3:PutObject'], [pages.arnForObjects('index.html'), pages.arnForObjects('404.html')]);
    const pagesId = Stack.of(this).getLogicalId(pages.node.defaultChild as CfnBucket);
    for (const language of languages) {
      postureChange.allow(['s3:PutObject'], [pages.arnForObjects(`${language}/*`)]);
      waive(
        postureChange,
        `IAM5[Resource::<${pagesId}.Arn>/${language}/*]`,
        'Every page of a language says what is declared, so each of them is written again.',
      );
    }
    waive(
      postureChange,
      `IAM5[Resource::arn:${stack.resolve(partition)}:scheduler:${region}:<AWS::AccountId>:schedule/${scheduleGroup}/*]`,
      'Schedules are named after declarations, which are yet to come: their group is all that can be known.',
    );
    waive(postureChange, 'IAM5[Resource::*]', 'scheduler:ListSchedules knows no resource.');
    wakeByEvents(this, 'PostureChangeRule', postureChange, {
      bus,
      pattern: {
        source: [busSource],
        detailType: [
          ...[busNames.postureChanged, busNames.end, busNames.opening, busNames.closing],
          ...[busNames.eventTold, busNames.telling, busNames.quakesChanged],
        ],
      },
      description:
        'Whatever is declared, told of an event or a quake, ends, opens or closes changes what is to be woken when',
    });
    wakeByDeployment(this, 'DeploymentRule', postureChange, 'A deployment turns the schedules of the week on again');
    wakeByTime(this, 'PostureChangeSchedule', postureChange, { at: 'rate(5 minutes)', retries: 0 });
    house.alarms.add(this, 'SchedulesNotApplied', {
      chapter: 'schedules-not-applied',
      impact: 'A reminder to renew a declaration, or the news that it has ended, may not reach anybody in time.',
      metric: new Metric({
        namespace: 'Sportello',
        metricName: 'SchedulesNotApplied',
        dimensionsMap: { service: 'all' },
        statistic: 'Sum',
      }),
      above: 0,
    });
    house.alarms.add(this, 'NoticesNotServed', {
      chapter: 'notices-not-served',
      impact: 'Pages show what is declared only a moment after they are open, and without script behind a link.',
      metric: new Metric({
        namespace: 'Sportello',
        metricName: 'NoticesNotServed',
        dimensionsMap: { service: 'all' },
        statistic: 'Sum',
      }),
      above: 0,
    });
    return postureChange;
  }
}
