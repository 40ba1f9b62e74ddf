import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { readContent } from '../../../cdk/house/content.ts';
import type { ServiceContent } from '../../../shared/contracts/content/content.ts';
import { IndexFile } from '../../../shared/contracts/content/index-file.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { buildIndex, openIndex } from '../../../shared/core/knowledge/search/article-index.ts';
import { stemOf, wordsOf } from '../../../shared/core/knowledge/search/words.ts';

const directory = new URL('../../../shared/services', import.meta.url).pathname;
const services = ['familyline', 'protezione-civile'];
const contentOf = (service: string) => readContent(directory, service) as ServiceContent;
/** An index as a page gets it: written to a file and read again. */
const asFile = (service: string, language: 'it' | 'en' | 'de' = 'it') =>
  JSON.parse(JSON.stringify(buildIndex(contentOf(service), language))) as IndexFile;

type Asked = { asked: string; answeredBy: string[] };
const asked = (service: string, half: string): Asked[] =>
  JSON.parse(readFileSync(new URL(`asked/${service}.${half}.json`, import.meta.url), 'utf8'));

describe('the search for citizens', () => {
  const halves = services.flatMap((service) => ['seen', 'unseen'].map((half) => [service, half] as const));
  test.each(halves)('%s: nine of ten %s questions have their article among the first three', (service, half) => {
    const find = openIndex(asFile(service));
    const questions = asked(service, half);
    const missed = questions.filter(
      ({ asked: question, answeredBy }) => !find(question, 3).some(({ id }) => answeredBy.includes(id)),
    );
    process.stdout.write(`${service}, ${half}: ${questions.length - missed.length} of ${questions.length}\n`);
    expect(questions).toHaveLength(30);
    expect(missed.length).toBeLessThanOrEqual(3);
  });

  test.each(services.flatMap((service) => languages.map((language) => [service, language] as const)))(
    '%s in %s: the index is 20 KB compressed at most',
    (service, language) => {
      const file = JSON.stringify(buildIndex(contentOf(service), language));
      const brotli = brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
      process.stdout.write(`${service} ${language}: ${file.length} bytes, ${brotli} with brotli\n`);
      expect(brotli).toBeLessThan(20 * 1024);
      expect(gzipSync(file).length).toBeLessThan(20 * 1024);
    },
  );

  test('every article is named by questions of both halves', () => {
    for (const service of services) {
      const articles = contentOf(service).items.flatMap(({ kind, id }) => (kind === 'article' ? [id] : []));
      const named = new Set(
        [...asked(service, 'seen'), ...asked(service, 'unseen')].flatMap((each) => each.answeredBy),
      );
      expect(articles.filter((id) => !named.has(id))).toEqual([]);
    }
  });

  test('slips of the keyboard, accents and endings find the same', () => {
    const find = openIndex(asFile('familyline'));
    const first = (question: string) => find(question, 1)[0]?.id;
    expect(first('acompagnamento')).toBe('accompagnamento');
    expect(first('CONGEDI DI PATERNITA')).toBe(first('congedo paternità'));
    expect(first('detrazione familiare')).toBe('detrazioni-familiari');
  });

  test('says nothing to a question that says nothing, and takes one of any length', () => {
    const find = openIndex(asFile('protezione-civile'));
    for (const nothing of ['', '   ', 'che cosa devo fare', '🙂', '((("']) expect(find(nothing)).toEqual([]);
    expect(find('terremoto '.repeat(5000)).length).toBeGreaterThan(0);
  });

  test('a result has what a list shows, and no figure that would grow old in it', () => {
    const results = openIndex(asFile('familyline'))('bonus figli', 20);
    expect(results.length).toBeGreaterThan(3);
    for (const result of results) {
      expect(Object.keys(result).sort()).toEqual(['id', 'kind', 'score', 'summary', 'theme', 'title']);
      expect(JSON.stringify(result)).not.toMatch(/\{\{|\d ?euro/);
    }
  });

  test('what is not written in a language is not found in it', () => {
    const content = contentOf('familyline');
    const [article] = content.items.filter((item) => item.kind === 'article');
    if (article === undefined) throw new Error('no article');
    const { it } = article.languages;
    const only = { ...content, items: [{ ...article, languages: { it } }] };
    expect(openIndex(buildIndex(only, 'it'))(it.title)).toHaveLength(1);
    expect(openIndex(buildIndex(only, 'en'))(it.title)).toEqual([]);
  });

  test('finds in English and German as well', () => {
    expect(openIndex(asFile('protezione-civile', 'en'))('earthquake', 1)[0]?.id).toBe('terremoto');
    expect(openIndex(asFile('protezione-civile', 'de'))('Erdbeben', 1)[0]?.id).toBe('terremoto');
    expect(openIndex(asFile('familyline', 'en'))('my child is sick', 1)[0]?.id).toBe('malattia-figlio');
  });

  test('the file keeps to its contract, and is the same for the same content', () => {
    const file = asFile('familyline');
    expect(IndexFile.safeParse(file).success).toBe(true);
    expect(asFile('familyline')).toEqual(file);
  });
});

describe('a word', () => {
  test.each([
    ['bambini', 'bambino', 'it'],
    ['città', 'citta', 'it'],
    ['allowances', 'allowance', 'en'],
    ['Kinder', 'Kindern', 'de'],
  ] as const)('%s is known by the stem of %s', (word, like, language) => {
    const stems = [word, like].map((each) => stemOf(wordsOf(each)[0] ?? '', language));
    expect(stems[0]).toBeDefined();
    expect(stems[0]).toBe(stems[1]);
  });

  test('that asks, or joins others, says nothing of the matter', () => {
    for (const word of ['perche', 'quanto', 'il', 'devo']) expect(stemOf(word, 'it')).toBeUndefined();
  });

  test('after an elided article is a word of its own', () => {
    expect(wordsOf("l’ISEE dell'asilo")).toEqual(['l', 'isee', 'dell', 'asilo']);
  });
});
