import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import type { ContentItem, ServiceContent } from '../../../contracts/content/content.ts';
import type { IndexFile } from '../../../contracts/content/index-file.ts';
import type { Language } from '../../../contracts/text.ts';
import { meanings, stemOf, wordsOf } from './words.ts';

/** What is found: a piece of content with what a list of results shows of it. */
export type Found = { kind: string; id: string; theme: string; title: string; summary: string; score: number };

type Entry = { key: string; kind: string; id: string; theme: string; title: string; summary: string; words: string };

/** The kinds that have a page of their own and no better one to lead to. */
const found = new Set(['article', 'question-and-answer', 'guide', 'life-event', 'measure', 'material', 'practice']);

/** What of an item is searched in one language: title, summary, and how people say it; never a whole body. */
function entryOf(item: ContentItem, language: Language): Entry[] {
  if (!found.has(item.kind) || !('languages' in item) || item.kind === 'administration') return [];
  // A measure that an article explains is found by its article, which leads to it.
  if (item.kind === 'measure' && item.article !== undefined) return [];
  const text = item.languages[language];
  if (text === undefined) return [];
  const { title, phrases = [] } = text;
  // Figures change with the day, and the index does not.
  const summary = text.summary.replace(/\s*\{\{[a-z0-9-]+\}\}/g, '');
  return [
    {
      key: `${item.kind} ${item.id}`,
      kind: item.kind,
      id: item.id,
      theme: item.theme,
      title,
      summary,
      words: phrases.join(' '),
    },
  ];
}

function optionsFor(language: Language, synonyms: readonly (readonly string[])[]): Options<Entry> {
  const meaning = meanings(synonyms, language);
  return {
    idField: 'key',
    fields: ['title', 'words', 'summary'],
    storeFields: ['kind', 'id', 'theme', 'title', 'summary'],
    tokenize: wordsOf,
    processTerm: (word) => {
      const stem = stemOf(word, language);
      return stem === undefined ? null : meaning(stem);
    },
    searchOptions: {
      boost: { title: 3, words: 2 },
      boostDocument: (_, __, stored) => (stored?.['kind'] === 'life-event' ? 0.5 : 1),
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      weights: { fuzzy: 0.3, prefix: 0.4 },
    },
  };
}

/**
 * The index of what a service has published in one language; what is not written in it is left out. Built when something
 * is published, and the same for the same content.
 */
export function buildIndex(content: Pick<ServiceContent, 'items' | 'synonyms'>, language: Language): IndexFile {
  const synonyms = content.synonyms[language];
  const index = new MiniSearch<Entry>(optionsFor(language, synonyms));
  index.addAll(content.items.flatMap((item) => entryOf(item, language)));
  return { format: 1, language, synonyms, index: { ...index.toJSON() } };
}

/** The longest question that is searched for, in letters: what follows is left out. */
const longestQuestion = 300;

/**
 * Opens an index for questions in everyday words, with slips of the keyboard: what answers best comes first, `most` at
 * most. A question without a word that says something finds nothing.
 */
export function openIndex({ language, synonyms, index }: IndexFile): (question: string, most?: number) => Found[] {
  const search = MiniSearch.loadJS<Entry>(index as unknown as AsPlainObject, optionsFor(language, synonyms));
  return (question, most = 10) =>
    search
      .search(question.slice(0, longestQuestion))
      .slice(0, most)
      .map(
        ({ kind, id: _, score, title, summary, theme, ...stored }): Found => ({
          kind,
          id: String(stored['id'] ?? _).replace(/^\S+ /, ''),
          theme,
          title,
          summary,
          score,
        }),
      );
}
