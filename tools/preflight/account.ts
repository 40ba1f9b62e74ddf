import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import {
  DescribeActiveReceiptRuleSetCommand,
  GetIdentityDkimAttributesCommand,
  GetIdentityMailFromDomainAttributesCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  SESClient,
} from '@aws-sdk/client-ses';
import type { Known } from './checks.ts';

/** What preflight asks of an account: each call reads, none changes anything; each throws what AWS throws. */
export type Account = {
  /** Outputs of a stack; undefined where there is none of the name. */
  stackOutputs(region: string, stack: string): Promise<Record<string, string> | undefined>;
  quota(service: string, code: string): Promise<number | undefined>;
  sendQuota(): Promise<{ perSecond: number; perDay: number }>;
  /** Of addresses and domains, whether they are verified, signed by DKIM and have a MAIL FROM of their own. */
  identities(
    names: readonly string[],
  ): Promise<Record<string, { verified: boolean; signed: boolean; mailFrom: boolean }>>;
  /** Resolves where SES takes mail in. */
  receiving(): Promise<void>;
  /** The pool that has a prefix for sign-in pages: its id, or undefined where it is free. */
  poolOfPrefix(prefix: string): Promise<string | undefined>;
};

const named = (error: unknown): string => (error instanceof Error ? error.name : '');
const isMissing = (error: unknown) => error instanceof Error && /does not exist/.test(error.message);

/** Names of what AWS answers to every call in a Region that is not opted in, or to credentials it does not know there. */
const closed = /^(?:OptInRequired|UnrecognizedClient|InvalidClientTokenId|AuthFailure)/;

/** Whether a failure says that the Region is not open to the account. */
export const saysClosed = (error: unknown): boolean => closed.test(named(error));

/** What a call gave, or that it is not known: a right that is missing must not hide what else was found. */
export async function orUnknown<Value>(asked: Promise<Value>): Promise<Known<Value>> {
  try {
    return await asked;
  } catch {
    return 'unknown';
  }
}

/** An account as the credentials of the caller reach it in a Region. */
export function accountIn(region: string): Account {
  const ses = new SESClient({ region });
  const serviceQuotas = new ServiceQuotasClient({ region });
  const cognito = new CognitoIdentityProviderClient({ region });
  return {
    async stackOutputs(where, StackName) {
      try {
        const { Stacks = [] } = await new CloudFormationClient({ region: where }).send(
          new DescribeStacksCommand({ StackName }),
        );
        const outputs = Stacks[0]?.Outputs ?? [];
        return Object.fromEntries(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async quota(ServiceCode, QuotaCode) {
      const asked = { ServiceCode, QuotaCode };
      // A quota that nobody ever changed is told as the default alone.
      const { Quota } = await serviceQuotas.send(new GetServiceQuotaCommand(asked)).catch((error) => {
        if (named(error) !== 'NoSuchResourceException') throw error;
        return serviceQuotas.send(new GetAWSDefaultServiceQuotaCommand(asked));
      });
      return Quota?.Value;
    },
    async sendQuota() {
      const { MaxSendRate = 0, Max24HourSend = 0 } = await ses.send(new GetSendQuotaCommand({}));
      // SES says -1 for an account without a daily limit.
      return { perSecond: MaxSendRate, perDay: Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Max24HourSend };
    },
    async identities(names) {
      const Identities = [...names];
      const [verified, dkim, mailFrom] = await Promise.all([
        ses.send(new GetIdentityVerificationAttributesCommand({ Identities })),
        ses.send(new GetIdentityDkimAttributesCommand({ Identities })),
        ses.send(new GetIdentityMailFromDomainAttributesCommand({ Identities })),
      ]);
      return Object.fromEntries(
        Identities.map((name) => [
          name,
          {
            verified: verified.VerificationAttributes?.[name]?.VerificationStatus === 'Success',
            signed: dkim.DkimAttributes?.[name]?.DkimVerificationStatus === 'Success',
            mailFrom: mailFrom.MailFromDomainAttributes?.[name]?.MailFromDomainStatus === 'Success',
          },
        ]),
      );
    },
    async receiving() {
      await ses.send(new DescribeActiveReceiptRuleSetCommand({}));
    },
    async poolOfPrefix(Domain) {
      const { DomainDescription } = await cognito.send(new DescribeUserPoolDomainCommand({ Domain }));
      return DomainDescription?.UserPoolId;
    },
  };
}
