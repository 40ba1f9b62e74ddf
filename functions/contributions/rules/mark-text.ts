import type { Mark, MarkedThing } from '../../../shared/contracts/contribution.ts';

/** What has a shape of its own, the more certain first: where two meet the first holds. */
const shapes: readonly { what: MarkedThing; pattern: RegExp }[] = [
  { what: 'email', pattern: /[\p{L}\p{N}._%+-]+\s?@\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
];

/** What in a text could let somebody be known, in the order of the text; no two marks share a character. */
export function markText(text: string, of: Mark['of'], turn?: number): Mark[] {
  const marks: Mark[] = [];
  for (const { what, pattern } of shapes)
    for (const found of text.matchAll(pattern)) {
      const [from, to] = [found.index, found.index + found[0].length];
      if (marks.some((mark) => mark.from < to && from < mark.to)) continue;
      marks.push({ of, from, to, what, words: found[0], ...(turn !== undefined && { turn }) });
    }
  return marks.sort((one, other) => one.from - other.from);
}
