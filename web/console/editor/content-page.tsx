import { useEffect, useState } from 'preact/hooks';
import type { ContentAct } from '../../../shared/contracts/content/entry.ts';
import type { ContentLine, ContentView } from '../../../shared/contracts/content/view.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { isPaged, pagedKinds } from '../../../shared/core/knowledge/paged-kinds.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { addresses } from '../../pages/addresses.ts';
import { addressOf } from '../kit/addresses.ts';
import { Select } from '../kit/fields.tsx';
import { ReasonForm } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { DoneBox, Facts, FocusedHeading } from '../kit/parts.tsx';
import { Refused } from '../session/api.ts';
import { EditForm } from './edit-form.tsx';
import { useEditorTexts } from './editor-texts.ts';
import { EditorTroubleBox, useActing } from './editor-trouble.tsx';
import { EntryLink } from './entry-link.tsx';
import type { EditorGiven } from './given.ts';
import { hasLanguages } from './typed-document.ts';
import { ContentHistory, VersionCompare, versionsOf } from './version-compare.tsx';

type OnAct = (act: ContentAct) => Promise<ContentView | undefined>;

/** What may be done to the newest version of a language: review, publish, check, withdraw. */
function Acts(
  props: EditorGiven & { view: ContentView; language: Language; oneSuffices: boolean; busy: boolean; onAct: OnAct },
) {
  const { staff, view, language, oneSuffices, busy, onAct } = props;
  const texts = useEditorTexts();
  const [withdrawing, setWithdrawing] = useState(false);
  const told = view.line.languages[language];
  const waiting = told?.waiting;
  const own = waiting && view.events[waiting.version - 1]?.by.subject === staff.officer.subject;
  const may = mayAct(staff, 'publish-article');
  const urgent = oneSuffices && (may || staff.roles.dutyOfficer);
  const seen = told?.publishedVersion !== undefined && ['published', 'to-check', 'urgent'].includes(told.state);
  const button = (words: string, act: ContentAct, look = 'secondary') => (
    <button type="button" class={`button ${look}`} disabled={busy} onClick={() => void onAct(act)}>
      {words}
    </button>
  );
  return (
    <>
      {waiting?.state === 'draft' && own && <p class="hint">{texts.ownWords}</p>}
      <div class="buttons">
        {may &&
          waiting?.state === 'draft' &&
          !own &&
          button(texts.review, { act: 'review', version: waiting.version }, 'primary')}
        {may &&
          waiting?.state === 'reviewed' &&
          button(texts.publish, { act: 'publish', version: waiting.version }, 'primary')}
        {urgent &&
          waiting?.state === 'draft' &&
          button(texts.publishUrgent, { act: 'publish', version: waiting.version, urgent: true }, 'danger')}
        {may && seen && button(texts.check, { act: 'check', language })}
        {may && seen && (
          <button type="button" class="button secondary" onClick={() => setWithdrawing(true)}>
            {texts.withdraw}
          </button>
        )}
      </div>
      {withdrawing && (
        <ReasonForm
          id="withdraw-reason"
          label={texts.withdrawReason}
          wrong={texts.reasonWrong}
          maxLength={2000}
          submit={texts.withdraw}
          cancel={texts.cancel}
          sending={busy}
          problem={null}
          onSend={(reason) => {
            setWithdrawing(false);
            void onAct({ act: 'withdraw', reason });
          }}
          onCancel={() => setWithdrawing(false)}
        >
          {null}
        </ReasonForm>
      )}
    </>
  );
}

/** The way to the page that citizens see of a content; none where it has no page or is not public. */
function CitizensPage({ view, service, language }: { view: ContentView; service: string; language: Language }) {
  const texts = useEditorTexts();
  const { kind, id, languages: each } = view.line;
  if (!isPaged(kind) || each.it?.publishedVersion === undefined) return null;
  return (
    <p>
      <a href={addresses.answersOf(language, service, pagedKinds[kind], id)} target="_blank" rel="noopener">
        {texts.page}
      </a>
    </p>
  );
}

/** The ways to those who were given a version of a content in an answer, for whoever may see cases. */
function GivenTo({ view, service }: { view: ContentView; service: string }) {
  const { many } = useDeskTexts();
  const { kind, id } = view.line;
  const published = new Set(view.events.flatMap((event) => (event.type === 'Published' ? [event.version] : [])));
  if (!isPaged(kind) || published.size === 0) return null;
  return (
    <p>
      {many.given.title}:{' '}
      {[...published].reverse().map((version, place) => (
        <span key={version}>
          {place > 0 && ', '}
          <a href={addressOf(service, 'given', `${kind}/${id}@${version}`)}>{version}</a>
        </span>
      ))}
    </p>
  );
}

function useContent({ editor, service, onSignedOut }: EditorGiven, content: string) {
  const [known, setKnown] = useState<{ view?: ContentView; oneSuffices: boolean; lines: readonly ContentLine[] }>();
  const { trouble, busy, act } = useActing(onSignedOut);
  const read = async () => {
    const [{ oneSuffices, contents: lines }, view] = await Promise.all([
      editor.contents(service.service),
      editor.content(service.service, content).catch((failure: { status?: number }) => {
        if (failure.status === 404) return undefined;
        throw failure;
      }),
    ]);
    setKnown({ oneSuffices, lines, ...(view && { view }) });
  };
  useEffect(() => void act(read), [content]);
  return { known, setKnown, read, trouble, busy, act };
}

/** Goes on with what was typed and not written before the page was left. */
function useOwnDraft(
  { editor, service, content, language, may }: EditorGiven & { content: string; language: Language; may: boolean },
  onDraft: () => void,
) {
  useEffect(() => {
    if (!may) return;
    editor
      .draft(service.service, content, { act: 'open-draft', language })
      .then(({ draft }) => draft !== undefined && onDraft())
      // Without an answer nothing is opened: the draft is there once somebody edits.
      .catch(() => undefined);
  }, [content, language, may]);
}

/** One content whole: its words in each language, what was done to it, and what may be done now. */
export function ContentPage(given: EditorGiven & { content: string }) {
  const { editor, service, staff, content, at } = given;
  const texts = useEditorTexts();
  const { loading } = useTexts();
  const [language, setLanguage] = useState<Language>('it');
  const [editing, setEditing] = useState(false);
  const [done, setDone] = useState('');
  const { known, setKnown, read, trouble, busy, act } = useContent(given, content);
  const { view, oneSuffices = false, lines = [] } = known ?? {};
  const write = async (asked: ContentAct, seen = view?.version ?? 0): Promise<ContentView> => {
    try {
      const now = await editor.act(service.service, content, seen, asked);
      setKnown({ oneSuffices, lines, view: now });
      setDone(texts.done[asked.act]);
      return now;
    } catch (failure) {
      // What others did meanwhile is shown beside what was typed.
      if (failure instanceof Refused && failure.status === 412) void read().catch(() => undefined);
      throw failure;
    }
  };
  const writes =
    mayAct(staff, 'write-article') || mayAct(staff, 'publish-article') || (oneSuffices && staff.roles.dutyOfficer);
  useOwnDraft({ ...given, may: writes, language }, () => setEditing(true));
  const versions = versionsOf(view?.events ?? []);
  const newest = versions.find((one) => one.language === language);
  const told = view?.line.languages[language];
  return (
    <>
      <p class="way-back">
        <a href={at()}>{texts.back}</a>
      </p>
      <FocusedHeading>{view?.line.languages.it?.title || content}</FocusedHeading>
      <DoneBox words={done} />
      {known === undefined && trouble === undefined && <p>{loading}</p>}
      <EditorTroubleBox trouble={trouble} />
      {known !== undefined && view === undefined && <p class="notice">{texts.notThere}</p>}
      {known !== undefined && (
        <>
          {hasLanguages(content) && (
            <Select
              id="content-language"
              label={texts.translate}
              value={language}
              options={languages.map((one) => [one, one.toUpperCase()] as const)}
              onValue={setLanguage}
            />
          )}
          <Facts
            rows={[
              [texts.columns.states, texts.states[told?.state ?? 'none']],
              [texts.columns.due, view?.line.due && texts.due[view.line.due]],
              [texts.fields.reviewBy, told?.reviewBy],
              [texts.readability, view?.line.readability],
            ]}
          />
          {view && !editing && (
            <Acts
              {...given}
              view={view}
              language={language}
              oneSuffices={oneSuffices}
              busy={busy}
              onAct={(one) => act(() => write(one))}
            />
          )}
          {writes && !editing && (
            <p>
              <button type="button" class="button secondary" onClick={() => setEditing(true)}>
                {texts.edit}
              </button>
            </p>
          )}
          {editing && (
            <EditForm
              key={language}
              {...given}
              language={language}
              view={view}
              lines={lines}
              onWrite={write}
              onClose={() => setEditing(false)}
            />
          )}
          {view && view.line.kind === 'administration' && mayAct(staff, 'publish-article') && (
            <EntryLink events={view.events} busy={busy} onAct={(one) => act(() => write(one))} />
          )}
          {view && <CitizensPage view={view} service={service.service} language={language} />}
          {newest && !editing && <VersionCompare key={newest.version} versions={versions} newest={newest} />}
          {view && (staff.roles.operator || staff.roles.supervisor) && (
            <GivenTo view={view} service={service.service} />
          )}
          {view && <ContentHistory events={view.events} />}
        </>
      )}
    </>
  );
}
