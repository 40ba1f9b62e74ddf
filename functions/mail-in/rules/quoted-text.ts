import { endOfMarkedSignature } from './html-text.ts';

/** What a mail says anew, what it repeats from an earlier one, and what it is signed with: nothing is thrown away. */
export type SeparatedText = { words: string; quoted: string; signature: string };

/** Characters of a line that are looked at. */
const looked = 600;
/** Lines over which a mail program may break the line that says who wrote what follows. */
const attributionLines = 4;
/** A signature is no longer than this; more than that after `-- ` is somebody's words. */
const signatureLines = 15;
const signatureLength = 1500;

const quoteMark = /^\s{0,3}>/;
const attributionStart = /^(?:\*|_)?(?:Il\s|In data\s|Alle\s|On\s|Am\s|Le\s|El\s|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b)/i;
const attributionEnd =
  /(?:\bha\s+scritto|\bscrive|\bwrote|\bwrites|\bschrieb(?:\s.{1,200})?|\bgeschrieben|\ba\s+écrit|\bescribió)\s*:\s*\*?$/i;
/** Gmail's apps in German begin with who: `Ada <ada@example.org> schrieb am Mo., 23. Nov. 2026, 10:02:`. */
const whoFirst = /^[^>]{0,200}<[^\s<>]{1,254}>\s*schrieb\s+am\s.{4,80}:$/i;
/** The same where our long address breaks the line. */
const whoFirstEnd = /<[^\s<>]{1,254}>\s*schrieb\s+am\s.{4,80}:$/i;
/** Who, in whatever words, before lines that are marked: `Citando Ada:`, `Ada <ada@example.org> napisala:`. */
const citing = /^(?:citando|zitat von|quoting|cita di)\s.{1,200}:$/i;
const namesAddress = /<[^\s<>@]{1,64}@[^\s<>]{1,190}>/;
/** Libero's and Mail.ru's apps: `sabato, 28 novembre 2026, 15:34 +01:00 da Ada <ada@example.org>:`. */
const weekdayFirst = /^(?:lun|mar|mer|gio|ven|sab|dom)[a-zì]{0,8},?\s+\d{1,2}\s/i;
const saysFrom = (line: string) =>
  line.endsWith(':') && weekdayFirst.test(line.slice(0, 40)) && /\sda\s/i.test(line) && line.includes('@');
/** Yahoo's app in Italian goes on in the same line with what it quotes. */
const goesOnInside = /[<>].{0,100}\b(?:ha\s+scritto|wrote|schrieb)\s*:\s{2,}\S/i;
const aDate = /\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/;

const rule = '[-_*=]{2,}';
const originals = 'messaggio originale|original message|original-nachricht|ursprüngliche nachricht|originalnachricht';
const forwards =
  'messaggio inoltrato|forwarded message|weitergeleitete nachricht|messaggio inoltrato da .{1,80}|forwarded by .{1,80}';
const original = new RegExp(`^\\s*${rule}\\s*(?:${originals})\\s*${rule}\\s*$`, 'i');
const forward = new RegExp(
  `^\\s*${rule}\\s*(?:${forwards})\\s*${rule}\\s*$|^\\s*(?:inizio (?:del )?messaggio inoltrato|begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail))\\s*:?\\s*$`,
  'i',
);

/** The block of headers that Outlook puts before what it repeats: who, and two more of when, to whom, about what. */
const blockStart =
  /^\s*\*?(Da|Mittente|From|Von|Inviato|Data|Sent|Date|Gesendet|Datum|Oggetto|Subject|Betreff)\s*:\*?\s*\S/i;
const blockOther =
  /^\s*\*?(Da|Mittente|From|Von|Inviato|Data|Sent|Date|Gesendet|Datum|A|To|An|Cc|Oggetto|Subject|Betreff|Priorità|Importance)\s*:\*?(?:\s|$)/i;

const device =
  '(?:iphone|ipad|mobile|cell|cellulare|smartphone|telefono|tablet|samsung|galaxy|android|huawei|honor|xiaomi|redmi|oppo|outlook|windows|mail|gmail|libero|virgilio|tiscali|proton|yahoo|aruba|blackberry|handy|dispositivo|device|gerät|smartphone)';
const mobile = new RegExp(
  [
    `inviat[oa]\\s+(?:da|dal|con|tramite)\\b.{0,60}${device}.{0,40}`,
    `messaggio inviato (?:da|dal|con)\\b.{0,60}${device}.{0,40}`,
    `sent (?:from|with|via|using)\\b.{0,60}${device}.{0,40}`,
    `(?:von meinem|von unterwegs|von meiner)\\b.{0,60}(?:gesendet|geschickt).{0,20}`,
    `gesendet (?:von|mit|über)\\b.{0,60}${device}.{0,40}`,
    '(?:outlook|yahoo mail|gmx mail|web.de mail) (?:für|per|for) (?:ios|android).{0,60}',
    `(?:scarica|ottieni|get|download|laden sie|holen sie sich)\\s.{0,10}outlook\\s.{0,40}`,
    'scaricato da .{1,40}',
  ]
    .map((one) => `(?:${one})`)
    .join('|')
    .replace(/^/, '^\\s*(?:')
    .replace(/$/, ')\\s*\\.?\\s*$'),
  'i',
);

type Line = { text: string; is: 'words' | 'quoted' | 'signature' };

/** One line or two that name somebody, right before lines that are marked as quoted; else 0. */
function citedAt(lines: readonly string[], at: number, first: string): number {
  const isMarked = (line: string | undefined) => line !== undefined && quoteMark.test(line);
  const after = (count: number) =>
    isMarked(lines[at + count]?.trim() === '' ? lines[at + count + 1] : lines[at + count]);
  if (first.endsWith(':') && (citing.test(first) || namesAddress.test(first)) && after(1)) return 1;
  const second = (lines[at + 1] ?? '').trim().slice(0, looked);
  const both = `${first} ${second}`;
  const isBroken = (lines[at - 1] ?? '').trim() === '' && first !== '' && second.endsWith(':');
  if (isBroken && namesAddress.test(both) && aDate.test(both) && after(2)) return 2;
  return isBroken && whoFirstEnd.test(both) && aDate.test(both) ? 2 : 0;
}

/** Lines from `at` on that together say who wrote what follows, or 0. */
function attributionAt(lines: readonly string[], at: number): number {
  const first = (lines[at] as string).trim().slice(0, looked);
  if (first === '') return 0;
  if (whoFirst.test(first) && aDate.test(first)) return 1;
  if (saysFrom(first) && aDate.test(first)) return 1;
  const cited = citedAt(lines, at, first);
  if (cited > 0) return cited;
  if (!attributionStart.test(first.slice(0, 40))) return 0;
  if (goesOnInside.test(first) && aDate.test(first)) return 1;
  let joined = '';
  for (let count = 1; count <= attributionLines && at + count <= lines.length; count += 1) {
    const line = lines[at + count - 1] as string;
    if (line.trim() === '' || quoteMark.test(line)) return 0;
    joined = `${joined} ${line.trim()}`.slice(0, looked);
    if (!attributionEnd.test(joined)) continue;
    const next = lines.slice(at + count, at + count + 3).find((line) => line.trim() !== '');
    const isFollowed = next !== undefined && quoteMark.test(next);
    // Without a date it is a sentence; without an address it is one unless something quoted follows.
    return aDate.test(joined) && (isFollowed || /[@<]/.test(joined)) ? count : 0;
  }
  return 0;
}

function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const start = blockStart.exec((lines[at] as string).slice(0, looked))?.[1]?.toLowerCase();
  if (start === undefined) return false;
  const others = lines
    .slice(at + 1, at + 9)
    .flatMap((line) => blockOther.exec(line.slice(0, 40))?.[1]?.toLowerCase() ?? []);
  // Some say first when, then who.
  const saysWho =
    /^(?:da|mittente|from|von)$/.test(start) || others.some((one) => /^(?:da|mittente|from|von)$/.test(one));
  // Where the subject stands first it is a block only with all the rest below it.
  const saysAbout = /^(?:oggetto|subject|betreff)$/.test(start);
  return saysWho && new Set(others).size >= (saysAbout ? 3 : 2);
}

/** Whether a rule of a mail program stands right above a line. */
function isRuled(lines: readonly string[], at: number): boolean {
  let above = at - 1;
  while (above >= 0 && lines[above]?.trim() === '' && at - above < 3) above -= 1;
  return /^\s*[_*=-]{5,}\s*$/.test(lines[above] ?? '');
}

type Cut = { at: number; forwarded: boolean };

/**
 * Sorts the lines into new words and quotes; from a cut on everything is quoted. A mail that is `isNew` quotes what it
 * says it quotes, and nothing else.
 */
function sorted(lines: readonly string[], isNew: boolean): { sorted: Line[]; cut: Cut | undefined } {
  const placed: Line[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at] as string;
    const marked = quoteMark.test(text);
    const forwarded = !marked && forward.test(text.slice(0, looked));
    const isBlock = !marked && isHeaderBlock(lines, at) && !(isNew && !isRuled(lines, at));
    if (!marked && (forwarded || original.test(text.slice(0, looked)) || isBlock)) {
      // A rule above the block belongs to it.
      for (let above = placed.length - 1; above >= 0 && /^[\s_*=-]*$/.test(placed[above]?.text ?? ''); above -= 1)
        if (/[_*=-]{5,}/.test(placed[above]?.text ?? '')) (placed[above] as Line).is = 'quoted';
      const rest = lines.slice(at).map((line): Line => ({ text: line, is: 'quoted' }));
      return { sorted: [...placed, ...rest], cut: { at, forwarded } };
    }
    const attribution = marked ? 0 : attributionAt(lines, at);
    if (attribution === 0) {
      // Without anybody named above them, marks in a new mail are points of a list.
      const isQuoted = marked && (!isNew || placed.findLast((line) => line.text.trim() !== '')?.is === 'quoted');
      placed.push({ text, is: isQuoted ? 'quoted' : 'words' });
      continue;
    }
    let next = at + attribution;
    while (lines[next]?.trim() === '') next += 1;
    const after = lines[next];
    if (isNew && !(after !== undefined && quoteMark.test(after))) {
      placed.push({ text, is: 'words' });
      continue;
    }
    if (after !== undefined && !quoteMark.test(after)) {
      const rest = lines.slice(at).map((line): Line => ({ text: line, is: 'quoted' }));
      return { sorted: [...placed, ...rest], cut: { at, forwarded: false } };
    }
    for (const line of lines.slice(at, at + attribution)) placed.push({ text: line, is: 'quoted' });
    at += attribution - 1;
  }
  return { sorted: placed, cut: undefined };
}

/**
 * Where the new words end that begin at `at`; undefined where they are too many for a signature. Looking ends with the
 * line that is too much, so that a mail of nothing but marks is read in time in proportion to its length.
 */
function endOfSignature(lines: readonly Line[], at: number, longest: number): number | undefined {
  let said = 0;
  let length = 0;
  let end = at;
  for (; lines[end]?.is === 'words'; end += 1) {
    const { text } = lines[end] as Line;
    if (text === endOfMarkedSignature) break;
    if (text.trim() === '') continue;
    said += 1;
    length += text.length;
    if (said > longest + 1 || length > signatureLength) return undefined;
  }
  return end;
}

/** Lines after `--` that are looked at for what shows that it only divides words. */
const dividedLines = 2 * signatureLines;

/** Whether words go on below `--`: the next point of a list, or another `--`, which then begins the signature. */
function goesOn(lines: readonly Line[], at: number): boolean {
  let first: string | undefined;
  for (const { is, text } of lines.slice(at + 1, at + 1 + dividedLines)) {
    if (is !== 'words') break;
    if (text.trimEnd() === '--') return first !== undefined;
    if (text.trim() === '') continue;
    first ??= text;
  }
  return first !== undefined && /^\s*\d{1,2}\s?[.)]\s/.test(first.slice(0, 20));
}

/** Marks signatures among the new words: what follows `-- ` (RFC 3676 section 4.3), and the line a telephone adds. */
function markSignatures(lines: Line[]): void {
  for (let at = 0; at < lines.length; at += 1) {
    if (lines[at]?.is !== 'words') continue;
    const text = (lines[at] as Line).text.trimEnd();
    // A signature that the program marked ends where it marked that.
    if (text === endOfMarkedSignature) {
      lines[at] = { text: '', is: 'signature' };
      continue;
    }
    const isDelimiter = text === '--' && !goesOn(lines, at);
    if (!isDelimiter && !mobile.test(text.slice(0, 160))) continue;
    // Below the line that a telephone adds, people go on writing.
    const end = isDelimiter ? endOfSignature(lines, at, signatureLines) : at + 1;
    if (end === undefined) continue;
    for (const line of lines.slice(at, end)) line.is = 'signature';
    at = end - 1;
  }
}

/**
 * The lines of one sort, in their order; `between` stands where a quote was left out, an empty line where a signature
 * was.
 */
function joined(lines: readonly Line[], is: Line['is'], between: string): string {
  let whole = '';
  let piece: string[] = [];
  let left = '\n\n';
  const end = () => {
    const text = piece.join('\n').replace(/^\n+/, '').trimEnd();
    piece = [];
    if (text.trim() === '') return;
    whole = whole === '' ? text : `${whole}${left}${text}`;
    left = '\n\n';
  };
  for (const line of lines) {
    if (line.is === is) piece.push(line.text);
    else if (line.text.trim() !== '') {
      end();
      if (line.is !== 'signature' || is === 'signature') left = between;
    }
  }
  end();
  return whole;
}

/**
 * Separates the new words of a mail from what it quotes and its signature, as mail programs in Italian, English and
 * German mark them, whether the answer stands above, below or between. `[…]` stands where a quote was taken out between
 * words. A mail that says nothing but what it forwards has those words as its own; in one that `isNew` a letter's own
 * head is no quote.
 */
export function separateText(text: string, { isNew = false }: { isNew?: boolean } = {}): SeparatedText {
  const { sorted: lines, cut } = sorted(text.split('\n'), isNew);
  markSignatures(lines);
  for (const line of lines) if (line.text.endsWith(endOfMarkedSignature)) line.text = '';
  const words = joined(lines, 'words', '\n\n[…]\n\n');
  const quoted = joined(lines, 'quoted', '\n\n');
  const signature = joined(lines, 'signature', '\n');
  if (words !== '') return { words, quoted, signature };
  if (cut?.forwarded) return { words: quoted, quoted: '', signature };
  if (quoted === '' && signature !== '') return { words: signature, quoted: '', signature: '' };
  return { words, quoted, signature };
}
