import type { ContactAccepted, ContactBody, Receipt } from '../../../shared/contracts/contact.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { isCanaryKey } from '../../../shared/core/cases/canary.ts';
import { answerDueAt, callBackDueAt, expertsDueAt } from '../../../shared/core/cases/charter.ts';
import { expertsNamed } from '../../../shared/core/cases/experts.ts';
import { type Hmac, mintCode, submissionOf } from '../../../shared/core/cases/receipt-code.ts';
import { mayCall } from '../../../shared/core/cases/safe-contact.ts';
import { sortOf, wordsOf } from '../../../shared/core/cases/triage.ts';
import type { Sha256 } from '../../../shared/core/chain.ts';
import type { Danger, LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import type { HoursPeriod } from '../../../shared/core/hours/calendar.ts';
import { present } from '../../../shared/core/present.ts';

/**
 * Accepts a contact at an ISO instant: the message for the queue, the receipt without its words of advice, and the
 * danger that was heard in it. The same content with the same Idempotency-Key, or within ten minutes without one, gets
 * the same code. With a canary's key it is marked as one, unless it speaks of danger.
 */
export function acceptContact(input: {
  contact: ContactBody;
  definition: PreparedService;
  rules: LifeFirstRules;
  periods: readonly HoursPeriod[];
  key: string | undefined;
  receivedAt: string;
  hmac: Hmac;
  sha256: Sha256;
}): { accepted: ContactAccepted; receipt: Receipt; danger: Danger } {
  const { contact, definition, rules, periods, key, receivedAt, hmac, sha256 } = input;
  const { service, codePrefix } = definition;
  const danger = hearDanger(wordsOf(contact), rules);
  const { urgent } = sortOf(contact, definition, danger.level === 'lane');
  const firstAnswerDueAt = answerDueAt({ kind: contact.kind, receivedAt, definition, periods });
  const { callBack: preference } = contact;
  const isCalled = preference !== undefined && mayCall([contact.safeContact]);
  const calledBy = isCalled ? callBackDueAt({ preference, at: receivedAt, definition, periods }) : undefined;
  // Danger to life is the desk's, which reads it first; experts are asked by somebody who has.
  const group = urgent || contact.experts === undefined ? undefined : expertsNamed(definition, contact.experts);
  const askedFor = group && expertsDueAt(group, { at: receivedAt, definition, periods });
  const digest = sha256(JSON.stringify([service, contact]));
  const code = mintCode(codePrefix, submissionOf(digest, key, Date.parse(receivedAt)), hmac);
  const due = {
    ...present({ firstAnswerDueAt, callBackDueAt: calledBy }),
  };
  const isCanary = !urgent && isCanaryKey(key, { service, at: receivedAt, hmac });
  return {
    accepted: {
      contract: 'contact-accepted.v1',
      code,
      service,
      channel: 'form',
      receivedAt,
      ...due,
      ...present({ expertsDueAt: askedFor }),
      urgent,
      ...(isCanary && { canary: true as const }),
      contact,
    },
    receipt: { code, service, kind: contact.kind, receivedAt, ...due },
    danger,
  };
}
