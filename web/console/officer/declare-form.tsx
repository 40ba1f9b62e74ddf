import { useState } from 'preact/hooks';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { ProblemBox, useComplaints } from '../kit/form.tsx';
import { useTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { useTimes } from '../kit/times.tsx';
import { useTyped } from '../kit/typed.ts';
import { centerNow } from '../session/center-clock.ts';
import { WrongInAct } from './act-fields.tsx';
import { ActForm, useActing, useRefusal } from './act-form.tsx';
import { actsSince } from './acts.tsx';
import {
  actOf,
  answering,
  type Draft,
  draftFromDeclaration,
  draftFromProposal,
  following,
  newDraft,
  verdictOn,
  type Wrong,
  wrongIn,
} from './declaration-draft.ts';
import { ChangedProposal, StepOne, StepTwo } from './declare-steps.tsx';
import { forecast } from './forecast.ts';
import type { DutyGiven, InForce } from './given.ts';
import { waits } from './proposals.tsx';
import { holds } from './short-forms.tsx';
import { Summary } from './summary.tsx';

/** A draft on its way through the three steps, with what is wrong in the step where it is. */
function useSteps({ typed, view, onCancel }: DutyGiven, start: () => Draft) {
  const [draft, setDraft] = useTyped(typed, start);
  const [step, setStep] = useState<1 | 2 | 3>(1);
  const { wrong, tries, complain, mend, setWrong } = useComplaints<Wrong>();
  /** The version of the ledger that the officer saw. */
  const [seen, setSeen] = useState(view.version);
  const replace = (next: Draft) => {
    setDraft(next);
    if (step < 3) mend(wrongIn(next, step as 1 | 2, centerNow()));
  };
  const change = (part: Partial<Draft>) => replace({ ...draft, ...part });
  const next = () => {
    if (step === 3 || complain(wrongIn(draft, step, centerNow()))) return;
    setStep(step === 1 ? 2 : 3);
    setSeen(view.version);
  };
  const back = () => {
    setWrong([]);
    if (step === 1) onCancel();
    else setStep(step === 3 ? 2 : 1);
  };
  return { draft, step, wrong, tries, seen, setSeen, replace, change, next, back };
}

/** Declares what a draft says, and marks the proposal that it answers. */
function useDeclaring(given: DutyGiven, draft: Draft, seen: number) {
  const { api, service, typed, refresh, onDone, onSignedOut } = given;
  const texts = useTexts();
  const refusalOf = useRefusal();
  const { sending, done, problem, act } = useActing(given);
  const marking = useSending(onSignedOut);
  const confirm = async () => {
    const wanted = actOf(draft, centerNow());
    if ((await act(wanted, seen)) === undefined) return;
    typed.drop();
    const { proposal: answered } = draft;
    if (answered !== undefined) {
      const decision = { verdict: verdictOn(draft), revision: answered.revision, reason: draft.reason.trim() };
      const marked = await marking.send(() => api.decide(service.service, answered.id, decision));
      if (marked !== undefined && 'trouble' in marked) {
        await refresh();
        return onDone(texts.proposals.notMarked);
      }
    }
    await refresh();
    onDone(wanted.act === 'change' ? texts.done.change : texts.done.declare);
  };
  return { sending, done, problem: problem ?? refusalOf(marking.trouble), confirm };
}

/**
 * Declares or changes in three steps: what and where, why and until when, what will change. Nothing happens before the
 * last.
 */
function DeclareForm(given: DutyGiven & { start: () => Draft; proposal?: Proposal | undefined }) {
  const { service, view, by, roster, start, proposal } = given;
  const texts = useTexts();
  const { form, actions } = texts;
  const steps = useSteps(given, start);
  const { draft, step, wrong, seen, change, replace } = steps;
  const { sending, done, problem, confirm } = useDeclaring(given, draft, seen);
  const now = new Date(centerNow()).toISOString();
  const foreseen = step === 3 && !done ? forecast(service, view, actOf(draft, Date.parse(now)), by, now) : undefined;
  const over = !done && draft.changes !== undefined && !holds(view, { declaration: draft.changes });
  const changed =
    !done && proposal !== undefined && waits(proposal) && draft.proposal?.id === proposal.id
      ? proposal.revision !== draft.proposal.revision
      : false;
  const refused = over
    ? 'already-over'
    : foreseen !== undefined && 'refused' in foreseen
      ? foreseen.refused
      : undefined;
  const confirming = draft.changes === undefined ? actions.confirm : actions.confirmChange;
  return (
    <ActForm
      submit={refused === undefined && !changed ? (step < 3 ? actions.next : confirming) : undefined}
      mark={step === 3 ? draft.level : ''}
      sending={sending}
      problem={problem}
      meanwhile={step === 3 && !done ? actsSince(view, seen) : []}
      ledger={view.acts}
      onRead={() => steps.setSeen(view.version)}
      onSubmit={step === 3 ? confirm : steps.next}
      cancel={step === 1 ? actions.cancel : actions.back}
      onCancel={steps.back}
    >
      <p class="step">
        {form.steps(step)} {draft.changes === undefined ? '' : `· ${form.changeTitle}`}
      </p>
      <FocusedHeading key={step}>{form.titles[step - 1]}</FocusedHeading>
      <WrongInAct wrong={wrong} tries={steps.tries} />
      {step === 1 && <StepOne service={service} draft={draft} wrong={wrong} change={change} replace={replace} />}
      {step === 2 && <StepTwo draft={draft} wrong={wrong} change={change} />}
      {changed && proposal !== undefined && (
        <ChangedProposal
          proposal={proposal}
          onFollow={() => replace(following(service, draft, proposal, centerNow()))}
          onKeep={() => replace(answering(draft, proposal))}
        />
      )}
      {refused !== undefined && <ProblemBox problem={texts.refusal[refused] ?? texts.refusal['other']} />}
      {foreseen !== undefined && 'before' in foreseen && <Summary forecast={foreseen} roster={roster} asks={given} />}
    </ActForm>
  );
}

/** Declares what nobody proposed. */
export const DeclarePage = (given: DutyGiven) => (
  <DeclareForm {...given} start={() => newDraft(given.service, centerNow())} />
);

/** Declares what a proposal proposes, as it is or changed. */
export function ConfirmPage(given: DutyGiven & { proposal: Proposal }) {
  const { service, proposal } = given;
  const { proposals: texts } = useTexts();
  const { short } = useTimes();
  const reason = texts.reason(texts.cause[proposal.cause], short(proposal.publishedAt));
  return <DeclareForm {...given} start={() => draftFromProposal(service, proposal, reason, centerNow())} />;
}

/** Changes a declaration in force. */
export function ChangePage(given: DutyGiven & { declaration: InForce }) {
  const { service, declaration } = given;
  return <DeclareForm {...given} start={() => draftFromDeclaration(service, declaration, centerNow())} />;
}
