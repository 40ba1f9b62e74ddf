import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { ApartProps } from './capability.ts';
import { HouseFunction, type HouseFunctionProps, keyUse } from './house/function.ts';
import { wakeByTime } from './house/wake.ts';

export type SubmissionsProps = ApartProps & { table: Table };

/** What one of their functions is besides what all of them are. */
type Own = Omit<HouseFunctionProps, 'house'>;

/**
 * What people send in beside contacts, and staff act on: stories and ideas, whom somebody looks for. Three functions
 * work on a table of their own and leave mails in the queue: of citizens, of staff, and of the clock.
 */
export abstract class Submissions extends Construct {
  /** Takes in what citizens send, and shows each where their own stands. */
  protected forCitizens({ house, routes, own, shared, table }: SubmissionsProps, what: Own): HouseFunction {
    const citizenRequest = new HouseFunction(this, 'CitizenRequest', {
      ...what,
      house,
      environment: {
        ...what.environment,
        LEDGER_TABLE: shared.ledger.tableName,
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
    return citizenRequest;
  }

  /** Shows staff what came, keeps who read it, and does what they decide. */
  protected forStaff({ house, routes, own, shared, table }: SubmissionsProps, what: Own): HouseFunction {
    const staffRequest = new HouseFunction(this, 'StaffRequest', {
      ...what,
      house,
      environment: { ...what.environment, READS_TABLE: own.reads.tableName },
    });
    staffRequest.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [table.tableArn]);
    staffRequest.allow(['dynamodb:Query'], [`${table.tableArn}/index/byBox`]);
    staffRequest.allow(['dynamodb:PutItem'], [own.reads.tableArn]);
    staffRequest.allow(['sqs:SendMessage'], [shared.mail.queueArn]).allowKey(own.key, keyUse.table);
    routes.answer(staffRequest);
    return staffRequest;
  }

  /** Counts every five minutes what waits too long, and sends the mails that are owed. */
  protected byClock({ house, own, shared, table }: SubmissionsProps, what: Own): HouseFunction {
    const clockDue = new HouseFunction(this, 'ClockDue', { ...what, house, timeout: Duration.minutes(2) });
    clockDue.allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], [table.tableArn]);
    clockDue.allow(['dynamodb:Query'], [`${table.tableArn}/index/byBox`]);
    clockDue.allow(['sqs:SendMessage'], [shared.mail.queueArn]).allowKey(own.key, keyUse.table);
    wakeByTime(this, 'ClockDueSchedule', clockDue, { at: 'rate(5 minutes)', retries: 0 });
    return clockDue;
  }

  /** Wakes somebody where what the clock counts under a name was ever above none in a period. */
  protected alarmOf(
    { house, definition }: SubmissionsProps,
    id: string,
    { chapter, impact, metricName, period }: { chapter: string; impact: string; metricName: string; period: Duration },
  ): void {
    house.alarms.add(this, id, {
      chapter,
      impact,
      metric: new Metric({
        namespace: 'Sportello',
        metricName,
        dimensionsMap: { service: definition.service },
        statistic: 'Maximum',
        period,
      }),
      above: 0,
    });
  }
}
