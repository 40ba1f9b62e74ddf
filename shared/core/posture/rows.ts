/** Text that is no comma-separated table at all: its titles cannot be read. */
export class MalformedRows extends Error {
  override name = 'MalformedRows';
}

/**
 * The rows that can be read, titles first, each with the number of its row in the text; and what is wrong with the
 * others.
 */
export type Rows = { titles: string[]; rows: { row: number; fields: string[] }[]; broken: string[] };

/**
 * The rows of a comma-separated text (RFC 4180: quotes around a field, doubled inside it; CRLF, LF or CR; a leading
 * byte-order mark is dropped, so are blank lines), or of one separated by semicolons, tabs or bars, as spreadsheets write it.
 * A row with a quote out of place or another number of fields than the titles (empty ones at its end aside) is left out
 * and told in `broken`, so that a table cut off half-way does not pass for a shorter one; reading goes on in the line
 * after the one in which that row began, so that a stray quote hides no other row. Throws MalformedRows when the titles
 * are such a row.
 */
export function rowsOf(text: string): Rows {
  const separator = separatorOf(text);
  let titles: string[] | undefined;
  const rows: Rows['rows'] = [];
  const broken: string[] = [];
  let row = 0;
  let place = text.startsWith('\uFEFF') ? 1 : 0;
  while (place < text.length) {
    const start = place;
    const line = readLine(text, start, separator);
    place = line.next;
    if (line.blank) continue;
    row += 1;
    while (titles !== undefined && line.fields.length > titles.length && line.fields.at(-1)?.trim() === '')
      line.fields.pop();
    const wrong =
      line.wrong ??
      (titles === undefined || line.fields.length === titles.length
        ? undefined
        : `${line.fields.length} fields, the first has ${titles.length}`);
    if (wrong !== undefined) place = nextLine(text, start);
    if (wrong === undefined && titles !== undefined) rows.push({ row, fields: line.fields });
    else if (wrong !== undefined && titles === undefined) throw new MalformedRows(`row 1: ${wrong}`);
    else if (wrong !== undefined) broken.push(`row ${row}: ${wrong}`);
    titles ??= line.fields;
  }
  return { titles: titles ?? [], rows, broken };
}

/**
 * The separator of a table: what its titles have most of outside quotes, of comma, semicolon, tab and bar; the comma where
 * there is none. A quoted title may go on in the next line.
 */
function separatorOf(text: string): string {
  const [titles = ''] = /^(?:"[^"]*"|[^"\r\n]+)*/.exec(text) ?? [];
  const first = titles.replace(/"[^"]*"/g, '');
  const count = (separator: string) => first.split(separator).length;
  return [',', ';', '\t', '|'].reduce((most, each) => (count(each) > count(most) ? each : most));
}

type Line = { fields: string[]; next: number; blank: boolean; wrong?: string };

function readLine(text: string, start: number, separator: string): Line {
  const fields: string[] = [];
  let place = start;
  for (;;) {
    let field: string;
    if (text[place] === '"') {
      const quoted = readQuoted(text, place);
      if (quoted === undefined) return { fields, next: text.length, blank: false, wrong: 'a quote is never closed' };
      field = quoted.field;
      place = quoted.next;
      if (place < text.length && !isEnd(text[place], separator))
        return { fields, next: nextLine(text, place), blank: false, wrong: 'text after a closing quote' };
    } else {
      const end = endOfField(text, place, separator);
      field = text.slice(place, end);
      if (field.includes('"'))
        return { fields, next: nextLine(text, end), blank: false, wrong: 'a quote inside a field' };
      place = end;
    }
    fields.push(field);
    if (text[place] !== separator) break;
    place += 1;
  }
  // Of a CRLF the line feed is left: a blank line, which is no row.
  return { fields, next: place + 1, blank: place === start };
}

function readQuoted(text: string, start: number): { field: string; next: number } | undefined {
  let field = '';
  let place = start + 1;
  for (;;) {
    const quote = text.indexOf('"', place);
    if (quote < 0) return undefined;
    field += text.slice(place, quote);
    if (text[quote + 1] !== '"') return { field, next: quote + 1 };
    field += '"';
    place = quote + 2;
  }
}

const isEnd = (character: string | undefined, separator: string) =>
  character === separator || character === '\n' || character === '\r';

function endOfField(text: string, start: number, separator: string): number {
  let place = start;
  while (place < text.length && !isEnd(text[place], separator)) place += 1;
  return place;
}

function nextLine(text: string, start: number): number {
  let place = start;
  while (place < text.length && text[place] !== '\n' && text[place] !== '\r') place += 1;
  return place + 1;
}
