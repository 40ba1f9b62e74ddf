/** A stretch of a text; `link` where it is an address that can be opened. */
export type Piece = { text: string; link?: string };

/** An address of the web as somebody types it: what ends a sentence or closes a bracket after it is not part of it. */
const address = /https?:\/\/[^\s<>"'«»]*[^\s<>"'«».,;:!?)\]}]/gi;

/** A text in its stretches, the addresses of the web in it apart; put together they are the text. */
export function linksInText(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: link, index } of text.matchAll(address)) {
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: link, link });
    from = index + link.length;
  }
  return from < text.length ? [...pieces, { text: text.slice(from) }] : pieces;
}
