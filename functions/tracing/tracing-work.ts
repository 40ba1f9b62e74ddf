import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { publicName } from '../../shared/core/cases/public-name.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { goesAt, type TracingRules } from '../../shared/core/tracing/tracing.ts';
import { environment } from '../../shared/shell/environment.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { readService } from '../../shared/shell/services/services.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { dynamodbTracing, type TracingStore } from '../../shared/shell/stores/tracing.ts';

/** What the searches of one service are worked on with. */
export type TracingWork = {
  service: string;
  definition: PreparedService;
  rules: TracingRules;
  tracing: TracingStore;
  /** Every act of the service's ledger: in which events somebody may be looked for. */
  acts(): Promise<readonly LedgerEvent[]>;
  /** Leaves a composed mail in the mail queue. */
  mail(body: string): Promise<void>;
};

/** The service, the tables and the mail queue that the environment names. Throws Error for one that takes no searches. */
export function tracingWork(): TracingWork {
  const env = environment('SERVICE', 'TRACING_TABLE', 'LEDGER_TABLE', 'MAIL_QUEUE_URL');
  const definition = readService(env.SERVICE);
  const { service, tracing: rules } = definition;
  if (rules === undefined) throw new Error(`nobody is looked for in the events of ${service}`);
  return {
    service,
    definition,
    rules,
    tracing: dynamodbTracing({ tableName: env.TRACING_TABLE, goesAt: (one) => goesAt(one, rules) }),
    acts: async () => (await readLedger(env.LEDGER_TABLE, service)).map(({ event }) => event),
    mail: (body) => queueMails(env.MAIL_QUEUE_URL, [body]),
  };
}

/** The name of a search in lists. */
export const idOf = (code: string, hmac: Hmac): string => publicName('tracing', code, hmac);

/** The Refusal of an act on a search, with its reason. */
export const actRefused = (refused: string): Refusal => new Refusal('act-refused', undefined, { members: { refused } });
