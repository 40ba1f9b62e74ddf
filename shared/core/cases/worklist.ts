import type { GivenAnswer } from '../../contracts/given-text.ts';
import type { WorklistItem } from '../../contracts/worklist.ts';
import type { HoursPeriod } from '../hours/calendar.ts';
import { instantOf, isoOf, MINUTE } from '../hours/zone.ts';
import { firstAnswerDue } from './charter.ts';

/**
 * Parts that a lane is kept in: one part of an index takes a thousand writes a second (DynamoDB's limit for a
 * partition), so eight take an emergency's contacts.
 */
export const shards = 8;

/** The part of a lane that a case stands in, always the same one for the same case (FNV-1a of its code). */
export function shardOf(caseId: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < caseId.length; position += 1) {
    hash = Math.imul(hash ^ caseId.charCodeAt(position), 0x01000193);
  }
  return (hash >>> 0) % shards;
}

/** The name of one part of a lane. */
export const placeIn = (lane: string, shard: number): string => `${lane}#${shard}`;

/** The name of the lane, beside each lane, of what somebody can take in it: no lane has such a name. */
export const laneToTake = (lane: string): string => `?${lane}`;

/** The place of the cases of an incident, open and closed. */
export const placeOfIncident = (incident: string): string => `=${incident}`;

/** One part of the place of the cases that came on a day. */
export const placeOfDay = (day: string, shard: number): string => `/${day}#${shard}`;

/** One part of the place of all answers in which a version of a page or template was given. */
export const placeOfText = (text: string, shard: number): string => `^${text}#${shard}`;

/** Where an answer stands among them: the first given first. */
export const givenKey = ({ at, code, answer }: Pick<GivenAnswer, 'at' | 'code' | 'answer'>): string =>
  `${at}#${code}#${answer}`;

/** Reads answers in which a text was given, those of one part after a key. */
type ReadGiven = (place: string, after: string | undefined, limit: number) => Promise<GivenAnswer[]>;

/**
 * Answers in which a text was given, the first given first, from a key on, `limit` of them; `next` is the key of the
 * last of them where there are more.
 */
export async function givenPage(
  text: string,
  after: string | undefined,
  limit: number,
  read: ReadGiven,
): Promise<{ given: GivenAnswer[]; next?: string }> {
  const parts = await Promise.all(
    Array.from({ length: shards }, (_, shard) => read(placeOfText(text, shard), after, limit + 1)),
  );
  const merged = parts.flat().sort((one, other) => (givenKey(one) < givenKey(other) ? -1 : 1));
  const given = merged.slice(0, limit);
  const last = given.at(-1);
  return { given, ...(merged.length > limit && last !== undefined && { next: givenKey(last) }) };
}

/** The place of the cases of a household, and that of the cases of all households of an event. */
export const placeOfHousehold = (household: string): string => `+${household}`;
export const placeOfEvent = (event: string): string => `%${event}`;

/** Where a case stands among those of households: what is owed first comes first, what owes nothing last. */
export const householdKey = ({ caseId, household }: Pick<WorklistItem, 'caseId' | 'household'>): string =>
  `${household?.owed?.dueAt ?? '~'}#${caseId}`;

/** The place of what somebody has, by the subject of their token: no lane has such a name. */
export const placeOfOwner = (subject: string): string => `@${subject}`;

/** By how much a call-back goes ahead for each further call of the same number, and for how many at most; ours. */
const aheadForCall = 60 * MINUTE;
const callsAhead = 12;

/** By how many milliseconds a case goes ahead of its due time because its caller called again. */
const aheadOf = ({ callBack }: Pick<WorklistItem, 'callBack'>): number =>
  Math.min((callBack?.calls ?? 1) - 1, callsAhead) * aheadForCall;

/**
 * Where a case stands in its lane: what is due first comes first, what owes nobody a time by when it came, whoever
 * called again an hour sooner for each call; and before all a danger that somebody left behind (`!` sorts before every
 * digit).
 */
export function dueKey(item: Pick<WorklistItem, 'caseId' | 'dueAt' | 'receivedAt' | 'onTop' | 'callBack'>): string {
  const { caseId, dueAt, receivedAt, onTop } = item;
  const due = dueAt ?? receivedAt;
  const ahead = aheadOf(item);
  return `${onTop ? '!' : ''}${ahead === 0 ? due : isoOf(instantOf(due) - ahead)}#${caseId}`;
}

/**
 * Cases of the worklist with their due times by the hours as known (`periods`): each by its clock. Those of one lane
 * come first due first; in the index, and so from page to page, they keep the order of what was promised.
 */
export function dueByNow(
  items: readonly WorklistItem[],
  definition: Parameters<typeof firstAnswerDue>[1],
  periods: readonly HoursPeriod[],
): WorklistItem[] {
  const known = items.map((item) => {
    const firstAnswerDueAt = firstAnswerDue(item, definition, periods);
    if (firstAnswerDueAt === undefined) return item;
    const [dueAt] = [firstAnswerDueAt, item.callBack?.dueAt].filter((due) => due !== undefined).sort();
    return { ...item, firstAnswerDueAt, ...(dueAt === undefined ? {} : { dueAt }) };
  });
  return [...Map.groupBy(known, ({ lane }) => lane).values()].flatMap((lane) =>
    lane.sort((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1)),
  );
}

/** Reads at most `limit` cases of one part of a lane in order of their due keys, those after a key. */
export type ReadPlace = (place: string, after: string | undefined, limit: number) => Promise<WorklistItem[]>;

/** A place in the worklist: the lane, and the due key of the last case that was shown of it. */
export type WorklistPlace = { lane: string; after?: string };

/** How many of each part are read at first: its share of a page, and so much more that hardly ever one has too few. */
const firstOfPart = (limit: number): number => {
  const share = (limit + 1) / shards;
  return Math.min(limit + 1, Math.ceil(share + 3 * Math.sqrt(share)));
};

/** One page of a lane, its parts merged, and whether there is more. */
async function laneFrom(
  { lane, after }: WorklistPlace,
  limit: number,
  read: ReadPlace,
): Promise<{ items: WorklistItem[]; more: boolean }> {
  const atFirst = firstOfPart(limit);
  const parts = await Promise.all(
    Array.from({ length: shards }, async (_, shard) => {
      const place = placeIn(lane, shard);
      return { place, items: await read(place, after, atFirst) };
    }),
  );
  const inOrder = () => parts.flatMap(({ items }) => items.map((item) => ({ item, key: dueKey(item) }))).sort(byKey);
  const beyond = inOrder()[limit]?.key;
  // Whoever ends before the page does may hold all that is missing of it: one more than is shown.
  await Promise.all(
    parts.map(async (part) => {
      const last = part.items.at(-1);
      if (last === undefined || part.items.length < atFirst) return;
      const end = dueKey(last);
      if (beyond === undefined || end < beyond) part.items.push(...(await read(part.place, end, limit + 1)));
    }),
  );
  const merged = inOrder().map(({ item }) => item);
  return { items: merged.slice(0, limit), more: merged.length > limit };
}

const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1);

/**
 * One page of the worklist: `limit` cases of the lanes in their order, from a place on, with the place where the next
 * page begins. It costs eight bounded reads for each lane that it touches, one more for each part that has more of the
 * page than its share, and none of what stands before.
 */
export async function worklistPage(
  lanes: readonly string[],
  from: WorklistPlace | undefined,
  limit: number,
  read: ReadPlace,
): Promise<{ items: WorklistItem[]; next?: WorklistPlace }> {
  const items: WorklistItem[] = [];
  const start = from === undefined ? 0 : lanes.indexOf(from.lane);
  for (const lane of start < 0 ? [] : lanes.slice(start)) {
    const left = limit - items.length;
    const place = lane === from?.lane ? from : { lane };
    if (left === 0) return { items, next: place };
    const page = await laneFrom(place, left, read);
    items.push(...page.items);
    const last = page.items.at(-1);
    if (page.more && last !== undefined) return { items, next: { lane, after: dueKey(last) } };
  }
  return { items };
}

/** A place as one opaque word for addresses (base64url of RFC 4648). */
export const cursorOf = ({ lane, after }: WorklistPlace): string =>
  btoa(JSON.stringify(after === undefined ? [lane] : [lane, after]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** The place that a cursor names, or undefined for a word that was never one. */
export function placeOf(cursor: string): WorklistPlace | undefined {
  try {
    const [lane, after]: unknown[] = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof lane !== 'string' || (after !== undefined && typeof after !== 'string')) return undefined;
    return after === undefined ? { lane } : { lane, after };
  } catch {
    return undefined;
  }
}

/** The lanes as the worklist shows them: urgent first, the others as the service names them. */
export const lanesInOrder = (lanes: readonly { lane: string }[]): string[] => [
  'urgent',
  ...lanes.map(({ lane }) => lane).filter((lane) => lane !== 'urgent'),
];
