import { CrossStackReferences, Duration, ReferenceStrength, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { StaffGroup } from '../shared/contracts/api/routes.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';

/**
 * Who vouches for staff: any OIDC issuer. `clientId` is both the console's name there and the audience of its tokens.
 */
export interface SignIn {
  issuer: string;
  clientId: string;
}

/** What a group is for, by role; a group is `<role>` for every service or `<role>.<service>` for one. */
const roles: Record<StaffGroup, string> = {
  'duty-officer': 'Declares, renews and ends alerts and emergencies, and decides on proposals',
  supervisor: 'Leads operators and experts, and reads what was declared and proposed',
  operator: 'Answers citizens',
  expert: 'Answers what operators forward',
  editor: 'Writes and publishes what citizens read',
  partner: 'Answers for another administration what is referred to it',
  administrator: 'Keeps who works when, in which languages and on what',
  reserve: 'Answers harmless requests while something is declared and they said yes; nothing at any other time',
  auditor: 'Reads who looked at which case, and when; no words of citizens',
};

export interface StaffDirectoryProps {
  services: readonly ServiceDefinition[];
  /** First label of the sign-in page's host name; one of its kind in the region. */
  prefix: string;
}

/** The accounts of staff: nobody signs up by themselves, everybody has a second factor. */
export class StaffDirectory extends Construct {
  readonly pool: UserPool;
  /** Origins that a page talks to in order to sign in: the issuer's own, and that of its pages and tokens. */
  readonly origins: readonly string[];

  constructor(scope: Construct, id: string, { services, prefix }: StaffDirectoryProps) {
    super(scope, id);
    const { region, urlSuffix } = Stack.of(this);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      // None is required: what is, every client must let its users write.
      standardAttributes: { email: { required: false, mutable: true }, fullname: { required: false, mutable: true } },
      mfa: Mfa.REQUIRED,
      // A code by SMS can be taken over with the number.
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix: prefix } });
    const group = (groupName: string, description: string) =>
      new CfnUserPoolGroup(this, groupName, { userPoolId: this.pool.userPoolId, groupName, description });
    for (const [role, description] of Object.entries(roles)) group(role, `${description}: every service`);
    for (const { service } of services)
      for (const [role, description] of Object.entries(roles))
        group(`${role}.${service}`, `${description}: ${service}`);
    this.origins = [`https://cognito-idp.${region}.${urlSuffix}`, `https://${prefix}.auth.${region}.amazoncognito.com`];
  }
}

export interface ConsoleClientProps {
  directory: StaffDirectory;
  /** Address of the portal, without a slash at the end. */
  portalUrl: string;
}

/** The console as the directory knows it: a page without a secret, which signs in by code and proof (PKCE). */
export class ConsoleClient extends Construct {
  readonly signIn: SignIn;

  constructor(scope: Construct, id: string, { directory: { pool }, portalUrl }: ConsoleClientProps) {
    super(scope, id);
    const client = new UserPoolClient(this, 'Client', {
      userPool: pool,
      generateSecret: false,
      // Name and address stand in registers; roles are groups, which no attribute is. An empty list means all of them.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      // None but the sign-in page with code and proof, and renewal. A password or SRP sign-in would give tokens with the
      // scope aws.cognito.signin.user.admin, by which staff change their own name.
      authFlows: { userSrp: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE, OAuthScope.EMAIL],
        callbackUrls: [`${portalUrl}/console/`],
        logoutUrls: [`${portalUrl}/console/`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      // A shift, 8 to 20 or 20 to 8: the next officer signs in as themselves.
      refreshTokenValidity: Duration.hours(12),
    });
    // An issuer of the administration's own may come later: then this client goes.
    CrossStackReferences.of(client).produce(ReferenceStrength.WEAK);
    this.signIn = { issuer: pool.userPoolProviderUrl, clientId: client.userPoolClientId };
  }
}

/** Lets through to a route only whoever holds a token of this issuer for this console. */
export const staffOnly = ({ issuer, clientId }: SignIn) =>
  new HttpJwtAuthorizer('Staff', issuer, { jwtAudience: [clientId] });
