import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';

export interface BulletinsProps {
  house: House;
  bus: IEventBus;
  services: readonly ServiceDefinition[];
  shared: RecordsStack;
}

/**
 * Reads bulletins and alert feeds every five minutes and quakes every minute, and keeps what they propose to the duty
 * officers.
 */
export class Bulletins extends Construct {
  constructor(scope: Construct, id: string, { house, bus, services, shared }: BulletinsProps) {
    super(scope, id);
    const bulletin = new HouseFunction(this, 'Bulletin', {
      house,
      bundle: 'bulletins-bulletin',
      description: 'Reads alert sources and keeps what they propose',
      errorImpact: 'A red alert or a strong quake is not proposed: the duty officer must hear of it elsewhere.',
      environment: {
        PROPOSALS_TABLE: shared.proposals.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        BUS_NAME: bus.eventBusName,
      },
      memory: 512,
      // Every source has ten seconds to answer, all at a time.
      timeout: Duration.seconds(60),
      // Two readings at once would only find each other's state.
      reservedConcurrency: 1,
    });
    bulletin.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [shared.proposals.tableArn]);
    // An alert that nobody decided on in time is an act in the ledger like any other.
    bulletin.allow(['dynamodb:PutItem', 'dynamodb:Query'], [shared.ledger.tableArn]);
    bulletin.allow(['events:PutEvents'], [bus.eventBusArn]);
    bulletin.allowKey(shared.key, keyUse.table);
    wakeByTime(this, 'BulletinSchedule', bulletin, { at: 'rate(5 minutes)', retries: 0 });
    // A quake is there within minutes or not at all; an hour's bulletin is not older for five minutes more.
    wakeByTime(this, 'QuakesSchedule', bulletin, {
      at: 'rate(1 minute)',
      retries: 0,
      input: JSON.stringify({ only: 'quakes' }),
    });
    bulletin.lambda.configureAsyncInvoke({ maxEventAge: Duration.minutes(4), retryAttempts: 0 });
    for (const { service, alerting } of services) {
      if (alerting === undefined) continue;
      house.alarms.add(this, `AlertSourceDoubt-${service}`, {
        chapter: 'alert-source-doubt',
        impact: `A source of alerts for ${service} is silent, stale or cannot be trusted: a red alert may go unnoticed.`,
        metric: new Metric({
          namespace: 'Sportello',
          metricName: 'AlertSourceDoubt',
          dimensionsMap: { service },
          statistic: 'Sum',
          period: Duration.minutes(5),
        }),
        above: 0,
        periods: 3,
      });
    }
  }
}
