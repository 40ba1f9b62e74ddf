import { registration } from '../../functions/registrar/rules/case-commands.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { contact, protezioneCivile } from '../fixtures/contacts.ts';

/** A code of Protezione Civile, told apart by a number. */
export const codeOf = (number: number) => `PC-0000-0000-${String(number).padStart(4, '0')}-0000`;

/** What intake would have accepted for the n-th contact of a test, at an ISO instant. */
export const acceptedOf = (number: number, receivedAt = '2026-11-20T10:00:00.000Z'): ContactAccepted => ({
  contract: 'contact-accepted.v1',
  code: codeOf(number),
  service: 'protezione-civile',
  channel: 'form',
  receivedAt,
  contact: { ...contact, message: `${contact.message} (${number})` },
});

/** The first entry of the n-th case of a test; `more` is what another channel tells. */
export const firstEntryOf = (
  number: number,
  registeredAt = '2026-11-20T10:00:01.000Z',
  more: Partial<ContactAccepted> = {},
) =>
  registration({
    accepted: { ...acceptedOf(number), ...more },
    definition: protezioneCivile,
    rules: lifeFirst,
    registeredAt,
    salt: randomHex(),
    sha256,
  });
