import { expect, test } from '@jest/globals';
import { textOfHtml } from '../../../functions/mail-in/rules/html-text.ts';

test.each([
  ['no line before the first paragraph', '<p>Buongiorno', 'Buongiorno'],
  ['one blank line between paragraphs, however they end', '<p>uno</p><p>due<p>tre', 'uno\n\ndue\n\ntre'],
  ['no second blank line where an empty paragraph stands', '<p>uno</p><p></p><p> </p><p>due', 'uno\n\ndue'],
  ['the words before a paragraph in a line of their own', 'uno<p>due', 'uno\n\ndue'],
  ['what is quoted apart from what answers it', '<p>uno<blockquote><p>due</blockquote><p>tre', 'uno\n\n> due\n> \ntre'],
])('paragraphs of a page have %s', (_what, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test.each([
  ['a bare sign, which is no tag', 'se 3 < 5 e 7 > 2', 'se 3 < 5 e 7 > 2'],
  ['entities by number, in tens and in sixteens', '&#200;&#65;&#x41;&#XE8;', 'ÈAAè'],
  ['no half of a pair and no number that is none', '&#xD800;&#x110000;', '\ufffd\ufffd'],
  [
    'entities by name, and what is none as it was written',
    '&egrave;&nbsp;&euro; &hellip; &pippo; R&D',
    'è € … &pippo; R&D',
  ],
  ['an apostrophe that opens no quote of a tag', "<p title=l>l'ora</p><p>è l'alba", "l'ora\n\nè l'alba"],
  ['a tag whose quoted words hold its end', '<p title="a > b">uno</p>due', 'uno\n\ndue'],
  ['the address of a link beside other words', '<a href="https://a.example/x">qui</a>.', 'qui (https://a.example/x).'],
  [
    'no address where the words are the address',
    '<a href="https://a.example/">https://a.example/</a>',
    'https://a.example/',
  ],
  [
    'no address where the words are the address but for its beginning and end',
    '<a href="https://a.example/">a.example</a>',
    'a.example',
  ],
  [
    'the address of another page of it',
    '<a href="https://a.example/b">a.example</a>',
    'a.example (https://a.example/b)',
  ],
  [
    'no address of a link that was closed before',
    '<a href="https://a.example/x">qui</a> e</a> là',
    'qui (https://a.example/x) e là',
  ],
  ['no address that is none of the web', '<a href="javascript:x()">qui</a>', 'qui'],
  ['the words that stand for a picture', '<img alt="una frana" src=x>ecco', '[una frana] ecco'],
  [
    'a point before what is listed, and cells side by side',
    '<ul><li>uno<li>due</ul><table><tr><td>tre<td>sei</table>',
    '- uno\n- due\ntre sei',
  ],
  ['a line where somebody breaks it', 'uno<br>due<br/>tre', 'uno\ndue\ntre'],
  ['lines that were set as they are, and others folded', '<pre>a  b\n c</pre>d  e\n f', 'a  b\n c\nd e f'],
  ['nothing of a script, a style or a remark', 'a<script>b</script><style>c</style><!-- d -->e<!--> f', 'ae f'],
  ['what follows a head that nobody closed', '<head>Aiuto', 'Aiuto'],
  ['quotes in quotes', '<blockquote>a<blockquote>b</blockquote>c</blockquote>d', '> a\n> \n> > b\n> > \n> c\n> \nd'],
  ['what is longer than a line in several', `${'a'.repeat(8001)}<b>b</b>`, `${'a'.repeat(8001)}\nb`],
  ['no half of a pair at either end', '&#xD7FF;&#xD800;&#xDFFF;&#xE000;', '\ud7ff\ufffd\ufffd\ue000'],
  ['the last letter that there is', '&#x10FFFF;', '\u{10ffff}'],
  ['what stands before a remark that never ends', 'uno<!-- due', 'uno'],
  ['what follows remarks that end early or late', 'a<!-->b<!--->c<!-- d --!>e', 'abce'],
  ['what follows an element that closes itself', 'a<script src=x />b', 'ab'],
  ['nothing of a script, in whatever letters and however it ends', 'a<SCRIPT>b</script >c', 'ac'],
  ['a hundred characters for a picture', `<img alt="${'a'.repeat(101)}">`, `[${'a'.repeat(100)}]`],
  ['up to five hundred of an address', `<a href="https://${'a'.repeat(500)}">x</a>`, `x (https://${'a'.repeat(492)})`],
  [
    'an address in whatever quotes',
    "<a href='https://a.example'>x</a><a href=https://b.example>y</a>",
    'x (https://a.example)y (https://b.example)',
  ],
  ['a picture’s in single ones', "<img alt='una frana'>", '[una frana]'],
  ['a tag whose words hold its end in single quotes', "<p title='a > b'>uno</p>due", 'uno\n\ndue'],
])('the words of a page are %s', (_what, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test('a signature that a program marked begins with its sign and ends where its element ends', () => {
  const page = 'Ciao<div class="gmail_signature"><div>Ada</div></div><div>P.S. la strada è chiusa</div>';
  expect(textOfHtml(page)).toBe('Ciao\n-- \nAda\n\ue0f0\nP.S. la strada è chiusa');
});

test('a signature ends with its own element, whatever stands around it', () => {
  const within = (before: string, after: string) =>
    textOfHtml(`${before}<div class="moz-signature">Ada</div>${after}`).split('\n');
  expect(within('<div>Ciao</div>', '<div>P.S.</div>')).toEqual(['Ciao', '-- ', 'Ada', '\ue0f0', 'P.S.']);
  expect(within('<div><div>Ciao</div>', 'P.S.</div>')).toEqual(['Ciao', '-- ', 'Ada', '\ue0f0', 'P.S.']);
  expect(within('</div></div>Ciao', 'P.S.')).toEqual(['Ciao', '-- ', 'Ada', '\ue0f0', 'P.S.']);
  expect(textOfHtml('<p class=gmail_signature>Ada</p>P.S.')).toBe('-- \nAda\n\nP.S.');
  // The sign that the program wrote itself is no second one.
  expect(textOfHtml('<div class=gmail_signature>--<br>Ada</div>')).toBe('-- \nAda\n\ue0f0');
});

test('a quote is told up to a depth that anybody reads', () => {
  const deep = textOfHtml(`${'<blockquote>'.repeat(40)}a`);
  const marks = deep.split('\n').at(-1) ?? '';
  expect(marks.endsWith('> a')).toBe(true);
  expect(marks.length).toBeLessThan(2 * 40);
  expect(textOfHtml('</blockquote>a')).toBe('a');
});

test('the names of signs are those of HTML', () => {
  const said = (names: string) => textOfHtml(names.replace(/(\S+) ?/g, '&$1;'));
  expect(said('amp lt gt quot apos ndash mdash lsquo rsquo sbquo ldquo rdquo bdquo hellip bull euro trade')).toBe(
    '&<>"\'–—‘’‚“”„…•€™',
  );
  expect(
    said('scaron Scaron zcaron Zcaron ccaron Ccaron cacute Cacute dstrok Dstrok rcaron ecaron lstrok Lstrok'),
  ).toBe('šŠžŽčČćĆđĐřěłŁ');
  expect(said('oelig OElig rarr larr uarr darr le ge ne asymp minus prime check star dagger permil')).toBe(
    'œŒ→←↑↓≤≥≠≈−′✓☆†‰',
  );
  expect(said('lsaquo rsaquo circ tilde fnof infin middot iexcl copy shy deg frac12 iquest')).toBe(
    '‹›ˆ˜ƒ∞·¡©\u00ad°½¿',
  );
  expect(
    said('Agrave Egrave Igrave Ograve Ugrave agrave egrave eacute igrave ograve ugrave szlig auml ouml uuml yuml'),
  ).toBe('ÀÈÌÒÙàèéìòùßäöüÿ');
  expect(said('a ensp b emsp c thinsp d')).toBe('&a; &b; &c; &d;');
  expect(textOfHtml('a&zwnj;b&zwj;c&lrm;d&rlm;e')).toBe('abcde');
});
