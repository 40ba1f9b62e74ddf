import { useState } from 'preact/hooks';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { DEFAULT_LENGTH, LONGEST_LENGTH } from '../../../shared/core/posture/ledger.ts';
import { AreaText, Countdown, FocusedHeading, LevelBadge, useTexts, useTimes } from '../kit/parts.tsx';
import { wallTimeOf } from '../kit/rome-time.ts';
import { Refused } from '../session/api.ts';
import { centerNow } from '../session/center-clock.ts';
import { actsSince, explain, useSending } from './acts.tsx';
import { basisOf, type Draft, endOf, newDraft, type Wrong, wrongIn } from './declaration-draft.ts';
import { forecast } from './forecast.ts';
import {
  ActForm,
  EndFields,
  type FormGiven,
  ReasonField,
  ReasonFields,
  useComplaints,
  useTyped,
  WrongBox,
} from './form-parts.tsx';
import { waits } from './proposals.tsx';
import { Summary } from './summary.tsx';

type InForce = LedgerView['declarations'][number];

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

/** Whether a declaration that a form is about is still in force: it may end, by itself or by another officer, while one types. */
export const holds = (view: LedgerView, { declaration }: Pick<InForce, 'declaration'>): boolean =>
  view.declarations.some((one) => one.declaration === declaration);

const withoutReason = (reason: string): Wrong[] => (reason.trim().length < 3 ? ['reason'] : []);

/** Puts the end of a declaration off: by a day, unless the officer says when. */
export function RenewForm(given: FormGiven & { declaration: InForce }) {
  const { api, service, view, refresh, typed, onDone, onCancel, declaration } = given;
  const texts = useTexts();
  const { moment } = useTimes();
  const [draft, setDraft] = useTyped<Draft>(typed, () => {
    const end = Math.min(Date.parse(declaration.endsAt) + DEFAULT_LENGTH, centerNow() + LONGEST_LENGTH - 60_000);
    return { ...newDraft(service, centerNow()), end: 'date', endDate: wallTimeOf(new Date(end).toISOString()) };
  });
  const { wrong, tries, complain } = useComplaints();
  const [seen, setSeen] = useState(view.version);
  const { sending, done, problem, send } = useSending(api, service.service, refresh);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const renew = async () => {
    if (complain(wrongIn(draft, 2, centerNow()))) return;
    const legalBasis = basisOf(draft);
    const endsAt = endOf(draft, centerNow());
    const act = {
      act: 'renew' as const,
      declaration: declaration.declaration,
      reason: draft.reason.trim(),
      ...(legalBasis === undefined ? {} : { legalBasis }),
      ...(endsAt === undefined ? {} : { endsAt }),
    };
    if ((await send(act, seen)) === undefined) return;
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
      <WrongBox wrong={wrong} tries={tries} />
      <EndFields draft={draft} wrong={wrong} change={change} />
      <ReasonFields draft={draft} wrong={wrong} change={change} hint={texts.renew.reasonHint} />
    </ActForm>
  );
}

/** Ends a declaration at once, after showing what that changes. */
export function StandDownForm(given: FormGiven & { declaration: InForce }) {
  const { api, service, view, by, roster, refresh, typed, onDone, onCancel, declaration } = given;
  const texts = useTexts();
  const [reason, setReason] = useTyped(typed, () => '');
  const { wrong, tries, complain } = useComplaints();
  const [seen, setSeen] = useState(view.version);
  const { sending, done, problem, send } = useSending(api, service.service, refresh);
  const act = { act: 'stand-down' as const, declaration: declaration.declaration, reason: reason.trim() };
  const foreseen = forecast(service, view, act, by, new Date(centerNow()).toISOString());
  const standDown = async () => {
    if (complain(withoutReason(reason)) || (await send(act, seen)) === undefined) return;
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
      <WrongBox wrong={wrong} tries={tries} />
      <ReasonField reason={reason} wrong={wrong} onWrite={setReason} />
      {'before' in foreseen && <Summary forecast={foreseen} roster={roster} />}
    </ActForm>
  );
}

/** Refuses a proposal, with the reason that stays on record. */
export function RefuseForm(
  given: Pick<FormGiven, 'api' | 'service' | 'refresh' | 'typed' | 'onDone' | 'onCancel'> & { proposal: Proposal },
) {
  const { api, service, refresh, typed, onDone, onCancel, proposal } = given;
  const texts = useTexts();
  // The revision that the officer read here: one that comes in between is read before it is refused.
  const [revision, setRevision] = useState(proposal.revision);
  const [reason, setReason] = useTyped(typed, () => '');
  const { wrong, tries, complain } = useComplaints();
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const refuse = async () => {
    if (complain(withoutReason(reason))) return;
    setSending(true);
    setProblem(undefined);
    try {
      await api.decide(service.service, proposal.id, { verdict: 'refused', revision, reason: reason.trim() });
      typed.drop();
      await refresh();
      onDone(texts.proposals.refusedDone);
    } catch (failure) {
      await refresh();
      // A proposal that changed is shown as it is now, with a button of its own.
      if (!(failure instanceof Refused && failure.status === 412)) setProblem(explain(failure, texts.refusal));
    } finally {
      setSending(false);
    }
  };
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
      <WrongBox wrong={wrong} tries={tries} />
      <ReasonField reason={reason} wrong={wrong} onWrite={setReason} />
    </ActForm>
  );
}
