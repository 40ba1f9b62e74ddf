import { Duration } from 'aws-cdk-lib';
import { Archive, EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { type House, HouseFunction } from './house/function.ts';
import { wakeByNewItems, wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';

/** The bus that tells declarations of posture to whoever must follow them; 90 days of it can be replayed. */
export class Bus extends Construct {
  readonly bus: IEventBus;

  constructor(
    scope: Construct,
    id: string,
    { name, house, shared }: { name: string; house: House; shared: RecordsStack },
  ) {
    super(scope, id);
    this.bus = new EventBus(this, 'Events', {
      eventBusName: name,
      description: 'Declarations of posture and what follows from them',
    }) as IEventBus;
    new Archive(this, 'Archive', {
      sourceEventBus: this.bus,
      description: 'What was declared, to be replayed into a rule that was wrong',
      // All of this account's events: a bus of its own carries nothing else.
      eventPattern: { account: [this.bus.env.account] },
      retention: Duration.days(90),
    });

    const teller = new HouseFunction(this, 'LedgerEntry', {
      house,
      bundle: 'posture-ledger-entry',
      description: 'Tells the bus of each act in the ledger',
      errorImpact: 'What is declared holds at once, but limits, schedules and notices follow only within five minutes.',
      environment: { LEDGER_TABLE: shared.ledger.tableName, BUS_NAME: this.bus.eventBusName },
    });
    teller.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    teller.allow(['events:PutEvents'], [this.bus.eventBusArn]);
    wakeByNewItems(this, 'LedgerEntrySource', teller, {
      house,
      table: shared.ledger,
      batch: 10,
      key: shared.key,
      deadLetters: shared.streamDeadLetters,
      deadLettersKey: shared.key,
      late: {
        chapter: 'ledger-late',
        impact: 'An act of a duty officer was told to nobody for more than five minutes.',
      },
    });
    // A batch of nothing keeps an environment awake: the first act of an emergency does not wait for one to start.
    wakeByTime(this, 'LedgerEntryAwake', teller, { at: 'rate(5 minutes)', retries: 0, input: '{"Records":[]}' });
  }
}
