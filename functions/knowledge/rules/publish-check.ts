import { ContentItem } from '../../../shared/contracts/content/content.ts';
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

/**
 * Why a version may not be published among all that is public: sources without a day, calming words, amounts that would
 * outlive their year, names of nothing, guides that lead nowhere. Words in another language are judged as Italian ones
 * are. Of an urgent one only what could cost a life is told.
 */
export function faultsOf(
  content: Content,
  version: number,
  { listed, now, day, urgent }: { listed: readonly ListedContent[]; now: string; day: string; urgent: boolean },
): Fault[] {
  const words = content.written.find((one) => one.version === version);
  if (!words) return [];
  const { languages } = words.document as { languages?: Partial<Record<Language, unknown>> };
  const whole = ContentItem.safeParse({
    ...words.document,
    ...(languages && { languages: { it: languages[words.language], [words.language]: languages[words.language] } }),
  });
  if (!whole.success) return [];
  const item = whole.data;
  const others = itemsNow(listed, now).filter(({ kind, id }) => kind !== item.kind || id !== item.id);
  const faults = publishFaults(item, [...others, item], day, forbiddenWords);
  return urgent ? faults.filter(({ fault }) => alwaysFaults.includes(fault)) : faults;
}
