import type { ContactAccepted } from '../../contracts/contact.ts';
import type { Kind } from '../../contracts/kind.ts';
import type { PreparedService } from '../../contracts/service.ts';
import { answerDueAt } from '../../core/cases/charter.ts';
import type { Danger } from '../../core/danger/danger.ts';
import { present } from '../../core/present.ts';
import type { ServiceFrame } from '../services/service-frame.ts';
import { type ContactQueues, keepContact } from './keep-contact.ts';

/** What words of danger are handed to the desk with. */
export type Handing = Pick<ServiceFrame, 'periods'> & { definition: PreparedService; queues: ContactQueues };

/**
 * Has words of danger that came by another form wait at the desk too, as a contact under a code of the service: the same
 * message as from any other channel, so that nothing silences them. It is of the kind that is wanted, or of the nearest
 * that the service has. Throws the Refusal `unavailable` where neither queue nor inbox keeps it.
 */
export async function keepDanger(
  work: Handing,
  contact: Omit<ContactAccepted['contact'], 'kind' | 'requester' | 'privacyAccepted'>,
  { kind: wanted, code, danger, now }: { kind: Kind; code: string; danger: Danger; now: Date },
): Promise<void> {
  const { definition, queues } = work;
  const { service } = definition;
  const known = definition.kinds.map((one) => one.kind);
  const kind = known.find((one) => one === wanted) ?? known.find((one) => one === 'report') ?? known[0];
  if (kind === undefined) throw new Error(`${service} takes no contacts`);
  const receivedAt = now.toISOString();
  const firstAnswerDueAt = answerDueAt({ kind, receivedAt, definition, periods: await work.periods(now) });
  const accepted: ContactAccepted = {
    contract: 'contact-accepted.v1',
    code,
    service,
    channel: 'form',
    receivedAt,
    urgent: danger.level === 'lane',
    ...present({ firstAnswerDueAt }),
    contact: { ...contact, kind, requester: 'citizen', privacyAccepted: true },
  };
  await keepContact(queues, code, JSON.stringify(accepted));
}
