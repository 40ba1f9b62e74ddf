import type { TextLayer, TextLayerLimits } from '../../shared/shell/text-layer.ts';
import type { OpenedMail } from './rules/open-mail.ts';

/** Reads the text layer of a PDF within limits; undefined where there is none to be read. */
export type ReadTextLayer = (bytes: Uint8Array, limits: TextLayerLimits) => Promise<TextLayer | undefined>;

/** PDFs of one mail that are listened to, and bytes of one: three hostile ones leave half of the function's time. */
const mostPdfs = 3;
const largestPdf = 10_485_760;
const limits: TextLayerLimits = { milliseconds: 4000, memoryBytes: 400_000_000 };

/** Whether it is a PDF: the sign stands within its first kilobyte (ISO 32000-1, annex H, note 13). */
const isPdf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-');

/** The mail with what its PDFs say, for the ear alone: their text as their makers wrote it, after all else. */
export async function withPdfsHeard(opened: OpenedMail, readTextLayer: ReadTextLayer): Promise<OpenedMail> {
  const pdfs = opened.files.filter(({ bytes }) => bytes.length <= largestPdf && isPdf(bytes)).slice(0, mostPdfs);
  let { sent } = opened;
  for (const { bytes } of pdfs) {
    const text = (await readTextLayer(bytes, limits))?.text.trim();
    if (text) sent += `\n\n${text}`;
  }
  return { ...opened, sent };
}
