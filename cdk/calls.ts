import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { pathOf, type ServiceChannelProps } from './capability.ts';
import type { Routed } from './channels-stack.ts';
import { HouseFunction, keyUse } from './house/function.ts';

/** Records of ours that are not believed in five minutes, above which a key or a clock is wrong and not a single request. */
const refusalsTolerated = 5;

/** Takes in what telephone exchanges tell of the calls of one service. */
export class Calls extends Construct implements Routed {
  private readonly taker: HouseFunction;
  private readonly given: ServiceChannelProps;

  constructor(scope: Construct, id: string, given: ServiceChannelProps) {
    super(scope, id);
    this.given = given;
    const { house, definition, own, shared } = given;
    const { service } = definition;
    const taker = new HouseFunction(this, 'CallRecord', {
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
    taker.allow(['sqs:SendMessage'], [own.contacts.queueArn]);
    taker.allow(['dynamodb:PutItem'], [own.inbox.tableArn, shared.waits.tableArn]);
    taker.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    taker.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn, own.callKeys.secretArn]);
    taker.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    this.taker = taker;
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

  /** Adds the routes of call records to the API. */
  routes(api: Api): void {
    const { definition } = this.given;
    const { ordinary } = definition.capacity;
    api.route('POST', pathOf(definition, 'calls'), this.taker.lambda, ordinary);
    api.route('POST', pathOf(definition, 'calls/{source}'), this.taker.lambda, ordinary);
  }
}
