import type { ChangedCase, WorklistItem, WorklistView } from '../../../shared/contracts/worklist.ts';
import { present } from '../../../shared/core/present.ts';
import { pagesOf } from '../kit/pages.ts';

/** What is open, page after page, and whether there is more. */
export type Shown = { items: WorklistItem[]; more: boolean };

/** Reads so many pages of the worklist from its beginning; a case that moved while they were read is shown once. */
export async function readPages(
  ask: (cursor: string | undefined) => Promise<WorklistView>,
  pages: number,
): Promise<Shown> {
  const views = await pagesOf(ask, pages);
  const items = new Map<string, WorklistItem>();
  for (const item of views.flatMap((view) => view.items)) if (!items.has(item.caseId)) items.set(item.caseId, item);
  return { items: [...items.values()], more: views.at(-1)?.next !== undefined };
}

/** A row that somebody looks at; `gone` once its case is no longer on the list. */
export type Row = WorklistItem & { gone?: true };

/**
 * The rows that somebody looks at as they now are, each where it was, and the cases that are `news`: they wait to be
 * shown, so that nothing moves under a hand. A row is gone when its case is no longer there although the list was read
 * to its end, or when it was told to be done (`changed`).
 */
export function rowsAfter(
  rows: readonly Row[],
  now: Shown,
  changed: readonly ChangedCase[],
): { rows: Row[]; news: WorklistItem[] } {
  const found = new Map(now.items.map((item) => [item.caseId, item]));
  const known = new Set(rows.map(({ caseId }) => caseId));
  const told = new Map(changed.map((one) => [one.caseId, one]));
  return {
    rows: rows.map((row) => {
      const item = found.get(row.caseId);
      if (item !== undefined) return item;
      const { open = true, lane = row.lane } = told.get(row.caseId) ?? {};
      return now.more && open && lane === row.lane ? row : { ...row, gone: true };
    }),
    news: now.items.filter(({ caseId }) => !known.has(caseId)),
  };
}

/** The cases by lane, in the order in which the lanes come first. */
export function byLane<Item extends WorklistItem>(items: readonly Item[]): Map<string, Item[]> {
  const lanes = new Map<string, Item[]>();
  for (const item of items) lanes.set(item.lane, [...(lanes.get(item.lane) ?? []), item]);
  return lanes;
}

/** What a case asks for or is, besides its due time: one word on the screen each. */
export type Badge =
  | { what: 'danger' | 'toBeRead' | 'formal' }
  | { what: 'callBack'; attempts: number; calls?: number }
  | { what: 'protocol'; number: string }
  | { what: 'contacts'; count: number }
  | { what: 'language'; language: WorklistItem['language'] };

/** What the badges of a case are made of. */
export type Badged = Pick<WorklistItem, 'urgent' | 'toBeRead' | 'formal' | 'contacts' | 'language'> & {
  callBack?: Pick<NonNullable<WorklistItem['callBack']>, 'attempts' | 'calls'> | undefined;
  protocol?: string | undefined;
};

/** Codes of urgent cases that somebody was told of while they wait for staff. */
export type Rung = ReadonlySet<string>;

/** What rings when these changes are told: urgent cases that wait and did not ring yet; and what then has rung. */
export function ringing(rung: Rung, changed: readonly ChangedCase[]): { rings: string[]; rung: Rung } {
  const after = new Set(rung);
  const rings: string[] = [];
  for (const { caseId, urgent, waits } of changed) {
    if (!urgent || !waits) after.delete(caseId);
    else if (!after.has(caseId)) {
      after.add(caseId);
      rings.push(caseId);
    }
  }
  return { rings, rung: after };
}

/** Codes of cases that colleagues gave to somebody, as changes tell of them: whatever is done with one ends it. */
export function givenTo(subject: string, known: readonly string[], changed: readonly ChangedCase[]): readonly string[] {
  if (changed.length === 0) return known;
  const told = new Map(changed.map(({ caseId, given }) => [caseId, given === subject]));
  const left = known.filter((code) => told.get(code) !== false);
  return [...new Set([...left, ...[...told].filter(([, isTheirs]) => isTheirs).map(([code]) => code)])];
}

/** The badges of a case: danger first, then what is to be done, then what is good to know. */
export function badgesOf(item: Badged): Badge[] {
  const { urgent, toBeRead, callBack, protocol, formal, contacts, language } = item;
  return [
    ...(urgent ? [{ what: 'danger' as const }] : []),
    ...(toBeRead ? [{ what: 'toBeRead' as const }] : []),
    ...(callBack === undefined
      ? []
      : [{ what: 'callBack' as const, attempts: callBack.attempts, ...present({ calls: callBack.calls }) }]),
    ...(protocol === undefined
      ? formal
        ? [{ what: 'formal' as const }]
        : []
      : [{ what: 'protocol' as const, number: protocol }]),
    ...(contacts > 1 ? [{ what: 'contacts' as const, count: contacts }] : []),
    ...(language === 'it' ? [] : [{ what: 'language' as const, language }]),
  ];
}

/** What the due time of a case is owed for: the call-back where that comes first, else the first answer. */
export const dueWhat = ({ dueAt, callBack }: Pick<WorklistItem, 'dueAt' | 'callBack'>): 'answer' | 'callBack' =>
  callBack !== undefined && callBack.dueAt === dueAt ? 'callBack' : 'answer';

/** What speaks of danger to life before the rest, each in the order in which it came. */
export const urgentFirst = <Item extends { urgent: boolean }>(items: readonly Item[]): Item[] =>
  [...items].sort((one, other) => Number(other.urgent) - Number(one.urgent));

/** The cases of which an answer waits for a supervisor, after these changes. */
export function heldAfter(known: readonly string[], changed: readonly ChangedCase[]): readonly string[] {
  if (changed.length === 0) return known;
  const told = new Set(changed.map(({ caseId }) => caseId));
  return [...known.filter((code) => !told.has(code)), ...changed.flatMap(({ caseId, held }) => (held ? [caseId] : []))];
}
