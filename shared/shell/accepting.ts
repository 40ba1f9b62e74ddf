import { acceptContact } from '../../functions/intake/acceptance.ts';
import type { ContactBody, Receipt } from '../contracts/contact.ts';
import type { PreparedService } from '../contracts/service.ts';
import type { LifeFirstRules } from '../core/triage.ts';
import { declaredPeriods } from './declared.ts';
import { hmacWith, sha256 } from './hashing.ts';
import { keepContact } from './keeping.ts';
import { readSecret } from './receipt-secret.ts';

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
