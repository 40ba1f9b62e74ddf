import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import { dueKey, lanesInOrder, placeIn, shards } from '../../shared/core/cases/worklist.ts';
import { partsOfADay } from '../../shared/core/day-part.ts';
import { dayAfter, dayOf } from '../../shared/core/days-to-close.ts';
import { type DayEntries, dynamodbDayEntries } from '../../shared/shell/stores/day-leaves.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { dynamodbWorklist, type Worklist } from '../../shared/shell/stores/worklist.ts';

/** Where a report finds its cases: the register, which of its entries a day has, and what is open. */
export type Sources = {
  register: Pick<Register, 'readEntries'>;
  dayEntries: DayEntries;
  worklist: Pick<Worklist, 'readPlace'>;
  lanes: readonly { lane: string }[];
};

/** The sources of one service, by the names of its tables. */
export const sourcesOf = (
  { REGISTER_TABLE, WORKLIST_TABLE }: { REGISTER_TABLE: string; WORKLIST_TABLE: string },
  { lanes }: Pick<Sources, 'lanes'>,
): Sources => ({
  register: dynamodbRegister(REGISTER_TABLE),
  dayEntries: dynamodbDayEntries(REGISTER_TABLE),
  worklist: dynamodbWorklist({ worklist: WORKLIST_TABLE, persons: '' }),
  lanes,
});

/** A case, and how many entries it has. */
type Known = { caseId: string; version: number };

/** Entries that one call reads (BatchGetItem takes a hundred keys), and calls that are under way at once. */
const entriesPerCall = 100;
const callsAtOnce = 8;
/** Days whose entries are looked up at once. */
const daysAtOnce = 16;

/**
 * The entries of every case that has one since the day of `from`, or that was open all the time since, each case whole in one page;
 * both are epoch milliseconds. It reads what these days have and what is open, and nothing of what was over before.
 */
export async function* casesSince(
  sources: Sources,
  { from, asOf }: { from: number; asOf: number },
): AsyncGenerator<RegisterEntry[]> {
  const firstDay = dayOf(new Date(from));
  const days: string[] = [];
  for (let day = firstDay; day <= dayOf(new Date(asOf)); day = dayAfter(day)) days.push(day);
  for (const part of partsOfADay) yield* wholeCases(sources, await touchedIn(sources, days, part));
  for (const lane of lanesInOrder(sources.lanes))
    for (let shard = 0; shard < shards; shard += 1) yield* waitingIn(sources, placeIn(lane, shard), firstDay);
}

/** The cases of one part of these days; all that is remembered of them is how many entries they have. */
async function touchedIn({ dayEntries }: Sources, days: readonly string[], part: string): Promise<Known[]> {
  const versions = new Map<string, number>();
  for (let start = 0; start < days.length; start += daysAtOnce) {
    await Promise.all(
      days.slice(start, start + daysAtOnce).map(async (day) => {
        for await (const page of dayEntries(day, part))
          for (const { caseId, version } of page) versions.set(caseId, Math.max(version, versions.get(caseId) ?? 0));
      }),
    );
  }
  return [...versions].map(([caseId, version]) => ({ caseId, version }));
}

/** The open cases of one place in the worklist that have no entry since a day: those that have one are read by its day. */
async function* waitingIn(sources: Sources, place: string, firstDay: string): AsyncGenerator<RegisterEntry[]> {
  const isSince = (instant: string) => dayOf(new Date(instant)) >= firstDay;
  let after: string | undefined;
  do {
    const items = await sources.worklist.readPlace(place, after, entriesPerCall);
    const last = items.at(-1);
    after = last && dueKey(last);
    const older = items.filter(({ receivedAt }) => !isSince(receivedAt));
    for await (const entries of wholeCases(sources, older)) {
      const since = new Set(entries.filter(({ at }) => isSince(at)).map(({ caseId }) => caseId));
      yield entries.filter(({ caseId }) => !since.has(caseId));
    }
  } while (after !== undefined);
}

/** The entries of these cases, in pages of some hundred, no case parted between two. */
async function* wholeCases({ register }: Sources, cases: readonly Known[]): AsyncGenerator<RegisterEntry[]> {
  let named: Known[] = [];
  const read = async () => {
    const calls = Array.from({ length: Math.ceil(named.length / entriesPerCall) }, (_none, call) =>
      named.slice(call * entriesPerCall, (call + 1) * entriesPerCall),
    );
    const entries: RegisterEntry[] = [];
    for (let start = 0; start < calls.length; start += callsAtOnce) {
      const now = calls.slice(start, start + callsAtOnce);
      entries.push(...(await Promise.all(now.map((names) => register.readEntries(names)))).flat());
    }
    return entries;
  };
  for (const { caseId, version } of cases) {
    for (let each = 1; each <= version; each += 1) named.push({ caseId, version: each });
    if (named.length < entriesPerCall * callsAtOnce) continue;
    yield await read();
    named = [];
  }
  if (named.length > 0) yield await read();
}
