import MiniSearch from 'minisearch';
import type { PublicContribution } from '../../../shared/contracts/contribution.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { stemOf, wordsOf } from '../../../shared/core/knowledge/search/words.ts';

/** Words that two ideas share at least before one is shown to whoever is about to send the other. */
const leastShared = 2;
/** Letters of an idea that are compared: what it is about is said early. */
const compared = 1_000;
const most = 5;

/**
 * The published ideas that share words with a text, the nearest first, five at most. Words are compared by their stems
 * in the language of the text, rare ones weigh more, and a slip of the keyboard is forgiven (MiniSearch's BM25+).
 */
export function similarIdeas(
  text: string,
  language: Language,
  published: readonly PublicContribution[],
): PublicContribution[] {
  const ideas = published.filter(({ kind }) => kind === 'idea');
  const index = new MiniSearch<PublicContribution>({
    fields: ['title', 'text'],
    tokenize: wordsOf,
    processTerm: (word) => stemOf(word, language) ?? null,
    searchOptions: { boost: { title: 2 }, fuzzy: (term) => (term.length > 5 ? 0.15 : false) },
  });
  index.addAll(ideas);
  return index
    .search(text.slice(0, compared))
    .filter(({ queryTerms }) => new Set(queryTerms).size >= leastShared)
    .slice(0, most)
    .flatMap(({ id }) => ideas.find((idea) => idea.id === id) ?? []);
}
