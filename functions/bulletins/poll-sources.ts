import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AlertSource } from '../../shared/contracts/service-alerting.ts';
import { dateOf, dayInRome, dayOf } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import { errorLine } from '../../shared/shell/log.ts';
import { fetchWeb, mayLeadTo } from './fetch-web.ts';
import { linksIn } from './rules/read-cap.ts';
import type { Fetched } from './rules/take-in.ts';

/** What one poll brought: the bytes of each file, and the sources that did not answer. */
export type Poll = { fetched: Fetched[]; silent: { address: string; error: string }[] };

/** Messages that one feed may point to; Italy's busiest days had some dozens. */
const mostLinks = 100;
/**
 * For how long back quakes are asked for: as long as one keeps its proposal. The service is slowest when the ground has
 * just shaken.
 */
export const lookingBack = 24 * 3_600_000;

const compact = (day: string) => day.replaceAll('-', '');

/** Fills `{day}` and `{yesterday}` (in Rome, `YYYYMMDD`) and `{since}` (a day ago, UTC) into an address. */
export function addressAt(address: string, now: Date): string {
  const today = dayInRome(now.getTime());
  return address
    .replaceAll('{day}', compact(today))
    .replaceAll('{yesterday}', compact(dateOf(dayOf(today) - 1)))
    .replaceAll('{since}', new Date(now.getTime() - lookingBack).toISOString().slice(0, 19));
}

/** Bulletins have one address a day: until the day's publication there is nothing under it, and nothing is wrong. */
function mayBeAbsent({ kind, address }: AlertSource): boolean {
  return kind === 'bulletin' && /\{(day|yesterday)\}/.test(address);
}

function kindOfFile(name: string): AlertSource['kind'] {
  if (/\.(xml|cap|atom)$/i.test(name)) return 'cap';
  return /\.txt$/i.test(name) ? 'quakes' : 'bulletin';
}

async function ofFolder(address: string, poll: Poll): Promise<void> {
  const folder = fileURLToPath(address);
  // Bulletins are published in a folder for each year.
  const all = await readdir(folder, { recursive: true });
  const names = all.filter((name) => /\.(csv|json|xml|cap|atom|txt)$/i.test(name)).sort();
  const read = new Map<string, Uint8Array>();
  await Promise.all(
    names.map(async (name) => {
      try {
        read.set(name, await readFile(join(folder, name)));
      } catch (error) {
        // One file that cannot be opened must not hide the others.
        const path = name.split(sep).map(encodeURIComponent).join('/');
        poll.silent.push({ address: new URL(path, address).href, error: errorLine(error).message });
      }
    }),
  );
  for (const name of names) {
    const bytes = read.get(name);
    if (bytes === undefined || isIndex(name, names)) continue;
    const index = read.get(indexOf(name) ?? '');
    poll.fetched.push({ kind: kindOfFile(name), name: basename(name), bytes, ...present({ index }) });
  }
}

/**
 * The index file (`YYYYMMDD_HHMM.json`) that belongs to a file of the official form (`YYYYMMDD_HHMM_today.json`), by
 * name.
 */
export function indexOf(name: string): string | undefined {
  const found = /^(.*\d{8}_\d{4})_(?:today|tomorrow)\.json$/i.exec(name);
  return found ? `${found[1]}.json` : undefined;
}

/** True for the index file of a publication that is there itself: it is read with it, not on its own. */
export function isIndex(name: string, names: readonly string[]): boolean {
  return names.some((each) => indexOf(each) === name);
}

async function ofFile(address: string, absent: boolean): Promise<Uint8Array | undefined> {
  try {
    return await readFile(fileURLToPath(address));
  } catch (error) {
    if (absent && (error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

const fileAt = (address: string, absent: boolean, get: typeof fetch) =>
  address.startsWith('file:') ? ofFile(address, absent) : fetchWeb(address, absent, get);
const nameOf = (address: string) => basename(new URL(address).pathname);

/** Whether a source did not answer in a poll. */
export const isSilent = (poll: Poll, address: string): boolean =>
  poll.silent.some((silent) => silent.address === address);

/** Reads the messages that an Atom feed only points to; relative links start at the feed's own address. */
async function followLinks(feed: string, bytes: Uint8Array, poll: Poll, get: typeof fetch): Promise<void> {
  const links = [...new Set(linksIn(bytes))];
  if (links.length > mostLinks) {
    poll.silent.push({ address: feed, error: `points to ${links.length} messages, ${mostLinks} are read` });
  }
  await Promise.all(
    links.slice(0, mostLinks).map(async (link) => {
      let address = link;
      try {
        address = new URL(link, feed).href;
        if (!mayFollow(feed, address)) throw new Error('a link that leads elsewhere is not followed');
        const message = await fileAt(address, false, get);
        if (message) poll.fetched.push({ kind: 'cap', name: nameOf(address), bytes: message });
      } catch (error) {
        poll.silent.push({ address, error: errorLine(error).message });
      }
    }),
  );
}

/** A feed of the web leads to the web; one in a file only to files beside it. */
function mayFollow(feed: string, address: string): boolean {
  if (!feed.startsWith('file:')) return mayLeadTo(new URL(address));
  return address.startsWith('file:') && dirname(fileURLToPath(address)) === dirname(fileURLToPath(feed));
}

/**
 * Asks every source once, all at a time; a `file:` address is a file, or a folder when it ends with a slash. Never
 * throws.
 */
export async function pollSources(sources: readonly AlertSource[], now: Date, get = fetch): Promise<Poll> {
  const poll: Poll = { fetched: [], silent: [] };
  await Promise.all(
    sources.map(async (source) => {
      const address = addressAt(source.address, now);
      try {
        if (address.startsWith('file:') && address.endsWith('/')) return await ofFolder(address, poll);
        const bytes = await fileAt(address, mayBeAbsent(source), get);
        if (bytes === undefined) return;
        poll.fetched.push({ kind: source.kind, name: nameOf(address), bytes });
        if (source.kind === 'cap') await followLinks(address, bytes, poll, get);
      } catch (error) {
        poll.silent.push({ address: source.address, error: errorLine(error).message });
      }
    }),
  );
  return poll;
}
