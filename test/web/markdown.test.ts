import { describe, expect, test } from '@jest/globals';
import { markdown } from '../../web/pages/markdown.ts';

const shown = (text: string) => String(markdown(text));

describe('the Markdown of an editor', () => {
  test('becomes headings below the title of the page, lists, emphasis and links', () => {
    expect(shown('# Come si fa\n\n- **prima** chiama\n- poi [leggi](https://www.inps.it/)')).toBe(
      '<h2>Come si fa</h2>\n<ul>\n<li><strong>prima</strong> chiama</li>\n<li>poi <a href="https://www.inps.it/">leggi</a></li>\n</ul>\n',
    );
  });

  test.each([
    ['<script>alert(1)</script>', '<script'],
    ['<img src=x onerror=alert(1)>', '<img'],
    ['a <b onclick="x()">b</b> c', '<b'],
    ['![foto](https://elsewhere.example/x.png)', '<img'],
    ['[vai](javascript:alert(1))', 'href'],
    ['[vai](JaVaScRiPt:alert(1))', 'href'],
    ['[vai](data:text/html,x)', 'href'],
    ['[vai](//elsewhere.example/)', 'href'],
    ['<javascript:alert(1)>', 'href'],
    ['[vai](https://x.example/"onmouseover="alert(1))', '"onmouseover'],
    ['[vai][1]\n\n[1]: javascript:alert(1)', 'href'],
  ])('makes nothing run and fetches nothing: %s', (text, never) => {
    expect(shown(text)).not.toContain(never);
  });

  test('dials a number and opens a mailbox', () => {
    expect(shown('[112](tel:112) [noi](mailto:noi@example.org)')).toContain('<a href="tel:112">112</a>');
  });
});
