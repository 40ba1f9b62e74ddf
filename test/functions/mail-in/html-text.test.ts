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
])('the words of a page are %s', (_what, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test('a signature that a program marked begins with its sign and ends where its element ends', () => {
  const page = 'Ciao<div class="gmail_signature"><div>Ada</div></div><div>P.S. la strada è chiusa</div>';
  expect(textOfHtml(page)).toBe('Ciao\n-- \nAda\n\ue0f0\nP.S. la strada è chiusa');
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
