import { useState } from 'preact/hooks';
import type { HandOver } from '../../../shared/contracts/hand-over.ts';
import { TextArea } from '../kit/fields.tsx';
import { Form, focusOn, lacksReason, ProblemBox } from '../kit/form.tsx';
import { useTexts } from '../kit/language.ts';
import { LevelBadge } from '../kit/parts.tsx';
import { shiftEndsSoon } from '../kit/rome-time.ts';
import { useSending } from '../kit/sending.ts';
import { useNow, useTimes } from '../kit/times.tsx';
import { typedWords, useTyped } from '../kit/typed.ts';
import { useRefusal } from './act-form.tsx';
import type { DutyGiven } from './given.ts';

/** A place for the note that is due to the next shift. */
function NoteForm({ api, service, view, drafts, notes, refresh, onSignedOut }: DutyGiven) {
  const { handOvers: texts } = useTexts();
  const { moment } = useTimes();
  const refusalOf = useRefusal();
  const words = typedWords(drafts, `duty.${service.service}.hand-over`);
  const [text, setText] = useTyped(words, () => '');
  const [wrong, setWrong] = useState(false);
  const [kept, setKept] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const soon = shiftEndsSoon(useNow(30_000));
  const leave = async () => {
    setWrong(lacksReason(text));
    setKept(false);
    if (lacksReason(text)) return focusOn('hand-over');
    const sent = await send(() => api.handOver(service.service, { text: text.trim(), posture: view.posture }));
    if (sent === undefined || 'trouble' in sent) return;
    setText('');
    words.drop();
    setKept(true);
    await refresh();
  };
  const [newest] = notes;
  return (
    <Form
      class="declare no-print"
      onSubmit={leave}
      submit={texts.button}
      button="secondary"
      sending={sending}
      problem={<ProblemBox problem={refusalOf(trouble)} />}
    >
      {soon !== undefined && !kept && <p class="notice">{texts.due(soon)}</p>}
      <TextArea
        id="hand-over"
        label={texts.label}
        hint={texts.hint}
        wrong={wrong ? texts.wrong : undefined}
        rows={4}
        maxLength={4000}
        value={text}
        onValue={setText}
      />
      <p role="status" class={kept ? 'success' : 'visually-hidden'}>
        {kept ? texts.kept(newest === undefined ? '' : moment(newest.at)) : ''}
      </p>
    </Form>
  );
}

/** The notes of one shift to the next, and a place for the one that is due. */
export function HandOvers(given: DutyGiven) {
  const { notes, declares } = given;
  const { handOvers: texts } = useTexts();
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
      {declares && <NoteForm {...given} />}
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
