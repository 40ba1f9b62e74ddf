import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';

/**
 * Records of ours that are not believed in five minutes, above which a key or a clock is wrong and not a single
 * request.
 */
const refusalsTolerated = 5;

/** Takes in what telephone exchanges tell of the calls of one service. */
export class Calls extends Construct {
  constructor(scope: Construct, id: string, { house, api, definition, own, shared }: ServiceProps) {
    super(scope, id);
    const { service } = definition;
    const callRecord = new HouseFunction(this, 'CallRecord', {
      house,
      bundle: 'calls-call-record',
      description: `Makes contacts of the call records that telephone exchanges post for ${service}`,
      errorImpact: `Calls to ${service} are not registered: voicemails and call-backs wait in the exchange's own error log.`,
      environment: {
        SERVICE: service,
        QUEUE_URL: own.contacts.queueUrl,
        INBOX_TABLE: own.inbox.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
        CALL_KEYS_SECRET_ID: own.callKeys.secretArn,
        WAITS_TABLE: shared.waits.tableName,
      },
      memory: 512,
    });
    callRecord.allow(['sqs:SendMessage'], [own.contacts.queueArn]);
    callRecord.allow(['dynamodb:PutItem'], [own.inbox.tableArn, shared.waits.tableArn]);
    callRecord.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    callRecord.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn, own.callKeys.secretArn]);
    callRecord.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    api.answer(callRecord);
    house.alarms.add(this, 'Refused', {
      chapter: 'calls-refused',
      impact: `A telephone exchange of ${service} is not believed: its calls, voicemails among them, are not registered.`,
      metric: new Metric({
        namespace: 'Sportello',
        metricName: 'CallRecordsRefused',
        dimensionsMap: { service },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      above: refusalsTolerated,
    });
  }
}
