import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { ApartProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByTime } from './house/wake.ts';

type Props = Omit<ApartProps, 'portalUrl'> & { table: Table };

/** Whom people look for in the declared events of one service: taken in, matched by people, handed over, told to nobody. */
export class Tracing extends Construct {
  constructor(scope: Construct, id: string, given: Props) {
    super(scope, id);
    this.answerCitizens(given);
    this.answerStaff(given);
    this.keepTime(given);
  }

  private environment({ definition, shared, table }: Props) {
    return {
      SERVICE: definition.service,
      TRACING_TABLE: table.tableName,
      LEDGER_TABLE: shared.ledger.tableName,
      MAIL_QUEUE_URL: shared.mail.queueUrl,
    };
  }

  private answerCitizens(given: Props) {
    const { house, routes, definition, own, shared, table } = given;
    const { service } = definition;
    const citizenRequest = new HouseFunction(this, 'CitizenRequest', {
      house,
      bundle: 'tracing-citizen-request',
      description: `Takes in whom people look for in an event of ${service}, and tells each where their search stands`,
      errorImpact: `Citizens cannot say whom they look for in an event of ${service}, or see where their search stands.`,
      environment: {
        ...this.environment(given),
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
        QUEUE_URL: own.contacts.queueUrl,
        INBOX_TABLE: own.inbox.tableName,
        SIGHTINGS_TABLE: shared.sightings.tableName,
      },
      memory: 512,
    });
    citizenRequest.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [table.tableArn]);
    // Words of danger are a contact as well.
    citizenRequest.allow(['sqs:SendMessage'], [own.contacts.queueArn, shared.mail.queueArn]);
    citizenRequest.allow(['dynamodb:PutItem'], [own.inbox.tableArn]);
    citizenRequest.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    citizenRequest.allow(['dynamodb:UpdateItem'], [shared.sightings.tableArn]);
    citizenRequest.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    citizenRequest.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    routes.answer(citizenRequest);
  }

  private answerStaff(given: Props) {
    const { house, routes, definition, own, shared, table } = given;
    const { service } = definition;
    const staffRequest = new HouseFunction(this, 'StaffRequest', {
      house,
      bundle: 'tracing-staff-request',
      description: `Shows staff whom people look for in the events of ${service}, and hands lists to the coordination`,
      errorImpact: `Nobody can hand to the coordination whom people look for in an event of ${service}.`,
      environment: { ...this.environment(given), READS_TABLE: own.reads.tableName },
      memory: 512,
    });
    staffRequest.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [table.tableArn]);
    staffRequest.allow(['dynamodb:Query'], [`${table.tableArn}/index/byBox`, shared.ledger.tableArn]);
    staffRequest.allow(['dynamodb:PutItem'], [own.reads.tableArn]);
    staffRequest.allow(['sqs:SendMessage'], [shared.mail.queueArn]);
    staffRequest.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    routes.answer(staffRequest);
  }

  private keepTime(given: Props) {
    const { house, definition, own, shared, table } = given;
    const { service } = definition;
    const clockDue = new HouseFunction(this, 'ClockDue', {
      house,
      bundle: 'tracing-clock-due',
      description: `Counts the searches of ${service} that wait too long, and finishes hand-overs and mails`,
      errorImpact: `Whoever looks for somebody in an event of ${service} is told late that the search was handed over.`,
      environment: this.environment(given),
      memory: 512,
      timeout: Duration.minutes(2),
    });
    clockDue.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [table.tableArn]);
    clockDue.allow(['dynamodb:Query'], [`${table.tableArn}/index/byBox`, shared.ledger.tableArn]);
    clockDue.allow(['sqs:SendMessage'], [shared.mail.queueArn]);
    clockDue.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    wakeByTime(this, 'ClockDueSchedule', clockDue, { at: 'rate(5 minutes)', retries: 0 });
    house.alarms.add(this, 'Waiting', {
      chapter: 'tracing-waiting',
      impact: `Somebody whom people look for in an event of ${service} is not known to its coordination, or whoever looks waits for a call.`,
      metric: new Metric({
        namespace: 'Sportello',
        metricName: 'TracingWaiting',
        dimensionsMap: { service },
        statistic: 'Maximum',
        period: Duration.minutes(15),
      }),
      above: 0,
    });
  }
}
