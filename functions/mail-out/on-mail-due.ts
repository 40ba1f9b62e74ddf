import type { Context } from 'aws-lambda';
import { desiredLimits, mailRate } from '../../shared/core/capacity-plan.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { environment } from '../../shared/shell/environment.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { declaredEvents } from '../../shared/shell/services/declared.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepMailed } from '../../shared/shell/stores/canaries.ts';
import { readStep } from '../../shared/shell/stores/capacity-steps.ts';
import { mailingOf } from './mailing-work.ts';
import { postMailsUntil } from './send-mails.ts';

const env = environment(
  'MAIL_QUEUE_URL',
  'URGENT_MAIL_QUEUE_URL',
  'MAIL_DEAD_LETTER_URL',
  'LEDGER_TABLE',
  'CAPACITY_TABLE',
  'CANARIES_TABLE',
);
const services = readServices();

/** The time kept back at the end so that what is under way is finished: milliseconds. */
const reserve = 12_000;

/** Milliseconds that the rate may lag behind a declaration. */
const freshFor = 1000;

let lastRate: { rate: number; readAt: number } | undefined;

async function planRate(): Promise<number> {
  const now = new Date();
  if (lastRate !== undefined && now.getTime() - lastRate.readAt < freshFor) return lastRate.rate;
  const plans = services.map(async (definition) => {
    const { service } = definition;
    const [{ posture }, step] = await Promise.all([
      declaredEvents(env.LEDGER_TABLE, service, freshFor).then((events) => declaredAt(events, now.toISOString())),
      // Without the step the plan is that of the posture: mail goes on.
      readStep(env.CAPACITY_TABLE, service, now).catch((error) => {
        logLine({ level: 'warn', function: 'mail', service, ...errorLine(error) });
        return 0 as const;
      }),
    ]);
    return desiredLimits(definition, posture, step);
  });
  lastRate = { rate: mailRate(await Promise.all(plans)), readAt: now.getTime() };
  return lastRate.rate;
}

const mailing = mailingOf(
  { urgent: env.URGENT_MAIL_QUEUE_URL, ordinary: env.MAIL_QUEUE_URL, deadLetters: env.MAIL_DEAD_LETTER_URL },
  { planRate, noteCanary: (due) => keepMailed(env.CANARIES_TABLE, due, new Date()) },
);

/** Sends mails that are due, urgent ones first, at the rate of account and plan, until its minute is nearly over. */
export async function handler(_event: unknown, context: Context): Promise<void> {
  const counts = await postMailsUntil(mailing, Date.now() + context.getRemainingTimeInMillis() - reserve);
  logLine({ level: 'info', function: 'mail', ...counts });
}
