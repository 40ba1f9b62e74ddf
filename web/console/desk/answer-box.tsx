import { useRef, useState } from 'preact/hooks';
import type { CaseActBody } from '../../../shared/contracts/case-act.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { whatHolds } from '../../../shared/core/cases/readings.ts';
import { mayMail } from '../../../shared/core/cases/safe-contact.ts';
import { present } from '../../../shared/core/present.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { Select, TextArea } from '../kit/fields.tsx';
import { Form, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { AskGuide } from './ask-guide.tsx';
import { type AddedFile, answerFilesBytes, filesTaken } from './contact-draft.ts';
import { FilesField } from './files-field.tsx';
import { FindAnswers } from './find-answers.tsx';
import type { CaseGiven } from './given.ts';
import { useServerDraft } from './server-draft.ts';
import { insertedAt, TemplateField } from './template-field.tsx';
import { pagesIn, type UsedPage } from './used-pages.ts';

type AnswerChannel = Extract<CaseActBody, { act: 'answer' }>['channel'];

/** The address that an answer by mail would go to, as the case holds it; none where a mail would endanger somebody. */
export function mailOf(known: DeskCase): string | undefined {
  const held = whatHolds(known);
  if (!mayMail(held.map(({ safeContact }) => safeContact))) return undefined;
  return held.map(({ email }) => email).find((email) => email !== undefined);
}

/** Whether a draft is at the center, said without shouting; of one that nobody has begun there is nothing to say. */
function DraftState({ draft: { state, text } }: { draft: ReturnType<typeof useServerDraft> }) {
  const { compose: texts } = useDeskTexts();
  const isBegun = text !== '' || state === 'typing';
  return (
    <p class="hint draft-state" role="status">
      {state === 'failed' ? texts.notKept : !isBegun ? '' : state === 'typing' ? texts.keeping : texts.kept}
    </p>
  );
}

/** Puts words where the cursor was last in the answer's box; `leave` is told when the box is left. */
function useInsertion(draft: ReturnType<typeof useServerDraft>) {
  const place = useRef<readonly [number, number] | undefined>(undefined);
  return {
    leave: ({ target }: FocusEvent) => {
      if (target instanceof HTMLTextAreaElement) place.current = [target.selectionStart, target.selectionEnd];
    },
    insert: (piece: string, template: typeof draft.template) => {
      const box = document.getElementById('answer-text') as HTMLTextAreaElement | null;
      const [from, to] = place.current ?? [draft.text.length, draft.text.length];
      const { text, cursor } = insertedAt(draft.text, piece, from, to);
      draft.type({ text, template: template ?? draft.template, files: draft.files });
      requestAnimationFrame(() => {
        box?.focus();
        box?.setSelectionRange(cursor, cursor);
      });
    },
  };
}

/** The files that go with an answer, and that they are too much for one mail. */
function AnswerFiles(given: {
  service: string;
  draft: ReturnType<typeof useServerDraft>;
  tooMuch: boolean;
  onBusy: (busy: boolean) => void;
}) {
  const { service, draft, tooMuch, onBusy } = given;
  const { files = [], gone, change } = draft;
  const set = (how: (files: readonly AddedFile[]) => readonly AddedFile[]) =>
    change((now) => ({ ...now, files: how(now.files ?? []) }));
  const {
    handle: { attach },
  } = useDeskTexts();
  const most = answerFilesBytes / 1_048_576;
  return (
    <>
      <FilesField
        id="answer-files"
        label={attach.label}
        hint={attach.hint(filesTaken.most, most)}
        service={service}
        files={files}
        onAdd={(file) => set((now) => [...now, file])}
        onRemove={({ id: removed }) => set((now) => now.filter(({ id }) => id !== removed))}
        onBusy={onBusy}
      />
      {gone.length > 0 && <p class="wrong">{attach.gone(gone.join(', '))}</p>}
      {tooMuch && (
        <p class="wrong" role="alert">
          {attach.tooMuch(most)}
        </p>
      )}
    </>
  );
}

/** What the service tells its citizens, to be put into the answer: what a search finds, and what a guide leads to. */
function Beside({ given, onInsert }: { given: CaseGiven; onInsert: (piece: string, page: UsedPage) => void }) {
  const { language, contacts } = given.known;
  const walk = contacts.findLast((contact) => contact.walk !== undefined)?.walk;
  return (
    <>
      <FindAnswers {...given} language={language} onInsert={onInsert} />
      <AskGuide {...given} language={language} walk={walk} onInsert={onInsert} />
    </>
  );
}

/** Where the answer to whoever wrote is written, with the recipient on the button. */
export function AnswerBox(given: CaseGiven) {
  const { desk, known, onActed, onChanged, onSignedOut } = given;
  const { compose: texts, handle, languages } = useDeskTexts();
  const email = mailOf(known);
  const ways: readonly AnswerChannel[] = [
    ...(email === undefined ? [] : (['mail'] as const)),
    'page',
    'letter',
    'pec',
    'phone',
    'in-person',
  ];
  const [channel, setChannel] = useState<AnswerChannel>(ways[0] ?? 'page');
  const [final, setFinal] = useState(true);
  const [wrong, setWrong] = useState(false);
  const [used, setUsed] = useState<readonly UsedPage[]>([]);
  const [busy, setBusy] = useState(false);
  const draft = useServerDraft(given, 'answer');
  const { files = [] } = draft;
  const typed = { text: draft.text, template: draft.template, files };
  const { sending, trouble, send } = useSending(onSignedOut);
  const { insert, leave } = useInsertion(draft);
  const isSaid = channel === 'phone' || channel === 'in-person';
  const isTooMuch = files.reduce((sum, { bytes = 0 }) => sum + bytes, 0) > answerFilesBytes;
  const answer = async () => {
    setWrong(draft.text.trim() === '');
    if (draft.text.trim() === '') return focusOn('answer-text');
    if (!isSaid && isTooMuch) return focusOn('answer-files');
    const { text, template } = draft;
    const articles = pagesIn(text, used);
    const body = {
      ...({ act: 'answer', text, channel, final, ...present({ template }) } as const),
      ...(articles.length > 0 && { articles }),
      ...(!isSaid && files.length > 0 && { attachments: files.map(({ id }) => id) }),
    };
    const sent = await send(() => desk.act('actOnCase', known, body));
    if (sent === undefined) return;
    if ('answer' in sent) {
      draft.sent();
      onActed(sent.answer, handle.answered[channel]);
    } else if (sent.trouble.what === 'changed' || sent.trouble.what === 'not-possible') await onChanged();
  };
  const button = channel === 'mail' ? handle.sendTo(email ?? '') : handle.sendBy[channel];
  const insertFound = (piece: string, page: UsedPage) => {
    setUsed([...used, page]);
    insert(piece, undefined);
  };
  return (
    <section class="act compose no-print" aria-labelledby="answer-title">
      <h2 id="answer-title">{texts.answer}</h2>
      <p class="hint">
        {texts.answerHint} {texts.in(languages[known.language])}
      </p>
      <TemplateField {...given} onInsert={insert} />
      <Beside given={given} onInsert={insertFound} />
      <Form
        onSubmit={answer}
        submit={button}
        sending={sending || busy}
        problem={<TroubleBox trouble={trouble} who="works" />}
      >
        <div onFocusOut={leave}>
          <TextArea
            id="answer-text"
            label={texts.text}
            wrong={wrong ? texts.wrong : undefined}
            rows={8}
            maxLength={20_000}
            lang={known.language}
            value={draft.text}
            onValue={(text) => draft.type({ ...typed, text })}
          />
        </div>
        <DraftState draft={draft} />
        <Select<AnswerChannel>
          id="answer-channel"
          label={handle.channel}
          value={channel}
          options={ways.map((one) => [one, handle.channels[one]] as const)}
          onValue={setChannel}
        />
        {!isSaid && <AnswerFiles service={known.service} draft={draft} tooMuch={isTooMuch} onBusy={setBusy} />}
        <label class="check">
          <input type="checkbox" checked={final} onChange={({ currentTarget }) => setFinal(currentTarget.checked)} />
          <span>{handle.final}</span>
        </label>
      </Form>
    </section>
  );
}

/** Where words for colleagues are written: a box, a colour and a draft of its own, and no way from it to the citizen. */
export function NoteBox(given: CaseGiven) {
  const { desk, known, onActed, onChanged, onSignedOut } = given;
  const { compose: texts, handle } = useDeskTexts();
  const [wrong, setWrong] = useState(false);
  const draft = useServerDraft(given, 'note');
  const { sending, trouble, send } = useSending(onSignedOut);
  const add = async () => {
    setWrong(draft.text.trim() === '');
    if (draft.text.trim() === '') return focusOn('note-text');
    const sent = await send(() => desk.act('actOnCase', known, { act: 'note', text: draft.text }));
    if (sent === undefined) return;
    if ('answer' in sent) {
      draft.sent();
      onActed(sent.answer, handle.noted);
    } else if (sent.trouble.what === 'changed' || sent.trouble.what === 'not-possible') await onChanged();
  };
  return (
    <section class="note-box no-print" aria-labelledby="note-title">
      <h2 id="note-title">{texts.note}</h2>
      <p class="hint">{texts.noteHint}</p>
      <Form
        onSubmit={add}
        submit={texts.addNote}
        button="secondary"
        sending={sending}
        problem={<TroubleBox trouble={trouble} who="works" />}
      >
        <TextArea
          id="note-text"
          label={texts.noteText}
          wrong={wrong ? texts.noteWrong : undefined}
          rows={3}
          maxLength={4000}
          value={draft.text}
          onValue={(text) => draft.type({ text })}
        />
        <DraftState draft={draft} />
      </Form>
    </section>
  );
}

/** Both boxes, for whoever may write them, while there is somebody to answer. */
export function WritingBoxes(given: CaseGiven) {
  const { known, staff, works } = given;
  if (!works || known.erased) return null;
  return (
    <>
      {mayAct(staff, 'answer') && known.stage !== 'closed' && <AnswerBox {...given} />}
      {mayAct(staff, 'note') && <NoteBox {...given} />}
    </>
  );
}
