import { useState } from 'preact/hooks';
import {
  type ContributionDecision,
  type GivenContribution,
  type LetsBeKnown,
  maximumContributionLength,
  maximumTitleLength,
} from '../../../shared/contracts/contribution.ts';
import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { Line, TextArea } from '../kit/fields.tsx';
import { Form, focusOn } from '../kit/form.tsx';
import { useLanguage } from '../kit/language.ts';
import { BeKnownQuestions } from './be-known-questions.tsx';
import { type Became, MarkedThings } from './marked-things.tsx';
import { type Edited, isLeft, linesOf, placesOf, thingsIn, turnsIn, without } from './marks.ts';

type Publish = Extract<ContributionDecision, { act: 'publish' }>;
type Answers = { [Question in keyof LetsBeKnown]?: LetsBeKnown[Question] };
const allAnswered = (answers: Answers): answers is LetsBeKnown =>
  answers.minor !== undefined && answers.formerPartner !== undefined && answers.another !== undefined;

/** What keeps a text from being published, in the order in which it is mended. */
type Fault = 'marks' | 'questions' | 'dialogue';

/** The text that everybody will read, as a moderator makes it, and which marked things stay in it. */
function useEdited({ shown, title = '', text = '' }: GivenContribution) {
  const [edited, setEdited] = useState<Edited>(() => ({
    title: shown?.title ?? title,
    text: shown?.text ?? text,
    turns: shown?.dialogue ?? [],
  }));
  const [lines, setLines] = useState(() => linesOf(shown?.dialogue ?? []));
  const [kept, setKept] = useState<readonly string[]>([]);
  const stateOf = (words: string): Became =>
    !isLeft(edited, words) ? 'removed' : kept.includes(words) ? 'stays' : 'undecided';
  return {
    edited,
    setEdited,
    lines,
    kept,
    stateOf,
    remove: (words: string, instead: string) => {
      setEdited(without(edited, words, instead));
      setLines(lines.replaceAll(words, instead));
    },
    keep: (words: string) => setKept(kept.includes(words) ? kept.filter((each) => each !== words) : [...kept, words]),
    type: (typed: string) => {
      setLines(typed);
      const turns = turnsIn(typed);
      if (turns !== undefined) setEdited({ ...edited, turns });
    },
  };
}

/** The fields of what will be read: title, text and, where its author allows it, the dialogue. */
function EditedFields(props: {
  one: GivenContribution;
  known: ReturnType<typeof useEdited>;
  withDialogue: boolean;
  wrong: boolean;
}) {
  const { one, known, withDialogue, wrong } = props;
  const { edited, setEdited, lines, type } = known;
  const texts = contributionRoomIn[useLanguage()];
  return (
    <>
      <Line
        id="shown-title"
        label={texts.titleField}
        maxLength={maximumTitleLength}
        value={edited.title}
        onValue={(title) => setEdited({ ...edited, title })}
      />
      <TextArea
        id="shown-text"
        label={texts.textField}
        rows={14}
        maxLength={maximumContributionLength}
        lang={one.language}
        value={edited.text}
        onValue={(text) => setEdited({ ...edited, text })}
      />
      {withDialogue && (
        <TextArea
          id="shown-dialogue"
          label={texts.dialogueField}
          hint={texts.dialogueHint}
          wrong={wrong ? texts.dialogueWrong : undefined}
          rows={6}
          maxLength={20_000}
          lang={one.language}
          value={lines}
          onValue={type}
        />
      )}
    </>
  );
}

/**
 * What everybody will read, made of the original: each marked thing is taken out or confirmed, and three questions are
 * answered, before it can be published. `left` are the marks that the center found in it and nobody confirmed.
 */
export function PublishForm(props: {
  one: GivenContribution;
  left: readonly GivenContribution['marks'][number][];
  sending: boolean;
  onPublish: (decision: Publish) => Promise<boolean>;
}) {
  const { one, left, sending, onPublish } = props;
  const texts = contributionRoomIn[useLanguage()];
  const known = useEdited(one);
  const { edited, lines, kept, stateOf } = known;
  const [answers, setAnswers] = useState<Answers>({});
  const [fault, setFault] = useState<Fault>();
  const things = thingsIn([...one.marks, ...left]);
  const withDialogue = one.kind === 'story' && one.consents.dialogue === 'yes';
  const forbidden = Object.values(answers).includes('yes');
  const publish = async () => {
    const turns = withDialogue ? turnsIn(lines) : [];
    const undecided = things.some(({ words }) => stateOf(words) === 'undecided');
    const complain = (found: Fault) => {
      setFault(found);
      focusOn(found === 'dialogue' ? 'shown-dialogue' : `publish-${found}`);
    };
    setFault(undefined);
    if (turns === undefined) return complain('dialogue');
    if (undecided) return complain('marks');
    if (!allAnswered(answers)) return complain('questions');
    const { title, text } = edited;
    const confirmed = placesOf({ title, text, turns }, kept);
    const dialogue = turns.length > 0 ? { dialogue: [...turns] } : {};
    await onPublish({ act: 'publish', title, text, ...dialogue, letsBeKnown: answers, confirmed });
  };
  return (
    <section aria-labelledby="to-show">
      <h2 id="to-show">{texts.toShow}</h2>
      <p class="hint">{texts.toShowHint}</p>
      <Form
        onSubmit={publish}
        submit={one.state === 'published' ? texts.acts.correct : texts.acts.publish}
        sending={sending}
        waiting={forbidden || one.consents.publish === 'no'}
      >
        <EditedFields one={one} known={known} withDialogue={withDialogue} wrong={fault === 'dialogue'} />
        <MarkedThings
          things={things}
          language={one.language}
          wrong={fault === 'marks'}
          stateOf={stateOf}
          onRemove={known.remove}
          onKeep={known.keep}
        />
        <BeKnownQuestions
          answers={answers}
          wrong={fault === 'questions'}
          parentAgrees={one.parentAgrees === 'yes'}
          onAnswer={setAnswers}
        />
        {forbidden && <p class="notice alert">{texts.forbidden}</p>}
        {one.consents.publish === 'no' && <p class="notice">{texts.refused['no-consent']}</p>}
      </Form>
    </section>
  );
}
