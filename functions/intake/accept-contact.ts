import type { ContactBody, Receipt } from '../../shared/contracts/contact.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { declaredPeriods } from '../../shared/shell/declared.ts';
import { hmacWith, sha256 } from '../../shared/shell/hashing.ts';
import { keepContact } from '../../shared/shell/queues/keep-contact.ts';
import { readSecret } from '../../shared/shell/secrets.ts';
import { acceptContact } from './rules/acceptance.ts';

/**
 * Accepts a contact by what is declared now, and gives its receipt once it is durably kept: in the queue, or in the inbox when
 * the queue refuses. Throws Refusal `unavailable` when neither takes it.
 */
export async function acceptAndKeep(input: {
  contact: ContactBody;
  definition: PreparedService;
  rules: LifeFirstRules;
  key: string | undefined;
  now: Date;
  place: Parameters<typeof keepContact>[0];
  ledgerTable: string;
  receiptSecretId: string;
}): Promise<{ receipt: Receipt; urgent: boolean }> {
  const { contact, definition, rules, key, now, place, ledgerTable, receiptSecretId } = input;
  const receivedAt = now.toISOString();
  const { accepted, receipt, urgent } = acceptContact({
    contact,
    definition,
    rules,
    periods: await declaredPeriods(ledgerTable, definition.service, receivedAt),
    key,
    receivedAt,
    hmac: hmacWith(await readSecret(receiptSecretId)),
    sha256,
  });
  await keepContact(place, accepted.code, JSON.stringify(accepted));
  return { receipt, urgent };
}
