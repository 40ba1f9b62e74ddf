import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { keyedDigest } from '../../shared/shell/hashing.ts';
import { mediaTypeOf, utf8Text, wrongMembers } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { Exchange } from './rules/formats/exchange.ts';
import { type AdapterName, acceptedTypes, type RecordsRead, readBodyOf, readRecords } from './rules/read-records.ts';

/**
 * The records of calls in a request's raw bytes, as a kind of exchange writes them. Throws a Refusal: 415 for another
 * kind of body, 400 for one that cannot be read, 422 that names every wrong member of every record.
 */
export function recordsIn(
  event: { headers: Record<string, string | undefined> },
  bytes: Uint8Array,
  adapter: AdapterName,
  exchange: Exchange,
): Exclude<RecordsRead, { issues: unknown }> {
  const body = readBodyOf(mediaTypeOf(event), utf8Text(bytes));
  if (body === 'unsupported') {
    const headers = { 'Accept-Post': acceptedTypes.join(', ') };
    throw new Refusal('unsupported-media-type', ({ problems }) => problems.unsupportedType, { headers });
  }
  if (body === 'malformed') throw new Refusal('malformed-body', ({ problems }) => problems.notJson);
  const read = readRecords(body.content, adapter, exchange);
  if ('issues' in read) throw wrongMembers(read.issues);
  return read;
}

/** A name for a request's bytes, 16 hex digits: the log shows that a request came again, and not what it said. */
export const deliveryOf = (bytes: Uint8Array, hmac: Hmac): string =>
  keyedDigest(Buffer.from(bytes).toString('base64'), hmac).slice(0, 16);
