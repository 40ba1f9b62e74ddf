import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { useDeskTexts } from '../kit/language.ts';
import type { Heard } from './heard.ts';

/** The numbers to call, and that this is not the service which sends help: before everything else. */
export function DangerAdvice({ numbers }: { numbers: readonly { number: string }[] }) {
  const { danger } = useDeskTexts();
  return (
    <div class="callout danger">
      <p>
        <strong>{danger.title}</strong>
      </p>
      <p>{danger.advice(numbers.map(({ number }) => number))}</p>
    </div>
  );
}

/** What danger was heard in words, and the sentence itself, so that whoever works on the case can judge. */
export function HeardSentence({ heard, lang }: { heard: Heard | undefined; lang: string | undefined }) {
  const { danger } = useDeskTexts();
  if (heard === undefined) return null;
  return (
    <div class="notice">
      <p>
        <strong>{danger.heard(danger.kinds[heard.kind])}</strong> {danger.levels[heard.level]}
      </p>
      <blockquote class="words" lang={lang}>
        {heard.evidence}
      </blockquote>
    </div>
  );
}

/** What whoever calls or writes must know where violence was told of: somebody else may be listening or reading. */
export function AskFirst() {
  const { danger } = useDeskTexts();
  return <p class="notice">{danger.askFirst}</p>;
}

/** The same advice as soon as what somebody types speaks of danger to life, before it is sent. */
export function DangerInWords({ words, numbers }: { words: string; numbers: readonly { number: string }[] }) {
  return hearDanger(words, lifeFirst).level !== 'none' ? (
    <div role="alert">
      <DangerAdvice numbers={numbers} />
    </div>
  ) : null;
}
