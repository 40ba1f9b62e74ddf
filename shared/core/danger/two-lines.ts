import type { DangerKind } from '../../contracts/danger.ts';
import { type HeardDanger, isWorse } from './danger.ts';
import { doOverlap, type Found, firstOf, lastOf, type Place, type PlacedGroups } from './find-frames.ts';
import type { Frame, ReadLists } from './read-lists.ts';
import type { Word } from './split-words.ts';

/** What a line tells where it was found. */
export type Told = { level: HeardDanger['level']; kind: DangerKind; found: Found };

/** Words within which two lines must stand to say as much as one, and words that they must say between them. */
const reachOfTwo = 12;
const leastWordsOfTwo = 3;
/** The same where one of them lacks a group that no list says may be missing: of words that so many lines know at most. */
const leastRareWords = 2;
const mostLinesOfRare = 5;
/** Groups that a line must have to be looked for without one of them. */
const leastGroupsOfFaint = 3;

type Text = { words: readonly Word[]; placed: PlacedGroups; lists: ReadLists };

/** The worse of two, where there are two. */
export const worseOf = (one: Told | undefined, other: Told | undefined): Told | undefined =>
  one === undefined || (other !== undefined && isWorse(one, other)) ? other : one;

/**
 * Two lines of one language in one sentence that are worth advice each, since they are heard in part or say no more:
 * both together say as much as one whole line. They have one word in common at most, and three between them besides
 * those that only deny or stand between.
 */
export function addUp(told: readonly Told[], text: Text): Told | undefined {
  const said = told.map(({ found }) => saidIn(found, text));
  let worst: Told | undefined;
  for (const [at, one] of told.entries())
    for (const [before, other] of told.slice(0, at).entries())
      if (areNear(one, other, text) && areMany(said[at], said[before], leastWordsOfTwo))
        worst = worseOf(worst, worseOf(one, other));
  return worst;
}

/**
 * A line that lacks one of its groups, whichever, beside one that is worth advice: alone it says nothing, since most of
 * its words are everybody's. Between them they must say words that few lines know.
 */
export function addFaint(faint: Told, told: readonly Told[], text: Text): Told | undefined {
  const rareOf = ({ found }: Told) => {
    const rare = found.places.filter((place) => lastOf(place) > firstOf(place) || isRare(firstOf(place), text));
    return saidIn({ ...found, places: rare }, text);
  };
  const own = rareOf(faint);
  let worst: Told | undefined;
  for (const other of told)
    if (areNear(faint, other, text) && areMany(own, rareOf(other), leastRareWords))
      worst = worseOf(worst, worseOf(faint, other));
  return worst;
}

/**
 * The places at which something is said besides what only denies or stands between, and besides articles and
 * prepositions, which are everybody's.
 */
function saidIn({ places }: Found, { words, placed, lists }: Text): readonly Place[] {
  const says = (place: Place) =>
    lastOf(place) > firstOf(place) ||
    (!lists.small.has((words[firstOf(place)] as Word).folded) &&
      !placed.own[firstOf(place)]?.some((group) => group === lists.denies || group === lists.between));
  return places.filter(says);
}

const languageOf = ({ found: { frame } }: Told) => frame.rule.slice(0, frame.rule.indexOf('/'));

function areNear(one: Told, other: Told, { words }: Text): boolean {
  if (one.found.frame.rule === other.found.frame.rule || languageOf(one) !== languageOf(other)) return false;
  const from = words[Math.min(one.found.first, other.found.first)] as Word;
  const to = words[Math.max(one.found.last, other.found.last)] as Word;
  return to.at - from.at <= reachOfTwo;
}

/** Places of which no two have a word in common: `gets up` and `up` are one. */
function distinctOf(places: readonly Place[]): Place[] {
  const distinct: Place[] = [];
  for (const place of places) if (!distinct.some((other) => doOverlap(other, place))) distinct.push(place);
  return distinct;
}

/** Whether two lines say so much between them, with one word in common at most. */
function areMany(one: readonly Place[] = [], other: readonly Place[] = [], least: number): boolean {
  const [first, second] = [distinctOf(one), distinctOf(other)];
  const common = second.filter((place) => first.some((said) => doOverlap(said, place))).length;
  return common <= 1 && first.length + second.length - common >= least;
}

/** Lines without one of their groups, and of each the group that fewest lines have. */
type FaintLines = {
  lines: readonly { frame: Frame; kind: DangerKind }[];
  anchors: Int32Array;
  /** By group, how many lines ask for it or for one that holds it. */
  askedBy: Int32Array;
};

const faint = new WeakMap<ReadLists, FaintLines>();

/** The lines of some lists without any one group that they do not say may be missing, worked out when first asked for. */
export function faintLinesOf(lists: ReadLists): FaintLines {
  let known = faint.get(lists);
  if (known === undefined) {
    known = readFaint(lists);
    faint.set(lists, known);
  }
  return known;
}

function readFaint({ dangers, holds, groups }: ReadLists): FaintLines {
  const whole = dangers.filter(({ frame }) => frame.partial === undefined);
  const askedBy = new Int32Array(groups);
  const ask = (group: number) => {
    askedBy[group] = (askedBy[group] as number) + 1;
    for (const held of holds.get(group) ?? []) ask(held);
  };
  for (const { frame } of whole) for (const group of frame.groups) ask(group);
  const lines = whole
    .filter(({ frame }) => frame.groups.length >= leastGroupsOfFaint)
    .flatMap(({ frame: { missable = [], ...frame }, kind }) =>
      frame.groups.flatMap((_, missing) =>
        missable.includes(missing)
          ? []
          : [{ frame: { ...frame, sure: false, groups: frame.groups.filter((__, at) => at !== missing) }, kind }],
      ),
    );
  const rarest = (all: readonly number[]) =>
    all.reduce((rare, group) => ((askedBy[group] as number) < (askedBy[rare] as number) ? group : rare));
  return { lines, anchors: Int32Array.from(lines, ({ frame }) => rarest(frame.groups)), askedBy };
}

/** Whether few lines know a word. */
const isRare = (word: number, { placed, lists }: Text): boolean => {
  const { askedBy } = faintLinesOf(lists);
  const known = (placed.own[word] ?? []).reduce((sum, group) => sum + (askedBy[group] as number), 0);
  return known <= mostLinesOfRare;
};
