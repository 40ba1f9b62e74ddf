import type { CallFacts } from '../../contracts/arrival.ts';
import { callOrder, wholeCall } from './call.ts';
import type { ContactOfCase } from './case.ts';

const entriesOf = (record: CallFacts) => JSON.stringify(Object.entries(record).sort());

/** Whether a call has a record already, whatever the order of its members. */
export const hasRecord = ({ records = [] }: ContactOfCase, record: CallFacts) =>
  records.some((known) => entriesOf(known) === entriesOf(record));

/** A call with one record more; one that is there already changes nothing. */
export function withRecord(contact: ContactOfCase, record: CallFacts): ContactOfCase & { call: CallFacts } {
  const { records = [] } = contact;
  const all = hasRecord(contact, record) ? records : [...records, record].sort(callOrder);
  return { ...contact, records: all, call: wholeCall(all) };
}
