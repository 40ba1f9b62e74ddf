import { useState } from 'preact/hooks';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { DEFAULT_LENGTH, LONGEST_LENGTH } from '../../../shared/core/posture/ledger.ts';
import { present } from '../../../shared/core/present.ts';
import { lacksReason, useComplaints } from '../kit/form.tsx';
import { useTexts } from '../kit/language.ts';
import { AreaText, FocusedHeading, LevelBadge } from '../kit/parts.tsx';
import { wallTimeOf } from '../kit/rome-time.ts';
import { useSending } from '../kit/sending.ts';
import { Countdown, useTimes } from '../kit/times.tsx';
import { useTyped } from '../kit/typed.ts';
import { centerNow } from '../session/center-clock.ts';
import { EndFields, ReasonField, ReasonFields, WrongInAct } from './act-fields.tsx';
import { ActForm, useActing, useRefusal } from './act-form.tsx';
import { actsSince } from './acts.tsx';
import { basisOf, type Draft, endOf, newDraft, type Wrong, wrongIn } from './declaration-draft.ts';
import { forecast } from './forecast.ts';
import type { DutyGiven, InForce } from './given.ts';
import { waits } from './proposals.tsx';
import { Summary } from './summary.tsx';

/** The declaration that a form is about. */
function About({ declaration }: { declaration: InForce }) {
  return (
    <div class={`declaration ${declaration.level}`}>
      <p>
        <LevelBadge level={declaration.level} /> <Countdown to={declaration.endsAt} />
      </p>
      <AreaText area={declaration.area} />
      <p>«{declaration.reason}»</p>
    </div>
  );
}

/** Whether a declaration is still in force: it may end, by itself or by another officer, while one types about it. */
export const holds = (view: LedgerView, { declaration }: Pick<InForce, 'declaration'>): boolean =>
  view.declarations.some((one) => one.declaration === declaration);

const withoutReason = (reason: string): Wrong[] => (lacksReason(reason) ? ['reason'] : []);

/** Puts the end of a declaration off: by a day, unless the officer says when. */
export function RenewForm(given: DutyGiven & { declaration: InForce }) {
  const { service, view, refresh, typed, onDone, onCancel, declaration } = given;
  const texts = useTexts();
  const { moment } = useTimes();
  const [draft, setDraft] = useTyped<Draft>(typed, () => {
    const end = Math.min(Date.parse(declaration.endsAt) + DEFAULT_LENGTH, centerNow() + LONGEST_LENGTH - 60_000);
    return { ...newDraft(service, centerNow()), end: 'date', endDate: wallTimeOf(new Date(end).toISOString()) };
  });
  const { wrong, tries, complain } = useComplaints<Wrong>();
  const [seen, setSeen] = useState(view.version);
  const { sending, done, problem, act } = useActing(given);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const renew = async () => {
    if (complain(wrongIn(draft, 2, centerNow()))) return;
    const renewal = present({
      act: 'renew',
      declaration: declaration.declaration,
      reason: draft.reason.trim(),
      legalBasis: basisOf(draft),
      endsAt: endOf(draft, centerNow()),
    });
    if ((await act(renewal, seen)) === undefined) return;
    typed.drop();
    await refresh();
    onDone(texts.done.renew);
  };
  const over = !done && !holds(view, declaration);
  return (
    <ActForm
      submit={over ? undefined : texts.actions.confirmRenewal}
      sending={sending}
      problem={problem ?? (over ? texts.refusal['already-over'] : undefined)}
      meanwhile={done ? [] : actsSince(view, seen)}
      ledger={view.acts}
      onRead={() => setSeen(view.version)}
      onSubmit={renew}
      cancel={texts.actions.cancel}
      onCancel={onCancel}
    >
      <FocusedHeading>{texts.renew.title}</FocusedHeading>
      <About declaration={declaration} />
      <p>
        {texts.renew.until} <strong>{moment(declaration.endsAt)}</strong>
      </p>
      <WrongInAct wrong={wrong} tries={tries} />
      <EndFields draft={draft} wrong={wrong} change={change} />
      <ReasonFields draft={draft} wrong={wrong} change={change} hint={texts.renew.reasonHint} />
    </ActForm>
  );
}

/** Ends a declaration at once, after showing what that changes. */
export function StandDownForm(given: DutyGiven & { declaration: InForce }) {
  const { service, view, by, roster, refresh, typed, onDone, onCancel, declaration } = given;
  const texts = useTexts();
  const [reason, setReason] = useTyped(typed, () => '');
  const { wrong, tries, complain } = useComplaints<Wrong>();
  const [seen, setSeen] = useState(view.version);
  const { sending, done, problem, act } = useActing(given);
  const ending = { act: 'stand-down' as const, declaration: declaration.declaration, reason: reason.trim() };
  const foreseen = forecast(service, view, ending, by, new Date(centerNow()).toISOString());
  const standDown = async () => {
    if (complain(withoutReason(reason)) || (await act(ending, seen)) === undefined) return;
    typed.drop();
    await refresh();
    onDone(texts.done['stand-down']);
  };
  return (
    <ActForm
      submit={done || 'before' in foreseen ? texts.actions.confirmStandDown : undefined}
      sending={sending}
      problem={problem ?? (!done && 'refused' in foreseen ? texts.refusal['already-over'] : undefined)}
      meanwhile={done ? [] : actsSince(view, seen)}
      ledger={view.acts}
      onRead={() => setSeen(view.version)}
      onSubmit={standDown}
      cancel={texts.actions.cancel}
      onCancel={onCancel}
    >
      <FocusedHeading>{texts.standDown.title}</FocusedHeading>
      <p class="lead">{texts.standDown.lead}</p>
      <About declaration={declaration} />
      <WrongInAct wrong={wrong} tries={tries} />
      <ReasonField reason={reason} wrong={wrong} onWrite={setReason} />
      {'before' in foreseen && <Summary forecast={foreseen} roster={roster} asks={given} />}
    </ActForm>
  );
}

/** Refuses a proposal, with the reason that stays on record. */
export function RefuseForm(given: DutyGiven & { proposal: Proposal }) {
  const { api, service, refresh, typed, onDone, onCancel, onSignedOut, proposal } = given;
  const texts = useTexts();
  // The revision that the officer read here: one that comes in between is read before it is refused.
  const [revision, setRevision] = useState(proposal.revision);
  const [reason, setReason] = useTyped(typed, () => '');
  const { wrong, tries, complain } = useComplaints<Wrong>();
  const refusalOf = useRefusal();
  const { sending, trouble, send } = useSending(onSignedOut);
  const refuse = async () => {
    if (complain(withoutReason(reason))) return;
    const decision = { verdict: 'refused' as const, revision, reason: reason.trim() };
    const sent = await send(() => api.decide(service.service, proposal.id, decision));
    if (sent === undefined) return;
    if ('answer' in sent) typed.drop();
    await refresh();
    if ('answer' in sent) onDone(texts.proposals.refusedDone);
  };
  // A proposal that changed is shown as it is now, with a button of its own.
  const problem = trouble?.what === 'changed' ? undefined : refusalOf(trouble);
  const changed = proposal.revision !== revision && waits(proposal);
  const decided = waits(proposal) ? undefined : texts.refusal[proposal.decision ? 'already-decided' : 'closed'];
  return (
    <ActForm
      submit={changed || decided !== undefined ? undefined : texts.proposals.refuseButton}
      sending={sending}
      problem={problem ?? decided}
      onSubmit={refuse}
      cancel={texts.actions.cancel}
      onCancel={onCancel}
    >
      <FocusedHeading>{texts.proposals.refuseTitle}</FocusedHeading>
      <div class={`declaration ${proposal.level}`}>
        <p>
          <LevelBadge level={proposal.level} /> <strong>{texts.proposals.cause[proposal.cause]}</strong>
        </p>
        <AreaText area={proposal.area} />
      </div>
      {changed && (
        <div class="callout" role="alert">
          <p>{texts.proposals.changedMeanwhile}</p>
          <button type="button" class="button primary" onClick={() => setRevision(proposal.revision)}>
            {texts.proposals.readAgain}
          </button>
        </div>
      )}
      <WrongInAct wrong={wrong} tries={tries} />
      <ReasonField reason={reason} wrong={wrong} onWrite={setReason} />
    </ActForm>
  );
}
