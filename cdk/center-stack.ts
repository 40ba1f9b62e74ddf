import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { Api } from './api.ts';
import { Bus } from './bus.ts';
import { CallOuts } from './call-outs.ts';
import { Capacity, type Governed } from './capacity.ts';
import type { ChannelsStack } from './channels-stack.ts';
import { CitizenMails } from './citizen-mails.ts';
import { CenterDashboard } from './dashboard.ts';
import { HandOvers } from './hand-overs.ts';
import { Hours } from './hours.ts';
import { Alarms } from './house/alarm.ts';
import type { House } from './house/function.ts';
import { Intake } from './intake.ts';
import { Knowledge } from './knowledge.ts';
import { MailOut } from './mail-out.ts';
import { Platform } from './platform.ts';
import { Portal, type PortalDomain } from './portal.ts';
import { Posture } from './posture.ts';
import type { RecordsStack } from './records-stack.ts';
import { Registrar } from './registrar.ts';
import { Reports } from './reports.ts';
import { ConsoleClient, type SignIn, staffOnly } from './staff.ts';
import { Status } from './status.ts';
import { Wakes } from './wakes.ts';

export interface CenterStackProps extends StackProps {
  services: readonly ServiceDefinition[];
  records: RecordsStack;
  channels: ChannelsStack;
  /** Folder of the built bundles. */
  bundles: string;
  /** Folder of the built pages. */
  pages: string;
  firewallArn: string;
  refusalPagesArn: string;
  busName: string;
  domain?: PortalDomain;
  /**
   * An issuer of the administration's own, and the origins that a page talks to for it; else the directory of the
   * records stack.
   */
  issuer?: SignIn & { origins: readonly string[] };
}

/**
 * Everything that may be deployed again at any time: functions, API, pages, schedules, alarms. It holds nothing to
 * lose.
 */
export class CenterStack extends Stack {
  constructor(scope: Construct, id: string, props: CenterStackProps) {
    super(scope, id, props);
    const { services, records: shared, channels, bundles, pages, busName, domain, issuer } = props;
    const alarms = new Alarms(shared.alarmTopic);
    const house: House = { bundles, alarms, unheard: { queue: shared.wakeDeadLetters, key: shared.key } };
    const api = new Api(this, 'api', { house, services, keysTaken: shared.originKeys.taken });
    const portal = new Portal(this, 'portal', {
      api,
      services: services.map(({ service }) => service),
      pages,
      firewallArn: props.firewallArn,
      originKey: shared.originKeys.sent,
      refusalPagesArn: props.refusalPagesArn,
      accessLog: shared.accessLog,
      uploads: [...shared.services.values()].map(({ attachments }) => attachments),
      signInOrigins: (issuer ?? shared.staff)?.origins ?? [],
      signInAt: (portalUrl) => this.signIn(shared, portalUrl, issuer),
      ...(domain && { domain }),
    });

    api.admitStaff(staffOnly(portal.signIn));
    const { bus } = new Bus(this, 'bus', { name: busName });
    new Hours(this, 'hours', {
      house,
      api,
      bus,
      shared,
      services,
      pages: portal.pages,
      scheduleGroup: `${busName}-posture`,
    });
    new Platform(this, 'status', { house, api });
    new Posture(this, 'posture', { house, api, bus, shared });
    new HandOvers(this, 'hand-overs', { house, api, shared, portalUrl: portal.url });
    new MailOut(this, 'notifier', { house, shared, services });

    const governed: Governed[] = [];
    for (const definition of services) {
      const own = shared.services.get(definition.service);
      if (!own) throw new Error(`the records stack knows no service ${definition.service}`);
      const service = new Construct(this, definition.service);
      const given = { house, api, definition, own, shared };
      const intake = new Intake(service, 'intake', given);
      const registrar = new Registrar(service, 'registrar', given);
      governed.push({ definition, intake, registrar });
      new CitizenMails(service, 'notifier', { ...given, portalUrl: portal.url });
      new Status(service, 'status', given);
      new Reports(service, 'reports', { ...given, bus });
      new Knowledge(service, 'knowledge', { ...given, portalUrl: portal.url });
    }

    new CallOuts(this, 'call-outs', { house, api, bus, shared, services, portalUrl: portal.url });
    new Wakes(this, 'wakes', { house, api, shared, services, portalUrl: portal.url });
    new Capacity(this, 'capacity', { house, api, bus, shared, governed });
    channels.routes(api);
    new CenterDashboard(this, 'dashboard', { api, alarms: [...channels.alarms.made, ...alarms.made], shared });
    new CfnOutput(this, 'PortalUrl', { value: portal.url, description: 'Where citizens begin' });
  }

  private signIn({ staff }: RecordsStack, portalUrl: string, issuer?: SignIn): SignIn {
    if (issuer) return issuer;
    if (!staff) throw new Error('neither an issuer nor a directory vouches for staff');
    return new ConsoleClient(this, 'staff', { directory: staff, portalUrl }).signIn;
  }
}
