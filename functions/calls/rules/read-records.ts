import { type CallRecord, maximumRecords } from '../../../shared/contracts/call-record.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { asterisk } from './formats/asterisk.ts';
import { canonical } from './formats/canonical.ts';
import { connect } from './formats/connect.ts';
import { type Adapter, type Exchange, type RecordIssue, wrong } from './formats/exchange.ts';
import { freeswitch } from './formats/freeswitch.ts';
import { twilio } from './formats/twilio.ts';

const adapters = { canonical, asterisk, freeswitch, connect, twilio } satisfies Record<string, Adapter>;
export type AdapterName = keyof typeof adapters;

/** The kinds of body that exchanges send. */
export const acceptedTypes = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/x-www-form-base64-encoded',
] as const;

/** What a body holds: JSON, a form, or JSON inside a form's `cdr`, plain or base64 (mod_json_cdr's `encode`). */
export function readBodyOf(mediaType: string, text: string): { content: unknown } | 'unsupported' | 'malformed' {
  try {
    switch (mediaType) {
      case 'application/json':
        return { content: JSON.parse(text) };
      case 'application/x-www-form-base64-encoded':
        return { content: JSON.parse(utf8OfBase64(decodeURIComponent(text.replace(/^cdr=/, '')))) };
      case 'application/x-www-form-urlencoded': {
        const { cdr, ...form } = Object.fromEntries(new URLSearchParams(text));
        return { content: cdr === undefined ? form : JSON.parse(cdr) };
      }
      default:
        return 'unsupported';
    }
  } catch {
    // JSON.parse, decodeURIComponent, atob and TextDecoder all throw for what is cut short or is something else.
    return 'malformed';
  }
}

function utf8OfBase64(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** Ten minutes: no exchange's clock is further ahead, in milliseconds. */
const furthestAhead = 600_000;
/**
 * 31 days in milliseconds: records that an exchange kept in its error log while it could not post them come that late.
 */
const longestDelay = 31 * 86_400_000;

/**
 * What was read: records of calls, or everything that is wrong with them; `passedOver` counts what concerns no citizen.
 */
export type RecordsRead = { records: CallRecord[]; passedOver: number } | { issues: RecordIssue[] };

/** Reads one record or a list of records as a kind of exchange writes them: all of them, or what to mend in each. */
export function readRecords(content: unknown, name: AdapterName, exchange: Exchange): RecordsRead {
  const adapter: Adapter = adapters[name];
  const several = Array.isArray(content);
  const raw: readonly unknown[] = several ? content : [content];
  if (raw.length === 0 || raw.length > maximumRecords) return wrong([], `must be 1 to ${maximumRecords} records`);
  const records: CallRecord[] = [];
  const issues: RecordIssue[] = [];
  let passedOver = 0;
  for (const [index, each] of raw.entries()) {
    const reading = adapter.read(each, exchange);
    if ('passedOver' in reading) passedOver += 1;
    else {
      const found = 'issues' in reading ? reading.issues : untimely(reading.record, adapter, exchange);
      issues.push(...found.map((issue) => (several ? { ...issue, path: [index, ...issue.path] } : issue)));
      if ('record' in reading) records.push(reading.record);
    }
  }
  if (issues.length > 0) return { issues };
  const { joinParts } = adapter;
  if (joinParts === undefined) return { records, passedOver };
  return { records: [...Map.groupBy(records, ({ externalId }) => externalId).values()].map(joinParts), passedOver };
}

function untimely(record: CallRecord, { beginsAt }: Adapter, { now }: Exchange): RecordIssue[] {
  const { startedAt, queuedAt, answeredAt, endedAt, asOf } = record;
  const ahead = instantOf(startedAt) - instantOf(now);
  if (ahead > furthestAhead) return wrong(beginsAt, 'must not be in the future: check clock and time zone').issues;
  if (ahead < -longestDelay) return wrong(beginsAt, 'must be at most 31 days ago').issues;
  // A record of tomorrow would stay the newest of its call, whatever came after it.
  const later = [queuedAt, answeredAt, endedAt, asOf].filter((at) => at !== undefined).map(instantOf);
  return later.some((at) => at - instantOf(now) > furthestAhead)
    ? wrong([], 'no time in it may be in the future: check clock and time zone').issues
    : [];
}
