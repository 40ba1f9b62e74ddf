import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkExperts, parseArticle, readContent } from '../../../cdk/house/content.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const front = [
  'id: neve',
  'theme: rischi',
  'owner: redazione',
  'checkedOn: 2026-11-28',
  'reviewBy: 2027-11-28',
  'checkWithAdministration: true',
  'sources:',
  '  - name: Comune di Prova',
  '    consultedOn: 2026-11-28',
  'languages:',
  '  it:',
  '    title: Neve e ghiaccio',
  '    summary: Che cosa fare quando nevica.',
  '    steps: ["Resta a casa, se puoi."]',
];
const article = (lines: string[], body = '\n# Italiano\n\nResta a casa.\n') => `---\n${lines.join('\n')}\n---\n${body}`;

describe('an article as a file', () => {
  test('has its members in front, and its bodies by language', () => {
    expect(parseArticle('neve.md', article(front), 'prova')).toMatchObject({
      kind: 'article',
      id: 'neve',
      service: 'prova',
      checkedOn: '2026-11-28',
      languages: { it: { title: 'Neve e ghiaccio', body: 'Resta a casa.' } },
    });
  });

  test.each<[string, string, RegExp]>([
    ['without front matter', 'Resta a casa.', /neve\.md has no front matter/],
    ['with a member that nobody knows', article(['colour: red', ...front]), /neve\.md does not keep.*[\s\S]*colour/],
    ['without an owner', article(front.filter((line) => !line.startsWith('owner'))), /owner: /],
    ['with a body of no language', article(front, '\n# Latino\n\nMane domi.\n'), /not with Latino/],
    ['with words before the first body', article(front, '\nResta.\n'), /begins with # Italiano/],
  ])('is refused by name: %s', (_, text, reason) => {
    expect(() => parseArticle('neve.md', text, 'prova')).toThrow(reason);
  });
});

describe('the content of a service in its folder', () => {
  const said = { it: 'Rischi', en: 'Risks', de: 'Gefahren' };

  test('is there for a third service without a line of code, and absent where there is no folder', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'prova', 'articles'), { recursive: true });
    writeFileSync(
      join(folder, 'prova', 'themes.json'),
      JSON.stringify([{ theme: 'rischi', name: said, summary: said }]),
    );
    writeFileSync(join(folder, 'prova', 'articles', 'neve.md'), article(front));
    expect(readContent(folder, 'prova')).toMatchObject({ service: 'prova', items: [{ id: 'neve' }] });
    expect(readContent(folder, 'altra')).toBeUndefined();

    writeFileSync(join(folder, 'prova', 'articles', 'neve-2.md'), article(front));
    expect(() => readContent(folder, 'prova')).toThrow(/article neve is already in .*neve-2\.md/);
  });

  test('takes a picture with the file beside it, and names the file that is not there', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'prova', 'pictures'), { recursive: true });
    writeFileSync(
      join(folder, 'prova', 'themes.json'),
      JSON.stringify([{ theme: 'rischi', name: said, summary: said }]),
    );
    const alternative = { it: 'Un albero', en: 'A tree', de: 'Ein Baum' };
    const file = { type: 'image/png', width: 8, height: 8, from: 'albero.png' };
    const sources = [{ name: 'Disegno', consultedOn: '2026-11-30' }];
    const written = JSON.stringify({ kind: 'picture', id: 'albero', alternative, sources, file });
    writeFileSync(join(folder, 'prova', 'pictures', 'albero.json'), written);
    expect(() => readContent(folder, 'prova')).toThrow(/albero\.json: there is no picture .*albero\.png/);
    writeFileSync(join(folder, 'prova', 'pictures', 'albero.png'), Buffer.from('89504e470d0a1a0a', 'hex'));
    expect(readContent(folder, 'prova')?.items).toMatchObject([{ id: 'albero', file: { data: 'iVBORw0KGgo=' } }]);
  });
});

describe('the experts of a service', () => {
  const name = { it: 'Esperti', en: 'Experts', de: 'Fachleute' };
  const experts = [{ group: 'snow', name, themes: ['neve'], answers: { days: 3 } }];
  const theme = { theme: 'rischi', name, summary: name };

  test('answer on themes that it has', () => {
    expect(() => checkExperts({ service: 'prova', experts }, { themes: [theme] })).toThrow(
      /experts snow answer on neve/,
    );
    expect(() => checkExperts({ service: 'prova', experts }, { themes: [{ ...theme, theme: 'neve' }] })).not.toThrow();
    expect(() => checkExperts({ service: 'prova' }, { themes: [] })).not.toThrow();
  });
});
