import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { liveVersion } from './house/gradual.ts';
import { wakeByNewItems, wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';

export interface PostureProps {
  house: House;
  api: Api;
  bus: IEventBus;
  shared: RecordsStack;
}

/**
 * What staff do about the posture of services: duty officers declare and decide, supervisors look on; the bus hears of
 * each act.
 */
export class Posture extends Construct {
  constructor(scope: Construct, id: string, props: PostureProps) {
    super(scope, id);
    this.answerOfficers(props);
    this.tellActs(props);
  }

  private answerOfficers({ house, api, bus, shared }: PostureProps) {
    const officerRequest = new HouseFunction(this, 'OfficerRequest', {
      house,
      bundle: 'posture-officer-request',
      description: 'Shows what is declared and proposed, and takes the acts and decisions of duty officers',
      errorImpact: 'Duty officers cannot declare, renew or end an emergency: what holds goes on until its end.',
      environment: {
        LEDGER_TABLE: shared.ledger.tableName,
        PROPOSALS_TABLE: shared.proposals.tableName,
        CALL_OUTS_TABLE: shared.callOuts.tableName,
        BUS_NAME: bus.eventBusName,
      },
      memory: 512,
      // Kept for officers whatever else is flooded, and far more than they all can use at once.
      reservedConcurrency: 10,
    });
    officerRequest.allow(['dynamodb:PutItem', 'dynamodb:Query'], [shared.ledger.tableArn]);
    officerRequest.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [shared.proposals.tableArn]);
    officerRequest.allow(['dynamodb:Query'], [shared.callOuts.tableArn]);
    // What was decided of a quake stands on pages.
    officerRequest.allow(['events:PutEvents'], [bus.eventBusArn]);
    officerRequest.allowKey(shared.key, keyUse.table);
    const live = liveVersion(this, 'OfficerLive', officerRequest, { alarms: [api.serverErrors] });
    api.answer(officerRequest, live as IFunction);
  }

  private tellActs({ house, bus, shared }: PostureProps) {
    const ledgerEntry = new HouseFunction(this, 'LedgerEntry', {
      house,
      bundle: 'posture-ledger-entry',
      description: 'Tells the bus of each act in the ledger',
      errorImpact: 'What is declared holds at once, but limits, schedules and notices follow only within five minutes.',
      environment: { LEDGER_TABLE: shared.ledger.tableName, BUS_NAME: bus.eventBusName },
      // One for each shard of a new table's stream, and one more: an act is told whatever else is flooded.
      reservedConcurrency: 5,
    });
    ledgerEntry.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    ledgerEntry.allow(['events:PutEvents'], [bus.eventBusArn]);
    wakeByNewItems(this, 'LedgerEntrySource', ledgerEntry, {
      house,
      table: shared.ledger,
      batch: 10,
      key: shared.key,
      shared,
      late: {
        chapter: 'ledger-late',
        impact: 'An act of a duty officer was told to nobody for more than five minutes.',
      },
    });
    // A batch of nothing keeps an environment awake: the first act of an emergency does not wait for one to start.
    wakeByTime(this, 'LedgerEntryAwake', ledgerEntry, { at: 'rate(5 minutes)', retries: 0, input: '{"Records":[]}' });
  }
}
