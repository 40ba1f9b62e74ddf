import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { busNames, busSource } from '../shared/contracts/posture-changed.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { wakeByEvents, wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';

export interface CallOutsProps {
  house: House;
  api: Api;
  bus: IEventBus;
  shared: RecordsStack;
  services: readonly ServiceDefinition[];
  /** What each service keeps, by its name. */
  own: ReadonlyMap<string, ServiceRecords>;
  portalUrl: string;
}

/** Calls staff to their posts when posture rises: the first of the shift at once, the next while nobody answers. */
export class CallOuts extends Construct {
  constructor(scope: Construct, id: string, { house, api, bus, shared, services, own, portalUrl }: CallOutsProps) {
    super(scope, id);
    const { callOuts, ledger, rings, urgentMail, key } = shared;
    const records = [...own];
    const shiftsTables = Stack.of(this).toJsonString(
      Object.fromEntries(records.map(([service, { shifts }]) => [service, shifts.tableName])),
    );
    // Who of the reserve is asked, and what they say, stands with the shifts of each service.
    const seesReserve = (woken: HouseFunction) => {
      woken.allow(
        ['dynamodb:PutItem', 'dynamodb:Query'],
        records.map(([, { shifts }]) => shifts.tableArn),
      );
      for (const [, { key: ofService }] of records) woken.allowKey(ofService, keyUse.table);
    };
    const environment = {
      LEDGER_TABLE: ledger.tableName,
      CALL_OUTS_TABLE: callOuts.tableName,
      RINGS_QUEUE_URL: rings.queueUrl,
      URGENT_MAIL_QUEUE_URL: urgentMail.queueUrl,
      PORTAL_URL: portalUrl,
    };
    const postureChange = new HouseFunction(this, 'PostureChange', {
      house,
      bundle: 'call-outs-posture-change',
      description:
        'Calls the first of the shift when posture rises, asks the reserve, and reminds before a declaration ends',
      errorImpact: 'Staff are not called to their posts: the duty officer must phone them.',
      environment: { ...environment, SHIFTS_TABLES: shiftsTables },
      memory: 512,
      // Two hundred people of the reserve, each rung and mailed.
      timeout: Duration.seconds(50),
    });
    seesReserve(postureChange);
    postureChange.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [callOuts.tableArn]);
    postureChange.allow(['dynamodb:Query'], [ledger.tableArn]);
    postureChange.allow(['sqs:SendMessage'], [rings.queueArn, urgentMail.queueArn]).allowKey(key, keyUse.table);
    wakeByEvents(this, 'PostureChangeRule', postureChange, {
      bus,
      pattern: { source: [busSource], detailType: [busNames.postureChanged, busNames.renewal] },
      description: 'Whoever is on shift hears of what is declared, and of what is about to end',
    });
    // Mends what was lost on the way, and keeps an environment awake: a call is for the first minute of an emergency.
    wakeByTime(this, 'PostureChangeSchedule', postureChange, { at: 'rate(5 minutes)', retries: 0 });

    const callOutDue = new HouseFunction(this, 'CallOutDue', {
      house,
      bundle: 'call-outs-call-out-due',
      description: 'Calls the next of the shift where nobody answered within three minutes',
      errorImpact: 'If the first of the shift does not answer, nobody else is called: the duty officer must phone.',
      environment,
      timeout: Duration.seconds(50),
      // Two at once would call two people.
      reservedConcurrency: 1,
    });
    callOutDue.allow(['dynamodb:PutItem', 'dynamodb:Query'], [callOuts.tableArn]);
    callOutDue.allow(['dynamodb:Query'], [ledger.tableArn]);
    callOutDue.allow(['sqs:SendMessage'], [rings.queueArn, urgentMail.queueArn]).allowKey(key, keyUse.table);
    wakeByTime(this, 'CallOutDueSchedule', callOutDue, { at: 'rate(1 minute)', retries: 0 });
    callOutDue.lambda.configureAsyncInvoke({ maxEventAge: Duration.minutes(1), retryAttempts: 0 });

    const callOutAnswer = new HouseFunction(this, 'CallOutAnswer', {
      house,
      bundle: 'call-outs-call-out-answer',
      description: 'Shows whoever was called what it is about, takes their answer, and tells the others of it',
      errorImpact: 'Staff who were called cannot confirm, and the next ones are called although somebody is coming.',
      environment: {
        CALL_OUTS_TABLE: callOuts.tableName,
        URGENT_MAIL_QUEUE_URL: urgentMail.queueUrl,
        LEDGER_TABLE: ledger.tableName,
        SHIFTS_TABLES: shiftsTables,
      },
    });
    callOutAnswer.allow(['dynamodb:Query'], [ledger.tableArn]);
    seesReserve(callOutAnswer);
    callOutAnswer.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [callOuts.tableArn]);
    callOutAnswer.allow(['sqs:SendMessage'], [urgentMail.queueArn]).allowKey(key, keyUse.table);
    api.answer(callOutAnswer);

    for (const { service, roster } of services) {
      if (roster === undefined) continue;
      house.alarms.add(this, `Unanswered-${service}`, {
        chapter: 'call-out-unanswered',
        impact: `Everybody on shift for ${service} was called and nobody answered: the posts may be empty while more citizens call.`,
        metric: new Metric({
          namespace: 'Sportello',
          metricName: 'CallOutUnanswered',
          dimensionsMap: { service },
          statistic: 'Sum',
          period: Duration.minutes(1),
        }),
        above: 0,
      });
    }
  }
}
