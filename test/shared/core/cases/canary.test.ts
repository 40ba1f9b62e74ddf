import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canaryKey, isCanary, isCanaryKey } from '../../../../shared/core/cases/canary.ts';
import { keyOf } from '../../../../shared/core/cases/receipt-code.ts';
import { hmacWith } from '../../../../shared/shell/hashing.ts';
import { caseOpened, contactReceived, hmac } from '../../../fixtures/case-events.ts';

const madeAt = Date.parse('2026-09-11T15:00:00Z');
const service = 'familyline';
const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
const known = (key: string | undefined, at = madeAt, of = service) =>
  isCanaryKey(key, { service: of, at: iso(at), hmac });

describe('the key of a canary', () => {
  test('is known by its service for ten minutes, whichever clock is ahead', () => {
    const key = canaryKey(service, madeAt, hmac);
    expect(keyOf(key)).toEqual({ key });
    for (const away of [0, 600_000, -600_000]) expect(known(key, madeAt + away)).toBe(true);
    for (const away of [600_001, -600_001]) expect(known(key, madeAt + away)).toBe(false);
  });

  test('of another service, of another secret and with another time is none', () => {
    expect(known(canaryKey('protezione-civile', madeAt, hmac))).toBe(false);
    expect(known(canaryKey(service, madeAt, hmacWith('another secret')))).toBe(false);
    expect(known(canaryKey(service, madeAt, hmac).replace(String(madeAt), String(madeAt + 1)))).toBe(false);
    expect(known(undefined)).toBe(false);
  });

  test('is nothing that anybody could come upon', () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^canary-[0-9]{13}-[0-9a-f]{32}$/),
      fc.constant(`canary-${madeAt}-`),
    );
    fc.assert(fc.property(text, (key) => !known(key)));
  });
});

test('a case is a canary by its first entry, and by nothing else', () => {
  expect(isCanary([caseOpened({ canary: true }), contactReceived({})])).toBe(true);
  expect(isCanary([caseOpened({}), contactReceived({})])).toBe(false);
  expect(isCanary([])).toBe(false);
});
