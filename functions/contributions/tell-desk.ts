import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { ContributionKind } from '../../shared/contracts/contribution.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { answerDueAt } from '../../shared/core/cases/charter.ts';
import type { Given } from '../../shared/core/contributions/contribution.ts';
import type { Danger } from '../../shared/core/danger/danger.ts';
import { present } from '../../shared/core/present.ts';
import { type ContactQueues, keepContact } from '../../shared/shell/queues/keep-contact.ts';
import type { ServiceFrame } from '../../shared/shell/services/service-frame.ts';
import type { ContributionsWork } from './contributions-work.ts';

/** What a contribution is taken in with: one that speaks of danger is a request as well. */
export type Giving = ContributionsWork & Pick<ServiceFrame, 'hmac' | 'periods'> & { queues: ContactQueues };

/** Words of a contribution, with how their author is reached. */
type Words = Given & { kind: ContributionKind; language: Language };

/** The kind under which the desk gets words of danger: the same, or the nearest that the service has. */
function kindAtDesk({ definition }: Pick<Giving, 'definition'>, kind: ContributionKind) {
  const known = definition.kinds.map((one) => one.kind);
  return known.find((one) => one === kind) ?? known.find((one) => one === 'report') ?? known[0];
}

/**
 * Has words of danger wait at the desk too, as a contact under a code of the service: the same message as from any other
 * channel, so that nothing silences them. Throws the Refusal `unavailable` where neither queue nor inbox keeps it.
 */
export async function tellDesk(
  work: Giving,
  words: Words,
  { code, danger, now }: { code: string; danger: Danger; now: Date },
): Promise<void> {
  const { definition, queues } = work;
  const kind = kindAtDesk(work, words.kind);
  if (kind === undefined) throw new Error(`${definition.service} takes no contacts`);
  const receivedAt = now.toISOString();
  const { language, title, text, firstName, email, phone, safeContact } = words;
  const firstAnswerDueAt = answerDueAt({ kind, receivedAt, definition, periods: await work.periods(now) });
  const accepted: ContactAccepted = {
    contract: 'contact-accepted.v1',
    code,
    service: definition.service,
    channel: 'form',
    receivedAt,
    urgent: danger.level === 'lane',
    ...present({ firstAnswerDueAt }),
    contact: {
      kind,
      requester: 'citizen',
      language,
      subject: title,
      message: text,
      privacyAccepted: true,
      ...present({ name: firstName, email, phone, safeContact }),
    },
  };
  await keepContact(queues, code, JSON.stringify(accepted));
}
