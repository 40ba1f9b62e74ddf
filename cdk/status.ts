import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { pathOf, type ServiceCenterProps } from './capability.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';

/** Tells a citizen of one service where a case stands, and passes messages to and fro. */
export class Status extends Construct {
  constructor(scope: Construct, id: string, { house, api, definition, own, shared }: ServiceCenterProps) {
    super(scope, id);
    const { service, capacity } = definition;
    const teller = new HouseFunction(this, 'CitizenGet', {
      house,
      bundle: 'status-citizen-request',
      description: `Tells where a case of ${service} stands, by its receipt code`,
      errorImpact: `Citizens cannot see where their request to ${service} stands, nor add to it.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        SIGHTINGS_TABLE: shared.sightings.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
      },
    });
    teller.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn]);
    teller.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [shared.sightings.tableArn]);
    teller.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    teller.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    teller.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    api.route('GET', pathOf(definition, 'contacts/{code}'), teller.lambda, capacity.ordinary);
    api.route('POST', pathOf(definition, 'contacts/{code}/conversation'), teller.lambda, capacity.ordinary);
    api.route('POST', pathOf(definition, 'contacts/{code}/messages'), teller.lambda, capacity.ordinary);
    api.route('POST', pathOf(definition, 'contact-status'), teller.lambda, capacity.ordinary);

    house.alarms.add(this, 'AcceptedNotRegistered', {
      chapter: 'accepted-not-registered',
      impact: `A citizen asked about a genuine receipt of ${service} that the register has not known for minutes: a request may be lost.`,
      metric: new Metric({
        namespace: 'Sportello',
        metricName: 'AcceptedNotRegistered',
        dimensionsMap: { service },
        statistic: 'Sum',
        period: Duration.minutes(1),
      }),
      above: 0,
    });
  }
}

/** Tells anyone whether the platform works, and what is wrong with a path that leads nowhere. */
export class PlatformStatus extends Construct {
  constructor(scope: Construct, id: string, { house, api }: { house: House; api: Api }) {
    super(scope, id);
    const health = new HouseFunction(this, 'AnyoneGet', {
      house,
      bundle: 'platform-health-check',
      description: 'Says whether the platform works',
      errorImpact: 'Whoever watches the platform from outside believes that it is down.',
      environment: {},
    });
    api.route('GET', '/v1/status', health.lambda);

    const unknown = new HouseFunction(this, 'UnknownPath', {
      house,
      bundle: 'platform-unknown-path',
      description: 'Answers 404 or 405, and says what to mend, where no route leads',
      errorImpact: 'Whoever mistypes an address of the API gets a server error instead of a hint.',
      environment: {},
    });
    api.routeRest(unknown.lambda);
  }
}
