import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (file: string) => readFileSync(join(root, file), 'utf8');
/** What git leaves out, and git itself: a copy without its history is tested as well. */
const aside = new Set(['.git', '.sportello', 'coverage', 'dist', 'node_modules']);
const files = readdirSync(root, { withFileTypes: true })
  .filter(({ name }) => !aside.has(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(root, entry.name), { recursive: true, withFileTypes: true })
          .filter((inside) => inside.isFile())
          .map((inside) => relative(root, join(inside.parentPath, inside.name)))
      : [entry.name],
  );
const pages = files.filter((file) => file.endsWith('.md'));

/** Anchors of a page's headings, as code hosts make them. */
const anchors = (page: string) =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the documents', () => {
  test('README names both commands as they are typed', () => {
    expect(text('README.md')).toContain('\nnpm ci && npm start\n');
    expect(text('README.md')).toContain('\nnpm ci && npm test\n');
  });

  test('README is a door: at most 1,500 words', () => {
    expect(text('README.md').split(/\s+/).length).toBeLessThanOrEqual(1500);
  });

  test('every file that the architecture names is there', () => {
    const named = [...text('docs/architecture.md').matchAll(/(?<![\w/-])[a-z-]+(?:\/[a-z0-9-]+)+\.tsx?/g)].map(
      ([file]) => file,
    );
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test('every command of npm that a document names is there', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const missing = pages.flatMap((page) =>
      [...text(page).matchAll(/\bnpm run (?!--)([a-z][a-z:-]*)/g)]
        .map(([, script = '']) => script)
        .filter((script) => scripts[script] === undefined)
        .map((script) => `${page}: npm run ${script}`),
    );
    expect(missing).toEqual([]);
  });

  test('every link inside the repository leads somewhere', () => {
    const broken = pages.flatMap((page) =>
      [...text(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
        .filter(([, path = '', anchor]) => {
          // A picture of an article lies beside the articles, under its name.
          const file = path.replace(/^picture:(.*)$/, '../pictures/$1.json');
          const target = path === '' ? join(root, page) : resolve(root, dirname(page), file);
          if (!existsSync(target)) return true;
          return anchor !== undefined && !anchors(readFileSync(target, 'utf8')).includes(anchor);
        })
        .map(([link]) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  test('a block of code stands on lines of its own, opened and closed', () => {
    const mangled = pages.filter((page) => {
      const fences = text(page)
        .split('\n')
        .filter((line) => line.includes('```'));
      return fences.length % 2 === 1 || fences.some((line) => !/^ *```[a-z]*$/.test(line));
    });
    expect(mangled).toEqual([]);
  });

  test('every decision is in the index, and has its three parts', () => {
    const decisions = files.filter((file) => /^docs\/adr\/\d{4}-.+\.md$/.test(file));
    expect(decisions.length).toBeGreaterThanOrEqual(12);
    const index = text('docs/adr/README.md');
    for (const file of decisions) {
      expect(index).toContain(`(${file.slice('docs/adr/'.length)})`);
      expect(text(file).match(/^## .+$/gm)).toEqual(['## Context', '## Decision', '## Consequences']);
    }
  });

  test('no file names the home of whoever worked on it', () => {
    const home = /(?<![\w.])\/(?:Users|home)\/[a-z]/;
    expect(files.filter((file) => home.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  test('LICENSE is the whole EUPL-1.2', () => {
    const licence = text('LICENSE');
    expect(licence).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2/);
    for (let article = 1; article <= 15; article += 1) expect(licence).toMatch(new RegExp(`^${article}\\.[A-Z]`, 'm'));
    expect(licence).toContain('Appendix');
  });
});
