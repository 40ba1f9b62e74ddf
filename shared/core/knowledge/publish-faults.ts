import type { ContentItem } from '../../contracts/content/content.ts';
import type { Parameter } from '../../contracts/content/parameter.ts';
import type { Source } from '../../contracts/content/source.ts';
import { type Language, languages } from '../../contracts/text.ts';
import { foldText } from '../danger/fold-text.ts';
import { type Missing, prepareGuide } from './guide.ts';
import { parametersNamed } from './parameters.ts';
import { picturesNamed } from './pictures.ts';
import { type WalkFault, walkGuide } from './walk-guide.ts';

/** Why something is not published; what it names is its own id, or the words that stand in it. */
export type Fault =
  | WalkFault
  | { fault: 'no-source' }
  | { fault: 'undated-source'; source: string }
  | { fault: 'ends-before-it-begins' }
  | { fault: 'forbidden-words'; language: Language; words: string }
  | { fault: 'bare-amount'; language: Language; words: string }
  | { fault: 'amount-without-end'; from: string }
  | { fault: 'two-values'; from: string }
  | { fault: 'unknown'; kind: Missing['kind'] | 'article' | 'guide' | 'life-event' | 'picture'; id: string };

/** Every text of an item by its language, wherever it stands in it. */
export function textsOf(item: ContentItem): { language: Language; text: string }[] {
  const look = (value: unknown, language: Language | undefined): { language: Language; text: string }[] => {
    if (typeof value === 'string') return language === undefined ? [] : [{ language, text: value }];
    if (Array.isArray(value)) return value.flatMap((each) => look(each, language));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, each]) =>
      look(each, languages.find((known) => known === name) ?? language),
    );
  };
  return look(item, undefined);
}

/** An amount in euros that is written out, so that it would not end with its year. */
const bareAmount = /(?:€|\beuro)\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|euros?\b)/i;

function wordFaults(item: ContentItem, forbidden: Record<Language, readonly string[]>): Fault[] {
  return textsOf(item).flatMap(({ language, text }): Fault[] => {
    const folded = foldText(text);
    const calming = forbidden[language].filter((words) => folded.includes(foldText(words)));
    // What a practice has cost stays what it has cost.
    const amount = item.kind === 'practice' ? undefined : bareAmount.exec(text)?.[0];
    return [
      ...calming.map((words): Fault => ({ fault: 'forbidden-words', language, words })),
      ...(amount === undefined ? [] : [{ fault: 'bare-amount' as const, language, words: amount }]),
    ];
  });
}

const sourceFaults = (sources: readonly Source[]): Fault[] =>
  sources.length === 0
    ? [{ fault: 'no-source' }]
    : sources
        .filter(({ consultedOn }) => consultedOn === undefined)
        .map(({ name }) => ({ fault: 'undated-source', source: name }));

function valueFaults({ unit, values }: Parameter): Fault[] {
  const amounts = unit === 'euro' || unit === 'euro-a-month';
  const inOrder = values.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return inOrder.flatMap(({ from, to, sources }, place): Fault[] => {
    const before = inOrder[place - 1];
    return [
      ...sourceFaults(sources),
      ...(amounts && to === undefined ? [{ fault: 'amount-without-end' as const, from }] : []),
      ...(to !== undefined && to < from ? [{ fault: 'ends-before-it-begins' as const }] : []),
      ...(before !== undefined && (before.to === undefined || before.to >= from)
        ? [{ fault: 'two-values' as const, from }]
        : []),
    ];
  });
}

/** What an item names of other content, and nobody has. */
function unknownIn(item: ContentItem, items: readonly ContentItem[]): Fault[] {
  const has = (kind: string, id: string) => items.some((each) => each.kind === kind && each.id === id);
  const lacks = <Kind extends 'article' | 'guide' | 'life-event' | 'parameter' | 'picture'>(
    kind: Kind,
    ids: readonly string[],
  ) => ids.filter((id) => !has(kind, id)).map((id): Fault => ({ fault: 'unknown', kind, id }));
  const texts = textsOf(item).map(({ text }) => text);
  const named = [
    ...lacks('parameter', [...new Set(texts.flatMap(parametersNamed))]),
    ...lacks('picture', [...new Set(texts.flatMap(picturesNamed))]),
  ];
  if (item.kind === 'measure')
    return [...named, ...lacks('life-event', item.lifeEvents), ...lacks('article', item.article ? [item.article] : [])];
  if (item.kind === 'guide')
    return [
      ...named,
      ...lacks(
        'article',
        item.results.flatMap((result) => ('article' in result && result.article ? [result.article] : [])),
      ),
    ];
  if (item.kind !== 'life-event') return named;
  return [
    ...named,
    ...lacks('article', item.articles),
    ...lacks('guide', item.guides),
    ...lacks('life-event', item.broader ? [item.broader] : []),
  ];
}

/**
 * Everything for which an item must not be published on a day, among the content of its service: no source or an undated
 * one, words that calm, amounts that would outlive their year, names of nothing, and for a guide what walking it whole
 * finds. An empty list lets it be published. A question has no sources of its own.
 */
export function publishFaults(
  item: ContentItem,
  items: readonly ContentItem[],
  day: string,
  forbidden: Record<Language, readonly string[]>,
): Fault[] {
  const words = [...wordFaults(item, forbidden), ...unknownIn(item, items)];
  if (item.kind === 'question') return words;
  if (item.kind === 'parameter') return [...words, ...valueFaults(item)];
  if (item.kind === 'picture') return [...words, ...sourceFaults(item.sources)];
  const ends = item.validFrom !== undefined && item.validTo !== undefined && item.validTo < item.validFrom;
  const faults: Fault[] = [
    ...sourceFaults(item.sources),
    ...(ends ? [{ fault: 'ends-before-it-begins' as const }] : []),
    ...words,
  ];
  if (item.kind !== 'guide') return faults;
  const { prepared, missing } = prepareGuide(item, items);
  if (missing.length > 0) return [...faults, ...missing.map((each): Fault => ({ fault: 'unknown', ...each }))];
  const fromMeasures = prepared.results.flatMap(({ measure }) => (measure ? sourceFaults(measure.sources) : []));
  return [...faults, ...fromMeasures, ...prepared.parameters.flatMap(valueFaults), ...walkGuide(prepared, day).faults];
}
