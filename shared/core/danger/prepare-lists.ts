import type { PreparedLists, WrittenLists } from './danger.ts';
import { type Closed, type ClosedLists, drawerOfGroup, drawerOfWord } from './open-lists.ts';
import { type Phrase, readWritten } from './read-lists.ts';

function close<Key extends string | number, Value>(
  entries: ReadonlyMap<Key, Value>,
  drawerOf: (key: Key) => string | number,
  write: (value: Value) => string,
): Closed {
  const drawers: Record<string | number, string> = {};
  for (const [key, value] of entries) {
    const name = drawerOf(key);
    const others = drawers[name];
    drawers[name] = `${others === undefined ? '' : `${others} `}${key}:${write(value)}`;
  }
  return drawers;
}

const writePhrases = (phrases: readonly Phrase[]) =>
  phrases.map(({ group, words }) => [group, ...words].join(',')).join(';');

/** Written lists, as text that is opened in a small part of the time that reading them takes. */
export function prepareLists(rules: WrittenLists): PreparedLists {
  const { exact, beginnings, ends, holds, phrases, starts, seconds, small, turns, ...others } = readWritten(rules);
  const written: ClosedLists = {
    ...others,
    exact: close(exact, drawerOfWord, String),
    beginnings: close(beginnings, drawerOfWord, String),
    phrases: close(phrases, drawerOfGroup, writePhrases),
    ends: [...ends],
    holds: [...holds],
    ...{ starts: [...starts], seconds: [...seconds], small: [...small], turns: [...turns] },
  };
  return { prepared: JSON.stringify(written) };
}
