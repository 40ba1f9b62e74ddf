import { useMemo, useState } from 'preact/hooks';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';
import { ReserveDesk } from './reserve-desk.tsx';
import { type Trained, trainingDesk } from './training-desk.ts';

type TrainingGiven = Pick<DeskGiven, 'desk' | 'service' | 'onSignedOut'>;

/** What was done with each case, whether it was right, and why. */
function Outcome({ trained }: { trained: readonly Trained[] }) {
  const { training: texts } = useDeskTexts().reserve;
  const language = useLanguage();
  if (trained.length === 0) return null;
  return (
    <section aria-labelledby="trained">
      <h2 id="trained">{texts.outcome(trained.filter(({ right }) => right).length, trained.length)}</h2>
      <ol class="plain" reversed>
        {[...trained].reverse().map(({ rehearsed, right }) => (
          <li key={rehearsed.id} class="card">
            <p>
              <strong>{right ? texts.right : texts.wrong}</strong> {rehearsed.because[language]}
            </p>
            <p class="hint">{rehearsed.known.contacts[0]?.message}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/**
 * Training: the screen on which the reserve answers, with cases that are made up. The page is fetched once; what is done
 * on it goes nowhere.
 */
export function TrainingPage({ desk, service, onSignedOut }: TrainingGiven) {
  const { training: texts } = useDeskTexts().reserve;
  const [begun, setBegun] = useState<{ cases: Parameters<typeof trainingDesk>[0]; turn: number }>();
  const [trained, setTrained] = useState<readonly Trained[]>([]);
  const { sending, trouble, send } = useSending(onSignedOut);
  const begin = async () => {
    const sent = await send(() => desk.board(service.service, { do: 'train' }));
    if (sent === undefined || !('answer' in sent) || sent.answer.is !== 'training') return;
    setTrained([]);
    setBegun({ cases: sent.answer.cases, turn: (begun?.turn ?? 0) + 1 });
  };
  const standIn = useMemo(
    () => begun && trainingDesk(begun.cases, (one) => setTrained((known) => [...known, one])),
    [begun],
  );
  const isOver = begun !== undefined && trained.length === begun.cases.length;
  return (
    <div class="training">
      <p class="callout training-mark" role="note">
        <strong>{texts.mark}</strong> {texts.markHint}
      </p>
      {(begun === undefined || isOver) && <FocusedHeading key={begun?.turn}>{texts.title}</FocusedHeading>}
      <TroubleBox trouble={trouble} who="works" />
      {standIn !== undefined && !isOver && (
        <ReserveDesk key={begun?.turn} desk={standIn} service={service} trains onSignedOut={onSignedOut} />
      )}
      {(begun === undefined || isOver) && (
        <p>
          <button type="button" class="button primary" disabled={sending} onClick={() => void begin()}>
            {begun === undefined ? texts.begin : texts.again}
          </button>
        </p>
      )}
      <Outcome trained={trained} />
    </div>
  );
}
