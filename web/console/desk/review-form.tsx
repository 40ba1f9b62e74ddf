import { useState } from 'preact/hooks';
import type { BoardView } from '../../../shared/contracts/board.ts';
import { Choice, TextArea } from '../kit/fields.tsx';
import { Form, focusOn, lacksReason, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';

type Sampled = Extract<BoardView, { is: 'sampled' }>;

/** The words of one side, the oldest first. */
function Words({ title, words, language }: { title: string; words: Sampled['asked']; language: string }) {
  const { board } = useDeskTexts();
  return (
    <section>
      <h2>{title}</h2>
      {words.length === 0 && <p class="hint">{board.review.noWords}</p>}
      {words.map(({ at, text }) => (
        <div key={at + text}>
          <p class="hint">
            <When at={at} />
          </p>
          <p class="words" lang={language}>
            {text}
          </p>
        </div>
      ))}
    </section>
  );
}

/** One answer that was drawn: both sides in words, and what a second person finds of it. */
export function ReviewForm(props: {
  given: DeskGiven;
  sampled: Sampled;
  onBack: () => void;
  onFound: (right: boolean) => void;
}) {
  const { given, sampled, onBack, onFound } = props;
  const { desk, service, onSignedOut } = given;
  const { board } = useDeskTexts();
  const { review } = board;
  const [found, setFound] = useState<'right' | 'to-correct'>('right');
  const [words, setWords] = useState('');
  const [lacking, setLacking] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const { code, version, week, language } = sampled;
  const submit = async () => {
    const right = found === 'right';
    const isLacking = !right && lacksReason(words);
    setLacking(isLacking);
    if (isLacking) return focusOn('review-words');
    const said = right ? {} : { words: words.trim() };
    const sent = await send(() => desk.board(service.service, { do: 'review', week, code, version, right, ...said }));
    if (sent !== undefined && 'answer' in sent) onFound(right);
  };
  return (
    <>
      <p class="no-print">
        <button type="button" class="link" onClick={onBack}>
          {review.back}
        </button>
      </p>
      <FocusedHeading>{review.of(code)}</FocusedHeading>
      <Words title={review.asked} words={sampled.asked} language={language} />
      <Words title={review.answered} words={sampled.answered} language={language} />
      <Form
        onSubmit={submit}
        submit={review.send}
        sending={sending}
        problem={<TroubleBox trouble={trouble} who="mails" />}
      >
        <Choice<'right' | 'to-correct'>
          name="found"
          legend={review.found}
          options={[
            { value: 'right', label: review.right },
            { value: 'to-correct', label: review.toCorrect },
          ]}
          value={found}
          onChoose={setFound}
        />
        {found === 'to-correct' && (
          <TextArea
            id="review-words"
            label={review.words}
            hint={review.wordsHint}
            rows={4}
            maxLength={4000}
            value={words}
            onValue={setWords}
            wrong={lacking ? review.lacking : undefined}
          />
        )}
      </Form>
    </>
  );
}
