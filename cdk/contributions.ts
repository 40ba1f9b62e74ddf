import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { ApartProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByDeployment, wakeByTime } from './house/wake.ts';

type Props = ApartProps & { table: Table };

/** What citizens of one service give so that others may read it: taken in, moderated, shown, withdrawn. */
export class Contributions extends Construct {
  constructor(scope: Construct, id: string, given: Props) {
    super(scope, id);
    this.answerCitizens(given);
    this.answerStaff(given);
    this.keepTime(given);
    this.seed(given);
  }

  private environment({ definition, shared, portalUrl, table }: Props) {
    return {
      SERVICE: definition.service,
      CONTRIBUTIONS_TABLE: table.tableName,
      MAIL_QUEUE_URL: shared.mail.queueUrl,
      PORTAL_URL: portalUrl,
    };
  }

  private answerCitizens(given: Props) {
    const { house, routes, definition, own, shared, table } = given;
    const { service } = definition;
    const citizenRequest = new HouseFunction(this, 'CitizenRequest', {
      house,
      bundle: 'contributions-citizen-request',
      description: `Takes in stories and ideas for ${service}, shows what is published, and each author their own`,
      errorImpact: `Citizens cannot give stories or ideas to ${service}, read those of others or withdraw their own.`,
      environment: {
        ...this.environment(given),
        LEDGER_TABLE: shared.ledger.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
        QUEUE_URL: own.contacts.queueUrl,
        INBOX_TABLE: own.inbox.tableName,
        SIGHTINGS_TABLE: shared.sightings.tableName,
      },
      memory: 512,
    });
    citizenRequest.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [table.tableArn]);
    citizenRequest.allow(['dynamodb:Query'], [`${table.tableArn}/index/byBox`]);
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
      bundle: 'contributions-staff-request',
      description: `Shows moderators the stories and ideas given to ${service}, and does what they decide`,
      errorImpact: `Nobody can decide on the stories and ideas given to ${service}, nor take one down.`,
      environment: { ...this.environment(given), READS_TABLE: own.reads.tableName },
    });
    staffRequest.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [table.tableArn]);
    staffRequest.allow(['dynamodb:Query'], [`${table.tableArn}/index/byBox`]);
    staffRequest.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.reads.tableArn]);
    staffRequest.allow(['sqs:SendMessage'], [shared.mail.queueArn]);
    staffRequest.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.send);
    routes.answer(staffRequest);
  }

  private keepTime(given: Props) {
    const { house, definition, own, shared, table } = given;
    const { service } = definition;
    const clockDue = new HouseFunction(this, 'ClockDue', {
      house,
      bundle: 'contributions-clock-due',
      description: `Counts the stories and ideas of ${service} that wait too long, and tells authors what they are owed`,
      errorImpact: `Authors of stories and ideas for ${service} are told late what became of them.`,
      environment: this.environment(given),
      timeout: Duration.minutes(2),
    });
    clockDue.allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], [table.tableArn]);
    clockDue.allow(['dynamodb:Query'], [`${table.tableArn}/index/byBox`]);
    clockDue.allow(['sqs:SendMessage'], [shared.mail.queueArn]);
    clockDue.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.send);
    wakeByTime(this, 'ClockDueSchedule', clockDue, { at: 'rate(5 minutes)', retries: 0 });
    house.alarms.add(this, 'Overdue', {
      chapter: 'contributions-overdue',
      impact: `Somebody who gave ${service} a story or an idea waits longer for a decision than they were told.`,
      metric: new Metric({
        namespace: 'Sportello',
        metricName: 'ContributionsOverdue',
        dimensionsMap: { service },
        statistic: 'Maximum',
        period: Duration.hours(1),
      }),
      above: 0,
    });
  }

  private seed(given: Props) {
    const { house, definition, own, table } = given;
    const { service } = definition;
    const deployment = new HouseFunction(this, 'Deployment', {
      house,
      bundle: 'contributions-deployment',
      description: `Gives ${service} the stories and ideas that come with the code as examples, where it has them not yet`,
      errorImpact: `A new center shows no examples of stories and ideas; what citizens gave is untouched.`,
      environment: { SERVICE: service, CONTRIBUTIONS_TABLE: table.tableName },
      timeout: Duration.minutes(2),
    });
    deployment.allow(['dynamodb:PutItem'], [table.tableArn]).allowKey(own.key, keyUse.table);
    wakeByDeployment(this, 'DeploymentRule', deployment, `A deployment brings ${service} the examples that are new`);
  }
}
