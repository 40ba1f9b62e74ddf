import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { Api } from './api.ts';
import { Attachments } from './attachments.ts';
import { Bulletins } from './bulletins.ts';
import { Calls } from './calls.ts';
import type { Routed, ServiceChannelProps } from './capability.ts';
import { Desk } from './desk.ts';
import { Alarms } from './house/alarm.ts';
import type { House } from './house/function.ts';
import { MailIn, ReceiptRules } from './mail-in.ts';
import { Protocol } from './protocol.ts';
import type { RecordsStack } from './records-stack.ts';
import { DeadLetterRegistrar } from './registrar.ts';
import { Retention } from './retention.ts';
import { Scans } from './scans.ts';
import { VoiceMenu } from './voice-menu.ts';
import { Worklist } from './worklist.ts';

export interface ChannelsStackProps extends StackProps {
  services: readonly ServiceDefinition[];
  records: RecordsStack;
  /** Folder of the built bundles. */
  bundles: string;
}

/**
 * What comes in by phone, mail and paper, and what staff do with it. It may be deployed again at any time and holds
 * nothing to lose.
 * It is a stack of its own because CloudFormation takes 500 resources in one (CloudFormation quotas).
 */
export class ChannelsStack extends Stack {
  readonly alarms: Alarms;
  private readonly routed: Routed[] = [];

  constructor(scope: Construct, id: string, props: ChannelsStackProps) {
    super(scope, id, props);
    const { services, records: shared, bundles } = props;
    this.alarms = new Alarms(shared.alarmTopic);
    const unheard = { queue: shared.wakeDeadLetters, key: shared.key };
    const house: House = { bundles, alarms: this.alarms, unheard };
    const rules = new ReceiptRules(this, 'receipt-rules');
    // These two here and not in the center stack, which three services fill.
    new Bulletins(this, 'bulletins', { house, services, shared });
    new DeadLetterRegistrar(this, 'registrar', { house, shared });
    for (const definition of services) {
      const own = shared.services.get(definition.service);
      if (!own) throw new Error(`the records stack knows no service ${definition.service}`);
      const service = new Construct(this, definition.service);
      this.add(service, { house, definition, own, shared, rules });
    }
  }

  /** Adds the routes of all channels to the API, which belongs to the center stack. */
  routes(api: Api): void {
    for (const part of this.routed) part.routes(api);
  }

  // One line for each capability: those with routes go through `routed`.
  private add(service: Construct, given: ServiceChannelProps & { rules: ReceiptRules }): void {
    new Attachments(service, 'attachments', given);
    new Worklist(service, 'worklist', given);
    new Retention(service, 'retention', given);
    this.routed.push(new Desk(service, 'desk', given));
    new Scans(service, 'scans', given);
    this.routed.push(new MailIn(service, 'mail', given));
    this.routed.push(new Protocol(service, 'protocol', given));
    this.routed.push(new Calls(service, 'calls', given));
    this.routed.push(new VoiceMenu(service, 'voice-menu', given));
  }
}
