import { describe, expect, test } from '@jest/globals';
import { acceptScan, type LookedInto, readable } from '../../../functions/scans/rules/accept-scan.ts';
import { belongs, readSidecar } from '../../../functions/scans/rules/read-sidecar.ts';
import { maximumTextLength } from '../../../shared/contracts/text.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const arrivedAt = '2026-11-27T09:30:00.000Z';
const arrived = Date.parse(arrivedAt);
const after = (milliseconds: number) => new Date(arrived + milliseconds).toISOString();
const day = 86_400_000;
const read = (content: unknown) => readSidecar(JSON.stringify(content), protezioneCivile, arrivedAt);
const wrong = (content: unknown) => {
  const reading = read(content);
  return 'wrong' in reading ? reading.wrong : [];
};

describe('what a scanner writes beside a scan', () => {
  test('was received up to a year before it arrived, or five minutes after by another clock', () => {
    const received = (milliseconds: number) => wrong({ receivedAt: after(milliseconds) });
    expect([received(-366 * day), received(0), received(300_000)]).toEqual([[], [], []]);
    expect(received(-366 * day - 1)).toEqual(['/receivedAt: more than a year before the scan arrived']);
    expect(received(300_001)).toEqual(['/receivedAt: after the scan arrived']);
  });

  test('is of a kind that the service takes; both faults are told', () => {
    expect(wrong({ kind: 'complaint' })).toEqual([]);
    expect(readSidecar('{"kind":"complaint"}', { kinds: [] }, arrivedAt)).toEqual({
      wrong: ['/kind: the service has no such kind'],
    });
    const both = readSidecar(JSON.stringify({ kind: 'complaint', receivedAt: after(day) }), { kinds: [] }, arrivedAt);
    expect('wrong' in both && both.wrong).toHaveLength(2);
  });

  test('may begin with the mark of its bytes, and is told to be no JSON', () => {
    expect(readSidecar('\ufeff{}', protezioneCivile, arrivedAt)).toHaveProperty('sidecar');
    expect(readSidecar('{', protezioneCivile, arrivedAt)).toEqual({ wrong: ['not JSON'] });
  });

  test('is told what is wrong by names of members, five at most, and by no word that a citizen could have written', () => {
    const [unknown = ''] = wrong({ Mittente: 'Ada', 'Ada Bianchi, via Roma': 1, altro_campo: 2 });
    expect(unknown).toMatch(/Mittente altro_campo$/);
    expect(unknown).not.toMatch(/Ada|Roma/);
    const long = { ['x'.repeat(41)]: 1, ['y'.repeat(40)]: 2 };
    expect(wrong(long)[0]?.endsWith(` ${'y'.repeat(40)}`)).toBe(true);
    expect(wrong(long)[0]).not.toContain('x'.repeat(41));
    const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}-name`, 1]));
    expect(wrong(many)[0]?.match(/-name/g)).toHaveLength(5);
    expect(wrong({ pages: 'many' })[0]).toMatch(/^\/pages: /);
  });

  test('belongs to a scan that came within a day after it, or a minute before', () => {
    expect([day, 0, -60_000].map((lead) => belongs(arrivedAt, after(lead)))).toEqual([true, true, true]);
    expect([day + 1, -60_001].map((lead) => belongs(arrivedAt, after(lead)))).toEqual([false, false]);
  });
});

describe('a scan', () => {
  const accept = (more: Partial<LookedInto> = {}, definition = protezioneCivile) =>
    acceptScan({
      scan: {
        ...{ fileName: 'lettera.pdf', type: 'application/pdf', bytes: 9, sha256: 'a'.repeat(64), arrivedAt },
        ...{ sidecar: undefined, layer: undefined },
        ...more,
      },
      ...{ definition, rules: lifeFirst, periods: [], hmac, sha256 },
    }).accepted;

  test('without a sidecar is a letter of the service’s first kind, received when it arrived', () => {
    expect(accept()).toMatchObject({
      ...{
        channel: 'letter',
        receivedAt: arrivedAt,
        urgent: false,
        contact: { kind: protezioneCivile.kinds[0]?.kind },
      },
      paper: { toBeRead: true, textLayer: false },
    });
    expect(accept()).not.toHaveProperty('formal');
    expect(accept().paper).not.toHaveProperty('pages');
    expect(accept().contact).not.toHaveProperty('message');
  });

  test('was received when its postmark says, never later than it arrived', () => {
    expect(accept({ sidecar: { channel: 'letter', receivedAt: after(-day) } }).receivedAt).toBe(after(-day));
    expect(accept({ sidecar: { channel: 'fax', receivedAt: after(60_000) } }).receivedAt).toBe(arrivedAt);
  });

  test('has the pages that its sidecar counts, else those of the file as far as they can be true', () => {
    const pages = (count: number, sidecar?: LookedInto['sidecar']) =>
      accept({ layer: { text: '', pages: count }, sidecar }).paper?.pages;
    expect([pages(1), pages(10_000), pages(7, { channel: 'fax', pages: 3 })]).toEqual([1, 10_000, 3]);
    expect([pages(0), pages(10_001)]).toEqual([undefined, undefined]);
  });

  test('whose text speaks of danger to life is urgent, before anybody has read it', () => {
    const layer = { text: 'Aiuto, la casa brucia!', pages: 1 };
    expect(accept({ layer })).toMatchObject({ urgent: true, paper: { textLayer: true } });
    expect(accept({ layer: { text: ' \n ', pages: 1 } }).paper).toMatchObject({ textLayer: false });
  });

  test('of a service without kinds cannot be taken', () => {
    expect(() => accept({}, { ...protezioneCivile, kinds: [] })).toThrow('no kinds');
  });
});

test('the text of a machine is read with its lines, without what no person sees, within what a case keeps', () => {
  expect(readable('  Ada \t\r\nBianchi\r\r\r\rvia\u0007 Roma\u00a0\n\ufffe')).toBe('Ada\nBianchi\n\nvia Roma');
  expect(readable('x'.repeat(maximumTextLength + 1))).toHaveLength(maximumTextLength);
  expect(readable(`${'x'.repeat(maximumTextLength - 1)}😀`).isWellFormed()).toBe(true);
});
