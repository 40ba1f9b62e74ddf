import { ContentId } from '../../../shared/contracts/content/entry.ts';
import { notObtainedReasons } from '../../../shared/contracts/content/follow-up.ts';
import { type ReaderCounts, type UselessReason, uselessReasons } from '../../../shared/contracts/content/usefulness.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { stemOf, wordsOf } from '../../../shared/core/knowledge/search/words.ts';

/** Fewer than so many tell of persons and not of a page: they are not shown. */
export const leastShown = 5;

type Counted = { of: string; what: string; count: number };

/** Under which name the searches of a language are counted. */
export const searchesIn = (language: Language): string => `search ${language}`;

/**
 * What is counted of a search that found nothing: its words that say something, five at most, in the order of the
 * alphabet; undefined for none. A word with a digit, and one longer than any word of a question, is left out: it names
 * somebody sooner than something.
 */
export function wordsMissed(query: string, language: Language): string | undefined {
  const words = wordsOf(query).filter(
    (word) => !/\d/.test(word) && word.length <= 20 && stemOf(word, language) !== undefined,
  );
  return words.length === 0 ? undefined : [...new Set(words)].sort().slice(0, 5).join(' ');
}

const sumsBy = (counted: readonly Counted[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const { what, count } of counted) sums.set(what, (sums.get(what) ?? 0) + count);
  return sums;
};

function pageOf(content: string, counted: readonly Counted[]): ReaderCounts['pages'] {
  const sums = sumsBy(counted);
  const [yes = 0, no = 0] = [sums.get('yes'), sums.get('no')];
  if (yes + no < leastShown) return [];
  const reasons = uselessReasons
    .map((reason: UselessReason) => ({ reason, count: sums.get(`because ${reason}`) ?? 0 }))
    .filter(({ count }) => count >= leastShown);
  return [{ content, yes, no, reasons }];
}

/** A count as it may be told: of fewer than five, that they are fewer. */
const cell = (count: number): number | '<5' => (count < leastShown ? '<5' : count);

/** What whoever was asked after sixty days answered of one measure; nothing where nobody answered. */
function obtainedOf(content: string, counted: readonly Counted[]): NonNullable<ReaderCounts['obtained']> {
  const sums = sumsBy(counted);
  const of = (what: string) => sums.get(`obtained ${what}`) ?? 0;
  if (of('yes') + of('no') + of('not-asked') === 0) return [];
  const reasons = notObtainedReasons.flatMap((reason) =>
    of(`because ${reason}`) === 0 ? [] : [{ reason, count: cell(of(`because ${reason}`)) }],
  );
  return [{ content, yes: cell(of('yes')), no: cell(of('no')), notAsked: cell(of('not-asked')), reasons }];
}

/** What editors are told of readers: the pages that were of least use first, the searches that were most in vain. */
export function readerCountsView(counted: readonly Counted[]): ReaderCounts {
  const contents = [...new Set(counted.map(({ of }) => of))].filter((of) => ContentId.safeParse(of).success);
  const countedOf = (content: string) => counted.filter(({ of }) => of === content);
  const pages = contents
    .flatMap((content) => pageOf(content, countedOf(content)))
    .sort((one, other) => other.no - one.no);
  const answered = contents
    .map((content) => ({ content, count: sumsBy(countedOf(content)).get('answered') ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const obtained = contents.flatMap((content) => obtainedOf(content, countedOf(content)));
  const searches = languages
    .flatMap((language) =>
      [...sumsBy(counted.filter(({ of }) => of === searchesIn(language)))].map(([words, count]) => ({
        language,
        words,
        count,
      })),
    )
    .filter(({ count }) => count >= leastShown)
    .sort((one, other) => other.count - one.count)
    .slice(0, 100);
  return { pages, searches, ...(answered.length > 0 && { answered }), ...(obtained.length > 0 && { obtained }) };
}
