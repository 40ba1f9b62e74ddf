import { type CalmReason, calmReasons } from './danger.ts';
import type { Frame, ReadLists } from './read-lists.ts';

/** What is worked out of lists once, so that a text pays for the lines that it may hold and hardly for all others. */
export type IndexedLists = {
  /** By line, the group of it that fewest lines have: a text without that one does not hold the line. */
  dangers: Int32Array;
  calm: Readonly<Record<CalmReason, Int32Array>>;
  /** By group, 1 where a line asks for it or for one that holds it: most are only words of phrases. */
  isAsked: Uint8Array;
  /** By group, all groups that are wherever it is, since they hold its words. */
  heldIn: ReadonlyMap<number, readonly number[]>;
};

const indexed = new WeakMap<ReadLists, IndexedLists>();

/** The index of lists that were read, worked out at the first text. */
export function indexOf(lists: ReadLists): IndexedLists {
  let index = indexed.get(lists);
  if (index === undefined) {
    index = indexLists(lists);
    indexed.set(lists, index);
  }
  return index;
}

function indexLists({ dangers, calm, holds, groups, ...lists }: ReadLists): IndexedLists {
  const uses = new Int32Array(groups);
  const frames = [...dangers.map(({ frame }) => frame), ...Object.values(calm).flat()];
  for (const frame of frames) for (const group of frame.groups) uses[group] = (uses[group] as number) + 1;
  const used = (group: number) => uses[group] as number;
  const rarest = ({ groups }: Frame) => groups.reduce((rare, group) => (used(group) < used(rare) ? group : rare));
  const anchors = (of: readonly Frame[]) => Int32Array.from(of, rarest);
  const { denies, between, abilities, now, own } = lists;
  const isAsked = new Uint8Array(groups);
  const ask = (group: number) => {
    if (isAsked[group] === 1) return;
    isAsked[group] = 1;
    for (const held of holds.get(group) ?? []) ask(held);
  };
  for (const group of [denies, between, abilities, now, own]) ask(group);
  for (const { groups, unless } of frames) for (const group of [...groups, unless ?? now]) ask(group);
  return {
    isAsked,
    dangers: anchors(dangers.map(({ frame }) => frame)),
    calm: Object.fromEntries(calmReasons.map((reason) => [reason, anchors(calm[reason])])) as IndexedLists['calm'],
    heldIn: holdersOf(holds),
  };
}

/** By group, who holds it, who holds those, and so on. */
function holdersOf(holds: ReadLists['holds']): ReadonlyMap<number, readonly number[]> {
  const direct = new Map<number, number[]>();
  for (const [holder, held] of holds)
    for (const group of held) direct.set(group, [...(direct.get(group) ?? []), holder]);
  const all = (group: number): number[] => (direct.get(group) ?? []).flatMap((holder) => [holder, ...all(holder)]);
  return new Map([...direct.keys()].map((group) => [group, [...new Set(all(group))]]));
}
