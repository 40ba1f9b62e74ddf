import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';

export interface HandOversProps {
  house: House;
  api: Api;
  shared: RecordsStack;
  portalUrl: string;
}

/** What officers leave one another when shifts change, at 8 and 20. */
export class HandOvers extends Construct {
  constructor(scope: Construct, id: string, { house, api, shared, portalUrl }: HandOversProps) {
    super(scope, id);
    const { handOvers, ledger, proposals, urgentMail, key } = shared;
    const handOver = new HouseFunction(this, 'HandOver', {
      house,
      bundle: 'hand-overs-hand-over',
      description: 'Shows the notes that officers leave one another when shifts change, and keeps a new one',
      errorImpact: 'The officer who comes on shift cannot read what the last one left, nor leave a note.',
      environment: { HAND_OVERS_TABLE: handOvers.tableName },
    });
    handOver.allow(['dynamodb:PutItem', 'dynamodb:Query'], [handOvers.tableArn]).allowKey(key, keyUse.table);
    api.answer(handOver);

    const shiftChange = new HouseFunction(this, 'ShiftChange', {
      house,
      bundle: 'hand-overs-shift-change',
      description: 'At 8 and 20 tells those whose shift begins or ends what is open',
      errorImpact:
        'Staff whose shift begins are not told what is open, nor those whose shift ends that a note is missing.',
      environment: {
        LEDGER_TABLE: ledger.tableName,
        PROPOSALS_TABLE: proposals.tableName,
        HAND_OVERS_TABLE: handOvers.tableName,
        URGENT_MAIL_QUEUE_URL: urgentMail.queueUrl,
        PORTAL_URL: portalUrl,
      },
      memory: 512,
    });
    shiftChange.allow(['dynamodb:GetItem'], [proposals.tableArn]);
    shiftChange.allow(['dynamodb:Query'], [ledger.tableArn, handOvers.tableArn]);
    shiftChange.allow(['sqs:SendMessage'], [urgentMail.queueArn]).allowKey(key, keyUse.table);
    wakeByTime(this, 'ShiftChangeSchedule', shiftChange, { at: 'cron(0 8,20 * * ? *)', retries: 3 });
  }
}
