import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import type { FormalContact } from '../../shared/contracts/handed-on.ts';
import { sealEntry } from '../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import type { Register } from '../../shared/shell/register.ts';

export const service = 'protezione-civile';
export const receivedAt = '2026-11-22T08:58:00.000Z';

/** The code of a case of a test, told apart by a number of up to eight digits. */
export const caseOf = (which: number) => {
  const digits = String(which).padStart(8, '0');
  return `PC-0000-${digits.slice(0, 4)}-${digits.slice(4)}-0000`;
};

/** The message that the formal contact of a case leaves for the protocol. */
export const formalOf = (which: number): FormalContact => ({
  contract: 'formal-contact.v1',
  service,
  caseId: caseOf(which),
  contact: caseOf(which),
  receivedAt,
});

/** Registers a case with one formal contact. */
export async function registered(register: Register, which: number): Promise<void> {
  const events: CaseEvent[] = [
    {
      type: 'CaseOpened',
      service,
      kind: 'instance',
      requester: 'citizen',
      language: 'it',
      lane: 'instances',
      urgent: false,
      competence: 'own',
      formal: true,
      retentionDays: 3650,
    },
    {
      type: 'ContactReceived',
      channel: 'form',
      receivedAt,
      attachments: [],
      personal: { name: 'Ada', surname: 'Bianchi', email: 'ada@example.org', subject: `Istanza ${which}` },
    },
  ];
  await register.append(
    sealEntry({ caseId: caseOf(which), at: receivedAt, events, previous: undefined, salt: randomHex(), sha256 }),
  );
}
