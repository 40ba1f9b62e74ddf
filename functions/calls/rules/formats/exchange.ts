import type { CallRecord } from '../../../../shared/contracts/call-record.ts';
import type { Issue } from '../../../../shared/texts/mend.ts';

/** Who writes the records: its name, the zone of its clock, and the ISO instant at which the request came. */
export type Exchange = { source: string; timeZone: string; now: string };

/** A wrong member, with what to mend in English: whoever reads it keeps an exchange. */
export type RecordIssue = Issue & { code: string; message: string };

/**
 * What was read of one raw record: a record of a call, what is wrong with it, or why it is none of a citizen's calls.
 */
export type Reading = { record: CallRecord } | { issues: RecordIssue[] } | { passedOver: string };

/** Reads the records of one kind of exchange. */
export type Adapter = {
  read(raw: unknown, exchange: Exchange): Reading;
  /** Where a raw record says when the call began. */
  beginsAt: readonly string[];
  /** Makes one record of those that are parts of one call, where an exchange writes calls in parts. */
  joinParts?(records: readonly CallRecord[]): CallRecord;
};

/** One member that cannot be what it is. */
export const wrong = (path: readonly PropertyKey[], message: string): { issues: RecordIssue[] } => ({
  issues: [{ code: 'custom', path: [...path], message }],
});

/** The issues of a contract that a record does not keep. */
export const issuesOf = (error: { issues: unknown }): { issues: RecordIssue[] } => ({
  issues: error.issues as RecordIssue[],
});
