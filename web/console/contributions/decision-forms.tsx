import { useState } from 'preact/hooks';
import {
  type ContributionDecision,
  type ContributionState,
  type DeclineReason,
  declineReasons,
  type GivenContribution,
  type IdeaOutcome,
  ideaOutcomes,
} from '../../../shared/contracts/contribution.ts';
import { contributionsIn } from '../../../shared/texts/contributions/contributions.ts';
import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { Select, TextArea } from '../kit/fields.tsx';
import { Form, focusOn, lacksReason } from '../kit/form.tsx';
import { useLanguage } from '../kit/language.ts';

type Act = Exclude<ContributionDecision['act'], 'publish'>;
type OnDecide = (decision: ContributionDecision) => Promise<boolean>;

/** What may be decided in each state, besides publishing; the outcome is an idea's alone. */
const actsIn: Readonly<Partial<Record<ContributionState, readonly Act[]>>> = {
  waiting: ['send-back', 'decline', 'keep'],
  'changes-asked': ['decline'],
  published: ['set-outcome', 'take-down'],
  kept: ['set-outcome'],
};

/** Asks for a reason of the list and words for the author, or for what became of an idea. */
function DecisionForm(props: { act: Act; sending: boolean; onDecide: OnDecide; onCancel: () => void }) {
  const { act, sending, onDecide, onCancel } = props;
  const language = useLanguage();
  const texts = contributionRoomIn[language];
  const words = contributionsIn[language];
  const [reason, setReason] = useState<DeclineReason>(declineReasons[0]);
  const [outcome, setOutcome] = useState<IdeaOutcome>(ideaOutcomes[0]);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const needsWords = act === 'send-back' || (act === 'set-outcome' && outcome === 'not-taken-up');
  const send = async () => {
    const lacking = needsWords && lacksReason(typed);
    setWrong(lacking);
    if (lacking) return focusOn('decision-words');
    const said = typed.trim() === '' ? {} : { words: typed.trim() };
    const decision: ContributionDecision =
      act === 'set-outcome'
        ? { act, outcome, ...said }
        : act === 'send-back'
          ? { act, reason, words: typed.trim() }
          : act === 'keep'
            ? { act }
            : { act, reason, ...said };
    if (await onDecide(decision)) onCancel();
  };
  return (
    <Form onSubmit={send} submit={texts.send} sending={sending} cancel={texts.cancel} onCancel={onCancel}>
      <h3>{texts.acts[act]}</h3>
      {act === 'set-outcome' ? (
        <Select
          id="decision-outcome"
          label={texts.outcome}
          value={outcome}
          options={ideaOutcomes.map((one) => [one, words.outcomes[one]] as const)}
          onValue={setOutcome}
        />
      ) : (
        act !== 'keep' && (
          <Select
            id="decision-reason"
            label={texts.reason}
            value={reason}
            options={declineReasons.map((one) => [one, words.reasons[one]] as const)}
            onValue={setReason}
          />
        )
      )}
      {act !== 'keep' && (
        <TextArea
          id="decision-words"
          label={act === 'set-outcome' ? texts.outcomeWords : texts.words}
          hint={texts.wordsHint}
          wrong={wrong ? (act === 'set-outcome' ? texts.outcomeWrong : texts.wordsWrong) : undefined}
          rows={4}
          maxLength={1_000}
          value={typed}
          onValue={setTyped}
        />
      )}
    </Form>
  );
}

/** What a moderator may decide besides publishing: one form at a time. */
export function DecisionForms({
  one,
  sending,
  onDecide,
}: {
  one: GivenContribution;
  sending: boolean;
  onDecide: OnDecide;
}) {
  const texts = contributionRoomIn[useLanguage()];
  const [open, setOpen] = useState<Act>();
  const acts = (actsIn[one.state] ?? []).filter((act) => act !== 'set-outcome' || one.kind === 'idea');
  if (acts.length === 0) return null;
  return (
    <>
      <div class="buttons">
        {acts.map((act) => (
          <button
            key={act}
            type="button"
            class="button secondary"
            aria-expanded={open === act}
            onClick={() => setOpen(open === act ? undefined : act)}
          >
            {texts.acts[act]}
          </button>
        ))}
      </div>
      {open !== undefined && (
        <DecisionForm key={open} act={open} sending={sending} onDecide={onDecide} onCancel={() => setOpen(undefined)} />
      )}
    </>
  );
}
