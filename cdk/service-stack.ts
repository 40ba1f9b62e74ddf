import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { Api, type Routes } from './api.ts';
import { Attachments } from './attachments.ts';
import { Calls } from './calls.ts';
import type { ServiceProps } from './capability.ts';
import { Capacity } from './capacity.ts';
import type { CenterStack } from './center-stack.ts';
import { Dashboard } from './dashboard.ts';
import { Desk } from './desk.ts';
import { Alarms } from './house/alarm.ts';
import type { House } from './house/function.ts';
import { Intake } from './intake.ts';
import { Knowledge } from './knowledge.ts';
import { MailIn } from './mail-in.ts';
import { Protocol } from './protocol.ts';
import type { RecordsStack } from './records-stack.ts';
import { DeadLetterRegistrar, Registrar } from './registrar.ts';
import { Reports } from './reports.ts';
import { Scans } from './scans.ts';
import type { ServiceRecords } from './service-records.ts';
import { Status } from './status.ts';
import { VoiceMenu } from './voice-menu.ts';

export interface ServiceStackProps extends StackProps {
  definition: ServiceDefinition;
  own: ServiceRecords;
  shared: RecordsStack;
  center: CenterStack;
  /** Routes of its API that stand in stacks apart. */
  besides?: readonly Routes[];
  /** Folder of the built bundles. */
  bundles: string;
}

/**
 * The functions and routes of one service, with its own limits, alarms and dashboard. It may be deployed again at any
 * time, touches no other service, and holds nothing to lose.
 */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { definition, own, shared, center, besides, bundles } = props;
    const { service, capacity } = definition;
    const alarms = new Alarms(shared.topics);
    const house: House = { bundles, alarms, unheard: { queue: shared.wakeDeadLetters, key: shared.key } };
    const part = new Construct(this, service);
    const api = new Api(part, 'api', {
      house,
      http: own.http,
      definition,
      rest: capacity.ordinary,
      keysTaken: shared.originKeys.taken,
      signIn: center.signIn,
      ...(besides && { besides }),
      errorImpact: `Citizens who write to ${service} or look up a case, or its operators, get an error instead of an answer.`,
    });
    api.routeRest(center.unknownPath);
    const { bus, portalUrl } = center;
    this.add(part, { house, api, definition, own, shared, bus, portalUrl });
    new Dashboard(part, 'dashboard', {
      title: definition.name.en,
      apis: [api.http],
      alarms: alarms.made,
      queues: [{ queue: own.contacts, label: 'contacts' }],
    });
  }

  // One line for each capability.
  private add(part: Construct, given: ServiceProps): void {
    const intake = new Intake(part, 'intake', given);
    const registrar = new Registrar(part, 'registrar', given);
    new Capacity(part, 'capacity', { ...given, intake, registrar });
    new DeadLetterRegistrar(part, 'dead-letters', given);
    new Attachments(part, 'attachments', given);
    new Status(part, 'status', given);
    new Desk(part, 'desk', given);
    new Scans(part, 'scans', given);
    new MailIn(part, 'mail', given);
    new Protocol(part, 'protocol', given);
    new Calls(part, 'calls', given);
    new VoiceMenu(part, 'voice-menu', given);
    new Reports(part, 'reports', given);
    new Knowledge(part, 'knowledge', given);
  }
}
