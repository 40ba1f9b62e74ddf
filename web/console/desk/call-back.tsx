import { useState } from 'preact/hooks';
import type { CallAttempt, DeskCase } from '../../../shared/contracts/desk.ts';
import { attemptsAllowed } from '../../../shared/core/cases/call-back.ts';
import { present } from '../../../shared/core/present.ts';
import { Choice, TextArea } from '../kit/fields.tsx';
import { Form, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { DueText, When } from '../kit/times.tsx';
import { mayBeCalled, phonesOf } from './case-changes.ts';
import { AskFirst } from './danger.tsx';
import type { CaseGiven } from './given.ts';
import { tellsOf } from './heard.ts';

type CallBackSeen = NonNullable<DeskCase['callBack']>;

const outcomes = ['reached', 'no-answer', 'busy', 'wrong-number'] as const satisfies CallAttempt['outcome'][];
/** Who asked for nothing may be called back no more, with a reason. */
const outcomesOfMissed = [...outcomes, 'given-up'] as const;

function AttemptForm(given: CaseGiven & { callBack: CallBackSeen }) {
  const { desk, known, callBack, onActed, onChanged, onSignedOut } = given;
  const { attempt } = useDeskTexts();
  const [outcome, setOutcome] = useState<CallAttempt['outcome']>();
  const [note, setNote] = useState('');
  const [settled, setSettled] = useState(false);
  const [wrong, setWrong] = useState(false);
  const [lacksNote, setLacksNote] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const keep = async () => {
    setWrong(outcome === undefined);
    setLacksNote(outcome === 'given-up' && note.trim() === '');
    if (outcome === undefined) return document.querySelector<HTMLInputElement>('input[name=outcome]')?.focus();
    if (outcome === 'given-up' && note.trim() === '') return focusOn('note');
    const ends = outcome === 'reached' && settled ? true : undefined;
    const sent = await send(() =>
      desk.act('recordCallAttempt', known, present({ outcome, note: note.trim() || undefined, settled: ends })),
    );
    if (sent === undefined) return;
    if ('answer' in sent) onActed(sent.answer, attempt.done);
    else if (sent.trouble.what === 'changed') await onChanged();
  };
  return (
    <Form
      onSubmit={keep}
      submit={attempt.button}
      sending={sending}
      problem={<TroubleBox trouble={trouble} who="works" />}
    >
      {wrong && (
        <p class="error" role="alert">
          {attempt.wrong}
        </p>
      )}
      <Choice<CallAttempt['outcome'] | ''>
        name="outcome"
        legend={attempt.outcome}
        options={(callBack.missed ? outcomesOfMissed : outcomes).map((value) => ({
          value,
          label: attempt.outcomes[value],
        }))}
        value={outcome ?? ''}
        onChoose={(value) => value !== '' && setOutcome(value)}
      />
      {callBack.missed && outcome === 'reached' && (
        <label class="check">
          <input
            type="checkbox"
            checked={settled}
            onChange={({ currentTarget }) => setSettled(currentTarget.checked)}
          />
          <span>{attempt.settled}</span>
        </label>
      )}
      <TextArea
        id="note"
        label={attempt.note}
        rows={2}
        maxLength={1000}
        wrong={lacksNote ? attempt.wrongNote : undefined}
        value={note}
        onValue={setNote}
      />
      <p class="hint">
        {callBack.missed
          ? attempt.missedEnd(attemptsAllowed)
          : callBack.attempts.length + 1 >= attemptsAllowed
            ? attempt.last
            : attempt.hint(attemptsAllowed)}
      </p>
    </Form>
  );
}

/** What is owed to a caller: by when, under which number, what was tried, and a place for the next attempt. */
export function CallBack(given: CaseGiven & { callBack: CallBackSeen }) {
  const { known, callBack, works } = given;
  const { attempt, safety } = useDeskTexts();
  const phones = phonesOf(known);
  const due = callBack.state === 'due';
  return (
    <section aria-labelledby="call-back-title" class={due ? 'act' : undefined}>
      <h2 id="call-back-title">{due ? attempt.title : attempt.states[callBack.state as 'reached' | 'given-up']}</h2>
      {due && (
        <p>
          <DueText what="callBack" at={callBack.dueAt} />
        </p>
      )}
      {due && callBack.missed && (
        <p>
          {attempt.missed}. {callBack.calls !== undefined && attempt.calledTimes(callBack.calls)} {attempt.missedHint}
        </p>
      )}
      {due && tellsOf(known, 'violence') && <AskFirst />}
      {due && !mayBeCalled(known) && <p class="callout danger">{safety.doNotCall}</p>}
      {due && mayBeCalled(known) && phones.length === 0 && <p class="notice">{attempt.noNumber}</p>}
      {due && phones.length > 0 && (
        <p class="phone-line">
          {phones.map((phone) => (
            <a key={phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
              {phone}
            </a>
          ))}
        </p>
      )}
      {callBack.attempts.length === 0 ? (
        <p>{attempt.none}</p>
      ) : (
        <ol class="attempts">
          {callBack.attempts.map(({ at, by, outcome, note }) => (
            <li key={at}>
              {attempt.outcomes[outcome]}: {by}, <When at={at} />
              {note !== undefined && <div class="words">«{note}»</div>}
            </li>
          ))}
        </ol>
      )}
      {due && works && <AttemptForm key={callBack.attempts.length} {...given} />}
    </section>
  );
}
