import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { wordsIn } from '../../shared/texts/words/words.ts';
import { html, type Markup } from './markup.ts';

/**
 * What a citizen is told of a term that a rule sets for a kind, as rows of a list: its source, who answers for it and
 * what to do when nobody does (L. 241/1990 art. 18-bis); none for a kind that has the charter's term.
 */
export function dutyRows({ kinds }: Pick<PreparedService, 'kinds'>, language: Language, kind: string): Markup[] {
  const { duty: texts } = wordsIn[language];
  const duty = kinds.find((known) => known.kind === kind)?.duty;
  if (duty === undefined) return [];
  return (['source', 'office', 'remedy'] as const).flatMap((what) => {
    const told = duty[what]?.[language];
    return told === undefined ? [] : [html`<div><dt>${texts[what]}</dt><dd>${told}</dd></div>`];
  });
}
