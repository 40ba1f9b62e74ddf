import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByDeployment } from './house/wake.ts';
import { Submissions, type SubmissionsProps } from './submissions.ts';

/** What citizens of one service give so that others may read it: taken in, moderated, shown, withdrawn. */
export class Contributions extends Submissions {
  constructor(scope: Construct, id: string, given: SubmissionsProps) {
    super(scope, id);
    const { definition, own, shared, portalUrl, table } = given;
    const { service } = definition;
    const environment = {
      SERVICE: service,
      CONTRIBUTIONS_TABLE: table.tableName,
      MAIL_QUEUE_URL: shared.mail.queueUrl,
      PORTAL_URL: portalUrl,
    };
    this.forCitizens(given, {
      bundle: 'contributions-citizen-request',
      description: `Takes in stories and ideas for ${service}, shows what is published, and each author their own`,
      errorImpact: `Citizens cannot give stories or ideas to ${service}, read those of others or withdraw their own.`,
      environment,
    }).allow(['dynamodb:Query'], [`${table.tableArn}/index/byBox`]);
    // An auditor's reason opens a contribution again for an hour: what was read before is looked up.
    this.forStaff(given, {
      bundle: 'contributions-staff-request',
      description: `Shows moderators the stories and ideas given to ${service}, and does what they decide`,
      errorImpact: `Nobody can decide on the stories and ideas given to ${service}, nor take one down.`,
      environment,
    })
      .allow(['dynamodb:Query'], [own.reads.tableArn])
      .allowKey(shared.key, keyUse.send);
    this.byClock(given, {
      bundle: 'contributions-clock-due',
      description: `Counts the stories and ideas of ${service} that wait too long, and tells authors what they are owed`,
      errorImpact: `Authors of stories and ideas for ${service} are told late what became of them.`,
      environment,
    }).allowKey(shared.key, keyUse.send);
    this.alarmOf(given, 'Overdue', {
      chapter: 'contributions-overdue',
      impact: `Somebody who gave ${service} a story or an idea waits longer for a decision than they were told.`,
      metricName: 'ContributionsOverdue',
      period: Duration.hours(1),
    });
    this.seed(given);
  }

  private seed({ house, definition, own, table }: SubmissionsProps) {
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
