import type { LetsBeKnown } from '../../../shared/contracts/contribution.ts';
import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { useLanguage } from '../kit/language.ts';

type Answers = { [Question in keyof LetsBeKnown]?: LetsBeKnown[Question] };

/** The three questions about whoever the text lets be known; none is answered before a moderator does. */
export function BeKnownQuestions(props: {
  answers: Answers;
  wrong: boolean;
  /** Whether the author says to be the parent of a minor who may be known. */
  parentAgrees: boolean;
  onAnswer: (answers: Answers) => void;
}) {
  const { answers, wrong, parentAgrees, onAnswer } = props;
  const texts = contributionRoomIn[useLanguage()];
  const question = (name: keyof LetsBeKnown, choices: readonly LetsBeKnown['minor'][]) => (
    <fieldset class="be-known">
      <legend>{texts[name]}</legend>
      {choices.map((choice) => (
        <label key={choice} class="choice">
          <input
            type="radio"
            name={`be-known-${name}`}
            value={choice}
            checked={answers[name] === choice}
            onChange={() => onAnswer({ ...answers, [name]: choice })}
          />
          <span>{texts.answers[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
  return (
    <section id="publish-questions" tabIndex={-1} aria-labelledby="questions-title">
      <h3 id="questions-title">{texts.questions}</h3>
      <p class="hint">{texts.questionsHint}</p>
      {wrong && (
        <p class="error" role="alert">
          {texts.questionsWrong}
        </p>
      )}
      {question('minor', parentAgrees ? ['no', 'yes', 'parent-agrees'] : ['no', 'yes'])}
      {question('formerPartner', ['no', 'yes'])}
      {question('another', ['no', 'yes'])}
    </section>
  );
}
