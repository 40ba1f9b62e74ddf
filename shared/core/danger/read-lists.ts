import { type DangerKind, dangerKinds } from '../../contracts/danger.ts';
import { languages } from '../../contracts/text.ts';
import { type CalmReason, calmReasons, type LifeFirstRules, type WrittenLists } from './danger.ts';
import { foldWord, wordsIn } from './fold-word.ts';
import { openLists } from './open-lists.ts';

/** A line of a list: its groups must all occur, within `span` words of each other. */
export type Frame = {
  rule: string;
  span: number;
  /** Whether it counts only where a sentence says hardly anything else. */
  alone: boolean;
  /** Whether its words leave so little doubt that what is calm in another clause takes nothing away. */
  sure: boolean;
  /** Whether one word may stand for two of its groups. */
  twice: boolean;
  /** The number of each group. */
  groups: readonly number[];
  /** Places of the groups of which one may be missing: then the line is worth advice alone, and nothing in a question. */
  missable?: readonly number[];
  /** Whether it is such a line without one of its groups. */
  partial?: true;
  /** The number of the group that must not occur near it, if there is one. */
  unless: number | undefined;
};

/** Consecutive words, each as the number of the group of one, that belong to a group together. */
export type Phrase = { group: number; words: readonly number[] };

/** What is looked up: a map, or what takes its place in lists that were prepared. */
type LookUp<Key, Value> = { get(key: Key): Value | undefined };

export type ReadLists = {
  dangers: readonly { frame: Frame; level: 'advice' | 'lane'; kind: DangerKind }[];
  calm: Readonly<Record<CalmReason, readonly Frame[]>>;
  /** Groups by whole word, by beginning and by end of a word. */
  exact: LookUp<string, readonly number[]>;
  beginnings: LookUp<string, readonly number[]>;
  ends: ReadonlyMap<string, readonly number[]>;
  /** By group, those whose words all belong to it as well. */
  holds: ReadonlyMap<number, readonly number[]>;
  /** Phrases by the group of their first word. */
  phrases: LookUp<number, readonly Phrase[]>;
  /** The groups of first and of second words of phrases. */
  starts: ReadonlySet<number>;
  seconds: ReadonlySet<number>;
  /** How many groups there are. */
  groups: number;
  denies: number;
  between: number;
  abilities: number;
  now: number;
  own: number;
  small: ReadonlySet<string>;
  turns: ReadonlySet<string>;
  longest: number;
};

/** How far apart the words of a line may stand where it does not say so itself. */
const usualSpan = 9;
/** How far apart they may stand where one group of the line is missing. */
const widestPartial = 12;

const read = new WeakMap<LifeFirstRules, ReadLists>();

/**
 * A line as written: `[6] water river + rises enters - bottle :: The river rises`,
 * `[alone] help :: Help!`, `[sure 4] stopped + breathing :: …`; the example is for readers and tests. `+ ? word` is a
 * group that may be missing.
 */
export function partsOf(line: string): {
  span: number;
  alone: boolean;
  sure: boolean;
  groups: string[];
  missable: number[];
  unless: string | undefined;
  example: string;
} {
  const [said = '', example = ''] = line.split(' :: ');
  const spanned = /^\[(alone|sure)? ?(\d+)?\]\s+/.exec(said);
  const [listed = '', unless] = said.slice(spanned?.[0].length ?? 0).split(' - ');
  const groups = listed.split(' + ').map((group) => group.trim());
  return {
    span: spanned?.[2] === undefined ? usualSpan : Number(spanned[2]),
    alone: spanned?.[1] === 'alone',
    sure: spanned?.[1] === 'sure',
    groups: groups.map((group) => group.replace(/^\? /, '')),
    missable: groups.flatMap((group, at) => (group.startsWith('? ') ? [at] : [])),
    unless: unless?.trim(),
    example: example.trim(),
  };
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else if (known.at(-1) !== value) known.push(value);
}

/** Numbers the groups of all lists and keeps which words, beginnings, ends and phrases belong to each. */
class Groups {
  readonly exact = new Map<string, number[]>();
  readonly beginnings = new Map<string, number[]>();
  readonly ends = new Map<string, number[]>();
  readonly holds = new Map<number, number[]>();
  readonly phrases = new Map<number, Phrase[]>();
  readonly starts = new Set<number>();
  readonly seconds = new Set<number>();
  longest = 0;
  private readonly numbers = new Map<string, number>();

  get count(): number {
    return this.numbers.size;
  }

  /** The number of a group as written; `shared` are the words its list has a name for. */
  numberOf(written: string, language: string, shared: Readonly<Record<string, string>>): number {
    const name = written.includes('@') ? language + written : written;
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const group = this.numbers.size;
    this.numbers.set(name, group);
    for (const form of written.split(' ')) {
      if (form === '') throw new Error(`a line of the lists has an empty group: ${written}`);
      if (!form.startsWith('@')) this.addForm(form, group);
      else {
        const words = shared[form.slice(1)];
        if (words === undefined) throw new Error(`the lists know no words ${form}`);
        add(this.holds, group, this.numberOf(words, language, shared));
      }
    }
    return group;
  }

  private addForm(given: string, group: number): void {
    if (!given.includes('_') && !given.includes("'")) {
      this.addWord(given, group);
      return;
    }
    // Whoever types leaves out `è` or its accent: small words are passed over.
    const pieces = given
      .split('_')
      .flatMap((piece) => (piece.includes("'") ? wordsIn(piece) : [piece]))
      .filter((piece, at) => at === 0 || (piece !== 'è' && piece !== 'e'));
    if (pieces.length === 1) {
      this.addWord(pieces[0] as string, group);
      return;
    }
    const words = pieces.map((piece) => this.numberOf(piece === 'è' ? 'è e' : piece, '', {}));
    const [first, second] = words as [number, number];
    this.starts.add(first);
    this.seconds.add(second);
    add(this.phrases, first, { group, words });
  }

  private addWord(form: string, group: number): void {
    const isBeginning = form.endsWith('*');
    const isEnd = !isBeginning && form.startsWith('*');
    const word = foldWord(isBeginning ? form.slice(0, -1) : isEnd ? form.slice(1) : form);
    if (word.length > this.longest) this.longest = word.length;
    add(isBeginning ? this.beginnings : isEnd ? this.ends : this.exact, word, group);
  }
}

/** The lists made ready for reading texts, once for each; throws for a line that names words which its list lacks. */
export function readLists(rules: LifeFirstRules): ReadLists {
  let lists = read.get(rules);
  if (lists === undefined) {
    const whole = 'prepared' in rules ? openLists(rules) : readWritten(rules);
    lists = { ...whole, dangers: [...whole.dangers, ...whole.dangers.flatMap(withoutOne)] };
    read.set(rules, lists);
  }
  return lists;
}

type DangerLine = ReadLists['dangers'][number];

/** A line once for each group that it may do without, as what is worth advice; its words stand at most so far apart. */
function withoutOne({ frame, kind }: DangerLine): DangerLine[] {
  const { missable = [], ...rest } = frame;
  return missable.map((missing) => ({
    frame: {
      ...rest,
      span: Math.min(frame.span, widestPartial),
      groups: frame.groups.filter((_, at) => at !== missing),
      sure: false,
      partial: true,
    },
    level: 'advice',
    kind,
  }));
}

/** What was read of written lists, whole. */
type WholeLists = ReadLists & {
  exact: ReadonlyMap<string, readonly number[]>;
  beginnings: ReadonlyMap<string, readonly number[]>;
  phrases: ReadonlyMap<number, readonly Phrase[]>;
};

/** Reads lists as they were written, anew at each call; throws like `readLists`. */
export function readWritten(rules: WrittenLists): WholeLists {
  const groups = new Groups();
  const dangers: { frame: Frame; level: 'advice' | 'lane'; kind: DangerKind }[] = [];
  const calm: Record<CalmReason, Frame[]> = {
    asks: [],
    past: [],
    far: [],
    offers: [],
    office: [],
    figures: [],
    safe: [],
    animals: [],
    everyday: [],
  };
  const all = (member: 'denies' | 'between' | 'abilities' | 'now' | 'own') =>
    groups.numberOf(languages.map((language) => rules[language][member]).join(' '), '', {});
  const wordsOf = (member: 'small' | 'turns') =>
    new Set(languages.flatMap((language) => rules[language][member].split(' ').map(foldWord)));
  for (const language of languages) {
    const { words, dangers: listed, calm: calming, twice = false } = rules[language];
    const frame = (line: string, rule: string): Frame => {
      const { span, alone, sure, groups: written, missable, unless } = partsOf(line);
      const numbered = (group: string) => groups.numberOf(group, language, words);
      return {
        rule,
        span,
        alone,
        sure,
        twice,
        groups: written.map(numbered),
        ...(missable.length > 0 && { missable }),
        unless: unless === undefined ? undefined : numbered(unless),
      };
    };
    for (const kind of dangerKinds)
      for (const level of ['lane', 'advice'] as const)
        for (const [at, line] of listed[kind][level].entries())
          dangers.push({ frame: frame(line, `${language}/${kind}/${level}/${at + 1}`), level, kind });
    for (const reason of calmReasons)
      for (const [at, line] of calming[reason].entries())
        calm[reason].push(frame(line, `${language}/${reason}/${at + 1}`));
  }
  const [denies, between, abilities] = [all('denies'), all('between'), all('abilities')];
  const { exact, beginnings, ends, holds, phrases, starts, seconds } = groups;
  return {
    ...{ dangers, calm, exact, beginnings, ends, holds, phrases, starts, seconds },
    ...{
      denies,
      between,
      abilities,
      now: all('now'),
      own: all('own'),
      small: wordsOf('small'),
      turns: wordsOf('turns'),
    },
    ...{ longest: groups.longest, groups: groups.count },
  };
}
