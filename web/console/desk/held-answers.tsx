import { useState } from 'preact/hooks';
import type { BoardView } from '../../../shared/contracts/board.ts';
import { TextArea } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { DoneBox } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import { When } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';

type HeldView = Extract<BoardView, { is: 'held-answers' }>;
type Held = HeldView['answers'][number];

const everyMs = 20_000;

function OneHeld(props: { given: DeskGiven; held: Held; onJudged: (right: boolean) => void }) {
  const { given, held, onJudged } = props;
  const { reserve } = useDeskTexts();
  const { held: texts } = reserve;
  const { sending, trouble, send } = useSending(given.onSignedOut);
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const { code, version, answer, by, at, asked, text, language } = held;
  const judge = async (right: boolean) => {
    setTried(!right);
    if (!right && words.trim() === '') return;
    const sent = await send(() =>
      given.desk.board(given.service.service, {
        do: 'judge-held-answer',
        ...{ code, version, answer, right },
        ...(!right && { words: words.trim() }),
      }),
    );
    if (sent !== undefined && 'answer' in sent) onJudged(right);
  };
  return (
    <article class="card" aria-labelledby={`held-${answer}`}>
      <h3 id={`held-${answer}`}>
        <span class="case-code">{code}</span>
      </h3>
      <p class="line">
        {texts.by(by)} <When at={at} />
      </p>
      <h4>{texts.asked}</h4>
      <blockquote class="said" lang={language}>
        {asked}
      </blockquote>
      <h4>{texts.answer}</h4>
      <blockquote class="said" lang={language}>
        {text}
      </blockquote>
      <TextArea
        id={`words-${answer}`}
        label={texts.words}
        hint={texts.wordsHint}
        wrong={tried && words.trim() === '' ? texts.wordsMissing : undefined}
        rows={3}
        maxLength={4000}
        value={words}
        onValue={setWords}
      />
      <TroubleBox trouble={trouble} who="board" />
      <div class="buttons">
        <button type="button" class="button primary" disabled={sending} onClick={() => void judge(true)}>
          {texts.right}
        </button>
        <button type="button" class="button secondary" disabled={sending} onClick={() => void judge(false)}>
          {texts.wrong}
        </button>
      </div>
    </article>
  );
}

/** The answers of the reserve that wait for a supervisor: what was asked, what is to leave, and the one decision. */
export function HeldAnswers(given: DeskGiven) {
  const { desk, service, onSignedOut } = given;
  const { reserve } = useDeskTexts();
  const { held: texts } = reserve;
  const [judged, setJudged] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState('');
  const { value } = usePolled({
    name: `${service.service} held`,
    ask: async () => (await desk.board(service.service, { do: 'held-answers' })) as HeldView,
    everyMs,
    onSignedOut,
  });
  // The list follows the register by a second or two.
  const waiting = value?.answers.filter(({ answer }) => !judged.has(answer)) ?? [];
  return (
    <section aria-labelledby="held-title">
      <h2 id="held-title">{texts.title}</h2>
      <p class="hint">{texts.lead}</p>
      <DoneBox words={done} />
      {value !== undefined && waiting.length === 0 && <p>{texts.none}</p>}
      {waiting.map((held) => (
        <OneHeld
          key={held.answer}
          {...{ given, held }}
          onJudged={(right) => {
            setJudged(new Set([...judged, held.answer]));
            setDone(right ? texts.left : texts.kept);
          }}
        />
      ))}
    </section>
  );
}
