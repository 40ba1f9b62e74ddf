import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AlertSource } from '../contracts/service.ts';
import { errorLine } from './log.ts';

/** What one poll brought: the bytes of each file, and the sources that did not answer. */
export type Poll = {
  fetched: { kind: AlertSource['kind']; name: string; bytes: Uint8Array }[];
  silent: { address: string; error: string }[];
};

/** Seconds that a source has to answer. */
const patience = 10;
/** The largest file a source may send: bytes. Bulletins have 60 KB, the official maps 4 MB. */
const largest = 16_000_000;

const rome = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' });

/** Fills `{day}` (today in Rome, `YYYYMMDD`) and `{since}` (two hours ago, UTC) into an address. */
export function addressAt(address: string, now: Date): string {
  return address
    .replaceAll('{day}', rome.format(now).replaceAll('-', ''))
    .replaceAll('{since}', new Date(now.getTime() - 7_200_000).toISOString().slice(0, 19));
}

async function ofFolder(folder: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  const names = (await readdir(folder)).filter((name) => /\.(csv|json|xml|cap|txt)$/i.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

function kindOfFile(name: string): AlertSource['kind'] {
  if (/\.(xml|cap)$/i.test(name)) return 'cap';
  return /\.txt$/i.test(name) ? 'quakes' : 'bulletin';
}

async function ofWeb(address: string): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(patience * 1000), redirect: 'follow' });
  // No bulletin yet today, or no quake lately: that is an answer.
  if (answer.status === 404 || answer.status === 204) return undefined;
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  if (Number(answer.headers.get('content-length') ?? 0) > largest) throw new Error('larger than any bulletin');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.byteLength > largest) throw new Error('larger than any bulletin');
  return { name: basename(new URL(address).pathname), bytes };
}

/** Asks every source once, all at a time; a `file:` address is a file, or a folder when it ends with a slash. Never throws. */
export async function pollSources(sources: readonly AlertSource[], now: Date): Promise<Poll> {
  const poll: Poll = { fetched: [], silent: [] };
  await Promise.all(
    sources.map(async ({ kind, address: template }) => {
      const address = addressAt(template, now);
      try {
        if (address.startsWith('file:')) {
          const path = fileURLToPath(address);
          const files = address.endsWith('/')
            ? await ofFolder(path)
            : [{ name: basename(path), bytes: await readFile(path) }];
          poll.fetched.push(
            ...files.map((file) => ({ kind: address.endsWith('/') ? kindOfFile(file.name) : kind, ...file })),
          );
        } else {
          const file = await ofWeb(address);
          if (file !== undefined) poll.fetched.push({ kind, ...file });
        }
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') return;
        poll.silent.push({ address: template, error: errorLine(error).message });
      }
    }),
  );
  return poll;
}
