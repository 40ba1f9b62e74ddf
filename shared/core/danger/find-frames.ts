import { indexOf } from './index-lists.ts';
import type { Frame, Phrase, ReadLists } from './read-lists.ts';
import type { Word } from './split-words.ts';

/** Where a group occurs: the number of its first word, times sixteen, plus how many words follow. */
export type Place = number;
const place = (first: number, last: number): Place => first * 16 + Math.min(15, last - first);
export const firstOf = (at: Place): number => at >> 4;
export const lastOf = (at: Place): number => (at >> 4) + (at & 15);
/** Whether two places have a word in common. */
export const doOverlap = (one: Place, other: Place): boolean =>
  firstOf(one) <= lastOf(other) && firstOf(other) <= lastOf(one);

/** Where a line of the lists was found: by group, and its first and last word. */
export type Found = { frame: Frame; first: number; last: number; places: readonly Place[] };

/** Which groups the words of a text belong to, and where each group stands, found when it is asked for. */
export type PlacedGroups = {
  /** By word, the groups it belongs to by itself. */
  own: readonly (readonly number[])[];
  isThere(group: number): boolean;
  /** The places of a group in their order. */
  of(group: number): readonly Place[];
};

/** Words before which an article may be stuck when somebody leaves out the apostrophe (`lacqua`). */
const stuck = /^(?:l|d|un|dell|nell|all|sull|dall)(?=[aeiou])/;
/** Small words that may stand between two words of a phrase. */
const mostSmall = 2;

const nothing: readonly never[] = [];

/** The groups that each word belongs to by itself. */
function groupsOf(folded: string, lists: ReadLists): readonly number[] {
  const found = new Set<number>();
  const put = (groups: readonly number[] | undefined) => {
    if (groups !== undefined) for (const group of groups) found.add(group);
  };
  put(lists.exact.get(folded));
  const longest = Math.min(folded.length, lists.longest);
  for (let length = 2; length <= longest; length += 1) put(lists.beginnings.get(folded.slice(0, length)));
  for (const [end, groups] of lists.ends) if (folded.endsWith(end)) put(groups);
  if (found.size === 0) {
    const rest = folded.replace(stuck, '');
    if (rest.length > 2 && rest !== folded) return groupsOf(rest, lists);
  }
  return [...found];
}

/**
 * What the lists know of a word, whatever text it stands in: its groups, those of them that lines ask for, the phrases
 * that begin with it by the group of their second word, and its groups that are second in a phrase.
 */
type Known = {
  groups: readonly number[];
  asked: readonly number[];
  isSmall: boolean;
  begun: ReadonlyMap<number, readonly Phrase[]>;
  seconds: readonly number[];
};
/** A word of a text, however often it occurs. */
type Kind = Known & { at: Place[] };

/** The words that were looked up last, by lists: most words of a message are those of every message. */
const known = new WeakMap<ReadLists, Map<string, Known>>();
const mostKnown = 4_000;

function lookUp(folded: string, lists: ReadLists): Known {
  let words = known.get(lists);
  if (words === undefined || words.size >= mostKnown) {
    words = new Map();
    known.set(lists, words);
  }
  let word = words.get(folded);
  if (word === undefined) {
    const groups = groupsOf(folded, lists);
    const phrases = groups.flatMap((group) => (lists.starts.has(group) ? (lists.phrases.get(group) ?? []) : []));
    const begun = Map.groupBy(phrases, ({ words }) => words[1] as number);
    const seconds = groups.filter((group) => lists.seconds.has(group));
    const { isAsked } = indexOf(lists);
    const asked = groups.filter((group) => isAsked[group] === 1);
    word = { groups, asked, isSmall: lists.small.has(folded), begun, seconds };
    // Words that the lists do not know may be names: they are not kept.
    if (groups.length > 0) words.set(folded, word);
  }
  return word;
}

/**
 * Where it is noted which groups a text has: by group, the number of the text that has it, and its last entry, counted
 * from 1. One for each lists, used over and over: eleven thousand numbers anew for each text would keep the collector busy.
 */
type Slate = { turn: number; there: Int32Array; entries: Int32Array };
const slates = new WeakMap<ReadLists, Slate>();

function cleanSlate(lists: ReadLists): { slate: Slate; turn: number } {
  let slate = slates.get(lists);
  if (slate === undefined || slate.turn === 0x7fffffff) {
    slate = { turn: 0, there: new Int32Array(lists.groups), entries: new Int32Array(lists.groups) };
    slates.set(lists, slate);
  }
  slate.turn += 1;
  return { slate, turn: slate.turn };
}

/**
 * Sorts every word of a text into its groups, and finds the phrases. What it gives holds until the next text is placed
 * by the same lists; asked later it throws.
 */
export function placeGroups(words: readonly Word[], lists: ReadLists): PlacedGroups {
  const kinds = new Map<string, Kind>();
  const { slate, turn } = cleanSlate(lists);
  const { there, entries } = slate;
  // By entry of a group, the one before it: hardly a group is asked for, so none is given a list of its own.
  const before: number[] = [];
  const entered: Kind[] = [];
  const { heldIn } = indexOf(lists);
  const come = (group: number) => {
    if (there[group] === turn) return;
    arrive(group);
    // A group that holds the words of another one is wherever that one is.
    for (const holder of heldIn.get(group) ?? nothing) arrive(holder);
  };
  const arrive = (group: number) => {
    if (there[group] === turn) return;
    there[group] = turn;
    entries[group] = 0;
  };
  const kindOf = words.map(({ folded }, at) => {
    let kind = kinds.get(folded);
    if (kind === undefined) {
      kind = { ...lookUp(folded, lists), at: [] };
      kinds.set(folded, kind);
      for (const group of kind.asked) {
        come(group);
        before.push(entries[group] as number);
        entries[group] = entered.push(kind);
      }
    }
    kind.at.push(place(at, at));
    return kind;
  });
  const own = kindOf.map(({ groups }) => groups);
  const phrases = new Map<number, Place[]>();
  const put = (group: number, at: Place) => {
    come(group);
    const others = phrases.get(group);
    if (others === undefined) phrases.set(group, [at]);
    else others.push(at);
  };
  for (let at = 0; at < words.length; at += 1)
    for (const [group, last] of phrasesAt(at, kindOf, words)) put(group, place(at, last));
  const found = new Map<number, readonly Place[]>();
  const of = (group: number): readonly Place[] => {
    let places = found.get(group);
    if (places === undefined) {
      const parts: (readonly Place[])[] = (lists.holds.get(group) ?? []).filter(isThere).map(of);
      const said = phrases.get(group);
      if (said !== undefined) parts.push(said);
      for (let entry = isThere(group) ? (entries[group] as number) : 0; entry > 0; entry = before[entry - 1] as number)
        parts.push((entered[entry - 1] as Kind).at);
      places = parts.length === 1 ? (parts[0] as readonly Place[]) : inOrder(parts.flat());
      found.set(group, places);
    }
    return places;
  };
  const isThere = (group: number) => {
    if (slate.turn !== turn) throw new Error('another text was placed since: this one is no longer on the slate');
    return there[group] === turn;
  };
  return { own, isThere, of };
}

/** Places in their order, each once. */
const inOrder = (places: readonly Place[]): Place[] => [...new Set(places)].sort((one, other) => one - other);

/** The phrases that begin at a word, by the group they belong to, with the number of their last word. */
function phrasesAt(
  at: number,
  kinds: readonly Kind[],
  words: readonly Word[],
): readonly [group: number, last: number][] {
  const { begun } = kinds[at] as Kind;
  if (begun.size === 0) return nothing;
  const found: [number, number][] = [];
  const { sentence } = words[at] as Word;
  const isNear = (next: number) => words[next]?.sentence === sentence;
  let next = at + 1;
  for (let passed = 0; passed <= mostSmall && isNear(next); passed += 1) {
    const { seconds } = kinds[next] as Kind;
    for (const second of seconds)
      for (const phrase of begun.get(second) ?? nothing) {
        const last = restOf(phrase.words, next);
        if (last !== undefined) found.push([phrase.group, last]);
      }
    if (!(kinds[next] as Kind).isSmall) break;
    next += 1;
  }
  return found;

  function restOf(groups: readonly number[], second: number): number | undefined {
    let last = second;
    for (const group of groups.slice(2)) {
      last += 1;
      for (let passed = 0; passed < mostSmall && kinds[last]?.groups.includes(group) === false; passed += 1) {
        if (!(kinds[last] as Kind).isSmall) break;
        last += 1;
      }
      if (kinds[last]?.groups.includes(group) !== true || !isNear(last)) return undefined;
    }
    return last;
  }
}

/**
 * A place for each group, no two of them the same, where one word is no two (`vicino` is the neighbour or nearby). From
 * the places that stand first in turn, up to where the span ends; undefined if there are not so many.
 */
function placesApart(
  lists: readonly (readonly Place[])[],
  heads: readonly number[],
  end: number,
  words: readonly Word[],
): Place[] | undefined {
  const nearest = heads.map((at, group) => lists[group]?.[at] as Place);
  if (nearest.every((here, at) => nearest.findIndex((other) => doOverlap(other, here)) === at)) return nearest;
  const taken: Place[] = [];
  const choose = (group: number): boolean => {
    const places = lists[group];
    if (places === undefined) return true;
    for (let at = heads[group] as number; at < places.length; at += 1) {
      const here = places[at] as Place;
      if ((words[lastOf(here)] as Word).at > end) return false;
      if (taken.some((other) => doOverlap(other, here))) continue;
      taken.push(here);
      if (choose(group + 1)) return true;
      taken.pop();
    }
    return false;
  };
  return choose(0) ? taken : undefined;
}

/** Every place where all groups of a frame stand within its span, in one pass over the places of its groups. */
export function find(frame: Frame, placed: PlacedGroups, words: readonly Word[]): Iterable<Found> {
  // Of the hundreds of lines hardly one is in a text: those that are not must cost nothing.
  for (const group of frame.groups) if (!placed.isThere(group)) return nothing;
  return findThere(frame, placed, words);
}

function* findThere(frame: Frame, placed: PlacedGroups, words: readonly Word[]): Generator<Found> {
  const lists = frame.groups.map(placed.of);
  const heads = lists.map(() => 0);
  for (;;) {
    let first = Number.POSITIVE_INFINITY;
    let last = -1;
    let earliest = 0;
    for (let each = 0; each < heads.length; each += 1) {
      const at = lists[each]?.[heads[each] as number];
      if (at === undefined) return;
      if (firstOf(at) < first) {
        first = firstOf(at);
        earliest = each;
      }
      last = Math.max(last, lastOf(at));
    }
    if (heads.length === 1 || (words[last] as Word).at - (words[first] as Word).at <= frame.span) {
      const places = frame.twice
        ? heads.map((at, each) => lists[each]?.[at] as Place)
        : placesApart(lists, heads, (words[first] as Word).at + frame.span, words);
      if (places !== undefined) yield { frame, first, last: Math.max(...places.map(lastOf)), places };
    }
    heads[earliest] = (heads[earliest] as number) + 1;
  }
}
