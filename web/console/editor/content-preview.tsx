import { useState } from 'preact/hooks';
import type { Parameter } from '../../../shared/contracts/content/parameter.ts';
import type { Answers, Question } from '../../../shared/contracts/content/question.ts';
import type { PublicContent } from '../../../shared/contracts/content/view.ts';
import { gulpease } from '../../../shared/core/knowledge/gulpease.ts';
import { fillParameters, readableFigure } from '../../../shared/texts/knowledge/fill-parameters.ts';
import { fillPictures } from '../../../shared/texts/knowledge/fill-pictures.ts';
import { type GuideSheet, guideStep } from '../../../shared/texts/knowledge/guide-step.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { addresses } from '../../pages/addresses.ts';
import { bodyOf } from '../../pages/knowledge/content-body.ts';
import { AskedBox, StepSaid } from '../kit/asked-guide.tsx';
import { type Edited, titlesOf } from './edited.ts';
import { useEditorTexts } from './editor-texts.ts';
import { documentToWrite, valueAt } from './typed-document.ts';

/** A guide as it is asked, to be answered here: nothing of it is kept. */
function GuidePreview({ sheet }: { sheet: GuideSheet }) {
  const { guide: words } = knowledgeIn[sheet.language];
  const { beginAgain } = useEditorTexts();
  const [answers, setAnswers] = useState<Answers>({});
  const [finish, setFinish] = useState(false);
  const step = guideStep(sheet, { answers, finish });
  const { next } = step;
  const answer = (given: Answers) => {
    setFinish(false);
    setAnswers(given);
  };
  return (
    <>
      {next !== undefined && (
        <AskedBox
          key={next.id}
          asked={next}
          language={sheet.language}
          onAnswer={(one) => answer({ ...answers, [next.id]: one })}
        />
      )}
      <StepSaid
        step={step}
        onAgain={(question) => {
          const { [question]: _taken, ...kept } = answers;
          answer(kept);
        }}
      />
      <div class="buttons">
        {next !== undefined && step.given.length > 0 && (
          <button type="button" class="button secondary small" onClick={() => setFinish(true)}>
            {words.finish}
          </button>
        )}
        {step.given.length > 0 && (
          <button type="button" class="button secondary small" onClick={() => answer({})}>
            {beginAgain}
          </button>
        )}
      </div>
    </>
  );
}

const isQuestion = (document: object): document is Question =>
  (document as Partial<Question>).text !== undefined && (document as Partial<Question>).answer !== undefined;

/** What has no words of its own language: a question as it is asked, a figure with its days. */
function PartPreview({ edited }: { edited: Edited }) {
  const document = documentToWrite(edited.document) as object;
  if (isQuestion(document)) {
    const { id, answer, text, hint, unit, options = [] } = document;
    const asked = {
      id,
      answer,
      text: text.it ?? '',
      ...(hint?.it && { hint: hint.it }),
      ...(unit && { unit }),
      options: options.map(({ value, label }) => ({ value, label: label?.it ?? value })),
    };
    return <AskedBox asked={asked} language="it" onAnswer={() => undefined} />;
  }
  const { name, unit, values = [] } = document as Partial<Parameter>;
  return (
    <>
      <p>
        <strong>{name?.it}</strong>
      </p>
      <ul>
        {unit !== undefined &&
          values.map(({ from, to, value }) => (
            <li key={from}>
              {from} – {to ?? '…'}: {readableFigure(Number(value), unit, 'it')}
            </li>
          ))}
      </ul>
    </>
  );
}

/** What a life event leads to, by title. */
function LeadsTo({ edited }: { edited: Edited }) {
  const named = (member: string, kind: string) => {
    const ids = valueAt(edited.document, [member]);
    const titles = new Map(titlesOf(edited.lines, kind));
    return (Array.isArray(ids) ? ids : []).map((id) => titles.get(String(id)) ?? String(id));
  };
  return (
    <ul>
      {[...named('articles', 'article'), ...named('guides', 'guide')].map((title) => (
        <li key={title}>{title}</li>
      ))}
    </ul>
  );
}

/** The words of a page as citizens will read them, with the figures of a day in their places. */
function wordsShown({ document, language, names }: Edited, kind: string, today: string): PublicContent {
  const { languages: _words, sources: _read, ...facts } = documentToWrite(document);
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string')
      return fillPictures(fillParameters(value, names.parameters, today, language), names.pictures, language, (id) =>
        addresses.picture(language, String(document['service']), id),
      );
    return Array.isArray(value) ? value.map(fill) : value;
  };
  const words = (valueAt(document, ['languages', language]) ?? {}) as object;
  const texts = Object.fromEntries(Object.entries(words).map(([name, value]) => [name, fill(value)]));
  return { kind, language, title: String(texts['title'] ?? ''), texts, facts } as unknown as PublicContent;
}

/** How a content will be read or asked, beside its fields, and how easily its Italian words are read. */
export function ContentPreview(props: { edited: Edited; kind: string; today: string; sheet: GuideSheet | undefined }) {
  const { edited, kind, today, sheet } = props;
  const texts = useEditorTexts();
  const shown = wordsShown(edited, kind, today);
  const words = shown.texts ?? {};
  const { phrases: _typed, ...read } = words;
  const readable = Math.round(gulpease(Object.values(read).flat().join('\n')));
  const hasWords = edited.document['languages'] !== undefined;
  return (
    <section class="content-preview" aria-labelledby="preview">
      <h2 id="preview">{texts.preview}</h2>
      {hasWords && edited.language === 'it' && (
        <p>
          {texts.readability}: <strong>{readable}</strong> <span class="hint">{texts.readabilityHint}</span>
        </p>
      )}
      <div class="preview-page" lang={edited.language}>
        {hasWords && (
          <>
            <p>
              <strong>{shown.title}</strong>
            </p>
            <p>{String(words['summary'] ?? '')}</p>
            {/* Sanitised as the pages do: what somebody typed as HTML is shown as typed. */}
            <div dangerouslySetInnerHTML={{ __html: bodyOf(shown).toString() }} />
          </>
        )}
        {kind === 'life-event' && <LeadsTo edited={edited} />}
        {kind === 'guide' && sheet === undefined && <p class="hint">{texts.guideNotYet}</p>}
        {sheet !== undefined && <GuidePreview sheet={sheet} />}
        {!hasWords && kind !== 'picture' && <PartPreview edited={edited} />}
      </div>
    </section>
  );
}
