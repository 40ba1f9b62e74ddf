import type { Danger } from '../../shared/core/danger/danger.ts';
import type { DangerSentence, OrdinaryMessage } from './read-messages.ts';

const onOneLine = (text: string) => text.replace(/\s+/g, ' ');

/**
 * Lines for whoever writes the lists: each sentence of danger that is not heard, with its kind, and each ordinary
 * message that is, with the rule that heard it. Only what may be read is shown; the rest stays fit for counting.
 */
export function listMistakes(
  dangers: readonly Pick<DangerSentence, 'text' | 'language' | 'kind' | 'half'>[],
  ordinary: readonly Pick<OrdinaryMessage, 'text' | 'language' | 'train'>[],
  hear: (text: string) => Danger,
): string[] {
  const missed = dangers
    .filter(({ half, text }) => half === 'read' && hear(text).level === 'none')
    .map(({ language, kind, text }) => `missed ${language} ${kind}: ${onOneLine(text)}`);
  const inVain = ordinary.flatMap(({ train, language, text }) => {
    const heard = hear(text);
    return train && heard.level !== 'none'
      ? [`in vain ${language} ${heard.level} ${heard.rule}: ${onOneLine(heard.evidence)}`]
      : [];
  });
  return [...missed, ...inVain];
}
