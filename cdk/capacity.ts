import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { routeKey, routes } from '../shared/contracts/api/routes.ts';
import { busNames, busSource } from '../shared/contracts/posture-changed.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { Api, Limits } from './api.ts';
import type { ServiceProps } from './capability.ts';
import { reserves } from './house/context.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { wakeByDeployment, wakeByEvents, wakeByTime } from './house/wake.ts';
import type { Intake } from './intake.ts';
import type { RecordsStack } from './records-stack.ts';
import type { Registrar } from './registrar.ts';

interface FollowProps {
  house: House;
  /** The API whose limits follow. */
  api: Api;
  bus: IEventBus;
  shared: RecordsStack;
}

export interface CapacityProps extends ServiceProps {
  intake: Intake;
  registrar: Registrar;
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

/** What all services together let in while nothing is declared, requests a second and at once. */
export const limitsOfAll = (services: readonly ServiceDefinition[]): Limits => {
  const plans = services.map(({ capacity }) => capacity.ordinary);
  return {
    intakeRequestsPerSecond: plans.reduce((sum, { intakeRequestsPerSecond }) => sum + intakeRequestsPerSecond, 0),
    intakeBurst: plans.reduce((sum, { intakeBurst }) => sum + intakeBurst, 0),
  };
};

/**
 * The function that makes limits follow what is declared: those of one API, and of the service whose API it is.
 * `whose` names it in alarms, `targets` are the functions and event sources that it governs beside the API.
 */
function follower(
  scope: Construct,
  { house, api, bus, shared }: FollowProps,
  {
    whose,
    targets,
  }: {
    whose: string;
    targets: readonly { service: string; intake: string; registrarSource: string; keeps?: false }[];
  },
): HouseFunction {
  const { stageName, arn } = api.limited;
  const postureChange = new HouseFunction(scope, 'PostureChange', {
    house,
    bundle: 'capacity-posture-change',
    description: `Makes the limits of ${whose} those of its posture, and reads them back`,
    errorImpact: `The limits of ${whose} do not follow what is declared: citizens may be refused in an emergency.`,
    environment: {
      LEDGER_TABLE: shared.ledger.tableName,
      CAPACITY_TABLE: shared.capacity.tableName,
      API_ID: api.http.apiId,
      STAGE_NAME: stageName,
      CAPACITY_TARGETS: Stack.of(scope).toJsonString(targets),
    },
    // Calls that are refused are tried four times over three seconds, on either side of reading.
    timeout: Duration.seconds(60),
    memory: 512,
  });
  postureChange.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
  postureChange.allow(['dynamodb:GetItem'], [shared.capacity.tableArn]).allowKey(shared.key, keyUse.read);
  postureChange.allow(['apigateway:GET', 'apigateway:PATCH'], [arn]);
  wakeByEvents(scope, 'PostureChangeRule', postureChange, {
    bus,
    pattern: { source: [busSource], detailType: [busNames.postureChanged, busNames.end, busNames.capacityRaised] },
    description: 'Limits follow whatever is declared, ends, or weighs on a service',
  });
  // A deployment sets the limits of the template, which are those of ordinary times.
  wakeByDeployment(scope, 'DeploymentRule', postureChange, 'A deployment must not undo an emergency');
  wakeByTime(scope, 'PostureChangeSchedule', postureChange, { at: 'rate(5 minutes)', retries: 0 });
  house.alarms.add(scope, 'NotApplied', {
    chapter: 'capacity-not-applied',
    impact: `The limits of ${whose} are not those of its posture: citizens may be refused who should be heard.`,
    metric: new Metric({
      namespace: 'Sportello',
      metricName: 'CapacityNotApplied',
      dimensionsMap: { service: whose },
      statistic: 'Sum',
    }),
    above: 0,
  });
  return postureChange;
}

/** Makes the limits of what belongs to no service follow those of all services. */
export class SharedCapacity extends Construct {
  constructor(scope: Construct, id: string, props: FollowProps) {
    super(scope, id);
    follower(this, props, { whose: 'shared', targets: [] });
  }
}

/** Gives one service the limits of its posture and load. */
export class Capacity extends Construct {
  constructor(scope: Construct, id: string, props: CapacityProps) {
    super(scope, id);
    this.follow(props);
    this.hearLoad(props);
  }

  private follow(props: CapacityProps) {
    const { definition, intake, registrar } = props;
    const { service } = definition;
    const postureChange = follower(this, props, {
      whose: service,
      targets: [
        {
          service,
          intake: intake.contacts.lambda.functionName,
          registrarSource: registrar.contactsSource.eventSourceMappingId,
          // In a trial nobody keeps environments, in an emergency neither.
          ...(!reserves(this.node.tryGetContext('sportello:reserve')) && { keeps: false }),
        },
      ],
    });
    postureChange.allow(
      ['lambda:GetFunctionConcurrency', 'lambda:PutFunctionConcurrency'],
      [intake.contacts.lambda.functionArn],
    );
    postureChange.allow(
      [
        'lambda:DeleteProvisionedConcurrencyConfig',
        'lambda:GetProvisionedConcurrencyConfig',
        'lambda:PutProvisionedConcurrencyConfig',
      ],
      [intake.live.functionArn],
    );
    postureChange.allow(
      ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
      [registrar.contactsSource.eventSourceMappingArn],
    );
  }

  private hearLoad({ house, api, bus, shared, definition, registrar }: CapacityProps) {
    const { service } = definition;
    new MetricFilter(this, 'Refused', {
      logGroup: api.accessLog,
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: 'Sportello',
      metricName: 'Refused',
      metricValue: '1',
      dimensions: { route: '$.route' },
    });
    const refused = house.alarms.add(this, 'RefusedContacts', {
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
    const unanswered = house.alarms.add(this, 'UnansweredCalls', {
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
    const alarms = [refused, unanswered, registrar.contactsAge];
    const loadAlarm = new HouseFunction(this, 'LoadAlarm', {
      house,
      bundle: 'capacity-load-alarm',
      description: `Gives ${service} under load the plan of the next higher posture for half an hour, and proposes an alert`,
      errorImpact: `The limits of ${service} stay as they are under load, and no alert is proposed to its duty officer.`,
      environment: {
        CAPACITY_TABLE: shared.capacity.tableName,
        PROPOSALS_TABLE: shared.proposals.tableName,
        BUS_NAME: bus.eventBusName,
        LOAD_ALARMS: Stack.of(this).toJsonString(alarms.map(({ alarmName }) => ({ alarm: alarmName, service }))),
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
        resources: alarms.map(({ alarmArn }) => alarmArn),
        detail: { state: { value: ['ALARM'] } },
      },
      description: `What weighs on ${service}`,
    });
  }
}
