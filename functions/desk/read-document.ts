import { DocumentReading } from '../../shared/contracts/desk.ts';
import type { FormalContact } from '../../shared/contracts/handed-on.ts';
import { isCorrectable } from '../../shared/core/cases/readings.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { actOn, seenVersion } from './act-on-case.ts';
import { actRefused, codeOf, type Desk, type DeskRequest, invalid } from './desk.ts';
import type { CaseRead } from './rules/case-view.ts';
import { readingCommand } from './rules/document-reading.ts';
import { wrongSort } from './rules/recorded-contact.ts';
import { caseAfterAct, readRegistered, readWhole } from './show-case.ts';

// An act on a case, after show-case.ts; a formal instance goes on to protocol/on-formal-contact.ts.

/**
 * Keeps what staff read on a scan, or a correction of what they typed; what is found to be a formal instance goes on to
 * the protocol.
 */
export async function readDocument(desk: Desk, request: DeskRequest): Promise<Reply> {
  const code = codeOf(desk, request);
  const reading = await readAs(DocumentReading, request);
  const expectedVersion = seenVersion(request);
  const { definition, officer, rules } = desk;
  const errors = wrongSort(reading, definition);
  if (errors.length > 0) throw invalid(...errors);
  const { read: present, entries } = await readRegistered(desk, code);
  const seen = readWhole(code, entries.slice(0, expectedVersion)) ?? present;
  const { contact, receivedAt } = contactRead(seen, reading);
  const command = readingCommand({
    reading,
    contact,
    by: officer,
    read: seen,
    definition,
    rules,
    periods: await desk.periods(),
  });
  await actOn(desk, code, expectedVersion, command);
  if (command.sorted?.formal === true) {
    const formal: FormalContact = {
      contract: 'formal-contact.v1',
      service: definition.service,
      caseId: code,
      contact,
      receivedAt,
    };
    await desk.protocolQueue.leave(JSON.stringify(formal));
  }
  return caseAfterAct(desk, code);
}

/**
 * The contact that a reading is of: the one that it names or, where it names none, the only one that can be meant.
 * Throws the Refusals `act-refused` where nothing can be meant, and `invalid` where several can.
 */
function contactRead(
  { contacts }: CaseRead,
  { contact, corrects = false }: DocumentReading,
): CaseRead['contacts'][number] {
  const possible = contacts.filter((one) => (corrects ? isCorrectable(one) : one.toBeRead === true));
  const meant = contact === undefined ? possible : possible.filter((one) => one.contact === contact);
  const [only, ...more] = meant;
  if (only === undefined) throw actRefused(corrects ? 'nothing-to-correct' : 'nothing-to-read');
  if (more.length === 0) return only;
  throw invalid({ detail: `must be one of ${meant.map((one) => one.contact).join(', ')}`, pointer: '/contact' });
}
