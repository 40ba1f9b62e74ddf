import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { ProtocolBatch, ProtocolDay, ProtocolEntry } from '../../../shared/contracts/protocol.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import {
  brokenBatch,
  closedDay,
  dayAt,
  entriesOf,
  formalFacts,
  nextBatch,
  numberText,
  readNumber,
  type Unnumbered,
  yearAt,
} from '../../../shared/core/protocol.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { unnumbered } from '../shell/stores/protocol-contract.ts';

const { service } = protezioneCivile;

const following = (head: ProtocolBatch | undefined, now: string, waiting: readonly Unnumbered[] = []) =>
  nextBatch({ service, head, waiting, now, sha256 });

/** Batches that follow one another, one for each instant with so many registrations. */
function chainOf(steps: readonly [now: string, registrations: number][]): ProtocolBatch[] {
  const batches: ProtocolBatch[] = [];
  let which = 0;
  for (const [now, registrations] of steps) {
    const waiting = Array.from({ length: registrations }, () => unnumbered(++which % 10_000));
    do {
      const batch = following(batches.at(-1), now, waiting);
      waiting.splice(0, entriesOf(batch).length);
      batches.push(batch);
    } while (waiting.length > 0);
  }
  return batches;
}

const brokenIn = (batches: readonly ProtocolBatch[]) =>
  batches.map((batch, index) => brokenBatch(batches[index - 1], batch, sha256)).find((reason) => reason !== undefined);

describe('a protocol number', () => {
  test('is written with its year and seven digits at least', () => {
    expect([numberText(2026, 42), numberText(2027, 9_999_999), numberText(2027, 10_000_000)]).toEqual([
      '2026-0000042',
      '2027-9999999',
      '2027-10000000',
    ]);
  });

  test('is read as people write it, and what is none is not', () => {
    expect(readNumber('2026-0000042')).toEqual({ year: 2026, number: 42 });
    expect(readNumber(' 2026-42 ')).toEqual({ year: 2026, number: 42 });
    for (const wrong of [
      '',
      '42',
      '2026',
      '2026-',
      '2026-0',
      '2026-0000000',
      '0000-1',
      '26-1',
      '2026-1234567890',
      '2026-4x',
      'x2026-4',
      'prot. n. 2026-42',
    ])
      expect({ wrong, read: readNumber(wrong) }).toEqual({ wrong, read: undefined });
  });

  test('reads back from its own writing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 999_999_999 }), (year, number) => {
        expect(readNumber(numberText(year, number))).toEqual({ year, number });
      }),
    );
  });
});

describe('batches of numbers', () => {
  test('begin with one that says in which year, and then count from one', () => {
    const [begun, first, second] = chainOf([
      ['2026-11-22T09:00:00.000Z', 2],
      ['2026-11-22T09:05:00.000Z', 1],
    ]) as [ProtocolBatch, ProtocolBatch, ProtocolBatch];
    expect(begun).toMatchObject({ year: 0, batch: 1, entries: '[]', continuesIn: 2026 });
    expect(first).toMatchObject({ year: 2026, batch: 1, first: 1, last: 2 });
    expect(entriesOf(first).map(({ number }) => number)).toEqual(['2026-0000001', '2026-0000002']);
    expect(second).toMatchObject({ year: 2026, batch: 2, first: 3, last: 3 });
    for (const batch of [begun, first, second]) expect(ProtocolBatch.parse(batch)).toEqual(batch);
    for (const entry of entriesOf(first)) expect(ProtocolEntry.parse(entry)).toEqual(entry);
  });

  test('are sealed as batches of years ago were: any other form of a hash would break the chain that is kept', () => {
    expect(following(undefined, '2026-11-22T09:00:00.000Z').hash).toBe(
      'c79f5aa2d9c27b8ed29fb5eb269928cfe9f6a7ffdcc50ebc3d6d71bb2f156883',
    );
  });

  test('begin anew at midnight of Rome, after one that closes the year', () => {
    const batches = chainOf([
      ['2026-12-31T22:59:59.999Z', 3],
      ['2026-12-31T23:00:00.000Z', 1],
    ]);
    expect(batches.map(({ year, batch, first, last, continuesIn }) => [year, batch, first, last, continuesIn])).toEqual(
      [
        [0, 1, 1, 0, 2026],
        [2026, 1, 1, 3, undefined],
        [2026, 2, 4, 3, 2027],
        [2027, 1, 1, 1, undefined],
      ],
    );
    expect(brokenIn(batches)).toBeUndefined();
  });

  test('pass over years in which nothing was registered', () => {
    const years = chainOf([
      ['2026-05-01T10:00:00.000Z', 1],
      ['2029-05-01T10:00:00.000Z', 1],
    ]).map(({ year, continuesIn }) => [year, continuesIn]);
    expect(years).toEqual([
      [0, 2026],
      [2026, undefined],
      [2026, 2029],
      [2029, undefined],
    ]);
  });

  test('never go back in time: a clock that runs behind takes the time of the last batch', () => {
    const [, first] = chainOf([['2027-01-01T00:10:00.000Z', 1]]) as [ProtocolBatch, ProtocolBatch];
    const late = following(first, '2026-12-31T22:00:00.000Z', [unnumbered(2)]);
    expect(late).toMatchObject({ year: 2027, batch: 2, first: 2, last: 2, at: first.at });
  });

  test('take a hundred at most, and fewer when what they say is long', () => {
    const [begun] = chainOf([['2026-11-22T09:00:00.000Z', 0]]) as [ProtocolBatch];
    const many = Array.from({ length: 101 }, (_, index) => unnumbered(index));
    expect(entriesOf(following(begun, begun.at, many))).toHaveLength(100);
    const long = many.map((facts) => ({ ...facts, subject: '文'.repeat(500), recipient: '文'.repeat(200) }));
    const batch = following(
      begun,
      begun.at,
      long.map((facts) => ({ ...facts, sender: { name: '文'.repeat(200), surname: '文'.repeat(200) } })),
    );
    expect(entriesOf(batch).length).toBeGreaterThan(70);
    expect(Buffer.byteLength(batch.entries)).toBeLessThanOrEqual(300_000);
  });

  test('have one place after a head, whatever they say and whenever they are written', () => {
    const instant = fc.date({
      min: new Date('2026-12-31T22:00:00Z'),
      max: new Date('2027-01-01T02:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(
        fc.array(instant, { maxLength: 6 }),
        instant,
        instant,
        fc.nat(3),
        fc.nat(3),
        (past, one, other, few, more) => {
          const head = chainOf(past.map((at) => [at.toISOString(), 1])).at(-1);
          const waiting = (count: number) => Array.from({ length: count }, (_, index) => unnumbered(index));
          const mine = following(head, one.toISOString(), waiting(few));
          const theirs = following(head, other.toISOString(), waiting(more));
          expect([mine.year, mine.batch]).toEqual([theirs.year, theirs.batch]);
        },
      ),
    );
  });

  test('whatever the clocks say, hold as a chain in which numbers have no gap and every date is of its year', () => {
    const instant = fc.date({
      min: new Date('2026-12-30T00:00:00Z'),
      max: new Date('2028-01-02T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(instant, fc.integer({ min: 1, max: 230 })), { maxLength: 8 }), (steps) => {
        const batches = chainOf(steps.map(([at, count]) => [at.toISOString(), count]));
        expect(brokenIn(batches)).toBeUndefined();
        const byYear = Map.groupBy(
          batches.flatMap((batch) => entriesOf(batch)),
          ({ at }) => yearAt(at),
        );
        for (const [year, entries] of byYear)
          expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => numberText(year, index + 1)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a chain of batches', () => {
  const sound = chainOf([
    ['2026-11-22T09:00:00.000Z', 2],
    ['2026-11-22T10:00:00.000Z', 2],
    ['2027-01-03T10:00:00.000Z', 1],
  ]);
  const altered = (index: number, more: Partial<ProtocolBatch>) =>
    sound.map((batch, place) => (place === index ? { ...batch, ...more } : batch));
  const resealed = (index: number, waiting: Unnumbered[]) =>
    altered(index, following(sound[index - 1], sound[index]?.at ?? '', waiting));

  test('tells what is missing, changed or out of order', () => {
    expect(brokenIn(sound)).toBeUndefined();
    expect(brokenIn(sound.slice(1))).toBe('batch-missing');
    expect(brokenIn([...sound.slice(0, 2), ...sound.slice(3)])).toBe('batch-missing');
    expect(brokenIn(altered(1, { entries: sound[1]?.entries.replace('Istanza 1', 'Istanza 9') ?? '' }))).toBe(
      'hash-differs',
    );
    expect(brokenIn(altered(1, { at: '2026-11-22T09:00:01.000Z' }))).toBe('hash-differs');
    expect(brokenIn(altered(1, { service: 'familyline' }))).toBe('hash-differs');
    expect(brokenIn(resealed(1, [unnumbered(7), unnumbered(8)]))).toBe('previous-differs');
  });

  test('a batch that was sealed with other numbers or times than its own does not hold', () => {
    const head = sound[1] as ProtocolBatch;
    const seal = (batch: Omit<ProtocolBatch, 'hash'>) => {
      const { service: of, year, batch: number, first, last, at, entries, prevHash } = batch;
      return { ...batch, hash: sha256(JSON.stringify([prevHash, of, year, number, first, last, at, entries, null])) };
    };
    const { hash: _old, ...next } = sound[2] as ProtocolBatch;
    expect(brokenBatch(head, seal(next), sha256)).toBeUndefined();
    expect(brokenBatch(head, seal({ ...next, last: next.last + 1 }), sha256)).toBe('numbers-differ');
    expect(brokenBatch(head, seal({ ...next, first: next.first + 1, last: next.last + 1 }), sha256)).toBe(
      'numbers-differ',
    );
    expect(brokenBatch(head, seal({ ...next, at: '2026-11-22T08:00:00.000Z' }), sha256)).toBe('time-differs');
    expect(brokenBatch(head, seal({ ...next, at: '2027-11-22T08:00:00.000Z' }), sha256)).toBe('time-differs');
    expect(brokenBatch(head, seal({ ...next, entries: 'no list' }), sha256)).toBe('unreadable');
  });
});

describe('what is registered of a contact', () => {
  const at = '2026-11-22T09:00:00.000Z';
  const caseId = 'PC-7K3M-9QXT-4DHR-8WZA';
  const later = 'PC-0000-0000-0000-0001';
  const opened: CaseEvent = caseOpened({
    service,
    kind: 'instance',
    lane: 'instances',
    formal: true,
    retentionDays: 3650,
  });
  const received = (more: Partial<Extract<CaseEvent, { type: 'ContactReceived' }>> = {}): CaseEvent =>
    contactReceived({
      receivedAt: at,
      personal: {
        name: 'Ada',
        surname: 'Bianchi',
        email: 'ada@example.org',
        subject: 'Accesso agli atti',
        message: 'Chiedo…',
      },
      ...more,
    });
  const entriesOfCase = (...given: CaseEvent[][]) => {
    const entries: RegisterEntry[] = [];
    for (const events of given)
      entries.push(sealEntry({ caseId, at, events, previous: entries.at(-1), salt: 'ab'.repeat(16), sha256 }));
    return entries;
  };
  const of = (entries: RegisterEntry[], contact = caseId) => formalFacts(entries, contact, protezioneCivile);

  test('is who wrote to whom about what, proven by the entry in the register', () => {
    const entries = entriesOfCase([opened, received()]);
    expect(of(entries)).toEqual({
      unnumbered: {
        contact: caseId,
        caseId,
        channel: 'form',
        receivedAt: at,
        sender: { name: 'Ada', surname: 'Bianchi', email: 'ada@example.org' },
        recipient: protezioneCivile.administration.it,
        subject: 'Accesso agli atti',
        sha256: entries[0]?.hash,
      },
    });
  });

  test('is the digest of the mail where it came by mail, also for one that joined a case', () => {
    const mail = { original: 'incoming/1', sha256: 'b'.repeat(64), bytes: 10 };
    const entries = entriesOfCase([opened, received()], [received({ channel: 'pec', contact: later, mail })]);
    expect(of(entries, later)).toMatchObject({
      unnumbered: { contact: later, caseId, channel: 'pec', sha256: 'b'.repeat(64) },
    });
  });

  test('is what staff read on a scan, with the sender’s own reference and the digest of the scan', () => {
    const paper = { toBeRead: true, senderReference: 'prot. 118/2026 del 3 novembre 2026' };
    const scan: CaseEvent = {
      type: 'AttachmentAttached',
      attachment: 'c'.repeat(32),
      contentType: 'application/pdf',
      bytes: 10,
      sha256: 'd'.repeat(64),
    };
    const { personal: _none, ...blank } = received({ channel: 'letter', contact: caseId, paper }) as {
      personal?: unknown;
    };
    const read: CaseEvent = { type: 'DocumentRead', by: 'Rita', personal: { name: 'Ugo', subject: 'Richiesta danni' } };
    expect(of(entriesOfCase([opened, blank as CaseEvent, scan]))).toMatchObject({
      unnumbered: { sender: {}, subject: protezioneCivile.kinds.find(({ kind }) => kind === 'instance')?.name.it },
    });
    expect(of(entriesOfCase([opened, blank as CaseEvent, scan], [read]))).toMatchObject({
      unnumbered: {
        sender: { name: 'Ugo' },
        subject: 'Richiesta danni',
        senderReference: 'prot. 118/2026 del 3 novembre 2026',
        sha256: 'd'.repeat(64),
      },
    });
  });

  test('is what staff typed last of that very contact, and the reference that they found on it', () => {
    const read = (contact: string, message: string, more: object): CaseEvent => ({
      type: 'DocumentRead',
      contact,
      by: 'Rita',
      ...more,
      personal: { message, name: message, reference: `prot. ${message}` },
    });
    const scan = (contact: string) => received({ channel: 'letter', contact, paper: { toBeRead: true } });
    const entries = entriesOfCase(
      [opened, scan(caseId)],
      [scan(later)],
      [read(caseId, 'Ugo', { sorted: { kind: 'complaint', lane: 'complaints', formal: true } })],
      [read(later, 'Ida', {})],
      [read(caseId, 'Ugolino', { corrects: true })],
    );
    expect(of(entries)).toMatchObject({
      unnumbered: { sender: { name: 'Ugolino' }, senderReference: 'prot. Ugolino' },
    });
    expect(of(entries, later)).toMatchObject({ unnumbered: { sender: { name: 'Ida' } } });
    const byHand = received({
      channel: 'in-person',
      contact: caseId,
      recordedBy: 'Rita',
      personal: { email: 'x@example.org' },
    });
    const corrected = entriesOfCase([opened, byHand], [read(caseId, 'Ugo', { corrects: true })]);
    expect(of(corrected)).toMatchObject({ unnumbered: { sender: { name: 'Ugo' } } });
    expect(JSON.stringify(of(corrected))).not.toContain('x@example.org');
  });

  test('is its number where it has one, and nothing for a contact that the case does not have', () => {
    const assigned: CaseEvent = { type: 'ProtocolAssigned', contact: caseId, year: 2026, number: 42, assignedAt: at };
    const entries = entriesOfCase([opened, received()], [received({ contact: later })], [assigned]);
    expect(of(entries)).toEqual({ assigned: '2026-0000042' });
    expect(of(entries, later)).toMatchObject({ unnumbered: { contact: later } });
    expect(of(entries, 'PC-0000-0000-0000-0009')).toBeUndefined();
    expect(of([])).toBeUndefined();
  });
});

describe('the register of a day', () => {
  const batches = chainOf([
    ['2026-11-22T09:00:00.000Z', 2],
    ['2026-11-22T22:59:00.000Z', 1],
  ]).slice(1);
  const cancellation = {
    number: '2026-0000001',
    reason: 'registrata due volte',
    by: { subject: 's', name: 'Rita' },
    at: '2026-11-22T12:00:00.000Z',
  };
  const given = {
    service,
    day: '2026-11-22',
    previous: undefined,
    from: 1,
    batches,
    cancellations: [cancellation],
    closedAt: '2026-11-22T23:05:00.000Z',
    sha256,
  };

  test('tells the first and the last number, how many, and what was cancelled', () => {
    const day = closedDay(given);
    expect(ProtocolDay.parse(day)).toEqual(day);
    expect(day).toMatchObject({
      first: '2026-0000001',
      last: '2026-0000003',
      count: 3,
      batches: { from: 1, to: 2 },
      cancelled: ['2026-0000001'],
    });
  });

  test('has the root that was kept: any other form would disown every day that is closed', () => {
    const hashes = ['1'.repeat(64), '2'.repeat(64)];
    const kept = closedDay({
      ...given,
      batches: hashes.map((hash, index) => ({ year: 2026, first: 2 * index + 1, last: index + 2, hash })),
    });
    expect(kept).toMatchObject({
      count: 3,
      root: '485f303fee667b7dca9c3058c1784cfba7d95e8c766531ffa19d773b4e92be07',
    });
  });

  test('has a root also when nothing was registered', () => {
    const empty = closedDay({
      ...given,
      day: '2026-11-23',
      previous: closedDay(given),
      from: 3,
      batches: [],
      cancellations: [],
    });
    expect(empty).toMatchObject({ count: 0, batches: { from: 3, to: 2 }, previousRoot: closedDay(given).root });
    expect(empty).not.toHaveProperty('first');
  });

  test('has another root when a registration, a cancellation, the day or the day before is another, and the same whenever it is closed', () => {
    const roots = [
      given,
      { ...given, batches: batches.slice(1) },
      { ...given, batches: [...batches].reverse() },
      { ...given, cancellations: [] },
      { ...given, cancellations: [{ ...cancellation, reason: 'altro' }] },
      { ...given, day: '2026-11-23' },
      { ...given, previous: { root: 'e'.repeat(64) } },
      { ...given, service: 'familyline' },
    ].map((each) => closedDay(each).root);
    expect(new Set(roots).size).toBe(roots.length);
    expect(closedDay({ ...given, closedAt: '2026-12-24T00:00:00.000Z' }).root).toBe(closedDay(given).root);
  });

  test('goes by the days of Rome, of 23 and of 25 hours too', () => {
    expect(
      ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'].map(dayAt),
    ).toEqual(['2026-03-28', '2026-03-29', '2026-03-29', '2026-03-30']);
    expect(['2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'].map(dayAt)).toEqual([
      '2026-10-25',
      '2026-10-25',
      '2026-10-26',
    ]);
  });
});
