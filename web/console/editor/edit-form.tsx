import { useState } from 'preact/hooks';
import type { ContentAct, ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { gulpease } from '../../../shared/core/knowledge/gulpease.ts';
import { markdown } from '../../pages/markdown.ts';
import { DayOrHour, Line, TextArea } from '../kit/fields.tsx';
import { Form, focusOn, lacksReason } from '../kit/form.tsx';
import { useEditorTexts } from './editor-texts.ts';
import { EditorTroubleBox, useActing } from './editor-trouble.tsx';
import type { EditorGiven } from './given.ts';
import { documentOf, isPage, type TypedPage, typedPage } from './typed-document.ts';

type Write = Extract<ContentAct, { act: 'write' }>;

/** How a page will be read, beside its fields, with what an editor may mend to have it read more easily. */
function Preview({ typed, language }: { typed: TypedPage; language: Language }) {
  const texts = useEditorTexts();
  const steps = typed.steps.split('\n').filter((step) => step.trim() !== '');
  const readable = Math.round(gulpease([typed.summary, typed.steps, typed.body].join('\n')));
  return (
    <section class="content-preview" aria-labelledby="preview">
      <h2 id="preview">{texts.preview}</h2>
      {language === 'it' && (
        <p>
          {texts.readability}: <strong>{readable}</strong> <span class="hint">{texts.readabilityHint}</span>
        </p>
      )}
      <div class="preview-page" lang={language}>
        <p>
          <strong>{typed.title}</strong>
        </p>
        <p>{typed.summary}</p>
        {steps.length > 0 && (
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
        {/* Sanitised as the pages do: what somebody typed as HTML is shown as typed. */}
        <div dangerouslySetInnerHTML={{ __html: markdown(typed.body).toString() }} />
      </div>
    </section>
  );
}

const lines = { title: 120, theme: 60, owner: 60, sourceName: 200, sourceUrl: 500 } as const;
const areas = { summary: [3, 400], steps: [6, 8000], body: [14, 20_000], phrases: [4, 2000] } as const;
const days = ['checkedOn', 'reviewBy', 'validTo', 'consultedOn'] as const;

function PageFields({
  typed,
  onTyped,
  lang,
}: {
  typed: TypedPage;
  onTyped: (typed: TypedPage) => void;
  lang: Language;
}) {
  const { fields } = useEditorTexts();
  const given = (name: keyof TypedPage) => ({
    id: `edit-${name}`,
    label: fields[name],
    value: typed[name],
    onValue: (value: string) => onTyped({ ...typed, [name]: value }),
  });
  const line = (name: keyof typeof lines) => <Line {...given(name)} maxLength={lines[name]} />;
  const area = (name: keyof typeof areas) => (
    <TextArea {...given(name)} rows={areas[name][0]} maxLength={areas[name][1]} lang={lang} />
  );
  return (
    <>
      {line('title')}
      {area('summary')}
      {area('steps')}
      {area('body')}
      {area('phrases')}
      {line('sourceName')}
      {line('sourceUrl')}
      {line('theme')}
      {line('owner')}
      {days.map((name) => (
        <DayOrHour key={name} {...given(name)} type="date" />
      ))}
    </>
  );
}

const parsed = (json: string): ContentDocument | undefined => {
  try {
    return JSON.parse(json) as ContentDocument;
  } catch {
    return undefined;
  }
};

/** Writes a version of a content in one language: the fields of a page with its preview beside, or a document. */
export function EditForm(
  props: EditorGiven & {
    content: string;
    language: Language;
    before: ContentDocument | undefined;
    onWrite: (act: Write) => Promise<unknown>;
    onCancel: () => void;
  },
) {
  const { service, content, language, before, onWrite, onCancel, onSignedOut } = props;
  const texts = useEditorTexts();
  const page = isPage(content);
  const [typed, setTyped] = useState(() => typedPage(before, language));
  const [json, setJson] = useState(() => JSON.stringify(before ?? {}, null, 2));
  const [change, setChange] = useState('');
  const [wrong, setWrong] = useState<'change' | 'document'>();
  const { trouble, busy, act } = useActing(onSignedOut);
  const save = async () => {
    const document = page ? documentOf(typed, { content, service: service.service, language, before }) : parsed(json);
    const lacking = document === undefined ? 'document' : lacksReason(change) ? 'change' : undefined;
    setWrong(lacking);
    if (document === undefined || lacking !== undefined) return focusOn(`edit-${lacking}`);
    await act(() => onWrite({ act: 'write', language, document, change: change.trim() }));
  };
  return (
    <Form
      onSubmit={save}
      submit={texts.save}
      sending={busy}
      problem={<EditorTroubleBox trouble={trouble} />}
      cancel={texts.cancel}
      onCancel={onCancel}
    >
      <div class={page ? 'edit-beside' : ''}>
        <div>
          {page ? (
            <PageFields typed={typed} onTyped={setTyped} lang={language} />
          ) : (
            <TextArea
              id="edit-document"
              label={texts.fields.document}
              wrong={wrong === 'document' ? texts.documentWrong : undefined}
              rows={24}
              maxLength={60_000}
              value={json}
              onValue={setJson}
            />
          )}
          <TextArea
            id="edit-change"
            label={texts.fields.change}
            wrong={wrong === 'change' ? texts.changeWrong : undefined}
            rows={2}
            maxLength={2000}
            value={change}
            onValue={setChange}
          />
        </div>
        {page && <Preview typed={typed} language={language} />}
      </div>
    </Form>
  );
}
