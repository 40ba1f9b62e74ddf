import type { Owed, Tracing } from '../../shared/core/tracing/tracing.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { mailDue } from '../../shared/shell/queues/mail-due.ts';
import { tellsNobody } from '../../shared/texts/danger/advice.ts';
import { tracingMail } from './rules/tracing-mail.ts';
import type { TracingWork } from './tracing-work.ts';

// After each act that owes a mail, and by the clock for what did not leave (on-clock-due).

type Telling = Pick<TracingWork, 'definition' | 'tracing' | 'mail'>;

/** Leaves the mail that whoever looks is owed in the queue, and notes that it is on its way. Throws what the queue says. */
export async function tellSeeker(
  { definition, tracing, mail }: Telling,
  one: Tracing,
  owed: Owed,
  now: Date,
): Promise<boolean> {
  const written = tellsNobody(one.danger) ? undefined : tracingMail(one, owed, definition);
  if (written !== undefined) await mail(JSON.stringify(await mailDue(definition.service, written, now)));
  await tracing.settle(one.id, owed);
  return written !== undefined;
}

/** Tells whoever looks after an act; where the queue refuses, the act holds and the mail leaves a few minutes later. */
export async function tellSoon(telling: Telling, one: Tracing, owed: Owed | undefined, now: Date): Promise<void> {
  if (owed === undefined) return;
  try {
    await tellSeeker(telling, one, owed, now);
  } catch (error) {
    logLine({ level: 'warn', function: 'tracing', owed, ...errorLine(error) });
  }
}
