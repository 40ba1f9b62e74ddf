/**
 * The Gulpease index of an Italian text, 0 to 100: above 80 whoever finished primary school reads it, above 60 who
 * finished middle school (Lucisano and Piemontese, 1988: 89 + (300 x sentences - 10 x letters) / words). Headings and
 * items of a list count as sentences; a text without words is 100.
 */
export function gulpease(text: string): number {
  const plain = text.replace(/^[#>\-*\s]+|[*_`]|\{\{[a-z0-9-]+\}\}/gm, ' ');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return 100;
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  const sentences = plain.split(/[.!?;:]+(?=\s|$)|\n+/).filter((part) => /\p{L}/u.test(part)).length;
  return Math.max(0, Math.min(100, 89 + (300 * Math.max(1, sentences) - 10 * letters) / words.length));
}
