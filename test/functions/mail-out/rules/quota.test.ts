import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withFiles } from '../../../../functions/mail-out/rules/attach-files.ts';
import { afterLeaving, nextTurn, startingPace } from '../../../../functions/mail-out/rules/pace.ts';
import { beyondReach, isAboutToExpire, looksForOld } from '../../../../functions/mail-out/rules/quota.ts';

describe('mails that wait', () => {
  test('are beyond reach where neither the rate nor the quota of a day lets them leave', () => {
    expect(beyondReach(100_000, 1, { perDay: 1_000_000 })).toBe(13_600);
    expect(beyondReach(100_000, 10, { perDay: 50_000 })).toBe(50_000);
    expect(beyondReach(86_400, 1, { perDay: 86_400 })).toBe(0);
    expect(beyondReach(86_401, 1, { perDay: 1_000_000 })).toBe(1);
    expect(beyondReach(0, 1, { perDay: 10 })).toBe(0);
    expect(beyondReach(10, 0.000_1, { perDay: 10 })).toBe(2);
  });

  test('are set aside after twelve days, before their queue drops them', () => {
    const day = 86_400_000;
    expect([isAboutToExpire(5, 12 * day + 4), isAboutToExpire(5, 12 * day + 5)]).toEqual([false, true]);
  });

  test('are looked through for old ones in the first minute of each hour', () => {
    const hour = 3_600_000;
    expect([0, 59_999, 60_000, hour - 1, hour, 7 * hour + 30_000].map(looksForOld)).toEqual([
      ...[true, true, false, false, true, true],
    ]);
  });
});

describe('the pace of mails', () => {
  test('lets what left late be caught up by two hundred milliseconds, and no more', () => {
    const { due } = afterLeaving(startingPace(), 10_000, 10);
    expect(due).toBeCloseTo(10_000 - 200 + 1000 / 9.9);
    expect(afterLeaving({ due: 20_000, left: [] }, 10_000, 10).due).toBeCloseTo(20_000 + 1000 / 9.9);
  });

  test('remembers what left within the last second, which is not a whole second ago', () => {
    const { left } = afterLeaving({ due: 0, left: [8_000, 9_000, 9_001] }, 10_000, 10);
    expect(left).toEqual([9_001, 10_000]);
  });

  test('is at least one a second however small the rate, and waits a whole second for the place of another', () => {
    expect(nextTurn({ due: 0, left: [5_000] }, 0.5)).toBe(6_000);
    expect(nextTurn({ due: 0, left: [4_000, 5_000] }, 2.9)).toBe(5_000);
    expect(nextTurn({ due: 7_000, left: [4_000, 5_000] }, 2)).toBe(7_000);
    expect(nextTurn({ due: 7_000, left: [5_000] }, 2)).toBe(7_000);
  });
});

describe('a message with files', () => {
  const raw = Buffer.from(
    'From: a@b.example\r\nX-Is: not MIME-Version: 2\r\nMIME-Version: 1.0\r\nContent-Type: text/plain;\r\n charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nCiao.',
  );
  const file = (name: string, bytes = Buffer.from('x'.repeat(100))) => ({
    name,
    contentType: 'application/pdf',
    bytes,
  });
  const text = (...names: string[]) =>
    withFiles(
      raw,
      names.map((name) => file(name)),
      'b',
    ).toString();

  test('keeps its headers, and puts those of the body with it into the first part', () => {
    const [head = '', first = ''] = text('a.pdf').split('\r\n\r\n');
    expect(head.split('\r\n')).toEqual([
      'From: a@b.example',
      'X-Is: not MIME-Version: 2',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="b"',
    ]);
    expect(first).toBe('--b\r\nContent-Type: text/plain;\r\n charset=utf-8\r\nContent-Transfer-Encoding: 8bit');
    expect(text('a.pdf')).toContain('\r\n\r\nCiao.\r\n--b\r\nContent-Type: application/pdf\r\n');
    expect(text('a.pdf').endsWith('\r\n--b--\r\n')).toBe(true);
  });

  test('names them for old readers and for new ones, and writes no line too long', () => {
    expect(text("l'atto (1)*.pdf")).toContain(
      `filename="l_atto (1)_.pdf";\r\n filename*=UTF-8''l%27atto%20%281%29%2A.pdf`,
    );
    expect(text('città.pdf')).toContain(`filename="citt_.pdf";\r\n filename*=UTF-8''citt%C3%A0.pdf`);
    expect(text(`${'x'.repeat(150)}.pdf`)).toContain(`filename="${'x'.repeat(100)}";`);
    const lines = text('a.pdf').split('\r\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBe(76);
  });

  test('is as it was without any, and none where it has no end of headers', () => {
    expect(withFiles(raw, [], 'b')).toBe(raw);
    expect(() => withFiles(Buffer.from('From: a@b.example'), [file('a')], 'b')).toThrow(TypeError);
    expect(withFiles(Buffer.from('\r\n\r\nCiao.'), [file('a')], 'b').toString()).toContain('Ciao.');
  });

  test('carries each byte of each file', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const parts = withFiles(raw, [file('a.pdf', Buffer.from(bytes))], 'b')
          .toString()
          .split('--b');
        const body = (parts[2] ?? '').split('\r\n\r\n').slice(1).join('');
        expect(Buffer.from(body, 'base64')).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 30 },
    );
  });
});
