import { useState } from 'preact/hooks';
import type { AskedQuestion, GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import type { Answers } from '../../../shared/contracts/content/question.ts';
import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { readAnswer } from '../../../shared/core/knowledge/read-answer.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { Line } from '../kit/fields.tsx';
import { focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { DeskGiven } from './given.ts';
import { guidePiece, type UsedPage } from './used-pages.ts';

type Given = Pick<DeskGiven, 'desk' | 'service' | 'onSignedOut'> & {
  language: Language;
  onInsert: (text: string, page: UsedPage) => void;
};

/** One question as it is put to whoever is on the line or has written: a press answers, or a line where it must. */
function AskedBox({
  asked,
  language,
  onAnswer,
}: {
  asked: AskedQuestion;
  language: Language;
  onAnswer: (answer: Answers[string]) => void;
}) {
  const { guide: texts } = knowledgeIn[language];
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const options =
    asked.answer === 'yes-no'
      ? [
          { value: 'yes', label: texts.yes },
          { value: 'no', label: texts.no },
        ]
      : (asked.options ?? []);
  const say = (text: string) => {
    const answer = readAnswer(asked, text);
    setWrong(answer === undefined);
    if (answer === undefined) focusOn('guide-answer');
    else onAnswer(answer);
  };
  const hint = [asked.hint, asked.unit && texts.units[asked.unit]].filter(Boolean).join(' ');
  return (
    <div lang={language}>
      {options.length === 0 && (
        <Line
          id="guide-answer"
          label={asked.text}
          hint={hint === '' ? undefined : hint}
          wrong={wrong ? texts.wrong[asked.answer] : undefined}
          maxLength={60}
          value={typed}
          onValue={setTyped}
          onEnter={() => say(typed)}
        />
      )}
      <fieldset>
        <legend class={options.length === 0 ? 'visually-hidden' : undefined}>{asked.text}</legend>
        {options.length > 0 && hint !== '' && <p class="hint">{hint}</p>}
        <div class="buttons">
          {options.map(({ value, label }) => (
            <button key={value} type="button" class="button secondary small" onClick={() => say(value)}>
              {label}
            </button>
          ))}
          {options.length === 0 && (
            <button type="button" class="button secondary small" onClick={() => say(typed)}>
              {texts.next}
            </button>
          )}
          <button type="button" class="button secondary small" onClick={() => onAnswer(null)}>
            {texts.unknown}
          </button>
        </div>
      </fieldset>
    </div>
  );
}

/** What was answered so far, each to be asked again, and at the end what is and may be theirs. */
function StepSaid({ step, onAgain }: { step: GuideStep; onAgain: (question: string) => void }) {
  const { guide: texts } = knowledgeIn[step.language];
  const found = (step.results ?? []).filter(({ state }) => state !== 'not');
  return (
    <div lang={step.language}>
      {step.results !== undefined && (
        <ul class="plain">
          {found.length === 0 && <li>{step.fallback?.text ?? texts.nothing}</li>}
          {found.map(({ id, title, state, address, missing }) => (
            <li key={id}>
              <strong>{texts.states[state]}:</strong>{' '}
              {address === undefined ? (
                title
              ) : (
                <a href={address} target="_blank" rel="noopener">
                  {title}
                </a>
              )}
              {missing !== undefined && <span class="hint"> {missing}</span>}
            </li>
          ))}
        </ul>
      )}
      {step.given.length > 0 && (
        <ul class="plain">
          {step.given.map(({ question, short, said }) => (
            <li key={question}>
              {short}: {said}{' '}
              <button type="button" class="link" onClick={() => onAgain(question)}>
                {texts.change}
                <span class="visually-hidden">: {short}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

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
