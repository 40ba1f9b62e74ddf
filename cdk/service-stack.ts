import type { Construct } from 'constructs';
import { Api, type Routes } from './api.ts';
import { Attachments } from './attachments.ts';
import { Calls } from './calls.ts';
import type { ServiceProps } from './capability.ts';
import { Capacity } from './capacity.ts';
import type { CenterStack } from './center-stack.ts';
import { Dashboard } from './dashboard.ts';
import { Desk } from './desk.ts';
import { Intake } from './intake.ts';
import { Knowledge } from './knowledge.ts';
import { MailIn } from './mail-in.ts';
import { Protocol } from './protocol.ts';
import { DeadLetterRegistrar, Registrar } from './registrar.ts';
import { Reports } from './reports.ts';
import { Scans } from './scans.ts';
import { StackOfService, type StackOfServiceProps } from './stack-of-service.ts';
import { Status } from './status.ts';
import { VoiceMenu } from './voice-menu.ts';

export interface ServiceStackProps extends StackOfServiceProps {
  center: CenterStack;
  /** Routes of its API that stand in stacks apart. */
  besides?: readonly Routes[];
}

/**
 * The functions and routes of one service, with its own limits, alarms and dashboard. It may be deployed again at any
 * time, touches no other service, and holds nothing to lose.
 */
export class ServiceStack extends StackOfService {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { part, house, alarms } = this;
    const { definition, own, shared, center, besides } = props;
    const { service, capacity } = definition;
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
