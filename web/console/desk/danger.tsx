import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { useDeskTexts } from '../kit/language.ts';

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

/** The same advice as soon as what somebody types speaks of danger to life, before it is sent. */
export function DangerInWords({ words, numbers }: { words: string; numbers: readonly { number: string }[] }) {
  return hearDanger(words, lifeFirst).level !== 'none' ? (
    <div role="alert">
      <DangerAdvice numbers={numbers} />
    </div>
  ) : null;
}
