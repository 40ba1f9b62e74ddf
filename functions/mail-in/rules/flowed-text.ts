/**
 * A flowed text (RFC 3676) with its paragraphs on one line each. Quoted lines stay as they are, so that nothing which
 * answers a quote becomes a part of it.
 */
export function unflowed(text: string, removesBlank: boolean): string {
  // Pieces and the line ends between them: what goes on is never joined and cut again, so that the work grows with the
  // length alone.
  const pieces: string[] = [];
  let goesOn = false;
  for (const line of text.split(/\r?\n/)) {
    const quoted = line.startsWith('>');
    const words = quoted || !line.startsWith(' ') ? line : line.slice(1);
    const joins = goesOn && !quoted && words !== '-- ';
    if (joins && removesBlank) pieces.push((pieces.pop() ?? '').slice(0, -1));
    if (!joins && pieces.length > 0) pieces.push('\n');
    pieces.push(words);
    goesOn = !quoted && words.endsWith(' ') && words !== '-- ';
  }
  return pieces.join('');
}
