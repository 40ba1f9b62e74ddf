import type { Receipt } from '../../shared/contracts/contact.ts';
import { RecordedContact } from '../../shared/contracts/desk.ts';
import { keyOf, readCode } from '../../shared/core/cases/receipt-code.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { keepContact } from '../../shared/shell/queues/keep-contact.ts';
import { textsIn } from '../../shared/texts/load-texts.ts';
import { type Desk, type DeskRequest, invalid, logAct } from './desk.ts';
import { recordedContact, wrongIn } from './rules/recorded-contact.ts';

// The desk's way into the citizen's line: does what intake/accept-contact.ts does for the form, then the contact goes
// on to registrar/on-queue-message.ts.

/**
 * Takes in a letter, fax, visit or call that staff record by hand: 202 with its receipt once it is durably kept. The
 * code to hold is that of the case it joins where there is one: a contact within a case has no state of its own to
 * follow.
 */
export async function recordContact(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { definition, register, rules, hmac, officer, contacts, now } = desk;
  const recorded = await readAs(RecordedContact, request);
  const joins = recorded.joins === undefined ? undefined : readCode(recorded.joins, definition.codePrefix, hmac);
  const errors = [
    ...wrongIn(recorded, definition, now),
    ...(recorded.joins !== undefined && joins === undefined
      ? [{ detail: 'must be the code of a case of this service', pointer: '/joins' }]
      : []),
  ];
  if (errors.length > 0) throw invalid(...errors);
  const repeated = keyOf(request.headers['idempotency-key']);
  if (repeated === 'unreadable') throw new Refusal('malformed-body', ({ problems }) => problems.unreadableKey);
  const { accepted, receipt, urgent } = recordedContact({
    recorded,
    joins,
    recordedBy: officer,
    definition,
    rules,
    periods: await desk.periods(),
    key: repeated?.key,
    now,
    hmac,
    sha256,
  });
  await keepContact(contacts, accepted.code, JSON.stringify(accepted));
  logAct(desk, 'record', { code: accepted.code, channel: accepted.channel });
  const held = joins !== undefined && (await register.read(joins)).length > 0 ? joins : receipt.code;
  const body: Receipt = { ...receipt, code: held };
  if (!urgent) return { status: 202, body };
  const { lifeFirst } = await textsIn(recorded.language);
  const emergencyNumbers = definition.emergencyNumbers.map(({ number }) => number);
  return { status: 202, body: { ...body, advice: { text: lifeFirst.text, emergencyNumbers } } };
}
