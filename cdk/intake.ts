import { Duration } from 'aws-cdk-lib';
import { type Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { routeKey, routes } from '../shared/contracts/api/routes.ts';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { Api } from './api.ts';
import type { ServiceProps } from './capability.ts';
import { reserves } from './house/context.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { liveVersion } from './house/gradual.ts';

/** Takes what citizens of one service send: contacts into the queue (or the inbox), attachments into the bucket. */
export class Intake extends Construct {
  readonly contacts: HouseFunction;
  /** What the API calls; environments can be kept ready for it. */
  readonly live: Alias;

  constructor(scope: Construct, id: string, { house, api, definition, own, shared }: ServiceProps) {
    super(scope, id);
    const { service, capacity } = definition;
    const limits = capacity.ordinary;

    const contacts = new HouseFunction(this, 'CitizenPost', {
      house,
      bundle: 'intake-citizen-post',
      description: `Accepts a contact for ${service}: one durable write and a receipt`,
      errorImpact: `Citizens cannot send requests to ${service} online: they get an error instead of a receipt.`,
      environment: {
        SERVICE: service,
        QUEUE_URL: own.contacts.queueUrl,
        INBOX_TABLE: own.inbox.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
      },
      memory: 512,
      // This share is kept for the service: a flood of mail or of another service cannot take it.
      reservedConcurrency: limits.intakeConcurrency,
    });
    contacts.allow(['sqs:SendMessage'], [own.contacts.queueArn]);
    contacts.allow(['dynamodb:PutItem'], [own.inbox.tableArn]);
    contacts.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    contacts.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    contacts.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.read);
    this.contacts = contacts;
    const alarms = this.watch(house, api, service);
    // Provisioned concurrency needs an alias; in ordinary times the plan asks for none.
    const provisioned = reserves(this.node.tryGetContext('sportello:reserve')) ? limits.intakeProvisioned : 0;
    this.live = liveVersion(this, 'Live', contacts, { alarms, provisioned });
    api.answer(contacts, this.live as IFunction);

    const attachments = new HouseFunction(this, 'AttachmentPost', {
      house,
      bundle: 'intake-attachment-post',
      description: `Lets a citizen upload one attachment for ${service}, of a bound size and type`,
      errorImpact: `Citizens cannot attach files to their requests to ${service}; requests without files still arrive.`,
      environment: { SERVICE: service, ATTACHMENTS_BUCKET: own.attachments.bucketName },
    });
    attachments.allowObjects(['s3:PutObject'], own.attachments, objectPrefix.incoming);
    attachments.allowKey(own.key, keyUse.send);
    api.answer(attachments);
  }

  /** Sounds for the only caller of the hour: a handler that answers 503 is no error of its function. */
  private watch({ alarms }: House, api: Api, service: string): Alarm[] {
    new MetricFilter(this, 'Failed', {
      logGroup: api.accessLog,
      filterPattern: FilterPattern.stringValue('$.status', '=', '5*'),
      metricNamespace: 'Sportello',
      metricName: 'Failed',
      metricValue: '1',
      dimensions: { route: '$.route' },
    });
    const counted = (metricName: string, dimensionsMap: Record<string, string>) =>
      new Metric({ namespace: 'Sportello', metricName, dimensionsMap, statistic: 'Sum', period: Duration.minutes(1) });
    const failed = alarms.add(this, 'ContactFailed', {
      chapter: 'contact-failed',
      impact: `Somebody wrote to ${service} and got an error in place of a receipt; what they wrote is not kept.`,
      metric: counted('Failed', { route: routeKey(routes.acceptContact, service) }),
      above: 0,
    });
    const refused = alarms.add(this, 'QueueRefused', {
      chapter: 'queue-refused',
      impact: `Requests to ${service} are kept in the inbox because the queue refuses them: registering them is late.`,
      metric: counted('QueueRefused', { service }),
      above: 0,
    });
    return [failed, refused];
  }
}
