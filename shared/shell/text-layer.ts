import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** The text that a PDF carries, page after page, as its maker wrote it, and how many pages it has. */
export type TextLayer = { text: string; pages: number };

/** What a PDF may cost before it is left unread. */
export type TextLayerLimits = { milliseconds: number; memoryBytes: number };

/**
 * A letter of fifty pages takes a second, and the function has thirty. A hostile file may ask for gigabytes in a few:
 * the function has 1,769 MB, of which the file itself takes 80, and what is asked for doubles before anybody can look.
 */
const usualLimits: TextLayerLimits = { milliseconds: 10_000, memoryBytes: 400_000_000 };

/** Pages that are read, and characters after which the rest is left: nobody types more of a letter. */
const mostPages = 50;
const mostCharacters = 20_000;

/**
 * Reads the text layer of a PDF in a thread of its own, which is stopped when it takes too long or too much; undefined
 * when there is no PDF to be read (broken, encrypted, hostile). Never throws.
 */
export async function textLayerOf(
  bytes: Uint8Array,
  limits: TextLayerLimits = usualLimits,
): Promise<TextLayer | undefined> {
  const thread = new Worker(import.meta.filename, {
    workerData: { readTextLayer: bytes },
    // What the file may do to its reader, it does to a thread that knows nothing.
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memoryBytes / 1_000_000) },
  });
  const answered = new Promise<TextLayer | undefined>((resolve) => {
    thread.once('message', resolve);
    thread.once('error', () => resolve(undefined));
    thread.once('exit', () => resolve(undefined));
  });
  const over = new AbortController();
  try {
    return await Promise.race([answered, tooMuch(limits, over.signal)]);
  } finally {
    over.abort();
    await thread.terminate();
  }
}

/** Resolves when the limits are reached: buffers lie outside the heap that Node itself limits. */
async function tooMuch({ milliseconds, memoryBytes }: TextLayerLimits, signal: AbortSignal): Promise<undefined> {
  const startedAt = performance.now();
  const before = process.memoryUsage.rss();
  while (performance.now() - startedAt < milliseconds && process.memoryUsage.rss() - before < memoryBytes) {
    await pause(20, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
  }
  return undefined;
}

async function read(bytes: Uint8Array): Promise<TextLayer> {
  const { getDocument, VerbosityLevel } = await import('unpdf/pdfjs');
  const file = await getDocument({
    data: bytes,
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: 0,
    verbosity: VerbosityLevel.ERRORS,
  }).promise;
  let text = '';
  for (let number = 1; number <= Math.min(file.numPages, mostPages) && text.length < mostCharacters; number += 1) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ('str' in item) text += item.hasEOL ? `${item.str}\n` : item.str;
    text += '\n\n';
    page.cleanup();
  }
  return { text: text.slice(0, mostCharacters), pages: file.numPages };
}

const asked = isMainThread ? undefined : (workerData as { readTextLayer?: Uint8Array } | null)?.readTextLayer;
if (asked !== undefined)
  read(asked).then(
    (layer) => parentPort?.postMessage(layer),
    () => parentPort?.postMessage(undefined),
  );
