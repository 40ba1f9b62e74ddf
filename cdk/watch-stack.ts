import { Stack, type StackProps } from 'aws-cdk-lib';
import { AlarmRule, AlarmStatusWidget, CompositeAlarm, Dashboard, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { alarmsInOneWidget } from './dashboard.ts';
import { HouseAlarm, tell } from './house/alarm.ts';
import type { RecordsStack } from './records-stack.ts';

export interface WatchStackProps extends StackProps {
  /** Names of the services. */
  services: readonly string[];
  shared: RecordsStack;
}

/** What an alarm belongs to: `familyline-registrar` of a service, or `mail-out` of what all share. */
function capabilityOf(alarm: HouseAlarm, services: readonly string[]): string {
  const [first = '', second = ''] = alarm.node.path.split('/').slice(1);
  return services.includes(first) ? `${first}-${second}` : first;
}

/**
 * One composite alarm for each capability: whoever is woken is called once for what is wrong with the registrar, and not for each
 * of its functions, queues and schedules. Of alarms of all stacks, which it knows by their names: it is deployed after
 * them, and keeps none of them from going.
 */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { services, shared, ...props }: WatchStackProps) {
    super(scope, id, props);
    const together = scope.node.findAll().filter((one) => one instanceof HouseAlarm && one.isCalledTogether);
    const byCapability = Map.groupBy(together as HouseAlarm[], (alarm) => capabilityOf(alarm, services));
    const composites = [...byCapability].map(([capability, alarms]) => this.composite(capability, alarms, shared));
    for (const alarm of together) this.addStackDependency(Stack.of(alarm));
    new Dashboard(this, 'Dashboard', {
      widgets: [
        [new TextWidget({ markdown: '# Sportello: what is well, what is not', width: 24, height: 1 })],
        ...Array.from({ length: Math.ceil(composites.length / alarmsInOneWidget) }, (_, row) => [
          new AlarmStatusWidget({
            title: 'Capabilities',
            alarms: composites.slice(row * alarmsInOneWidget, (row + 1) * alarmsInOneWidget),
            width: 24,
            height: 8,
          }),
        ]),
      ],
    });
  }

  private composite(capability: string, alarms: readonly HouseAlarm[], { topics }: RecordsStack): CompositeAlarm {
    const composite = new CompositeAlarm(this, capability, {
      compositeAlarmName: `${this.stackName}-${capability}`,
      alarmDescription: `Something of ${capability} is not as it should be: the alarm that sounds says what people notice. Runbook: docs/runbook.md#capability-unwell`,
      alarmRule: AlarmRule.anyOf(...alarms.map((alarm) => AlarmRule.fromString(`ALARM("${alarm.knownName}")`))),
    });
    tell(composite, topics.wake);
    return composite;
  }
}
