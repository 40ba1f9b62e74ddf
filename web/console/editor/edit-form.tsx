import { useState } from 'preact/hooks';
import type { Finding } from '../../../shared/contracts/content/content-draft.ts';
import type { ContentAct, ContentEvent } from '../../../shared/contracts/content/entry.ts';
import type { ContentLine, ContentView } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { dayInRome } from '../../../shared/core/hours/zone.ts';
import type { GuideSheet } from '../../../shared/texts/knowledge/guide-step.ts';
import { TextArea } from '../kit/fields.tsx';
import { Form, focusOn, lacksReason } from '../kit/form.tsx';
import { useTexts } from '../kit/language.ts';
import { centerNow } from '../session/center-clock.ts';
import { useContentDraft } from './content-draft.ts';
import { ContentPreview } from './content-preview.tsx';
import { type Edited, fieldOfFinding } from './edited.ts';
import { useEditorTexts } from './editor-texts.ts';
import { EditorTroubleBox, useActing } from './editor-trouble.tsx';
import { ContentField } from './field.tsx';
import type { EditorGiven } from './given.ts';
import { fieldsBelow, wordFields } from './kind-fields.ts';
import { differences, documentToEdit, documentToWrite, hasLanguages } from './typed-document.ts';
import { DifferencesShown, EventLine, versionsOf } from './version-compare.tsx';

type Write = Extract<ContentAct, { act: 'write' }>;

/** What stands against publishing what was typed, each with the way to its field. */
function FindingsBox({
  findings,
  walked,
}: {
  findings: readonly Finding[];
  walked?: { paths: number; longest: number } | undefined;
}) {
  const texts = useEditorTexts();
  const isThere = (id: string) => document.getElementById(id) !== null;
  const go = (finding: Finding) => {
    const field = fieldOfFinding(finding, isThere);
    if (field !== undefined) focusOn(field);
  };
  return (
    <section aria-labelledby="findings" class="findings">
      <h2 id="findings">{texts.findings.title}</h2>
      {walked && <p>{texts.findings.walked(walked.paths, walked.longest)}</p>}
      {findings.length === 0 && <p>{texts.findings.none}</p>}
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.at} ${finding.sentence}`}>
            {finding.at === '' ? (
              finding.sentence
            ) : (
              <button type="button" class="link" onClick={() => go(finding)}>
                {finding.sentence}
                {finding.what === 'shape' && <code> {finding.at.slice(1)}</code>}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What others did since the draft was begun, and what writing it would change of what they left. */
function ChangedMeanwhile(props: {
  since: readonly { event: ContentEvent; at: number }[];
  would: ReturnType<typeof differences>;
  onSeen: () => void;
}) {
  const { since, would, onSeen } = props;
  const { meanwhile: texts } = useEditorTexts();
  return (
    <section class="notice alert" aria-labelledby="meanwhile">
      <h2 id="meanwhile">{texts.title}</h2>
      <ul>
        {since.map(({ event, at }) => (
          <li key={at}>
            <EventLine event={event} at={at} />
          </li>
        ))}
      </ul>
      {would.length > 0 && <p>{texts.would}</p>}
      <DifferencesShown found={would} />
      <button type="button" class="button secondary" onClick={onSeen}>
        {texts.seen}
      </button>
    </section>
  );
}

/** The fields of a content: its words in one language, then what is the same in all. */
function ContentFields({ edited, kind }: { edited: Edited; kind: string }) {
  const texts = useEditorTexts();
  const { language } = edited;
  return (
    <>
      {(wordFields[kind] ?? []).map((field) => (
        <ContentField key={field.name} field={field} path={['languages', language, field.name]} edited={edited} />
      ))}
      {language !== 'it' && <p class="hint">{texts.restInItalian}</p>}
      {fieldsBelow(kind, language === 'it').map((field) => (
        <ContentField key={field.name} field={field} path={field.name.split('.')} edited={edited} />
      ))}
    </>
  );
}

type EditGiven = EditorGiven & {
  content: string;
  language: Language;
  view: ContentView | undefined;
  lines: readonly ContentLine[];
  /** Throws Refused; a newer version is shown then. */
  onWrite: (act: Write, version: number) => Promise<unknown>;
  onClose: () => void;
};

/** The draft of a content, what it would change of the newest version, and how it is saved or dropped. */
function useEditing(given: EditGiven) {
  const { service, content, language, view, onWrite, onClose, onSignedOut } = given;
  const [tried, setTried] = useState(false);
  const { trouble, busy, act } = useActing(onSignedOut);
  const today = dayInRome(centerNow());
  const versions = versionsOf(view?.events ?? []);
  const newest = (of: Language) => versions.find((one) => one.language === of)?.document;
  const current = () =>
    documentToEdit(
      { content, service: service.service, language, today },
      { italian: newest('it'), own: newest(language) },
    );
  const draft = useContentDraft(given, { begin: current, version: view?.version ?? 0 });
  const { change, seen, document: typed } = draft.typed;
  const document = documentToWrite(typed);
  const save = async () => {
    setTried(true);
    if (lacksReason(change)) return focusOn('edit-change');
    await act(async () => {
      await draft.settled();
      await onWrite({ act: 'write', language, document, change: change.trim() }, seen);
      draft.forget();
      onClose();
    });
  };
  const drop = () =>
    act(async () => {
      await draft.drop();
      onClose();
    });
  const would = () => differences(documentToWrite(current()), document);
  return { draft, today, tried, trouble, busy, would, save, drop };
}

/**
 * Writes a version of a content in one language: its fields with the preview beside, and what stands against publishing
 * it. What is typed is kept at the center; what others did meanwhile is shown before it is written over.
 */
export function EditForm(props: EditGiven) {
  const { content, view, lines, onClose } = props;
  const language = hasLanguages(content) ? props.language : 'it';
  const texts = useEditorTexts();
  const { loading } = useTexts();
  const [kind = ''] = content.split('/');
  const { draft, today, tried, trouble, busy, would, save, drop } = useEditing({ ...props, language });
  const { typed, type, told, state } = draft;
  const { names, findings = [], walked, sheet } = told;
  if (names === undefined) return <p>{state === 'failed' ? texts.troubles['offline'] : loading}</p>;
  const edited: Edited = {
    document: typed.document,
    language,
    names,
    lines,
    findings: findings.filter(({ what }) => what === 'fault' || tried),
    change: draft.edit,
  };
  return (
    <Form
      onSubmit={save}
      submit={texts.save}
      sending={busy}
      problem={<EditorTroubleBox trouble={trouble} />}
      cancel={texts.close}
      onCancel={onClose}
      hint={texts.draft[state]}
    >
      {view !== undefined && typed.seen < view.version && (
        <ChangedMeanwhile
          since={view.events.map((event, at) => ({ event, at: at + 1 })).slice(typed.seen)}
          would={would()}
          onSeen={() => type({ ...typed, seen: view.version })}
        />
      )}
      <div class="edit-beside">
        <div>
          <ContentFields edited={edited} kind={kind} />
          <TextArea
            id="edit-change"
            label={texts.fields.change}
            wrong={tried && lacksReason(typed.change) ? texts.changeWrong : undefined}
            rows={2}
            maxLength={2000}
            value={typed.change}
            onValue={(change) => type({ ...typed, change })}
          />
          <p>
            <button type="button" class="link" onClick={() => void drop()}>
              {texts.draft.drop}
            </button>
          </p>
        </div>
        {/* It scrolls by itself beside long fields: with the keys, too. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <section class="beside" aria-label={`${texts.findings.title}; ${texts.preview}`} tabIndex={0}>
          <FindingsBox findings={findings} walked={walked} />
          <ContentPreview edited={edited} kind={kind} today={today} sheet={sheet as GuideSheet | undefined} />
        </section>
      </div>
    </Form>
  );
}
