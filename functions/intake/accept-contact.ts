import type { ContactBody, Receipt } from '../../shared/contracts/contact.ts';
import type { Danger, LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { isOpen } from '../../shared/core/hours/calendar.ts';
import { hoursRules } from '../../shared/core/posture/service-state.ts';
import { readsUrgent } from '../../shared/core/posture/waking.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { type ContactQueues, keepContact } from '../../shared/shell/queues/keep-contact.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import { acceptContact } from './rules/acceptance.ts';

// Step 1 of the citizen's line: called by on-citizen-post, then the registrar takes the contact from its queue or
// inbox.

/** What a contact is accepted with: its service, where it is kept, and what danger to life sounds like. */
export type IntakeWork = Pick<ServiceFrame, 'definition' | 'hmac' | 'periods'> & {
  queues: ContactQueues;
  rules: LifeFirstRules;
};

/**
 * Accepts a contact by what is declared now, and gives its receipt once it is durably kept: in the queue, or in the
 * inbox when the queue refuses. Throws Refusal `unavailable` when neither takes it.
 */
export async function acceptAndKeep(
  work: IntakeWork,
  { contact, key, now }: { contact: ContactBody; key: string | undefined; now: Date },
): Promise<{ receipt: Receipt; danger: Danger; readsUrgentNow: boolean }> {
  const { definition, rules } = work;
  const receivedAt = now.toISOString();
  const periods = await work.periods(now);
  const { accepted, receipt, danger } = acceptContact({
    contact,
    definition,
    rules,
    periods,
    key,
    receivedAt,
    hmac: await work.hmac(),
    sha256,
  });
  await keepContact(work.queues, accepted.code, JSON.stringify(accepted));
  const open = isOpen(hoursRules(definition), periods, receivedAt);
  return { receipt, danger, readsUrgentNow: readsUrgent(definition, open, receivedAt) };
}
