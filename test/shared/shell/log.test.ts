import { describe, expect, test } from '@jest/globals';
import { errorLine } from '../../../shared/shell/log.ts';

describe('an error in the log names nobody', () => {
  test.each([
    [
      'Email address is not verified. The following identities failed: ada.bianchi+x@example.org, <eva@sub.example.org>',
      'Email address is not verified. The following identities failed: …, <…>',
    ],
    [
      'Invalid parameter: PhoneNumber Reason: +393331234567 is not valid to publish to',
      'Invalid parameter: PhoneNumber Reason: … is not valid to publish to',
    ],
    ['no answer of 0039 333 123 4567.', 'no answer of ….'],
  ])('%s', (message, told) => {
    expect(errorLine(new Error(message))).toEqual({ error: 'Error', message: told });
    expect(errorLine(message)).toEqual({ error: 'unknown', message: told });
  });

  test.each([
    'connect ECONNREFUSED 127.0.0.1:41000',
    'a request has exceeded the configured 900 ms requestTimeout.',
    'SyntaxError at 2026-11-28T10:00:00.000Z in part 12-34',
  ])('and says all else: %s', (message) => {
    expect(errorLine(new Error(message)).message).toBe(message);
  });

  test('is five hundred characters long at most', () => {
    expect(errorLine(new Error('a'.repeat(2_000))).message).toHaveLength(500);
  });
});
