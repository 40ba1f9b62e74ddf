import { ContentItem } from '../../../shared/contracts/content/content.ts';
import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Parameter } from '../../../shared/contracts/content/parameter.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { Content } from '../../../shared/core/knowledge/content-life.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { type Fault, publishFaults } from '../../../shared/core/knowledge/publish-faults.ts';
import { seenBy } from '../../../shared/core/knowledge/seen-content.ts';
import { forbiddenWords } from '../../../shared/texts/knowledge/forbidden-words.ts';

/** What in an urgent hour still keeps words from being published: what could cost a life. */
const alwaysFaults: readonly Fault['fault'][] = ['forbidden-words'];

/** Every item that is public now, with whatever words it has. */
function itemsNow(listed: readonly ListedContent[], now: string): ContentItem[] {
  return listed.flatMap(({ public: own }) => {
    const seen = seenBy(own, 'it', now);
    return seen ? [seen.document as unknown as ContentItem | Parameter] : [];
  });
}

/** What a document is judged among, and on which day `YYYY-MM-DD`. */
export type Judging = { listed: readonly ListedContent[]; now: string; day: string };

/**
 * Why a document with its words in one language may not be published among all that is public, and the item that it is:
 * sources without a day, calming words, amounts that would outlive their year, names of nothing, guides that lead
 * nowhere. Words in another language are judged as Italian ones are. Undefined for what is no item of its kind.
 */
export function judgedItem(
  document: ContentDocument,
  language: Language,
  { listed, now, day }: Judging,
): { item: ContentItem; among: ContentItem[]; faults: Fault[] } | undefined {
  const { languages } = document as { languages?: Partial<Record<Language, unknown>> };
  const whole = ContentItem.safeParse({
    ...document,
    ...(languages && { languages: { it: languages[language], [language]: languages[language] } }),
  });
  if (!whole.success) return undefined;
  const item = whole.data;
  const others = itemsNow(listed, now).filter(({ kind, id }) => kind !== item.kind || id !== item.id);
  const among = [...others, item];
  return { item, among, faults: publishFaults(item, among, day, forbiddenWords) };
}

/** Why a version of a content may not be published now. Of an urgent one only what could cost a life is told. */
export function faultsOf(content: Content, version: number, told: Judging & { urgent: boolean }): Fault[] {
  const words = content.written.find((one) => one.version === version);
  const faults = (words && judgedItem(words.document, words.language, told)?.faults) ?? [];
  return told.urgent ? faults.filter(({ fault }) => alwaysFaults.includes(fault)) : faults;
}
