import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { AccountWatch } from './account-watch.ts';
import { Api, houseHttpApi, staffLimits } from './api.ts';
import { Bulletins } from './bulletins.ts';
import { Bus } from './bus.ts';
import { CallOuts } from './call-outs.ts';
import { limitsOfAll, SharedCapacity } from './capacity.ts';
import { Dashboard } from './dashboard.ts';
import { HandOvers } from './hand-overs.ts';
import { Hours } from './hours.ts';
import { Alarms } from './house/alarm.ts';
import type { House, HouseFunction } from './house/function.ts';
import { MailOut } from './mail-out.ts';
import { Platform } from './platform.ts';
import { Portal, type PortalDomain } from './portal.ts';
import { Posture } from './posture.ts';
import type { RecordsStack } from './records-stack.ts';
import { UnheardWatch } from './registrar.ts';
import type { ServiceRecords } from './service-records.ts';
import { ConsoleClient, type SignIn } from './staff.ts';
import { Wakes } from './wakes.ts';

export interface CenterStackProps extends StackProps {
  services: readonly ServiceDefinition[];
  shared: RecordsStack;
  /** What each service keeps, by its name. */
  own: ReadonlyMap<string, ServiceRecords>;
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
 * What all services share and may be deployed again at any time: the way to pages and to each service's API, what officers
 * declare, mails, calls to staff. It holds nothing to lose; the functions of a service are in a stack of its own.
 */
export class CenterStack extends Stack {
  readonly bus: IEventBus;
  readonly portal: Portal;
  readonly hours: Hours;
  /** Address of the citizen pages, without a slash at the end. */
  readonly portalUrl: string;
  /** Who vouches for staff. */
  readonly signIn: SignIn;
  /** Answers what no route of any API knows. */
  readonly unknownPath: HouseFunction;

  constructor(scope: Construct, id: string, props: CenterStackProps) {
    super(scope, id, props);
    const { services, shared, own, bundles, pages, busName, domain, issuer } = props;
    const alarms = new Alarms(shared.topics);
    const house: House = { bundles, alarms, unheard: { queue: shared.wakeDeadLetters, key: shared.key } };
    const http = houseHttpApi(this, 'Http', 'Sportello: what anyone may ask of all services');
    const staffHttp = houseHttpApi(this, 'StaffHttp', 'Sportello: what duty officers declare, decide and leave');
    const portal = new Portal(this, 'portal', {
      http,
      staffHttp,
      services: [...own].map(([service, { http: ofService }]) => ({ service, http: ofService })),
      pages,
      firewallArn: props.firewallArn,
      originKey: shared.originKeys.sent,
      refusalPagesArn: props.refusalPagesArn,
      uploads: [...own.values()].map(({ attachments }) => attachments),
      signInOrigins: (issuer ?? shared.staff)?.origins ?? [],
      signInAt: (portalUrl) => this.signInAt(shared, portalUrl, issuer),
      ...(domain && { domain }),
    });
    this.portal = portal;
    this.signIn = portal.signIn;
    this.portalUrl = portal.url;
    const common = { house, keysTaken: shared.originKeys.taken, signIn: portal.signIn };
    const api = new Api(this, 'api', {
      ...common,
      http,
      // It takes as much as all services together.
      rest: limitsOfAll(services),
      errorImpact:
        'Citizens do not see whether a service is open and what is declared, and called staff cannot answer.',
    });
    const staffApi = new Api(this, 'staff-api', {
      ...common,
      http: staffHttp,
      rest: staffLimits,
      errorImpact: 'Duty officers who declare or decide get an error instead of an answer.',
    });

    const { bus } = new Bus(this, 'bus', { name: busName });
    this.bus = bus;
    this.hours = new Hours(this, 'hours', {
      house,
      api,
      bus,
      shared,
      services,
      pages: portal.pages,
      portalUrl: portal.url,
      scheduleGroup: `${busName}-posture`,
    });
    const { unknownPath } = new Platform(this, 'status', { house, api, staffApi });
    this.unknownPath = unknownPath;
    new Posture(this, 'posture', { house, api: staffApi, bus, shared });
    new HandOvers(this, 'hand-overs', { house, api: staffApi, shared, portalUrl: portal.url });
    new MailOut(this, 'mail-out', { house, shared, services, own });
    new Bulletins(this, 'bulletins', { house, bus, services, shared });
    new CallOuts(this, 'call-outs', { house, api, bus, shared, services, own, portalUrl: portal.url });
    new Wakes(this, 'wakes', { house, api, shared, own, portalUrl: portal.url });
    new SharedCapacity(this, 'capacity', { house, api, bus, shared });
    new AccountWatch(this, 'account', { house });
    new UnheardWatch(this, 'unheard', { house, shared });
    new Dashboard(this, 'dashboard', {
      title: 'what all services share',
      apis: [api.http, staffApi.http],
      alarms: alarms.made,
      queues: [
        { queue: shared.urgentMail, label: 'urgent mail' },
        { queue: shared.mail, label: 'mail' },
      ],
    });
    new CfnOutput(this, 'PortalUrl', { value: portal.url, description: 'Where citizens begin' });
  }

  private signInAt({ staff }: RecordsStack, portalUrl: string, issuer?: SignIn): SignIn {
    if (issuer) return issuer;
    if (!staff) throw new Error('neither an issuer nor a directory vouches for staff');
    return new ConsoleClient(this, 'staff', { directory: staff, portalUrl }).signIn;
  }
}
