import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { CenterStack } from './center-stack.ts';
import { Alarms } from './house/alarm.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';

/** Where a canary can stop, in the order of its way, and what citizens notice then. */
const stops = {
  Intake: (service: string) => `Citizens who write to ${service} through its public address get no receipt.`,
  Register: (service: string) =>
    `Citizens of ${service} hold receipts, but what they wrote is not registered a minute later: nobody sees it.`,
  Mail: (service: string) =>
    `Requests to ${service} are registered, but two minutes later SES has not taken their confirmation.`,
} as const;

interface CanaryProps {
  house: House;
  service: string;
  own: ServiceRecords;
  shared: RecordsStack;
  portalUrl: string;
  /** Minutes from one to the next. */
  everyMinutes: number;
}

/** Sends a contact of its own through a service's public address every few minutes, and sounds where it stops. */
class Canary extends Construct {
  constructor(scope: Construct, { house, service, own, shared, portalUrl, everyMinutes }: CanaryProps) {
    super(scope, service);
    const canaryDue = new HouseFunction(this, 'CanaryDue', {
      house,
      bundle: 'canary-canary-due',
      description: `Sends a contact to ${service} as a citizen would, and follows it until its mail has left`,
      errorImpact: `Citizens notice nothing: but nobody would hear that the line of ${service} stands still.`,
      environment: {
        SERVICE: service,
        PORTAL_URL: portalUrl,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
        CANARIES_TABLE: shared.canaries.tableName,
      },
      // It waits 40 s for a receipt, 60 for the register and 120 for the mail, and is over before the next.
      timeout: Duration.seconds(270),
    });
    canaryDue.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]).allowKey(own.key, keyUse.read);
    canaryDue.allow(['dynamodb:GetItem'], [shared.canaries.tableArn]).allowKey(shared.key, keyUse.read);
    wakeByTime(this, 'CanaryDueSchedule', canaryDue, { at: `rate(${everyMinutes} minutes)`, retries: 0 });
    for (const [stop, impact] of Object.entries(stops))
      house.alarms.add(this, `StoppedAt${stop}`, {
        chapter: `canary-stopped-at-${stop.toLowerCase()}`,
        impact: impact(service),
        metric: new Metric({
          namespace: 'Sportello',
          metricName: `CanaryStoppedAt${stop}`,
          dimensionsMap: { service },
          statistic: 'Maximum',
          period: Duration.minutes(1),
        }),
        above: 0,
        // Between two canaries nothing is measured: what the last one said holds.
        missing: TreatMissingData.IGNORE,
      });
  }
}

export interface CanaryStackProps extends StackProps {
  /** What each service keeps, by its name. */
  own: ReadonlyMap<string, ServiceRecords>;
  shared: RecordsStack;
  center: CenterStack;
  /** Folder of the built bundles. */
  bundles: string;
  everyMinutes: number;
}

/** Whoever watches the services from outside: apart from what it watches, so that a deployment takes one of them at a time. */
export class CanaryStack extends Stack {
  constructor(scope: Construct, id: string, props: CanaryStackProps) {
    super(scope, id, props);
    const { own: ofServices, shared, center, bundles, everyMinutes } = props;
    const alarms = new Alarms(shared.topics);
    const house: House = { bundles, alarms, unheard: { queue: shared.wakeDeadLetters, key: shared.key } };
    for (const [service, own] of ofServices)
      new Canary(this, { house, service, own, shared, portalUrl: center.portalUrl, everyMinutes });
  }
}
