import { useState } from 'preact/hooks';
import type { GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import type { Answers } from '../../../shared/contracts/content/question.ts';
import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { AskedBox, StepSaid } from '../kit/asked-guide.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';
import { guidePiece, type UsedPage } from './used-pages.ts';

type Given = Pick<DeskGiven, 'desk' | 'service' | 'onSignedOut'> & {
  language: Language;
  onInsert: (text: string, page: UsedPage) => void;
};

/**
 * The guides of a service, asked beside a case and while somebody is on the line: by the rules and words that citizens
 * are asked by, in the citizen's language. What comes out goes into the answer; what was answered is kept nowhere else.
 */
export function AskGuide({ desk, service, language, onInsert, onSignedOut }: Given) {
  const { answers: texts } = useDeskTexts();
  const [guides, setGuides] = useState<readonly PublicLine[]>();
  const [guide, setGuide] = useState<PublicLine>();
  const [answers, setAnswers] = useState<Answers>({});
  const [step, setStep] = useState<GuideStep>();
  const { trouble, send } = useSending(onSignedOut);
  const { guide: words } = knowledgeIn[language];
  const list = async () => {
    // None may be there yet: then they are asked for again.
    if (guides !== undefined && guides.length > 0) return;
    const sent = await send(() => desk.guides(service.service, language));
    if (sent !== undefined && 'answer' in sent) setGuides(sent.answer);
  };
  const ask = async (line: PublicLine, given: Answers, finish = false) => {
    const sent = await send(() =>
      desk.consult(service.service, line.id, language, { answers: given, ...(finish && { finish }) }),
    );
    if (sent === undefined || !('answer' in sent)) return;
    setGuide(line);
    setAnswers(given);
    setStep(sent.answer);
  };
  const again = (question: string) => {
    const { [question]: _taken, ...kept } = answers;
    if (guide !== undefined) void ask(guide, kept);
  };
  const { next } = step ?? {};
  return (
    <details class="ask-guide no-print" onToggle={({ currentTarget }) => currentTarget.open && void list()}>
      <summary>{texts.guides}</summary>
      <TroubleBox trouble={trouble} who="sees" />
      {step === undefined && (
        <ul class="plain">
          {(guides ?? []).map((line) => (
            <li key={line.id} lang={line.language}>
              <button type="button" class="link" onClick={() => void ask(line, {})}>
                {line.title}
              </button>
              <p class="hint">{line.summary}</p>
            </li>
          ))}
        </ul>
      )}
      {guides?.length === 0 && <p>{texts.noGuides}</p>}
      {guide !== undefined && step !== undefined && (
        <section aria-label={step.title}>
          <p lang={step.language}>
            <strong>{step.title}</strong>
          </p>
          {next !== undefined && (
            <AskedBox
              key={next.id}
              asked={next}
              language={language}
              onAnswer={(answer) => void ask(guide, { ...answers, [next.id]: answer })}
            />
          )}
          <StepSaid step={step} onAgain={again} />
          <div class="buttons">
            {next !== undefined && step.given.length > 0 && (
              <button type="button" class="button secondary small" onClick={() => void ask(guide, answers, true)}>
                {words.finish}
              </button>
            )}
            {next === undefined && (
              <button
                type="button"
                class="button secondary small"
                onClick={() => {
                  const { text, page } = guidePiece(step, guide, location.origin);
                  onInsert(text, page);
                }}
              >
                {texts.insertGuide}
              </button>
            )}
            <button type="button" class="button secondary small" onClick={() => setStep(undefined)}>
              {texts.otherGuide}
            </button>
          </div>
        </section>
      )}
    </details>
  );
}
