import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProtocolBatch, ProtocolCancellation } from '../../../../shared/contracts/protocol.ts';
import { closedDay, nextBatch, type Unnumbered } from '../../../../shared/core/protocol.ts';
import { sha256 } from '../../../../shared/shell/hashing.ts';
import type { Protocol } from '../../../../shared/shell/stores/protocol.ts';

const service = 'protezione-civile';
const now = '2026-11-22T09:00:00.000Z';

/** A registration without a number, told apart by one of a test's own. */
export const unnumbered = (which: number): Unnumbered => ({
  contact: `PC-0000-0000-${String(which).padStart(4, '0')}-0000`,
  caseId: `PC-0000-0000-${String(which).padStart(4, '0')}-0000`,
  channel: 'pec',
  receivedAt: '2026-11-22T08:59:00.000Z',
  sender: { name: 'Ada', surname: 'Bianchi', email: 'ada.bianchi@example.org' },
  recipient: 'Dipartimento della Protezione Civile',
  subject: `Istanza ${which}`,
  sha256: 'a'.repeat(64),
});

/** What every protocol must do, whatever it is made of; `open` gives an empty one, `close` puts it away. */
export function protocolContract(
  what: string,
  open: () => Promise<Protocol>,
  close: () => Promise<void> = async () => {},
) {
  describe(what, () => {
    let protocol: Protocol;
    let begun: ProtocolBatch;
    let first: ProtocolBatch;
    beforeAll(async () => {
      protocol = await open();
      begun = nextBatch({ service, head: undefined, waiting: [], now, sha256 });
      first = nextBatch({ service, head: begun, waiting: [unnumbered(1), unnumbered(2)], now, sha256 });
    });
    afterAll(close);

    test('has no batch, no day and no cancellation at first', async () => {
      expect(await protocol.last(0)).toBeUndefined();
      expect(await protocol.last(2026)).toBeUndefined();
      expect(await protocol.lastDay(2026)).toBeUndefined();
      expect(await protocol.day('2026-11-22')).toBeUndefined();
      expect(await protocol.cancellations(2026, 1, 999_999_999)).toEqual([]);
    });

    test('gives back what was appended, each year by itself', async () => {
      expect(await protocol.append(begun)).toBe('appended');
      expect(await protocol.append(first)).toBe('appended');
      expect(await protocol.last(0)).toEqual(begun);
      expect(await protocol.last(2026)).toEqual(first);
      expect(await protocol.batch(2026, 1)).toEqual(first);
      expect(await protocol.batch(2026, 2)).toBeUndefined();
    });

    test('takes a place once: whoever comes second is told, and what stands is not touched', async () => {
      const rival = nextBatch({ service, head: begun, waiting: [unnumbered(3)], now, sha256 });
      expect(await protocol.append(rival)).toBe('taken');
      expect(await protocol.last(2026)).toEqual(first);
    });

    test('lets one of many simultaneous writers win', async () => {
      const batches = Array.from({ length: 20 }, (_, index) =>
        nextBatch({ service, head: first, waiting: [unnumbered(10 + index)], now, sha256 }),
      );
      const outcomes = await Promise.all(batches.map((batch) => protocol.append(batch)));
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(await protocol.last(2026)).toEqual(batches[outcomes.indexOf('appended')]);
    });

    test('gives the batches of a year in order, from any one on', async () => {
      for (let which = 40; which < 50; which += 1) {
        const head = await protocol.last(2026);
        await protocol.append(nextBatch({ service, head, waiting: [unnumbered(which)], now, sha256 }));
      }
      const numbersFrom = async (from: number) => {
        const numbers: number[] = [];
        for await (const page of protocol.batches(2026, from)) numbers.push(...page.map(({ batch }) => batch));
        return numbers;
      };
      expect(await numbersFrom(1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(await numbersFrom(9)).toEqual([9, 10, 11, 12]);
      expect(await numbersFrom(13)).toEqual([]);
    });

    test('keeps a cancellation once, and tells those of a range of numbers in order', async () => {
      const cancellation = (number: string, reason: string): ProtocolCancellation => ({
        number,
        reason,
        by: { subject: 's-1', name: 'Rita Conti' },
        at: now,
      });
      expect(await protocol.cancel(cancellation('2026-0000011', 'registrata due volte'))).toBe('cancelled');
      expect(await protocol.cancel(cancellation('2026-0000002', 'altro ufficio'))).toBe('cancelled');
      expect(await protocol.cancel(cancellation('2026-0000011', 'un altro motivo'))).toBe('stands');
      expect(await protocol.cancellations(2026, 1, 999_999_999)).toEqual([
        cancellation('2026-0000002', 'altro ufficio'),
        cancellation('2026-0000011', 'registrata due volte'),
      ]);
      expect(await protocol.cancellations(2026, 3, 11)).toHaveLength(1);
      expect(await protocol.cancellations(2025, 1, 999_999_999)).toEqual([]);
      expect((await protocol.last(2026))?.batch).toBe(12);
    });

    test('keeps the register of a day once, and knows the latest of a year', async () => {
      const closed = (day: string, closedAt = now) =>
        closedDay({
          service,
          day,
          previous: undefined,
          from: 1,
          batches: [first],
          cancellations: [],
          closedAt,
          sha256,
        });
      expect(await protocol.keepDay(closed('2026-11-30'))).toBe('kept');
      expect(await protocol.keepDay(closed('2026-12-01'))).toBe('kept');
      expect(await protocol.keepDay(closed('2026-12-01', '2027-01-01T00:00:00.000Z'))).toBe('stands');
      expect(await protocol.lastDay(2026)).toEqual(closed('2026-12-01'));
      expect(await protocol.day('2026-11-30')).toEqual(closed('2026-11-30'));
      expect(await protocol.lastDay(2027)).toBeUndefined();
    });
  });
}
