import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { keyUse } from './house/function.ts';
import { Submissions, type SubmissionsProps } from './submissions.ts';

/** Whom people look for in the declared events of one service: taken in, matched by people, handed over, told to nobody. */
export class Tracing extends Submissions {
  constructor(scope: Construct, id: string, given: SubmissionsProps) {
    super(scope, id);
    const { definition, shared, table } = given;
    const { service } = definition;
    const environment = {
      SERVICE: service,
      TRACING_TABLE: table.tableName,
      LEDGER_TABLE: shared.ledger.tableName,
      MAIL_QUEUE_URL: shared.mail.queueUrl,
    };
    this.forCitizens(given, {
      bundle: 'tracing-citizen-request',
      description: `Takes in whom people look for in an event of ${service}, and tells each where their search stands`,
      errorImpact: `Citizens cannot say whom they look for in an event of ${service}, or see where their search stands.`,
      environment,
    });
    // In which events somebody may be looked for stands in the ledger.
    this.forStaff(given, {
      bundle: 'tracing-staff-request',
      description: `Shows staff whom people look for in the events of ${service}, and hands lists to the coordination`,
      errorImpact: `Nobody can hand to the coordination whom people look for in an event of ${service}.`,
      environment,
      memory: 512,
    })
      .allow(['dynamodb:Query'], [shared.ledger.tableArn])
      .allowKey(shared.key, keyUse.table);
    this.byClock(given, {
      bundle: 'tracing-clock-due',
      description: `Counts the searches of ${service} that wait too long, and finishes hand-overs and mails`,
      errorImpact: `Whoever looks for somebody in an event of ${service} is told late that the search was handed over.`,
      environment,
      memory: 512,
    })
      .allow(['dynamodb:PutItem'], [table.tableArn])
      .allow(['dynamodb:Query'], [shared.ledger.tableArn])
      .allowKey(shared.key, keyUse.table);
    this.alarmOf(given, 'Waiting', {
      chapter: 'tracing-waiting',
      impact: `Somebody whom people look for in an event of ${service} is not known to its coordination, or whoever looks waits for a call.`,
      metricName: 'TracingWaiting',
      period: Duration.minutes(15),
    });
  }
}
