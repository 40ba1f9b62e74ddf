import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FollowingProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByNewItems } from './house/wake.ts';

/** Keeps the worklist of one service as its register tells it. */
export class Worklist extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own, shared }: FollowingProps) {
    super(scope, id);
    const { service } = definition;
    const caseEvent = new HouseFunction(this, 'CaseEvent', {
      house,
      bundle: 'worklist-case-event',
      description: `Keeps the list of open cases of ${service} as the register tells them`,
      errorImpact: `New requests to ${service} are registered but not on the worklist: operators do not see them.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        WORKLIST_TABLE: own.worklist.tableName,
        PERSONS_TABLE: own.persons.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
      },
      memory: 512,
      // A batch takes under a second; listing the whole register again, which somebody starts by hand, may take
      // minutes.
      timeout: Duration.minutes(15),
    });
    caseEvent.allow(['dynamodb:Query', 'dynamodb:Scan'], [own.register.tableArn]);
    caseEvent.allow(['dynamodb:BatchWriteItem'], [own.worklist.tableArn, own.persons.tableArn]);
    caseEvent.allow(['dynamodb:GetItem'], [own.worklist.tableArn]);
    caseEvent.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    caseEvent.allowKey(own.key, keyUse.table);
    wakeByNewItems(this, 'CaseEventSource', caseEvent, {
      house,
      table: own.register,
      // A call writes 25 items: the fuller the batch, the fewer calls a contact costs.
      batch: 100,
      key: own.key,
      shared,
      late: {
        chapter: 'worklist-late',
        impact: `Requests to ${service} reach the worklist of its operators more than five minutes late.`,
      },
    });
  }
}
