import { useState } from 'preact/hooks';
import type { CallAttempt, DeskCase } from '../../../shared/contracts/desk.ts';
import { attemptsAllowed } from '../../../shared/core/cases/call-back.ts';
import { DueText, TroubleBox, useDeskTexts, useSending, When } from '../kit/desk-parts.tsx';
import { Choice, Field } from '../kit/parts.tsx';
import { phonesOf } from './case-changes.ts';
import type { CaseGiven } from './case-page.tsx';

type CallBackSeen = NonNullable<DeskCase['callBack']>;

const outcomes = ['reached', 'no-answer', 'busy', 'wrong-number'] as const satisfies CallAttempt['outcome'][];

function AttemptForm(given: CaseGiven & { callBack: CallBackSeen }) {
  const { desk, known, callBack, onActed, onChanged, onSignedOut } = given;
  const texts = useDeskTexts();
  const { attempt } = texts;
  const [outcome, setOutcome] = useState<CallAttempt['outcome']>();
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const keep = async () => {
    setWrong(outcome === undefined);
    if (outcome === undefined) return document.querySelector<HTMLInputElement>('input[name=outcome]')?.focus();
    const noted = note.trim();
    const sent = await send(() => desk.tryCall(known, { outcome, ...(noted === '' ? {} : { note: noted }) }));
    if (sent === undefined) return;
    if ('answer' in sent) onActed(sent.answer, attempt.done);
    else if (sent.trouble.what === 'changed') await onChanged();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      {wrong && (
        <p class="error" role="alert">
          {attempt.wrong}
        </p>
      )}
      <Choice<CallAttempt['outcome'] | ''>
        name="outcome"
        legend={attempt.outcome}
        options={outcomes.map((value) => ({ value, label: attempt.outcomes[value] }))}
        value={outcome ?? ''}
        onChoose={(value) => value !== '' && setOutcome(value)}
      />
      <Field id="note" label={attempt.note}>
        {(described) => (
          <textarea
            {...described}
            rows={2}
            maxLength={1000}
            value={note}
            onInput={({ currentTarget }) => setNote(currentTarget.value)}
          />
        )}
      </Field>
      <p class="hint">
        {callBack.attempts.length + 1 >= attemptsAllowed ? attempt.last : attempt.hint(attemptsAllowed)}
      </p>
      <TroubleBox trouble={trouble} who="works" />
      <div class="buttons">
        <button type="submit" class="button primary" disabled={sending}>
          {sending ? texts.sending : attempt.button}
        </button>
      </div>
    </form>
  );
}

/** What is owed to a caller: by when, under which number, what was tried, and a place for the next attempt. */
export function CallBack(given: CaseGiven & { callBack: CallBackSeen }) {
  const { known, callBack, works } = given;
  const { attempt } = useDeskTexts();
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
      {due && phones.length === 0 && <p class="notice">{attempt.noNumber}</p>}
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
