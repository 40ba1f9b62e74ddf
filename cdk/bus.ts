import { Duration } from 'aws-cdk-lib';
import { Archive, EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';

/** The bus that tells declarations of posture to whoever must follow them; 90 days of it can be replayed. */
export class Bus extends Construct {
  readonly bus: IEventBus;

  constructor(scope: Construct, id: string, { name }: { name: string }) {
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
  }
}
