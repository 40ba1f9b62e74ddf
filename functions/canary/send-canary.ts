import { Receipt } from '../../shared/contracts/contact.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { canaryKey } from '../../shared/core/cases/canary.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { canaryContact } from './rules/canary-contact.ts';

/** Where a canary can stop, in the order of its way, with the metric of each. */
const stops = {
  intake: 'CanaryStoppedAtIntake',
  register: 'CanaryStoppedAtRegister',
  mail: 'CanaryStoppedAtMail',
} as const;
export type CanaryStop = keyof typeof stops;

/** How often it is posted before intake counts as stopped, and how long it is waited for afterwards: milliseconds. */
const posts = 3;
const patience = { register: 60_000, mail: 120_000 };
/** Between two tries, and between two looks. */
const pauseFor = { posts: 5000, looks: 2000 };
/** What a citizen would wait for an answer. */
const answersWithin = 10_000;

/** What a canary is sent with; `clock` is in epoch milliseconds. */
export type CanaryWork = {
  definition: Pick<ServiceDefinition, 'service' | 'kinds'>;
  /** Address of the citizen pages, without a slash at the end. */
  portalUrl: string;
  hmac(): Promise<Hmac>;
  fetch: typeof fetch;
  /** The code of the service's last canary whose mail has left. */
  lastMailed(): Promise<string | undefined>;
  clock: { now(): number; pause(milliseconds: number): Promise<unknown> };
};

/**
 * Sends a marked contact through the public address, as a citizen would, and follows it until it is registered and SES
 * has its mail. Counts for each step that it reached whether it stopped there: 1, or 0. Gives where it stopped, if it did.
 */
export async function sendCanary(work: CanaryWork): Promise<{ stoppedAt: CanaryStop | undefined }> {
  const { service } = work.definition;
  const code = await posted(work);
  if (code === undefined) return stopped(service, 'intake');
  count(service, 'intake', 0);
  if (!(await soon(work, 'register', () => isRegistered(work, code)))) return stopped(service, 'register');
  count(service, 'register', 0);
  if (!(await soon(work, 'mail', async () => (await work.lastMailed()) === code))) return stopped(service, 'mail');
  count(service, 'mail', 0);
  return { stoppedAt: undefined };
}

const count = (service: string, step: CanaryStop, stopped: 0 | 1) => logCount(stops[step], service, stopped);

function stopped(service: string, step: CanaryStop): { stoppedAt: CanaryStop } {
  logLine({ level: 'error', function: 'canary', service, stoppedAt: step });
  count(service, step, 1);
  return { stoppedAt: step };
}

const addressOf = ({ portalUrl, definition }: CanaryWork) => `${portalUrl}/v1/services/${definition.service}/contacts`;

/** The code of the receipt, or undefined when no post was answered by one. */
async function posted(work: CanaryWork): Promise<string | undefined> {
  const { definition, clock } = work;
  const body = JSON.stringify(canaryContact(definition));
  // One for all tries: a post whose answer was lost is the same contact.
  const madeAt = clock.now();
  for (let tried = 0; tried < posts; tried += 1) {
    if (tried > 0) await clock.pause(pauseFor.posts);
    try {
      const key = canaryKey(definition.service, madeAt, await work.hmac());
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
      const signal = AbortSignal.timeout(answersWithin);
      const answer = await work.fetch(addressOf(work), { method: 'POST', headers, body, signal });
      if (answer.status === 202) return Receipt.parse(await answer.json()).code;
      logLine({ level: 'warn', function: 'canary', service: definition.service, status: answer.status });
    } catch (error) {
      logLine({ level: 'warn', function: 'canary', service: definition.service, ...errorLine(error) });
    }
  }
  return undefined;
}

async function isRegistered(work: CanaryWork, code: string): Promise<boolean> {
  const signal = AbortSignal.timeout(answersWithin);
  const answer = await work.fetch(`${addressOf(work)}/${code}`, { signal });
  return answer.status === 200 && ((await answer.json()) as { stage?: unknown }).stage !== 'accepted';
}

/** Looks until what is waited for has come, or the patience with this step is over; a look that fails has seen nothing. */
async function soon(work: CanaryWork, step: keyof typeof patience, look: () => Promise<boolean>): Promise<boolean> {
  const until = work.clock.now() + patience[step];
  for (;;) {
    const seen = await look().catch((error) => {
      logLine({ level: 'warn', function: 'canary', service: work.definition.service, step, ...errorLine(error) });
      return false;
    });
    if (seen) return true;
    if (work.clock.now() >= until) return false;
    await work.clock.pause(pauseFor.looks);
  }
}
