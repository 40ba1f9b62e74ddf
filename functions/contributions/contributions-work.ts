import type { DangerKind } from '../../shared/contracts/danger.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { publicName } from '../../shared/core/cases/public-name.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { type ContributionRules, goesAt } from '../../shared/core/contributions/contribution.ts';
import type { HeardDanger } from '../../shared/core/danger/danger.ts';
import { environment } from '../../shared/shell/environment.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { type Contributions, dynamodbContributions } from '../../shared/shell/stores/contributions.ts';

/** The stories and ideas of one service, and what it says of them. */
export type KeptContributions = {
  service: string;
  definition: PreparedService;
  rules: ContributionRules;
  contributions: Contributions;
};

/** What the stories and ideas of one service are worked on with. */
export type ContributionsWork = KeptContributions & {
  /** Leaves a composed mail in the mail queue. */
  mail(body: string): Promise<void>;
  portalUrl: string;
};

/** The service and the table that the environment names. Throws Error for a service that takes no contributions. */
export function keptContributions(): KeptContributions {
  const env = environment('SERVICE', 'CONTRIBUTIONS_TABLE');
  const definition = readService(env.SERVICE);
  const { service, contributions: rules } = definition;
  if (rules === undefined) throw new Error(`${service} takes no contributions`);
  return {
    service,
    definition,
    rules,
    contributions: dynamodbContributions({
      tableName: env.CONTRIBUTIONS_TABLE,
      service,
      goesAt: (one) => goesAt(one, rules),
    }),
  };
}

/** The same with the mail queue and the address of the portal, as the environment names them. */
export function contributionsWork(): ContributionsWork {
  const env = environment('MAIL_QUEUE_URL', 'PORTAL_URL');
  return {
    ...keptContributions(),
    mail: (body) => queueMails(env.MAIL_QUEUE_URL, [body]),
    portalUrl: env.PORTAL_URL,
  };
}

/** The public name of a contribution. */
export const idOf = (code: string, hmac: Hmac): string => publicName('contribution', code, hmac);

/** What kind of danger a moderator is told of; none where nothing was heard. */
export const dangerIn = (danger: { level: string; kind?: DangerKind } | HeardDanger): DangerKind | undefined =>
  danger.level === 'none' ? undefined : danger.kind;

/** The Refusal of an act on a contribution, with its reason and what goes with it. */
export const actRefused = (members: { refused: string } & Record<string, unknown>): Refusal =>
  new Refusal('act-refused', undefined, { members });

/** The members of a body in which danger to life is listened for. */
export const heardMembers = ['title', 'text'];
