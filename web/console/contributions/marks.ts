import type { Mark, MarkedThing } from '../../../shared/contracts/contribution.ts';

/** What a moderator makes of a contribution: the words that everybody will read. */
export type Edited = { title: string; text: string; turns: readonly { who: 'citizen' | 'service'; text: string }[] };

/** A thing that may let somebody be known, once however often it is written. */
export type MarkedWords = { what: MarkedThing; words: string };

/** The things that marks tell of, each once, in the order of the text. */
export function thingsIn(marks: readonly Mark[]): MarkedWords[] {
  const things = new Map<string, MarkedWords>();
  for (const { what, words } of marks) if (!things.has(words)) things.set(words, { what, words });
  return [...things.values()];
}

const partsOf = ({ title, text, turns }: Edited) => [
  { of: 'title' as const, text: title },
  { of: 'text' as const, text },
  ...turns.map((turn, place) => ({ of: 'dialogue' as const, turn: place, text: turn.text })),
];

/** Whether some words still stand anywhere in what will be read. */
export const isLeft = (edited: Edited, words: string): boolean =>
  partsOf(edited).some(({ text }) => text.includes(words));

/** What will be read, with some words out of it wherever they stood. */
export function without({ title, text, turns }: Edited, words: string, instead: string): Edited {
  const out = (part: string) => part.replaceAll(words, instead);
  return { title: out(title), text: out(text), turns: turns.map((turn) => ({ ...turn, text: out(turn.text) })) };
}

/** Where words that stay stand in what will be read: each place by itself, as the center asks to have it confirmed. */
export function placesOf(edited: Edited, words: readonly string[]): Pick<Mark, 'of' | 'from' | 'to' | 'turn'>[] {
  return partsOf(edited).flatMap(({ text, ...part }) =>
    words
      .filter((each) => each !== '')
      .flatMap((each) => {
        const places: number[] = [];
        for (let at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + each.length)) places.push(at);
        return places.map((from) => ({ ...part, from, to: from + each.length }));
      }),
  );
}

/** A text cut at its marks: each piece, and what it is marked as. */
export function cutAt(text: string, marks: readonly Mark[]): { text: string; what?: MarkedThing }[] {
  const pieces: { text: string; what?: MarkedThing }[] = [];
  let at = 0;
  for (const { from, to, what } of [...marks].sort((one, other) => one.from - other.from)) {
    if (from < at || to > text.length) continue;
    if (from > at) pieces.push({ text: text.slice(at, from) });
    pieces.push({ text: text.slice(from, to), what });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** A dialogue as lines of a field, `C: …` and `S: …`. */
export const linesOf = (turns: Edited['turns']): string =>
  turns.map(({ who, text }) => `${who === 'citizen' ? 'C' : 'S'}: ${text}`).join('\n');

/** The turns of a dialogue as somebody typed them; undefined where a line says nobody's name. */
export function turnsIn(lines: string): Edited['turns'] | undefined {
  const turns: { who: 'citizen' | 'service'; text: string }[] = [];
  for (const line of lines.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, who, text] = /^([cs])\s*:\s*(\S.*)$/i.exec(line) ?? [];
    if (who === undefined || text === undefined) return undefined;
    turns.push({ who: who.toLowerCase() === 'c' ? 'citizen' : 'service', text });
  }
  return turns.length === 1 ? undefined : turns;
}
