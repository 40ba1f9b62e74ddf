/** What text may not carry: control characters, and marks that turn its direction or hide in it. */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;

/**
 * A text of several lines as it can be kept and shown: one kind of line end, no blanks at the ends of lines, no control
 * characters, no half symbols, `longest` characters at most.
 */
export function cleanText(text: string, longest: number): string {
  return text
    .slice(0, longest * 2)
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(unseen, '')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .slice(0, longest)
    .toWellFormed();
}

/** A text of one line: whatever would begin another line in a header, a log or a page is a blank. */
export function cleanLine(text: string, longest: number): string {
  return text
    .slice(0, longest * 4)
    .toWellFormed()
    .replace(/[\r\n\t\u2028\u2029]/g, ' ')
    .replace(unseen, '')
    .replace(/[ \u00a0]+/g, ' ')
    .trim()
    .slice(0, longest)
    .trim()
    .toWellFormed();
}
