import { useState } from 'preact/hooks';
import type { AskedQuestion, GuideStep } from '../../../shared/contracts/content/guide-step.ts';
import type { Answers } from '../../../shared/contracts/content/question.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { readAnswer } from '../../../shared/core/knowledge/read-answer.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { Line } from './fields.tsx';
import { focusOn } from './form.tsx';

/** One question as it is put to whoever is on the line or has written: a press answers, or a line where it must. */
export function AskedBox({
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
export function StepSaid({ step, onAgain }: { step: GuideStep; onAgain: (question: string) => void }) {
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
