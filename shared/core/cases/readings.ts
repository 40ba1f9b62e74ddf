import type { DeskCase } from '../../contracts/desk.ts';

type Contact = DeskCase['contacts'][number];
type Reading = DeskCase['readings'][number];
type Read = { contacts: readonly Contact[]; readings: readonly Reading[] };

/**
 * Whether staff may correct what was typed of a contact: a scan that somebody has read, or what was recorded by hand.
 */
export const isCorrectable = ({ toBeRead, paper, recordedBy }: Pick<Contact, 'toBeRead' | 'paper' | 'recordedBy'>) =>
  recordedBy !== undefined || (paper?.toBeRead === true && toBeRead !== true);

/** The reading of a contact that holds, or undefined while nobody has read it. */
export const readingOf = (contact: string, readings: readonly Reading[]): Reading | undefined =>
  readings.findLast((reading) => reading.contact === contact && reading.replaced !== true);

/**
 * What the contacts of a case say as far as it holds: readings that were not replaced, and contacts, except those
 * recorded by hand that were corrected. Whoever can be reached by a mistyped address is somebody else.
 */
export function whatHolds({ contacts, readings }: Read): (Contact | Reading)[] {
  return [
    ...contacts.filter(
      ({ contact, recordedBy }) => recordedBy === undefined || readingOf(contact, readings) === undefined,
    ),
    ...readings.filter(({ replaced }) => replaced !== true),
  ];
}
