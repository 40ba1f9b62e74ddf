import type { Language } from '../../../shared/contracts/text.ts';
import type { DangerSentence, OrdinaryMessage } from '../read-messages.ts';
import { addTypos } from './add-typos.ts';
import { type Lesson, seededChance } from './train-ear.ts';

/**
 * What the ear of one language learns from: its own sentences of danger, each also twice with slips of the thumb, and
 * what it should not take for one. The other languages count less: anybody may write in any of them.
 */
export function lessonsFor(
  language: Language,
  dangers: readonly Pick<DangerSentence, 'text' | 'language'>[],
  ordinary: readonly Pick<OrdinaryMessage, 'text' | 'language'>[],
): Lesson[] {
  const chance = seededChance(115);
  return [
    ...dangers.flatMap((sentence): Lesson[] =>
      sentence.language === language
        ? [
            { text: sentence.text, danger: true, weight: 1 },
            { text: addTypos(sentence.text, chance), danger: true, weight: 0.7 },
            { text: addTypos(sentence.text, chance), danger: true, weight: 0.7 },
          ]
        : [{ text: sentence.text, danger: true, weight: 0.3 }],
    ),
    ...ordinary.map((message) => ({
      text: message.text,
      danger: false,
      weight: message.language === language ? 1 : 0.5,
    })),
  ];
}
