import type { PreparedService } from '../../contracts/service.ts';
import type { Language } from '../../contracts/text.ts';
import type { Duty } from '../../core/posture/call-out.ts';
import { ringsFor } from '../../core/posture/waking.ts';
import { spokenWords, writtenWords } from '../../texts/voice/wake.ts';
import { queueMails } from './mail-queue.ts';

/** What somebody is rung for: `id` is the same whenever the same ring is queued again. */
export type Rung = {
  id: string;
  words: (language: Language) => string[];
  answerAddress: string;
  at: string;
  /** Until when it is of use, and which other keys answer; what is said of the keys, and before an address. */
  until?: string;
  more?: { digit: string; address: string }[];
  press?: (language: Language) => { press: string; written: string };
};

/**
 * The one port through which staff are woken: leaves a ring in the queue for each way that the person named besides
 * mail. Throws when any was not taken.
 */
export async function wake(
  queueUrl: string,
  { service, name }: Pick<PreparedService, 'service' | 'name'>,
  person: Duty,
  { id, words, press, ...about }: Rung,
): Promise<void> {
  const rings = ringsFor(person, {
    service,
    id,
    ...about,
    words: (way, language) => {
      const what = words(language).join(' ');
      return way === 'call'
        ? spokenWords(name[language], what, language, press?.(language).press)
        : writtenWords(name[language], what, about.answerAddress, language, press?.(language).written);
    },
  });
  await queueMails(
    queueUrl,
    rings.map((ring) => JSON.stringify(ring)),
  );
}
