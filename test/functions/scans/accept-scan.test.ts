import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readable } from '../../../functions/scans/rules/accept-scan.ts';
import { checkScan, fileNameOf, isScan, refusedKey, typeOfScan } from '../../../functions/scans/rules/check-scan.ts';
import { belongs, readSidecar } from '../../../functions/scans/rules/read-sidecar.ts';
import { type ScanPorts, takeScan } from '../../../functions/scans/take-scan.ts';
import { ContactAccepted } from '../../../shared/contracts/contact.ts';
import type { NewObject } from '../../../shared/contracts/object-created.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { jpeg, letterPdf, onePixelPng, tiff, windowsProgram } from '../../fixtures/pdfs.ts';

/** A Friday at half past ten in Rome. */
const arrivedAt = '2026-11-27T09:30:00.000Z';

type Put = { bytes: Uint8Array; cameAt?: string };

/** A post room with these objects: takes the scan under `key` and shows what became of it. */
async function taken(key: string, objects: Record<string, Put>, layer?: { text: string; pages: number }) {
  const kept: ContactAccepted[] = [];
  const documents: { document: string; contentType: string; fileName: string; sha256: string }[] = [];
  const moved: string[] = [];
  const read: string[] = [];
  const ports: ScanPorts = {
    async read(asked, largest, version) {
      read.push(`${asked}@${version ?? ''}`);
      const object = objects[asked];
      if (object === undefined) return undefined;
      const { bytes, cameAt = arrivedAt } = object;
      return { bytes: bytes.length > largest ? undefined : bytes, size: bytes.length, cameAt };
    },
    async move({ key: from, version }, to) {
      moved.push(`${from}@${version ?? ''} to ${to}`);
    },
    textLayer: async () => layer,
    periods: async () => [],
    hmac: async () => hmacWith('a secret of the tests, 32 characters'),
    async keepDocument(document, { bytes, contentType, fileName }) {
      documents.push({ document, contentType, fileName, sha256: createHash('sha256').update(bytes).digest('hex') });
    },
    async keepContact(accepted) {
      kept.push(ContactAccepted.parse(JSON.parse(JSON.stringify(accepted))));
    },
  };
  const scan: NewObject = {
    bucket: 'scans',
    key,
    size: objects[key]?.bytes.length ?? 0,
    eTag: 'e7a9',
    createdAt: arrivedAt,
    version: 'v1',
  };
  const outcome = await takeScan(scan, { definition: protezioneCivile, rules: lifeFirst, ports });
  return { outcome, accepted: kept[0], kept, documents, moved, read };
}
const letter = letterPdf('una lettera');
const json = (content: unknown) => ({ bytes: Buffer.from(JSON.stringify(content)) });

describe('a scan whose sidecar was moved by somebody who then died', () => {
  const key = 'incoming/raccomandata.pdf';
  const beside = { channel: 'fax', formal: true, sender: 'Ada Bianchi' };

  test('is taken with what the sidecar says, wherever the first one came to', async () => {
    const first = await taken(key, { [key]: { bytes: letter }, [`${key}.json`]: json(beside) });
    const [went = ''] = first.moved
      .filter((move) => move.startsWith(`${key}.json@`))
      .map((move) => move.split(' to ')[1]);
    const again = await taken(key, { [key]: { bytes: letter }, [went]: json(beside) });
    expect(again.accepted).toEqual(first.accepted);
    expect(again.accepted).toMatchObject({ channel: 'fax', formal: true, contact: { name: 'Ada Bianchi' } });
    expect(again.moved).toEqual([first.moved.at(-1)]);
  });
});

describe('a scan without a sidecar', () => {
  test('is a letter that arrived when it came, waits to be read, and keeps its file', async () => {
    const { outcome, accepted, documents, read } = await taken('incoming/busta 12.pdf', {
      'incoming/busta 12.pdf': { bytes: letter },
    });
    expect(outcome).toBe('taken');
    expect(accepted).toMatchObject({
      service: 'protezione-civile',
      channel: 'letter',
      receivedAt: arrivedAt,
      urgent: false,
      paper: { toBeRead: true, textLayer: false },
      contact: { kind: 'information' },
    });
    expect(accepted?.code).toMatch(/^PC-/);
    expect(accepted?.formal).toBeUndefined();
    expect(accepted?.contact.message).toBeUndefined();
    const [document] = documents;
    expect(accepted?.documents).toEqual([
      {
        document: document?.document,
        contentType: 'application/pdf',
        bytes: letter.length,
        sha256: document?.sha256,
        fileName: 'busta 12.pdf',
      },
    ]);
    expect(read).toEqual([
      'incoming/busta 12.pdf@v1',
      'incoming/busta 12.pdf.json@',
      'incoming/busta 12.pdf.JSON@',
      // Where it would be, had this scan been taken before.
      `taken/${documents[0]?.document}.json@`,
    ]);
  });

  test('has as its words what the file itself carries, marked as that', async () => {
    const { accepted } = await taken(
      'incoming/a.pdf',
      { 'incoming/a.pdf': { bytes: letter } },
      { text: 'Chiedo notizie del piano.\u0000\r\n\r\n\r\n\r\nGrazie \n', pages: 2 },
    );
    expect(accepted?.contact.message).toBe('Chiedo notizie del piano.\n\nGrazie');
    expect(accepted?.paper).toEqual({ toBeRead: true, pages: 2, textLayer: true });
  });

  test('whose own words speak of danger to life is urgent before anybody has read it', async () => {
    const danger = 'Aiuto, mia madre è intrappolata in casa e sta arrivando l’acqua.';
    const { accepted } = await taken(
      'incoming/a.pdf',
      { 'incoming/a.pdf': { bytes: letter } },
      { text: danger, pages: 1 },
    );
    expect(accepted?.urgent).toBe(true);
  });

  test.each([
    ['TIFF', tiff, 'image/tiff'],
    ['JPEG', jpeg, 'image/jpeg'],
    ['PNG', onePixelPng, 'image/png'],
  ])('may be a %s, whatever its name says', async (_what, bytes, type) => {
    const { accepted } = await taken('incoming/scan.bin', { 'incoming/scan.bin': { bytes } });
    expect(accepted?.documents?.[0]?.contentType).toBe(type);
  });

  test.each([
    ['blank lines', '\n\n\r\n'],
    ['a printer’s commands', '\u001b%-12345X@PJL SET RESOLUTION=600\r\n@PJL ENTER LANGUAGE=PDF\r\n'],
    ['as many bytes as a PDF may have before it', ' '.repeat(1_024)],
  ])('may be a PDF with %s before it', async (_what, before) => {
    const bytes = new Uint8Array([...new TextEncoder().encode(before), ...letter]);
    const { outcome, accepted } = await taken('incoming/a.pdf', { 'incoming/a.pdf': { bytes } });
    expect(outcome).toBe('taken');
    expect(accepted?.documents?.[0]?.contentType).toBe('application/pdf');
  });

  test('is no program that speaks of PDF, nor a text that does so late', async () => {
    const late = new TextEncoder().encode(`${' '.repeat(1_100)}%PDF-1.7`);
    const program = Buffer.concat([windowsProgram, Buffer.from('\n%PDF-1.4\n')]);
    for (const bytes of [late, program])
      expect((await taken('incoming/a.pdf', { 'incoming/a.pdf': { bytes } })).outcome).toBe('type-not-accepted');
  });

  test('that came twice, under whatever name, is one contact and one file', async () => {
    const first = await taken('incoming/a.pdf', { 'incoming/a.pdf': { bytes: letter } });
    const second = await taken('incoming/b/c.pdf', { 'incoming/b/c.pdf': { bytes: letter } });
    const other = await taken('incoming/a.pdf', { 'incoming/a.pdf': { bytes: letterPdf('un’altra') } });
    expect(second.accepted?.code).toBe(first.accepted?.code);
    expect(second.documents[0]?.document).toBe(first.documents[0]?.document);
    expect(other.accepted?.code).not.toBe(first.accepted?.code);
  });

  test('that is not there any more is nobody’s contact', async () => {
    const { outcome, kept, moved } = await taken('incoming/a.pdf', {});
    expect({ outcome, kept, moved }).toEqual({ outcome: 'gone', kept: [], moved: [] });
  });
});

describe('what is no scan', () => {
  test.each([
    ['a program with the name of a letter', windowsProgram, 'type-not-accepted'],
    ['a page of the web', Buffer.from('<html><script>alert(1)</script></html>'), 'type-not-accepted'],
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['more than 40 MB', Buffer.concat([letter, Buffer.alloc(41_943_040)]), 'too-large'],
  ])('%s is set aside under its own name, and makes no contact', async (_what, bytes, reason) => {
    const { outcome, kept, documents, moved } = await taken('incoming/fax/lettera.pdf', {
      'incoming/fax/lettera.pdf': { bytes },
      'incoming/fax/lettera.pdf.json': json({ channel: 'fax' }),
    });
    expect({ outcome, kept, documents }).toEqual({ outcome: reason, kept: [], documents: [] });
    expect(moved).toEqual([
      'incoming/fax/lettera.pdf.json@ to refused/e7a9/fax/lettera.pdf.json',
      'incoming/fax/lettera.pdf@v1 to refused/e7a9/fax/lettera.pdf',
    ]);
  });

  test('never fails and never makes a contact, whatever its bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (bytes) => {
        const { outcome, kept } = await taken('incoming/x', { 'incoming/x': { bytes } });
        expect([outcome === 'taken', kept.length]).toEqual([false, 0]);
      }),
      { numRuns: 300 },
    );
  });

  test('is told from what comes beside scans', () => {
    expect(
      ['incoming/a.pdf', 'incoming/a.pdf.json', 'incoming/', 'refused/x/a.pdf'].map((key) => isScan({ key })),
    ).toEqual([true, false, false, false]);
    expect(refusedKey({ key: 'incoming/a b.pdf', eTag: '"ab-2"' })).toBe('refused/ab-2/a b.pdf');
    expect(checkScan(41_943_040, 'image/tiff')).toEqual({ type: 'image/tiff' });
    expect(fileNameOf(`incoming/2026/${'x'.repeat(300)}.pdf`)).toHaveLength(200);
  });
});

describe('the pages that a file counts', () => {
  const pagesOf = async (pages: number) => {
    const objects = { 'incoming/busta 12.pdf': { bytes: letter } };
    return (await taken('incoming/busta 12.pdf', objects, { text: '', pages })).accepted?.paper?.pages;
  };

  test('are told from 1 to 10,000; a file that claims none, or more, is not believed', async () => {
    expect(await Promise.all([0, 1, 10_000, 10_001].map(pagesOf))).toEqual([undefined, 1, 10_000, undefined]);
  });
});

describe('a sidecar', () => {
  const full = {
    channel: 'fax',
    receivedAt: '2026-11-26T17:45:00+01:00',
    kind: 'complaint',
    formal: true,
    sender: 'Comune di Borgoverde',
    phone: '+39 051 000000',
    senderReference: 'prot. 0001234 del 26/11/2026',
    pages: 3,
  };
  const withSidecar = (sidecar: Put, layer?: { text: string; pages: number }) =>
    taken('incoming/fax 7.tif', { 'incoming/fax 7.tif': { bytes: tiff }, 'incoming/fax 7.tif.json': sidecar }, layer);

  test('tells channel, header time, sender and reference, and the promise runs from that time on', async () => {
    const { accepted } = await withSidecar(json(full));
    expect(accepted).toMatchObject({
      channel: 'fax',
      receivedAt: '2026-11-26T16:45:00.000Z',
      formal: true,
      paper: { toBeRead: true, pages: 3, senderReference: 'prot. 0001234 del 26/11/2026', textLayer: false },
      contact: { kind: 'complaint', name: 'Comune di Borgoverde', phone: '+39 051 000000' },
    });
    const { accepted: later } = await withSidecar(json({ ...full, receivedAt: arrivedAt }));
    const due = (contact: ContactAccepted | undefined) => Date.parse(contact?.firstAnswerDueAt ?? '');
    expect(due(accepted)).toBeGreaterThan(Date.parse('2026-11-26T16:45:00.000Z'));
    expect(due(accepted)).toBeLessThan(due(later));
  });

  test('goes with its scan to where nothing says whose it is, once the contact is kept', async () => {
    const { documents, moved } = await withSidecar(json(full));
    const to = `taken/${documents[0]?.document}`;
    expect(moved).toEqual([`incoming/fax 7.tif.json@ to ${to}.json`, `incoming/fax 7.tif@v1 to ${to}`]);
  });

  test('of a fax server whose clock is a little fast makes no contact of the future', async () => {
    const { accepted } = await withSidecar(json({ receivedAt: '2026-11-27T09:33:00Z' }));
    expect(accepted?.receivedAt).toBe(arrivedAt);
  });

  test.each([
    ['is not JSON', { bytes: Buffer.from('{"channel":') }],
    ['is of another shape', json(['fax'])],
    ['has a member that nobody knows', json({ chanel: 'fax' })],
    ['is of a channel that is no paper', json({ channel: 'phone' })],
    ['names a kind that the service lacks', json({ channel: 'fax', kind: 'story' })],
    ['says a time without its zone', json({ channel: 'fax', receivedAt: '2026-11-26T17:45:00' })],
    ['says a time of next week', json({ channel: 'fax', receivedAt: '2026-12-04T10:00:00Z' })],
    ['says a time of two years ago', json({ channel: 'fax', receivedAt: '2024-11-26T10:00:00Z' })],
    ['is larger than any sidecar', json({ channel: 'fax', sender: 'x'.repeat(20_000) })],
    ['has a line break in a name', json({ channel: 'fax', sender: 'Ada\nBcc: x' })],
  ])('that %s is left out, and the scan is taken without it', async (_what, sidecar) => {
    const { outcome, accepted } = await withSidecar(sidecar);
    expect(outcome).toBe('taken');
    expect(accepted).toMatchObject({ channel: 'letter', receivedAt: arrivedAt, contact: { kind: 'information' } });
    expect(accepted?.contact.name).toBeUndefined();
  });

  test('of an earlier scan of the same name is not this one’s', async () => {
    const yesterday = '2026-11-26T09:29:59.000Z';
    const { accepted, moved } = await withSidecar({ ...json(full), cameAt: yesterday });
    expect(accepted?.channel).toBe('letter');
    expect(moved).toHaveLength(1);
    expect(belongs('2026-11-26T09:30:00.000Z', arrivedAt)).toBe(true);
  });

  test('may come a moment after its scan; one that comes much later belongs to the next scan of the same name', async () => {
    const { accepted } = await withSidecar({ ...json(full), cameAt: '2026-11-27T09:30:02.000Z' });
    expect(accepted?.channel).toBe('fax');
    const { accepted: alone, moved } = await withSidecar({ ...json(full), cameAt: '2026-11-27T09:31:01.000Z' });
    expect(alone?.channel).toBe('letter');
    expect(moved).toHaveLength(1);
  });

  test('says what is wrong with it without repeating what it says', () => {
    const reading = readSidecar('{"sender":"Ada\\u0007Bianchi","colour":"red"}', protezioneCivile, arrivedAt);
    expect(reading).toEqual({ wrong: ['/sender: invalid_format', '/: unrecognized_keys colour'] });
    expect(JSON.stringify(reading)).not.toMatch(/Ada|red/);
  });

  test('with the mark of Windows in front is read all the same', () => {
    expect(readSidecar('\ufeff{"channel":"fax"}', protezioneCivile, arrivedAt)).toEqual({
      sidecar: { channel: 'fax' },
    });
  });
});

test('words of a machine are text that a case can keep, whatever the machine wrote', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.integer({ min: 1, max: 100 }), (piece, times) => {
      const text = readable(piece.repeat(times));
      expect(text.isWellFormed()).toBe(true);
      expect(text.length).toBeLessThanOrEqual(20_000);
      expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\n{3}/);
    }),
  );
});

describe('a sidecar as other programs write it', () => {
  const facts = JSON.stringify({ channel: 'fax', sender: 'Società Agricola Gallà', formal: true });
  test.each([
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${facts}`)],
    ['Windows-1252', Buffer.from(facts, 'latin1')],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${facts}`, 'utf16le')],
  ])('is read in %s', async (_what, bytes) => {
    const { accepted } = await taken('incoming/a.pdf', {
      'incoming/a.pdf': { bytes: letter },
      'incoming/a.pdf.json': { bytes: new Uint8Array(bytes) },
    });
    expect(accepted).toMatchObject({ channel: 'fax', formal: true, contact: { name: 'Società Agricola Gallà' } });
  });

  test('goes with its scan under capital letters too, and is no scan itself', async () => {
    const { accepted, moved, documents } = await taken('incoming/A.PDF', {
      'incoming/A.PDF': { bytes: letter },
      'incoming/A.PDF.JSON': { bytes: new Uint8Array(Buffer.from(facts)) },
    });
    expect(accepted?.channel).toBe('fax');
    const to = `taken/${documents[0]?.document}`;
    expect(moved).toEqual([`incoming/A.PDF.JSON@ to ${to}.json`, `incoming/A.PDF@v1 to ${to}`]);
    expect(isScan({ key: 'incoming/A.PDF.JSON' })).toBe(false);
  });
});

describe('the type of a scan', () => {
  const after = (bytes: number) => new TextEncoder().encode(`${'\n'.repeat(bytes)}%PDF-1.7`);

  test('is what its first bytes say, else PDF where that begins within a kilobyte, else what they say all the same', () => {
    expect(typeOfScan('image/png', after(10))).toBe('image/png');
    expect(typeOfScan('text/plain', after(1024))).toBe('application/pdf');
    expect(typeOfScan(undefined, after(0))).toBe('application/pdf');
    expect(typeOfScan('text/plain', after(1025))).toBe('text/plain');
    expect(typeOfScan(undefined, new Uint8Array())).toBeUndefined();
  });

  test('belongs to a sidecar that came up to a day before it or a minute after it', () => {
    const scanAt = '2026-11-27T09:30:00.000Z';
    for (const [cameAt, is] of [
      ['2026-11-26T09:30:00.000Z', true],
      ['2026-11-26T09:29:59.999Z', false],
      ['2026-11-27T09:31:00.000Z', true],
      ['2026-11-27T09:31:00.001Z', false],
    ] as const)
      expect([cameAt, belongs(cameAt, scanAt)]).toEqual([cameAt, is]);
  });
});
