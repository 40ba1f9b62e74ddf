import { type DangerKind, dangerKinds } from '../../contracts/danger.ts';
import {
  type CalmReason,
  calmReasons,
  type Danger,
  type HeardDanger,
  isWorse,
  type LifeFirstRules,
  noDanger,
} from './danger.ts';
import { type Found, find, firstOf, lastOf, type Place, type PlacedGroups, placeGroups } from './find-frames.ts';
import { indexOf } from './index-lists.ts';
import { type ReadLists, readLists } from './read-lists.ts';
import { splitWords, type Word } from './split-words.ts';
import { addFaint, addUp, faintLinesOf, type Told, worseOf } from './two-lines.ts';

/** Words over which a calm line reaches within its sentence; beyond, whoever writes has come to something else. */
const reach: Readonly<Record<CalmReason, number>> = {
  asks: 25,
  past: 20,
  far: 25,
  offers: 25,
  office: 25,
  figures: 3,
  safe: 20,
  animals: 3,
  everyday: 15,
};
/** Words of a clause that is several sentences without a sign, and words over which a calm line reaches in it. */
const leastOfRunOn = 30;
const reachInRunOn = 5;
/** Words over which an exception of one line reaches. */
const reachOfException = 4;
/** Words of a sentence that says hardly anything but its cry for help. */
const mostAlone = 5;
/** Words before a danger among which what denies it is looked for. */
const reachOfDenial = 7;
const longestEvidence = 300;
/** Lines worth advice alone that a sentence keeps, and places at which one such line is kept. */
const mostParts = 40;
/** The kind that is told before any other: what helps against another one may betray whoever is in this one. */
const mostCareful: DangerKind = 'violence';

type Heard = {
  words: readonly Word[];
  placed: PlacedGroups;
  lists: ReadLists;
  /** By word, how far the nearest calm line of its sentence is, and of its clause. */
  calm: ReadonlyMap<CalmReason, { inTurn: Int32Array; inClause: Int32Array }>;
  exceptions: Map<number, Int32Array>;
  /** Clauses that go on and on without a sign: several sentences, told by somebody in haste or to a machine. */
  runOn: ReadonlySet<number>;
  nowIn: ReadonlySet<number>;
  ownIn: ReadonlySet<number>;
};

const far = 1_000_000;

/**
 * How many words each word is from the nearest place in its own turn of thought, or in its own clause; with
 * `onlyBefore`, from one that stands before it.
 */
function distances(
  words: readonly Word[],
  places: readonly Place[],
  onlyBefore: boolean,
  within: 'turn' | 'clause' = 'turn',
): Int32Array {
  const apart = new Int32Array(words.length).fill(far);
  for (const place of places) for (let at = firstOf(place); at <= lastOf(place); at += 1) apart[at] = 0;
  const isClause = within === 'clause';
  const pass = (at: number, from: number) => {
    const word = words[at] as Word;
    const other = words[from] as Word;
    if (word.turn !== other.turn || (isClause && word.clause !== other.clause)) return;
    const over = (apart[from] as number) + Math.abs(word.at - other.at);
    if (over < (apart[at] as number)) apart[at] = over;
  };
  for (let at = 1; at < words.length; at += 1) pass(at, at - 1);
  if (!onlyBefore) for (let at = words.length - 2; at >= 0; at -= 1) pass(at, at + 1);
  return apart;
}

const isWithin = (word: number, place: Place) => word >= firstOf(place) && word <= lastOf(place);

/**
 * Whether a word of what was found is denied: `non ci sono feriti`. What denies does not reach over a verb of its own.
 */
function isDenied(places: readonly Place[], words: readonly Word[], { own }: PlacedGroups, lists: ReadLists): boolean {
  return places.some((place) => {
    const from = firstOf(place);
    if (own[from]?.includes(lists.denies) || own[from]?.includes(lists.abilities)) return false;
    const { clause } = words[from] as Word;
    for (let at = from - 1; at >= 0 && at >= from - reachOfDenial; at -= 1) {
      const groups = own[at] as readonly number[];
      if ((words[at] as Word).clause !== clause || places.some((other) => isWithin(at, other))) return false;
      if (groups.includes(lists.denies)) return true;
      if (!groups.includes(lists.between)) return false;
    }
    return false;
  });
}

function isException(
  { frame: { unless }, places }: Found,
  { words, placed, exceptions }: Pick<Heard, 'words' | 'placed' | 'exceptions'>,
): boolean {
  if (unless === undefined || !placed.isThere(unless)) return false;
  let apart = exceptions.get(unless);
  if (apart === undefined) {
    apart = distances(words, placed.of(unless), false, 'clause');
    exceptions.set(unless, apart);
  }
  return places.some(
    (place) => Math.min(apart[firstOf(place)] as number, apart[lastOf(place)] as number) <= reachOfException,
  );
}

/** Whether the sentence has hardly another word. */
function isAlone({ first, last }: Found, words: readonly Word[], small: ReadonlySet<string>): boolean {
  const { sentence } = words[first] as Word;
  let others = 0;
  for (const step of [-1, 1])
    for (let at = step < 0 ? first : last; words[at]?.sentence === sentence && others <= mostAlone; at += step)
      if (!small.has((words[at] as Word).folded)) others += 1;
  return others <= mostAlone;
}

/** Whether it is one word of danger alone (`suicide`, `fire`): many speak of it who are in none. */
const isMention = ({ frame, first, last }: Found, level: 'advice' | 'lane'): boolean =>
  level === 'advice' && first === last && !frame.alone;

/**
 * The level that a line is worth where it was found: what makes it calm stands in the same sentence, or nothing does.
 */
function levelOf(found: Found, level: 'advice' | 'lane', heard: Heard): Danger['level'] {
  const { words, placed, lists, calm, runOn, nowIn, ownIn } = heard;
  const { places } = found;
  const { sure, partial } = found.frame;
  if (found.frame.alone && !isAlone(found, words, lists.small)) return 'none';
  if (isException(found, heard) || isDenied(places, words, placed, lists)) return 'none';
  const because = (reason: CalmReason) => {
    const found = calm.get(reason);
    if (found === undefined) return false;
    const apart = sure ? found.inClause : found.inTurn;
    return places.some((place) => {
      const isRunOn = runOn.has((words[firstOf(place)] as Word).clause);
      return (apart[firstOf(place)] as number) <= (isRunOn ? Math.min(reachInRunOn, reach[reason]) : reach[reason]);
    });
  };
  const tells = (sentences: ReadonlySet<number>) =>
    places.some((place) => sentences.has((words[firstOf(place)] as Word).sentence));
  if (because('figures')) return 'none';
  if (because('safe') || because('animals')) return sure ? 'advice' : 'none';
  if (because('offers') || because('office')) return sure || tells(nowIn) ? 'advice' : 'none';
  if (because('past') || because('far')) return sure || tells(ownIn) || tells(nowIn) ? 'advice' : 'none';
  const isAsked = !sure && places.some((place) => (words[firstOf(place)] as Word).asked);
  // Who asks what to do in a danger asks that; a question of anything else needs the whole line of a lane.
  if ((partial || level === 'advice') && isAsked && !because('asks')) return 'none';
  if (isMention(found, level) && !tells(nowIn) && !tells(ownIn) && !because('asks')) return 'none';
  if (because('everyday') && !sure)
    return level === 'lane' && (!isAsked || tells(nowIn) || because('asks')) ? 'advice' : 'none';
  return !tells(nowIn) && (isAsked || (because('asks') && !tells(ownIn))) ? 'advice' : level;
}

/** The sentences in which it was found, as they were written, or the part of them around it. */
function evidenceOf(text: string, { first, last }: Found, words: readonly Word[]): string {
  let [from, to] = [first, last];
  while (words[from - 1]?.sentence === words[first]?.sentence) from -= 1;
  while (words[to + 1]?.sentence === words[last]?.sentence) to += 1;
  const [start, end] = [(words[from] as Word).from, (words[to] as Word).to];
  const begin =
    end - start <= longestEvidence ? start : Math.max(start, (words[first] as Word).from - longestEvidence / 2);
  return text
    .slice(begin, Math.min(end, begin + longestEvidence))
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a line of several groups stands in one clause: half of a figure of speech is none. */
function isOneClause({ frame, first, last }: Found, words: readonly Word[]): boolean {
  if (frame.groups.length === 1) return true;
  const [from, to] = [words[first] as Word, words[last] as Word];
  return from.clause === to.clause && from.turn === to.turn;
}

/** The clauses of many words, which no sign divides. */
function findRunOn(words: readonly Word[]): ReadonlySet<number> {
  const found = new Set<number>();
  let first = 0;
  for (let at = 1; at <= words.length; at += 1) {
    const { clause } = words[first] as Word;
    if (words[at]?.clause === clause) continue;
    if (at - first >= leastOfRunOn) found.add(clause);
    first = at;
  }
  return found;
}

/** Two lines of one sentence that say together what a whole one says, neither of them made calm. */
function findTwo(parts: ReadonlyMap<number, readonly Told[]>, heard: Heard): Told | undefined {
  const { words, placed, lists } = heard;
  let two: Told | undefined;
  for (const told of parts.values()) two = worseOf(two, addUp(told, heard));
  if (two !== undefined || parts.size === 0) return two;
  const { lines, anchors } = faintLinesOf(lists);
  for (const [at, { frame, kind }] of lines.entries()) {
    if (!placed.isThere(anchors[at] as number)) continue;
    for (const found of find(frame, placed, words)) {
      const others = parts.get((words[found.first] as Word).sentence);
      if (others === undefined || levelOf(found, 'lane', heard) !== 'lane') continue;
      two = worseOf(two, addFaint({ level: 'lane', kind, found }, others, heard));
    }
  }
  return two;
}

/** How far each word of a text is from what makes it calm, by reason. */
function findCalm(words: readonly Word[], placed: PlacedGroups, lists: ReadLists, exceptions: Heard['exceptions']) {
  const index = indexOf(lists);
  const calm = new Map<CalmReason, { inTurn: Int32Array; inClause: Int32Array }>();
  for (const reason of calmReasons) {
    const found: Place[] = [];
    for (const [at, frame] of lists.calm[reason].entries()) {
      if (!placed.isThere(index.calm[reason][at] as number)) continue;
      for (const calming of find(frame, placed, words))
        if (
          (reason !== 'figures' || isOneClause(calming, words)) &&
          !isException(calming, { words, placed, exceptions }) &&
          !isDenied(calming.places, words, placed, lists)
        )
          found.push(calming.first * 16 + Math.min(15, calming.last - calming.first));
    }
    if (found.length > 0)
      calm.set(reason, {
        inTurn: distances(words, found, reason === 'asks'),
        inClause: distances(words, found, reason === 'asks', 'clause'),
      });
  }
  return calm;
}

/** What lines of one level tell, by kind: the first place of each, and how many lines tell it. */
class Tellings {
  private readonly kinds = new Map<DangerKind, { told: Told; lines: number }>();

  add(told: Told): void {
    const known = this.kinds.get(told.kind);
    if (known === undefined) this.kinds.set(told.kind, { told, lines: 1 });
    else known.lines += 1;
  }

  /**
   * What is told of the kind that most lines tell, or of the one whose advice must be the more careful; of violence
   * where any line does.
   */
  most(): Told | undefined {
    let most: { told: Told; lines: number } | undefined;
    for (const kind of dangerKinds) {
      const one = this.kinds.get(kind);
      if (one !== undefined && (most === undefined || one.lines > most.lines)) most = one;
      if (kind === mostCareful && most !== undefined) break;
    }
    return most?.told;
  }
}

/** The worst that the lines of the lists tell. */
function findWorst(heard: Heard): Told | undefined {
  const { words, placed, lists } = heard;
  const index = indexOf(lists);
  const told = { lane: new Tellings(), advice: new Tellings() };
  /** By sentence, the lines that are worth advice alone. */
  const parts = new Map<number, Told[]>();
  const keep = (part: Told) => {
    const { sentence } = words[part.found.first] as Word;
    const others = parts.get(sentence);
    if (others === undefined) parts.set(sentence, [part]);
    else if (others.length < mostParts) others.push(part);
  };
  let isLane = false;
  // Of the thousands of lines hardly one is in a text: those that are not must cost nothing.
  for (let at = 0; at < index.dangers.length; at += 1) {
    if (!placed.isThere(index.dangers[at] as number)) continue;
    const { frame, level, kind } = lists.dangers[at] as ReadLists['dangers'][number];
    if (isLane && level === 'advice') continue;
    const reached = tellLine(find(frame, placed, words), { level, kind }, heard, keep);
    if (reached === undefined) continue;
    told[reached.level].add(reached);
    isLane ||= reached.level === 'lane';
    if (isLane && reached.kind === mostCareful) break;
  }
  return told.lane.most() ?? findTwo(parts, heard) ?? told.advice.most();
}

/** The place where a line is worth most; of one worth advice alone each that nothing makes calm is kept. */
function tellLine(
  places: Iterable<Found>,
  { level, kind }: { level: Told['level']; kind: DangerKind },
  heard: Heard,
  keep: (part: Told) => void,
): Told | undefined {
  let best: Told | undefined;
  let kept = 0;
  for (const found of places) {
    const left = levelOf(found, level, heard);
    if (left === 'none') continue;
    if (best === undefined || (left === 'lane' && best.level === 'advice')) best = { level: left, kind, found };
    if (left !== level) continue;
    if (level === 'lane' || kept >= mostParts) break;
    if (levelOf(found, 'lane', heard) !== 'lane') continue;
    keep({ level: 'lane', kind, found });
    kept += 1;
  }
  return best;
}

/**
 * What danger to life a text speaks of, in any of the three languages, whatever language it claims. Judged by written
 * lists alone, in time that grows with the text's length. More sentences around never lower what one of them says.
 */
export function hearDanger(text: string, rules: LifeFirstRules): Danger {
  const lists = readLists(rules);
  const words = splitWords(text, lists.small, lists.turns);
  const placed = placeGroups(words, lists);
  const sentencesOf = (group: number) =>
    new Set(placed.isThere(group) ? placed.of(group).map((place) => (words[firstOf(place)] as Word).sentence) : []);
  const exceptions = new Map<number, Int32Array>();
  const worst = findWorst({
    ...{ words, placed, lists, exceptions },
    calm: findCalm(words, placed, lists, exceptions),
    runOn: findRunOn(words),
    nowIn: sentencesOf(lists.now),
    ownIn: sentencesOf(lists.own),
  });
  if (worst === undefined) return noDanger;
  const { level, kind, found } = worst;
  return { level, kind, evidence: evidenceOf(text, found, words), rule: found.frame.rule };
}

/** The worse of what was heard in several texts; undefined where nothing was. */
export const worstOf = (heard: readonly (Danger | undefined)[]): HeardDanger | undefined =>
  heard.reduce<HeardDanger | undefined>(
    (worst, one) =>
      one === undefined || one.level === 'none' || (worst !== undefined && !isWorse(worst, one)) ? worst : one,
    undefined,
  );
