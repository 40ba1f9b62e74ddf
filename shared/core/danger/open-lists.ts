import type { PreparedLists } from './danger.ts';
import type { Phrase, ReadLists } from './read-lists.ts';

/** Entries by drawer, each drawer one text: `key:numbers`, parted by blanks. */
export type Closed = Readonly<Record<string | number, string>>;

type LookedUp = 'exact' | 'beginnings' | 'phrases';
type Sets = 'starts' | 'seconds' | 'small' | 'turns';
/** Lists that were read as JSON can carry them; what is looked up by word or by its group lies in drawers. */
export type ClosedLists = Omit<ReadLists, LookedUp | Sets | 'ends' | 'holds'> &
  Record<LookedUp, Closed> &
  Record<Sets, readonly (string | number)[]> & {
    ends: readonly (readonly [string, readonly number[]])[];
    holds: readonly (readonly [number, readonly number[]])[];
  };

/** By two letters a drawer holds some fifteen words, by their first words' group some two phrases. */
export const drawerOfWord = (word: string): string => word.slice(0, 2);
export const drawerOfGroup = (group: number): number => group;

/**
 * A map whose entries lie as text in drawers: a drawer is opened when something in it is asked for, so that a text pays
 * for its own words and not for all that the lists know.
 */
class Drawers<Key extends string | number, Value> {
  private readonly opened = new Map<string | number, Map<Key, Value>>();
  private readonly closed: Closed;
  private readonly drawerOf: (key: Key) => string | number;
  private readonly read: (key: string, numbers: string) => readonly [Key, Value];

  constructor(
    closed: Closed,
    drawerOf: (key: Key) => string | number,
    read: (key: string, numbers: string) => readonly [Key, Value],
  ) {
    this.closed = closed;
    this.drawerOf = drawerOf;
    this.read = read;
  }

  get(key: Key): Value | undefined {
    const name = this.drawerOf(key);
    let drawer = this.opened.get(name);
    if (drawer === undefined) {
      const text = this.closed[name];
      // What no drawer is for must not be kept: a text may name any number of them.
      if (text === undefined) return undefined;
      drawer = new Map();
      for (const entry of text.split(' ')) {
        const end = entry.lastIndexOf(':');
        drawer.set(...this.read(entry.slice(0, end), entry.slice(end + 1)));
      }
      this.opened.set(name, drawer);
    }
    return drawer.get(key);
  }
}

const numbersOf = (text: string) => text.split(',').map(Number);

const groupsOfWord = (word: string, groups: string) => [word, numbersOf(groups)] as const;

const phrasesOfGroup = (first: string, phrases: string) => {
  const read = phrases.split(';').map((phrase): Phrase => {
    const [group, ...words] = numbersOf(phrase) as [number, ...number[]];
    return { group, words };
  });
  return [Number(first), read] as const;
};

/** The lists that were prepared, ready for reading texts. */
export function openLists({ prepared }: PreparedLists): ReadLists {
  const { exact, beginnings, ends, holds, phrases, starts, seconds, small, turns, ...others } = JSON.parse(
    prepared,
  ) as ClosedLists;
  return {
    ...others,
    exact: new Drawers(exact, drawerOfWord, groupsOfWord),
    beginnings: new Drawers(beginnings, drawerOfWord, groupsOfWord),
    phrases: new Drawers(phrases, drawerOfGroup, phrasesOfGroup),
    ends: new Map(ends),
    holds: new Map(holds),
    ...{ starts: new Set(starts as number[]), seconds: new Set(seconds as number[]) },
    ...{ small: new Set(small as string[]), turns: new Set(turns as string[]) },
  };
}
