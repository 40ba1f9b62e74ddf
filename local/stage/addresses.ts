import { join } from 'node:path';
import { developmentCalls } from '../events/call-keys.ts';
import { colleagues } from '../staff.ts';
import type { Address, StageNames } from '../stage-interface.ts';
import { region } from '../template/identity.ts';
import { type Application, localAddresses, type Origins, type Resource } from '../template/template.ts';

/** Physical names of what tools and tests ask for, by logical id. */
export function namesOf(application: Application): StageNames {
  const byType = (type: string, value: (resource: Resource) => string) =>
    Object.fromEntries(application.ofType(type).map((resource) => [resource.logicalId, value(resource)]));
  return {
    tables: byType('AWS::DynamoDB::Table', (resource) => resource.name),
    queues: byType('AWS::SQS::Queue', (resource) => resource.ref),
    buckets: byType('AWS::S3::Bucket', (resource) => resource.name),
    functions: byType('AWS::Lambda::Function', (resource) => resource.name),
    secrets: byType('AWS::SecretsManager::Secret', (resource) => resource.arn),
  };
}

/** What can be opened or called, as the table at start prints it. */
export function addressesOf(
  application: Application,
  given: {
    url: string;
    mail: string;
    telephones: string;
    issuer: string | undefined;
    smtp: string | undefined;
    scans: string[];
    data: string;
  },
): Address[] {
  const { url, mail, telephones, issuer, smtp, scans, data } = given;
  const routes = application
    .ofType('AWS::ApiGatewayV2::Route')
    .map(({ properties }) => String(properties['RouteKey'] ?? ''));
  const services = new Set(routes.flatMap((route) => /\/v1\/services\/([a-z][a-z0-9-]*)\//.exec(route)?.[1] ?? []));
  const takesCalls = (service: string) => routes.includes(`POST /v1/services/${service}/calls/{source}`);
  const portal = application.ofType('AWS::CloudFront::Distribution').length > 0;
  return [
    ...(portal
      ? [
          { what: 'portal', address: `${url}/` },
          ...[...services].map((service) => ({ what: `portal, ${service}`, address: `${url}/it/${service}/` })),
        ]
      : []),
    ...(portal && issuer
      ? [
          { what: 'console', address: `${url}/console/` },
          ...colleagues.map(({ userName, password, what }) => ({
            what: '',
            address: `${userName} / ${password}: ${what.en}`,
          })),
        ]
      : []),
    { what: 'API', address: `${url}/v1/services` },
    { what: 'API documentation', address: `${url}/api-docs/` },
    { what: 'mail viewer', address: `${mail}/` },
    { what: 'telephones of staff', address: `${telephones}/` },
    ...(smtp ? [{ what: 'mail comes in', address: smtp }] : []),
    ...[...services].filter(takesCalls).flatMap((service) => {
      const address = developmentCalls(data, url, service);
      return address === undefined ? [] : [{ what: `calls, ${service}`, address }];
    }),
    ...scans.map((service) => ({ what: `scans, ${service}`, address: join(data, 'scans', service) })),
    ...(issuer ? [{ what: 'OIDC issuer', address: `${issuer}/.well-known/openid-configuration` }] : []),
    { what: 'stage', address: `${url}/_stage` },
    { what: 'alert sources', address: join(data, 'alerts') },
    { what: 'data folder', address: data },
  ];
}

/** Replaces the addresses of the user pool, which exists only on AWS, by the issuer of this machine. */
function issuerAddresses(application: Application, issuer: string | undefined): (value: string) => string {
  if (issuer === undefined) return (value) => value;
  const publics = application.ofType('AWS::Cognito::UserPool').flatMap((pool) => {
    const address = String(pool.attribute('ProviderURL'));
    return [address, new URL(address).origin];
  });
  for (const domain of application.ofType('AWS::Cognito::UserPoolDomain'))
    publics.push(`https://${domain.properties['Domain']}.auth.${region}.amazoncognito.com`);
  return (value) => publics.reduce((result, address) => result.replaceAll(address, issuer), value);
}

/** Turns addresses that exist only on AWS (API, portal, user pool, buckets) into those of this machine. */
export function localizer(
  application: Application,
  origins: Origins & { issuer: string | undefined; s3: string },
): (value: string) => string {
  const ofGateway = localAddresses(application, origins);
  const ofIssuer = issuerAddresses(application, origins.issuer);
  const buckets = application
    .ofType('AWS::S3::Bucket')
    .map((bucket) => `https://${bucket.attribute('RegionalDomainName')}`);
  // What names no bucket means all of the region's, as in a policy of content.
  buckets.push(`https://*.s3.${region}.amazonaws.com`);
  return (value) => buckets.reduce((text, address) => text.replaceAll(address, origins.s3), ofIssuer(ofGateway(value)));
}
