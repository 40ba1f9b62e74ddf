import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { routeKey, routes } from '../shared/contracts/api/routes.ts';
import { busNames, busSource } from '../shared/contracts/posture-changed.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { wakeByDeployment, wakeByEvents, wakeByTime } from './house/wake.ts';
import type { Intake } from './intake.ts';
import type { RecordsStack } from './records-stack.ts';
import type { Registrar } from './registrar.ts';

/** What capacity governs of one service. */
export interface Governed {
  definition: ServiceDefinition;
  intake: Intake;
  registrar: Registrar;
}

export interface CapacityProps {
  house: House;
  api: Api;
  bus: IEventBus;
  shared: RecordsStack;
  governed: readonly Governed[];
}

const minute = Duration.minutes(1);

/** Contacts of one service refused in a minute above which its load asks for more room: one every two seconds. */
const refusalsAMinute = 30;

/**
 * Calls of a service that nobody took, in every hundred, above which its load is more than its operators can answer.
 */
const unansweredInHundred = 20;

/** Calls in five minutes below which that share says nothing. */
const fewestCalls = 20;

/** Gives each service the limits of its posture and load, and takes nothing from the others. */
export class Capacity extends Construct {
  constructor(scope: Construct, id: string, props: CapacityProps) {
    super(scope, id);
    this.follow(props);
    this.hearLoad(props);
  }

  private follow({ house, api, bus, shared, governed }: CapacityProps) {
    const stack = Stack.of(this);
    const { stageName, arn } = api.limited;
    const postureChange = new HouseFunction(this, 'PostureChange', {
      house,
      bundle: 'capacity-posture-change',
      description: 'Makes the limits of each service those of its posture, and reads them back',
      errorImpact: 'The limits of a service do not follow what is declared: citizens may be refused in an emergency.',
      environment: {
        LEDGER_TABLE: shared.ledger.tableName,
        CAPACITY_TABLE: shared.capacity.tableName,
        API_ID: api.api.apiId,
        STAGE_NAME: stageName,
        CAPACITY_TARGETS: stack.toJsonString(
          governed.map(({ definition: { service }, intake, registrar }) => ({
            service,
            intake: intake.contacts.lambda.functionName,
            registrarSource: registrar.contactsSource.eventSourceMappingId,
          })),
        ),
      },
      // Calls that are refused are tried four times over three seconds, on either side of reading.
      timeout: Duration.seconds(60),
      memory: 512,
    });
    postureChange.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    postureChange.allow(['dynamodb:GetItem'], [shared.capacity.tableArn]).allowKey(shared.key, keyUse.read);
    postureChange.allow(['apigateway:GET', 'apigateway:PATCH'], [arn]);
    const functions = governed.map(({ intake }) => intake.contacts.lambda.functionArn);
    const aliases = governed.map(({ intake }) => intake.live.functionArn);
    const sources = governed.map(({ registrar }) => registrar.contactsSource.eventSourceMappingArn);
    postureChange.allow(['lambda:GetFunctionConcurrency', 'lambda:PutFunctionConcurrency'], functions);
    postureChange.allow(
      [
        'lambda:DeleteProvisionedConcurrencyConfig',
        'lambda:GetProvisionedConcurrencyConfig',
        'lambda:PutProvisionedConcurrencyConfig',
      ],
      aliases,
    );
    postureChange.allow(['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'], sources);
    wakeByEvents(this, 'PostureChangeRule', postureChange, {
      bus,
      pattern: { source: [busSource], detailType: [busNames.postureChanged, busNames.end, busNames.capacityRaised] },
      description: 'Limits follow whatever is declared, ends, or weighs on a service',
    });
    // A deployment sets the limits of the template, which are those of ordinary times.
    wakeByDeployment(this, 'DeploymentRule', postureChange, 'A deployment must not undo an emergency');
    wakeByTime(this, 'PostureChangeSchedule', postureChange, { at: 'rate(5 minutes)', retries: 0 });
    for (const service of [...governed.map(({ definition }) => definition.service), 'shared']) {
      house.alarms.add(this, `NotApplied-${service}`, {
        chapter: 'capacity-not-applied',
        impact: `The limits of ${service} are not those of its posture: citizens may be refused who should be heard.`,
        metric: new Metric({
          namespace: 'Sportello',
          metricName: 'CapacityNotApplied',
          dimensionsMap: { service },
          statistic: 'Sum',
        }),
        above: 0,
      });
    }
  }

  private hearLoad({ house, api, bus, shared, governed }: CapacityProps) {
    new MetricFilter(this, 'Refused', {
      logGroup: api.accessLog,
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: 'Sportello',
      metricName: 'Refused',
      metricValue: '1',
      dimensions: { route: '$.route' },
    });
    const alarms = governed.flatMap(({ definition, registrar }) => {
      const { service } = definition;
      const refused = house.alarms.add(this, `Refused-${service}`, {
        chapter: 'contacts-refused',
        impact: `Citizens who write to ${service} are told to come back later: more arrive than its posture lets in.`,
        metric: new Metric({
          namespace: 'Sportello',
          metricName: 'Refused',
          dimensionsMap: { route: routeKey(routes.acceptContact, service) },
          statistic: 'Sum',
          period: minute,
        }),
        above: refusalsAMinute,
      });
      const calls = (metricName: string) =>
        new Metric({
          namespace: 'Sportello',
          metricName,
          dimensionsMap: { service },
          statistic: 'Sum',
          period: Duration.minutes(5),
        });
      const unanswered = house.alarms.add(this, `Unanswered-${service}`, {
        chapter: 'calls-unanswered',
        impact: `More than ${unansweredInHundred} in 100 who phone ${service} reach nobody.`,
        metric: new MathExpression({
          // Nobody missed, or nobody reached, leaves one of the two without a figure.
          expression: `IF(FILL(taken, 0) + FILL(missed, 0) >= ${fewestCalls}, 100 * FILL(missed, 0) / (FILL(taken, 0) + FILL(missed, 0)), 0)`,
          usingMetrics: { taken: calls('CallsAnswered'), missed: calls('CallsUnanswered') },
          label: 'calls that nobody took, %',
          period: Duration.minutes(5),
        }),
        above: unansweredInHundred,
        periods: 2,
      });
      return [refused, unanswered, registrar.contactsAge].map((alarm) => ({ alarm, service }));
    });
    const loadAlarm = new HouseFunction(this, 'LoadAlarm', {
      house,
      bundle: 'capacity-load-alarm',
      description:
        'Gives a service under load the plan of the next higher posture for half an hour, and proposes an alert',
      errorImpact: 'A service under load keeps its limits, and no alert is proposed to its duty officer.',
      environment: {
        CAPACITY_TABLE: shared.capacity.tableName,
        PROPOSALS_TABLE: shared.proposals.tableName,
        BUS_NAME: bus.eventBusName,
        LOAD_ALARMS: Stack.of(this).toJsonString(
          alarms.map(({ alarm, service }) => ({ alarm: alarm.alarmName, service })),
        ),
      },
    });
    loadAlarm.allow(['dynamodb:PutItem'], [shared.capacity.tableArn]);
    loadAlarm.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [shared.proposals.tableArn]);
    loadAlarm.allowKey(shared.key, keyUse.table);
    loadAlarm.allow(['events:PutEvents'], [bus.eventBusArn]);
    wakeByEvents(this, 'LoadAlarmRule', loadAlarm, {
      pattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        resources: alarms.map(({ alarm }) => alarm.alarmArn),
        detail: { state: { value: ['ALARM'] } },
      },
      description: 'What weighs on a service',
    });
  }
}
