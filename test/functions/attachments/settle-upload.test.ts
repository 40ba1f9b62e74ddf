import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { settleUpload, type UploadPorts } from '../../../functions/attachments/settle-upload.ts';
import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import type { StoredFile } from '../../../shared/shell/stores/attachments.ts';
import { textLayerOf } from '../../../shared/shell/text-layer.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { letterPdf } from '../../fixtures/pdfs.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const page = Buffer.from('<html><script>alert(1)</script></html>'.padEnd(png.byteLength));
const asPng = (bytes: Uint8Array): StoredFile => ({ bytes, contentType: 'image/png', fileName: 'foto.png' });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A bucket whose upload is changed by its sender at each moment that it may. */
function bucket(uploads: Uint8Array[], kept?: Uint8Array) {
  const state = { kept };
  let reads = 0;
  const ports: UploadPorts = {
    upload: async () => {
      const bytes = uploads[Math.min(reads, uploads.length - 1)];
      reads += 1;
      return bytes && asPng(bytes);
    },
    kept: async () => state.kept && asPng(state.kept),
    keep: async (_attachment, { bytes }) => {
      if (state.kept) return 'there';
      state.kept = bytes;
      return 'kept';
    },
    hear: async (heard) => hearDanger((await textLayerOf(heard))?.text ?? '', lifeFirst),
  };
  return { ports, state };
}

describe('an upload is settled by the bytes that were checked', () => {
  test('a sender who puts a page in its place after the check changes nothing of what is kept', async () => {
    const { ports, state } = bucket([png, page]);
    expect(await settleUpload(ports, 'a')).toMatchObject({
      type: 'AttachAttachment',
      checked: { contentType: 'image/png', sha256: sha256(png) },
    });
    expect(state.kept).toEqual(png);
  });

  test('what an earlier try kept is what the register is told, not what lies there now', async () => {
    const other = Buffer.concat([png, Buffer.from('x')]);
    const { ports, state } = bucket([other], png);
    expect(await settleUpload(ports, 'a')).toMatchObject({ checked: { sha256: sha256(png) } });
    expect(state.kept).toEqual(png);
  });

  test('danger that only the text of a PDF tells is heard in it, and in no other file', async () => {
    const pdf = letterPdf('Gentile ufficio,', 'mio marito mi picchia.');
    const { ports } = bucket([pdf]);
    const upload = async () => ({ bytes: pdf, contentType: 'application/pdf', fileName: 'lettera.pdf' });
    expect(await settleUpload({ ...ports, upload, kept: upload }, 'a')).toMatchObject({
      type: 'AttachAttachment',
      checked: { personal: { fileName: 'lettera.pdf', danger: { level: 'lane', kind: 'violence' } } },
    });
    const picture = await settleUpload(bucket([png]).ports, 'a');
    expect(picture).toMatchObject({ checked: { personal: { fileName: 'foto.png' } } });
    expect(JSON.stringify(picture)).not.toContain('danger');
  });

  test.each([
    ['that nobody sent', [], 'missing'],
    ['that is a page', [page], 'type-not-accepted'],
  ])('an upload %s is refused and nothing is kept', async (_what, uploads, reason) => {
    const { ports, state } = bucket(uploads);
    expect(await settleUpload(ports, 'a')).toEqual({ type: 'RefuseAttachment', attachment: 'a', reason });
    expect(state.kept).toBeUndefined();
  });
});
