import { useState } from 'preact/hooks';
import type { PostureLevel } from '../../../shared/contracts/declaration.ts';
import type { HandOver } from '../../../shared/contracts/hand-over.ts';
import { Field, LevelBadge, useNow, useTexts, useTimes } from '../kit/parts.tsx';
import { shiftEndsSoon } from '../kit/rome-time.ts';
import type { Api } from '../session/api.ts';
import { explain, ProblemBox } from './acts.tsx';
import { type TypedWords, useTyped } from './form-parts.tsx';

/** The notes of one shift to the next, and a place for the one that is due. */
export function HandOvers(props: {
  api: Api;
  service: string;
  posture: PostureLevel;
  notes: readonly HandOver[];
  writes: boolean;
  typed: TypedWords;
  refresh: () => Promise<void>;
}) {
  const { api, service, posture, notes, writes, typed, refresh } = props;
  const { handOvers: texts, actions, refusal } = useTexts();
  const { moment } = useTimes();
  const [text, setText] = useTyped(typed, () => '');
  const [wrong, setWrong] = useState(false);
  const [sending, setSending] = useState(false);
  const [kept, setKept] = useState(false);
  const [problem, setProblem] = useState<string>();
  const soon = shiftEndsSoon(useNow(30_000));
  const leave = async () => {
    setWrong(text.trim().length < 3);
    setKept(false);
    setProblem(undefined);
    if (text.trim().length < 3) return document.getElementById('hand-over')?.focus();
    setSending(true);
    try {
      await api.handOver(service, { text: text.trim(), posture });
      setText('');
      typed.drop();
      setKept(true);
      await refresh();
    } catch (failure) {
      setProblem(explain(failure, refusal));
    } finally {
      setSending(false);
    }
  };
  const [newest, ...older] = notes;
  return (
    <section aria-labelledby="hand-overs">
      <h2 id="hand-overs">{texts.title}</h2>
      <p class="hint">{texts.lead}</p>
      {newest === undefined ? <p>{texts.none}</p> : <Note note={newest} />}
      {older.length > 0 && (
        <details>
          <summary>
            {texts.before} ({older.length})
          </summary>
          {older.map((note) => (
            <Note key={note.at} note={note} />
          ))}
        </details>
      )}
      {writes && (
        <form
          class="declare no-print"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            leave();
          }}
        >
          {soon !== undefined && !kept && <p class="notice">{texts.due(soon)}</p>}
          <Field id="hand-over" label={texts.label} hint={texts.hint} wrong={wrong ? texts.wrong : undefined}>
            {(described) => (
              <textarea
                {...described}
                rows={4}
                maxLength={4000}
                value={text}
                onInput={({ currentTarget }) => setText(currentTarget.value)}
              />
            )}
          </Field>
          <p role="status" class={kept ? 'success' : 'visually-hidden'}>
            {kept ? texts.kept(newest === undefined ? '' : moment(newest.at)) : ''}
          </p>
          <ProblemBox problem={problem} />
          <div class="buttons">
            <button type="submit" class="button secondary" disabled={sending}>
              {sending ? actions.sending : texts.button}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

function Note({ note: { at, by, posture, text } }: { note: HandOver }) {
  const { moment } = useTimes();
  return (
    <article class="hand-over" aria-label={`${by.name}, ${moment(at)}`}>
      <p class="line">
        <strong>{by.name}</strong> <time dateTime={at}>{moment(at)}</time> <LevelBadge level={posture} />
      </p>
      <p class="words">{text}</p>
    </article>
  );
}
