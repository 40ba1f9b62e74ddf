import type { ServiceContent } from '../../../shared/contracts/content/content.ts';
import type { Guide } from '../../../shared/contracts/content/guide.ts';
import type { ResultWords } from '../../../shared/contracts/content/guide-step.ts';
import type { Measure } from '../../../shared/contracts/content/measure.ts';
import type { PublicContent } from '../../../shared/contracts/content/view.ts';
import type { ServiceDefinition } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { expertsOn } from '../../../shared/core/cases/experts.ts';
import { prepareGuide } from '../../../shared/core/knowledge/guide.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { seenAt } from '../../../shared/core/knowledge/seen-content.ts';
import { present } from '../../../shared/core/present.ts';
import type { GuideSheet } from '../../../shared/texts/knowledge/guide-step.ts';
import { type Fill, itemsOf, publicContent } from './public-content.ts';

type Asked = {
  language: Language;
  at: string;
  today: string;
  fill: Fill;
  /** The themes of the service: that of the guide says what its form puts a question under. */
  themes: ServiceContent['themes'];
  /** The groups of experts of the service, by theme. */
  experts: ServiceDefinition['experts'];
  /** Where the page of a measure or an article is. */
  address(sort: 'measures' | 'articles', id: string): string;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const lines = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function wordsOfMeasure({ title, language, texts = {}, facts = {} }: PublicContent, address: string): ResultWords {
  const { summary, amount, apply, deadline, papers, ifRefused } = texts;
  return {
    title,
    language,
    papers: lines(papers),
    doors: lines(facts['doors']) as Measure['doors'],
    address,
    ...present({
      text: text(summary),
      amount: text(amount),
      apply: text(apply),
      deadline: text(deadline),
      ifRefused: text(ifRefused),
    }),
  };
}

/** The words of each result of a guide, as they hold now; what has none is no result. */
function wordsOf(guide: Guide, listed: readonly ListedContent[], asked: Asked): [string, ResultWords][] {
  const { language, at, fill, address } = asked;
  return guide.results.flatMap((result): [string, ResultWords][] => {
    if ('condition' in result) {
      const article = listed.find(({ content }) => content === `article/${result.article}`);
      const leads = article && seenAt(article.public, 'it', at)?.state === 'shown';
      const words = {
        title: fill(result.title[language], language),
        language,
        text: fill(result.text[language], language),
        papers: [],
        doors: [],
        ...(leads && result.article ? { address: address('articles', result.article) } : {}),
      };
      return [[result.id, words]];
    }
    const one = listed.find(({ content }) => content === `measure/${result.measure}`);
    const seen = one && publicContent(one, language, at, fill);
    if (seen?.state !== 'shown') return [];
    const words = wordsOfMeasure(seen, address('measures', result.measure));
    return [[result.id, { ...words, measure: result.measure }]];
  });
}

/** What a published guide is asked by, in one language, as it stands now; undefined for what is no guide. */
export function guideSheet(one: ListedContent, listed: readonly ListedContent[], asked: Asked): GuideSheet | undefined {
  const { language, at, fill } = asked;
  const seen = seenAt(one.public, 'it', at);
  if (seen?.state !== 'shown' || seen.document['kind'] !== 'guide') return undefined;
  const guide = seen.document as Guide;
  const title = publicContent(one, language, at, fill)?.title ?? guide.id;
  return { ...sheetOfGuide(guide, title, listed, asked), version: seen.version };
}

/** What a guide is asked by, published or not, among all that is public now. */
export function sheetOfGuide(guide: Guide, title: string, listed: readonly ListedContent[], asked: Asked): GuideSheet {
  const { language, at, today, fill, themes, experts: groups } = asked;
  const items = ['question', 'measure', 'parameter'].flatMap((kind) =>
    itemsOf<Parameters<typeof prepareGuide>[1][number]>(listed, kind, at),
  );
  const { questions, results, parameters } = prepareGuide(guide, items).prepared;
  const { service, id, fallback } = guide;
  const category = themes.find(({ theme }) => theme === guide.theme)?.category;
  return {
    service,
    guide: id,
    language,
    day: today,
    ...present({ category, experts: expertsOn({ experts: groups }, guide.theme)?.group }),
    title,
    prepared: {
      questions,
      results: results.map(({ measure: _whole, ...judged }) => judged),
      parameters: parameters.map((each) => ({
        ...each,
        values: each.values.map((value) => ({ ...value, sources: [] })),
      })),
    },
    words: Object.fromEntries(wordsOf(guide, listed, asked)),
    ...(fallback && {
      fallback: { title: fill(fallback.title[language], language), text: fill(fallback.text[language], language) },
    }),
  };
}
