import { useEffect, useState } from 'preact/hooks';
import type { ContentAct } from '../../../shared/contracts/content/entry.ts';
import type { ContentView } from '../../../shared/contracts/content/view.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { isPaged, pagedKinds } from '../../../shared/core/knowledge/paged-kinds.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { addresses } from '../../pages/addresses.ts';
import { Select } from '../kit/fields.tsx';
import { ReasonForm } from '../kit/form.tsx';
import { useTexts } from '../kit/language.ts';
import { DoneBox, Facts, FocusedHeading } from '../kit/parts.tsx';
import { EditForm } from './edit-form.tsx';
import { useEditorTexts } from './editor-texts.ts';
import { EditorTroubleBox, useActing } from './editor-trouble.tsx';
import { EntryLink } from './entry-link.tsx';
import type { EditorGiven } from './given.ts';
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

function useContent({ editor, service, onSignedOut }: EditorGiven, content: string) {
  const [known, setKnown] = useState<{ view?: ContentView; oneSuffices: boolean }>();
  const { trouble, busy, act } = useActing(onSignedOut);
  const load = () =>
    act(async () => {
      const [{ oneSuffices }, view] = await Promise.all([
        editor.contents(service.service),
        editor.content(service.service, content).catch((failure: { status?: number }) => {
          if (failure.status === 404) return undefined;
          throw failure;
        }),
      ]);
      setKnown({ oneSuffices, ...(view && { view }) });
    });
  useEffect(() => void load(), [content]);
  return { known, setKnown, trouble, busy, act };
}

/** One content whole: its words in each language, what was done to it, and what may be done now. */
export function ContentPage(given: EditorGiven & { content: string }) {
  const { editor, service, staff, content, at } = given;
  const texts = useEditorTexts();
  const { loading } = useTexts();
  const [language, setLanguage] = useState<Language>('it');
  const [editing, setEditing] = useState(false);
  const [done, setDone] = useState('');
  const { known, setKnown, trouble, busy, act } = useContent(given, content);
  const { view, oneSuffices = false } = known ?? {};
  const write = async (asked: ContentAct): Promise<ContentView> => {
    const now = await editor.act(service.service, content, view?.version ?? 0, asked);
    setKnown({ oneSuffices, view: now });
    setDone(texts.done[asked.act]);
    setEditing(false);
    return now;
  };
  const versions = versionsOf(view?.events ?? []);
  const newest = versions.find((one) => one.language === language);
  const writes =
    mayAct(staff, 'write-article') || mayAct(staff, 'publish-article') || (oneSuffices && staff.roles.dutyOfficer);
  const before = newest?.document ?? versions.find((one) => one.language === 'it')?.document;
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
          <Select
            id="content-language"
            label={texts.translate}
            value={language}
            options={languages.map((one) => [one, one.toUpperCase()] as const)}
            onValue={setLanguage}
          />
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
              before={before}
              onWrite={write}
              onCancel={() => setEditing(false)}
            />
          )}
          {view && view.line.kind === 'administration' && mayAct(staff, 'publish-article') && (
            <EntryLink events={view.events} busy={busy} onAct={(one) => act(() => write(one))} />
          )}
          {view && <CitizensPage view={view} service={service.service} language={language} />}
          {newest && !editing && <VersionCompare key={newest.version} versions={versions} newest={newest} />}
          {view && <ContentHistory events={view.events} />}
        </>
      )}
    </>
  );
}
