/** Characters of HTML that are read: what follows is in the original. */
const longest = 1_000_000;
/** Characters after which a line is broken where it has no break. */
const longestLine = 8000;
/** Blockquotes within blockquotes that are told apart. */
const deepest = 9;

/** The names of U+00A0 to U+00FF in HTML, in their order. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );
const named: ReadonlyMap<string, string> = new Map([
  ...latin1.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['sbquo', '‚'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['hellip', '…'],
  ['bull', '•'],
  ['euro', '€'],
  ['trade', '™'],
  ...Object.entries({
    scaron: 'š',
    Scaron: 'Š',
    zcaron: 'ž',
    Zcaron: 'Ž',
    ccaron: 'č',
    Ccaron: 'Č',
    cacute: 'ć',
    Cacute: 'Ć',
    dstrok: 'đ',
    Dstrok: 'Đ',
    rcaron: 'ř',
    ecaron: 'ě',
    lstrok: 'ł',
    Lstrok: 'Ł',
    oelig: 'œ',
    OElig: 'Œ',
    rarr: '→',
    larr: '←',
    uarr: '↑',
    darr: '↓',
    le: '≤',
    ge: '≥',
    ne: '≠',
    asymp: '≈',
    minus: '−',
    prime: '′',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    zwnj: '',
    zwj: '',
    lrm: '',
    rlm: '',
    check: '✓',
    star: '☆',
    dagger: '†',
    permil: '‰',
    lsaquo: '‹',
    rsaquo: '›',
    circ: 'ˆ',
    tilde: '˜',
    fnof: 'ƒ',
    infin: '∞',
    middot: '·',
  }),
]);

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,9});?/g, (whole, name: string) => {
    if (!name.startsWith('#')) return named.get(name) ?? whole;
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? '\ufffd' : String.fromCodePoint(point);
  });
}

/** Elements whose content nobody is meant to read. */
const unread = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'svg',
  'object',
  'iframe',
  'select',
]);
const blocks = new Set(
  'p div table tr ul ol dl dt dd section article header footer main aside nav form fieldset pre address center h1 h2 h3 h4 h5 h6 hr'.split(
    ' ',
  ),
);

/** Stands alone on a line where a signature ends that a mail program marked: what follows it are words again. */
export const endOfMarkedSignature = '\ue0f0';

/**
 * Finds where the comment ends whose `<!--` is at a place, as browsers see it (HTML, section 13.2.5.43 and after); -1
 * never. Asked from left to right, it looks at every character twice at most.
 */
function commentsOf(html: string): (open: number) => number {
  const nextOf = (end: string) => {
    let next = 0;
    return (from: number) => {
      if (next !== -1 && next < from) next = html.indexOf(end, from);
      return next;
    };
  };
  const [plain, banged] = [nextOf('-->'), nextOf('--!>')];
  return (open) => {
    const early = /^<!--(?:>|->)/.exec(html.slice(open, open + 6));
    if (early !== null) return open + early[0].length;
    const [one, other] = [plain(open + 4), banged(open + 4)];
    if (other !== -1 && (one === -1 || other < one)) return other + 4;
    return one === -1 ? -1 : one + 3;
  };
}

type Tag = { name: string; closing: boolean; attributes: string };

function tagOf(inside: string): Tag | undefined {
  const [, slash, name, attributes = ''] = /^(\/?)([A-Za-z][A-Za-z0-9:-]{0,30})([\s\S]*)$/.exec(inside) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), closing: slash === '/', attributes };
}

/** Characters within which a `>` in quotes is told from the end of the tag. */
const longestTag = 4000;

/**
 * Where a tag ends whose inside begins at `start`: at the first `>` outside quotes, or at the first one at all; else
 * -1.
 */
function endOfTag(html: string, start: number): number {
  let quote = '';
  for (let at = start; at < Math.min(html.length, start + longestTag); at += 1) {
    const symbol = html[at] as string;
    if (quote !== '') {
      if (symbol === quote) quote = '';
    } else if (symbol === '>') return at;
    else if ((symbol === '"' || symbol === "'") && html[at - 1] === '=') quote = symbol;
  }
  return html.indexOf('>', start);
}

/**
 * The words of an HTML mail as plain text: lines where blocks end, `> ` before what is quoted, `-- ` before a signature
 * that a mail program marked, the address of a link beside its words when they differ. Nothing of the HTML itself is
 * left, nothing is fetched, and reading takes time in proportion to the length. One long function: every tag changes
 * the one line, depth and link that the reading has come to.
 */
export function textOfHtml(source: string): string {
  const html = source.slice(0, longest);
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  let link: { address: string; from: number; lines: number } | undefined;
  let at = 0;
  const close = () => {
    const words = line.trimEnd();
    // The sign was set already where the program marked the signature.
    if (words === '--' && lines.at(-1) === '-- ') {
      line = '';
      return;
    }
    lines.push(depth > 0 ? `${'> '.repeat(Math.min(depth, deepest))}${words}` : words);
    line = '';
  };
  const closeIfBegun = () => {
    if (line.trim() !== '') close();
  };
  const paragraph = () => {
    closeIfBegun();
    if (lines.length > 0 && !/^[> ]*$/.test(lines.at(-1) as string)) close();
  };
  const say = (text: string, preserved: boolean) => {
    // A line without end would be looked at again for each of its words.
    if (line.length > longestLine) close();
    const words = decoded(text);
    if (!preserved) {
      const folded = words.replace(/[\s\u00a0]+/g, ' ');
      line += line === '' || line.endsWith(' ') ? folded.trimStart() : folded;
      return;
    }
    const [first = '', ...rest] = words.split(/\r?\n/);
    line += first;
    for (const next of rest) {
      close();
      line = next;
    }
  };
  let preserved = false;
  const endOfComment = commentsOf(html);
  let divs = 0;
  /** How deep the signature's own element is, while reading is within it; 0 outside. */
  let signature = 0;
  const lastEnd = html.lastIndexOf('>');
  const unclosed = new Set<string>();
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open !== at) say(html.slice(at, open === -1 ? html.length : open), preserved);
    if (open === -1) break;
    if (html.startsWith('<!--', open)) {
      const end = endOfComment(open);
      if (end === -1) break;
      at = end;
      continue;
    }
    if (open > lastEnd) {
      say(html.slice(open), preserved);
      break;
    }
    const begins = /^(?:\/?[A-Za-z]|[!?])/.test(html.slice(open + 1, open + 3));
    const end = begins ? endOfTag(html, open + 1) : -1;
    if (end === -1) {
      // A bare `<` is a sign, not a tag.
      say('&lt;', preserved);
      at = open + 1;
      continue;
    }
    const tag = tagOf(html.slice(open + 1, Math.min(end, open + longestTag)));
    at = end + 1;
    if (tag === undefined) continue;
    const { name, closing, attributes } = tag;
    if (unread.has(name)) {
      if (closing || unclosed.has(name) || attributes.trimEnd().endsWith('/')) continue;
      const closed = new RegExp(`</${name}[\\s>]`, 'gi');
      closed.lastIndex = at;
      const found = closed.exec(html);
      // A head that nobody closed hides no mail.
      if (found === null) unclosed.add(name);
      else at = found.index;
    } else if (name === 'br') close();
    else if (name === 'blockquote') {
      paragraph();
      depth = closing ? Math.max(0, depth - 1) : depth + 1;
    } else if (name === 'li') {
      closeIfBegun();
      if (!closing) line = '- ';
    } else if (name === 'td' || name === 'th') {
      if (!closing && line.trim() !== '') line = `${line.trimEnd()} `;
    } else if (name === 'a') {
      if (closing) {
        const words = link === undefined || link.lines !== lines.length ? undefined : line.slice(link.from).trim();
        if (link !== undefined && words !== link.address && !sameAddress(words, link.address))
          line += ` (${link.address})`;
        link = undefined;
      } else {
        const address = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes)?.slice(1).find(Boolean);
        const shown = address === undefined ? '' : decoded(address).trim().slice(0, 500);
        link = /^(https?:|ftp:)/i.test(shown) ? { address: shown, from: line.length, lines: lines.length } : undefined;
      }
    } else if (name === 'img') {
      const alternative = /\balt\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes)?.slice(1).find(Boolean);
      if (alternative !== undefined) say(` [${alternative.slice(0, 100)}] `, false);
    } else if (blocks.has(name)) {
      if (name === 'p' || /^h[1-6]$/.test(name)) paragraph();
      else closeIfBegun();
      if (name === 'pre') preserved = !closing;
      if (name === 'div') divs = Math.max(0, divs + (closing ? -1 : 1));
      if (closing && name === 'div' && divs < signature) {
        if (depth === 0) lines.push(endOfMarkedSignature);
        signature = 0;
      }
      if (!closing && /\bclass\s*=\s*["']?[^"'>]*(gmail_signature|moz-signature)\b/i.test(attributes)) {
        lines.push('-- ');
        if (name === 'div' && signature === 0) signature = divs;
      }
    }
  }
  closeIfBegun();
  return lines.join('\n');
}

const bare = (address: string) =>
  address
    .toLowerCase()
    .replace(/^(https?:\/\/|mailto:)/, '')
    .replace(/\/$/, '');
const sameAddress = (words: string | undefined, address: string) =>
  words !== undefined && bare(words) === bare(address);
