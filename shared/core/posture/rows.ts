/** Text that is not the comma-separated table it should be. */
export class MalformedRows extends Error {
  override name = 'MalformedRows';
}

/**
 * The rows of a comma-separated text (RFC 4180: quotes around a field, doubled inside it; CRLF or LF; a leading byte-order mark is
 * dropped). Strict: throws MalformedRows for a quote out of place, an unclosed one, or rows of differing numbers of fields, because
 * a table cut off half-way must not pass for a shorter one. Blank lines at the end are allowed.
 */
export function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let place = text.startsWith('\uFEFF') ? 1 : 0;
  const { length } = text;
  while (place < length) {
    let field: string;
    if (text[place] === '"') {
      const quoted = readQuoted(text, place);
      field = quoted.field;
      place = quoted.next;
      const after = text[place];
      if (after !== undefined && after !== ',' && after !== '\n' && after !== '\r') {
        throw new MalformedRows(`text after a closing quote in row ${rows.length + 1}`);
      }
    } else {
      const end = endOfField(text, place);
      field = text.slice(place, end);
      if (field.includes('"')) throw new MalformedRows(`a quote inside a field of row ${rows.length + 1}`);
      place = end;
    }
    row.push(field);
    if (text[place] === ',') {
      place += 1;
      if (place === length) row.push('');
      else continue;
    } else {
      if (text[place] === '\r') place += 1;
      if (place < length && text[place] !== '\n')
        throw new MalformedRows(`a stray carriage return in row ${rows.length + 1}`);
      place += 1;
    }
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  while (rows.length > 0 && isBlank(rows.at(-1) as string[])) rows.pop();
  const width = rows[0]?.length ?? 0;
  const uneven = rows.findIndex((fields) => fields.length !== width);
  if (uneven >= 0) {
    throw new MalformedRows(`row ${uneven + 1} has ${rows[uneven]?.length} fields, the first has ${width}`);
  }
  return rows;
}

function readQuoted(text: string, start: number): { field: string; next: number } {
  let field = '';
  let place = start + 1;
  for (;;) {
    const quote = text.indexOf('"', place);
    if (quote < 0) throw new MalformedRows('a quote is never closed');
    field += text.slice(place, quote);
    if (text[quote + 1] !== '"') return { field, next: quote + 1 };
    field += '"';
    place = quote + 2;
  }
}

function endOfField(text: string, start: number): number {
  let place = start;
  while (place < text.length) {
    const character = text[place];
    if (character === ',' || character === '\n' || character === '\r') return place;
    place += 1;
  }
  return place;
}

const isBlank = (fields: string[]) => fields.length === 1 && fields[0] === '';
