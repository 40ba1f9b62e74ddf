import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { liveVersion } from './house/gradual.ts';

/** Tells a citizen of one service where a case stands, and passes messages to and fro. */
export class Status extends Construct {
  constructor(scope: Construct, id: string, { house, api, definition, own, shared }: ServiceProps) {
    super(scope, id);
    const { service } = definition;
    const citizenRequest = new HouseFunction(this, 'CitizenGet', {
      house,
      bundle: 'status-citizen-request',
      description: `Tells where a case of ${service} stands, by its receipt code or the link of a referral`,
      errorImpact: `Citizens cannot see where their request to ${service} stands, nor add to it; administrations cannot answer.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        SIGHTINGS_TABLE: shared.sightings.tableName,
        ROOTS_TABLE: shared.roots.tableName,
        LEAF_RUNS_TABLE: own.leafRuns.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        ATTACHMENTS_BUCKET: own.attachments.bucketName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
      },
    });
    citizenRequest.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn]);
    const onSightings = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
    citizenRequest.allow(onSightings, [shared.sightings.tableArn]);
    citizenRequest.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    citizenRequest.allow(['dynamodb:GetItem'], [shared.roots.tableArn]);
    citizenRequest.allow(['dynamodb:Query'], [own.leafRuns.tableArn]);
    citizenRequest.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    // An administration downloads what was referred to it with its link (ADR 40); citizens are shown no document.
    citizenRequest.allowObjects(['s3:GetObject'], own.attachments, objectPrefix.kept);
    citizenRequest.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    const live = liveVersion(this, 'Live', citizenRequest, { alarms: [api.serverErrors] });
    api.answer(citizenRequest, live as IFunction);

    house.alarms.add(this, 'AcceptedNotRegistered', {
      chapter: 'accepted-not-registered',
      impact: `A citizen asked about a genuine receipt of ${service} that the register has not known for minutes: a request may be lost.`,
      metric: new Metric({
        namespace: 'Sportello',
        metricName: 'AcceptedNotRegistered',
        dimensionsMap: { service },
        statistic: 'Sum',
        period: Duration.minutes(1),
      }),
      above: 0,
    });
    house.alarms.add(this, 'SecondFactTriesUsedUp', {
      chapter: 'second-fact-tries-used-up',
      impact: `Somebody may be guessing phone numbers or addresses to read cases of ${service}: those cases are shut for a while.`,
      metric: new Metric({
        namespace: 'Sportello',
        metricName: 'SecondFactTriesUsedUp',
        dimensionsMap: { service },
        statistic: 'Sum',
        period: Duration.hours(1),
      }),
      above: 10,
    });
  }
}
