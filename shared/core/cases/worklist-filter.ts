import type { Stage } from '../../contracts/case-status.ts';
import type { WorklistItem, waitsForOthers } from '../../contracts/worklist.ts';
import { dueKey, type ReadPlace, type WorklistPlace, worklistPage } from './worklist.ts';

/** Which cases of a list somebody wants to see; what is left out filters nothing. */
export type WorklistFilter = {
  kind?: WorklistItem['kind'];
  channel?: WorklistItem['channel'];
  language?: WorklistItem['language'];
  /** The region of its place (ISTAT). */
  region?: NonNullable<WorklistItem['region']>;
  /** For whom it waits; `desk` is us, `call-back` that we call somebody. */
  waitsFor?: WaitsFor | 'call-back';
  /** What should have been done by this instant. */
  overdueAt?: string;
};

export type WaitsFor = 'desk' | (typeof waitsForOthers)[number];

const othersByStage: Partial<Record<Stage, WaitsFor>> = {
  'waiting-for-you': 'citizen',
  forwarded: 'expert',
  referred: 'administration',
};

/**
 * For whom a case waits: a call that is owed, a scan to be read and an expert who is late are ours, whatever else it
 * waits for.
 */
export const waitsFor = ({
  stage,
  callBack,
  toBeRead,
  expertLate,
}: Pick<WorklistItem, 'stage' | 'callBack' | 'toBeRead' | 'expertLate'>) =>
  callBack !== undefined || toBeRead || expertLate ? 'desk' : (othersByStage[stage] ?? 'desk');

/**
 * Whether somebody may come to take a case without asking for it: it waits for the desk, and nobody has it, or only for
 * a time.
 */
export const canBeTaken = (item: WorklistItem): boolean =>
  waitsFor(item) === 'desk' && (item.owner === undefined || item.owner.until !== undefined);

/**
 * Whether somebody reads the words of a case in a list: those of a case that is reserved are its owner's alone, and
 * those of other lanes than the reader's (every lane where none are named) for whoever works there; danger to life is for
 * everybody.
 */
export const readsWords = (
  { lane, owner, reserved }: Pick<WorklistItem, 'lane' | 'owner' | 'reserved'>,
  subject: string,
  lanes?: readonly string[],
): boolean =>
  owner?.subject === subject ||
  ((lanes === undefined || lane === 'urgent' || lanes.includes(lane)) && reserved !== true);

/** A row as somebody sees it: without the words that are not for them (`readsWords`). */
export const asSeenBy = (item: WorklistItem, subject: string, lanes?: readonly string[]): WorklistItem => {
  if (readsWords(item, subject, lanes)) return item;
  const { said: _reserved, ...rest } = item;
  return rest;
};

/** Whether a case is one of those that somebody wants to see. */
export const isWanted = (item: WorklistItem, filter: WorklistFilter): boolean =>
  (filter.kind === undefined || item.kind === filter.kind) &&
  (filter.channel === undefined || item.channel === filter.channel) &&
  (filter.language === undefined || item.language === filter.language) &&
  (filter.region === undefined || item.region === filter.region) &&
  (filter.waitsFor === undefined ||
    (filter.waitsFor === 'call-back' ? item.callBack !== undefined : waitsFor(item) === filter.waitsFor)) &&
  (filter.overdueAt === undefined || (item.dueAt !== undefined && item.dueAt < filter.overdueAt));

/** Cases that are read at once for a filter, and how often at most for one page: so a page costs the same at any size. */
const atOnce = 100;
const mostReads = 8;

/**
 * One page of what a filter lets through, in the order of the list. It may hold fewer cases than asked for, or none,
 * where many in a row are of no interest: `next` then goes on from there.
 */
export async function filteredPage(
  lanes: readonly string[],
  from: WorklistPlace | undefined,
  limit: number,
  read: ReadPlace,
  filter: WorklistFilter,
): Promise<{ items: WorklistItem[]; next?: WorklistPlace }> {
  if (Object.keys(filter).length === 0) return worklistPage(lanes, from, limit, read);
  const items: WorklistItem[] = [];
  let place = from;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const page = await worklistPage(lanes, place, atOnce, read);
    for (const item of page.items) {
      if (!isWanted(item, filter)) continue;
      if (items.length === limit) return { items, next: after(items.at(-1)) };
      items.push(item);
    }
    if (page.next === undefined) return { items };
    place = page.next;
  }
  return { items, ...(place && { next: place }) };
}

/** One page of what somebody has, or of an incident, by its place: of all lanes, what is due first first. */
export async function placePage(
  place: string,
  from: WorklistPlace | undefined,
  limit: number,
  read: ReadPlace,
  filter: WorklistFilter,
): Promise<{ items: WorklistItem[]; next?: WorklistPlace }> {
  const found = await read(place, from?.after, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.filter((item) => isWanted(item, filter)),
    ...(found.length > limit && last !== undefined && { next: { lane: place, after: dueKey(last) } }),
  };
}

const after = (item: WorklistItem | undefined): WorklistPlace =>
  item === undefined ? { lane: '' } : { lane: item.lane, after: dueKey(item) };
