import type { ContributionKind } from '../../shared/contracts/contribution.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { Given } from '../../shared/core/contributions/contribution.ts';
import type { Danger } from '../../shared/core/danger/danger.ts';
import { present } from '../../shared/core/present.ts';
import type { ContactQueues } from '../../shared/shell/queues/keep-contact.ts';
import { keepDanger } from '../../shared/shell/queues/keep-danger.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import type { ContributionsWork } from './contributions-work.ts';

/** What a contribution is taken in with: one that speaks of danger is a request as well. */
export type Giving = ContributionsWork & Pick<ServiceFrame, 'hmac' | 'periods'> & { queues: ContactQueues };

/** Words of a contribution, with how their author is reached. */
type Words = Given & { kind: ContributionKind; language: Language };

/** Has words of danger wait at the desk too, as a contact under a code of the service. Throws the Refusal `unavailable`. */
export function tellDesk(
  work: Giving,
  { kind, language, title, text, firstName, email, phone, safeContact }: Words,
  heard: { code: string; danger: Danger; now: Date },
): Promise<void> {
  const contact = {
    language,
    subject: title,
    message: text,
    ...present({ name: firstName, email, phone, safeContact }),
  };
  return keepDanger(work, contact, { kind, ...heard });
}
