import type { CaseEvent } from '../../contracts/case-event.ts';
import { instantOf } from '../hours/zone.ts';
import type { Hmac } from './receipt-code.ts';

/** A key holds for so long after it was made, and for clocks that differ by so much: milliseconds. */
const holdsFor = 600_000;

const written = /^canary-(\d{12,14})-([0-9a-f]{32})$/;

const signature = (service: string, madeAt: number, hmac: Hmac): string =>
  [...hmac(`canary|${service}|${madeAt}`).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The Idempotency-Key by which intake knows a canary's contact: made at an instant (epoch milliseconds) and signed with
 * the secret of the service's codes, so that nobody else can keep a contact off the worklist.
 */
export const canaryKey = (service: string, madeAt: number, hmac: Hmac): string =>
  `canary-${madeAt}-${signature(service, madeAt, hmac)}`;

/** Whether a key is a canary's of this service, and not older or newer than ten minutes at `at` (ISO instant). */
export function isCanaryKey(
  key: string | undefined,
  { service, at, hmac }: { service: string; at: string; hmac: Hmac },
): boolean {
  const [, madeAt, signed = ''] = written.exec(key ?? '') ?? [];
  if (madeAt === undefined || Math.abs(instantOf(at) - Number(madeAt)) > holdsFor) return false;
  const expected = signature(service, Number(madeAt), hmac);
  let difference = 0;
  for (let place = 0; place < expected.length; place += 1)
    difference |= expected.charCodeAt(place) ^ signed.charCodeAt(place);
  return difference === 0;
}

/** Whether these events open a canary's case. */
export const isCanary = (events: readonly CaseEvent[]): boolean =>
  events.some((event) => event.type === 'CaseOpened' && event.canary === true);
