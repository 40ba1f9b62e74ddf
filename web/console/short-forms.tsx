import { useState } from 'preact/hooks';
import type { LedgerView } from '../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../shared/contracts/proposal.ts';
import { DEFAULT_LENGTH, LONGEST_LENGTH } from '../../shared/core/posture/ledger.ts';
import { actsSince, explain, Meanwhile, ProblemBox, useSending } from './acts.tsx';
import { Refused } from './api.ts';
import { centerNow } from './center-clock.ts';
import { EndFields, type FormGiven, ReasonFields, WrongBox } from './declare-form.tsx';
import { basisOf, type Draft, endOf, newDraft, type Wrong, wrongIn } from './draft.ts';
import { forecast } from './forecast.ts';
import { AreaText, Countdown, FocusedHeading, LevelBadge, useTexts, useTimes } from './parts.tsx';
import { wallTimeOf } from './rome-time.ts';
import { Summary } from './summary.tsx';

type InForce = LedgerView['declarations'][number];

/** The declaration that a form is about. */
export function About({ declaration }: { declaration: InForce }) {
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

/** Puts the end of a declaration off: by a day, unless the officer says when. */
export function RenewForm(given: FormGiven & { declaration: InForce }) {
  const { api, service, view, refresh, onDone, onCancel, declaration } = given;
  const texts = useTexts();
  const { moment } = useTimes();
  const [draft, setDraft] = useState<Draft>(() => {
    const end = Math.min(Date.parse(declaration.endsAt) + DEFAULT_LENGTH, centerNow() + LONGEST_LENGTH - 60_000);
    return { ...newDraft(service, centerNow()), end: 'date', endDate: wallTimeOf(new Date(end).toISOString()) };
  });
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const [tries, setTries] = useState(0);
  const [seen, setSeen] = useState(view.version);
  const { sending, problem, send } = useSending(api, service.service, refresh);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const meanwhile = actsSince(view, seen);
  const renew = async () => {
    const found = wrongIn(draft, 2, centerNow());
    setWrong(found);
    setTries(tries + 1);
    if (found.length > 0) return;
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
    await refresh();
    onDone(texts.done.renew);
  };
  return (
    <form
      class="declare"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        renew();
      }}
    >
      <FocusedHeading>{texts.renew.title}</FocusedHeading>
      <About declaration={declaration} />
      <p>
        {texts.renew.until} <strong>{moment(declaration.endsAt)}</strong>
      </p>
      <WrongBox wrong={wrong} tries={tries} />
      <EndFields draft={draft} wrong={wrong} change={change} />
      <ReasonFields draft={draft} wrong={wrong} change={change} hint={texts.renew.reasonHint} />
      {meanwhile.length > 0 && <Meanwhile acts={meanwhile} onRead={() => setSeen(view.version)} />}
      <ProblemBox problem={problem} />
      <div class="buttons">
        {meanwhile.length === 0 && (
          <button type="submit" class="button primary" disabled={sending}>
            {sending ? texts.actions.sending : texts.actions.confirmRenewal}
          </button>
        )}
        <button type="button" class="button secondary" onClick={onCancel}>
          {texts.actions.cancel}
        </button>
      </div>
    </form>
  );
}

/** Ends a declaration at once, after showing what that changes. */
export function StandDownForm(given: FormGiven & { declaration: InForce }) {
  const { api, service, view, by, roster, refresh, onDone, onCancel, declaration } = given;
  const texts = useTexts();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const [tries, setTries] = useState(0);
  const [seen, setSeen] = useState(view.version);
  const { sending, problem, send } = useSending(api, service.service, refresh);
  const meanwhile = actsSince(view, seen);
  const act = { act: 'stand-down' as const, declaration: declaration.declaration, reason: reason.trim() };
  const foreseen = forecast(service, view, act, by, new Date(centerNow()).toISOString());
  const standDown = async () => {
    const found: Wrong[] = reason.trim().length < 3 ? ['reason'] : [];
    setWrong(found);
    setTries(tries + 1);
    if (found.length > 0 || (await send(act, seen)) === undefined) return;
    await refresh();
    onDone(texts.done['stand-down']);
  };
  return (
    <form
      class="declare"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        standDown();
      }}
    >
      <FocusedHeading>{texts.standDown.title}</FocusedHeading>
      <p class="lead">{texts.standDown.lead}</p>
      <About declaration={declaration} />
      <WrongBox wrong={wrong} tries={tries} />
      <div class={`field${wrong.length > 0 ? ' wrong' : ''}`}>
        <label for="reason">{texts.form.reason}</label>
        <textarea
          id="reason"
          rows={3}
          maxLength={2000}
          aria-invalid={wrong.length > 0}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </div>
      {'before' in foreseen && <Summary forecast={foreseen} roster={roster} />}
      {meanwhile.length > 0 && <Meanwhile acts={meanwhile} onRead={() => setSeen(view.version)} />}
      <ProblemBox problem={problem ?? ('refused' in foreseen ? texts.refusal[foreseen.refused] : undefined)} />
      <div class="buttons">
        {meanwhile.length === 0 && 'before' in foreseen && (
          <button type="submit" class="button primary" disabled={sending}>
            {sending ? texts.actions.sending : texts.actions.confirmStandDown}
          </button>
        )}
        <button type="button" class="button secondary" onClick={onCancel}>
          {texts.actions.cancel}
        </button>
      </div>
    </form>
  );
}

/** Refuses a proposal, with the reason that stays on record. */
export function RefuseForm(
  given: Pick<FormGiven, 'api' | 'service' | 'refresh' | 'onDone' | 'onCancel'> & { proposal: Proposal },
) {
  const { api, service, refresh, onDone, onCancel, proposal } = given;
  const texts = useTexts();
  // The revision that the officer reads here, even if a bulletin comes in between.
  const [revision] = useState(proposal.revision);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const [tries, setTries] = useState(0);
  const [problem, setProblem] = useState<string>();
  const [sending, setSending] = useState(false);
  const refuse = async () => {
    const found: Wrong[] = reason.trim().length < 3 ? ['reason'] : [];
    setWrong(found);
    setTries(tries + 1);
    if (found.length > 0) return;
    setSending(true);
    try {
      await api.decide(service.service, proposal.id, { verdict: 'refused', revision, reason: reason.trim() });
      await refresh();
      onDone(texts.proposals.refusedDone);
    } catch (failure) {
      await refresh();
      const changed = failure instanceof Refused && failure.status === 412;
      setProblem(changed ? texts.proposals.changedMeanwhile : explain(failure, texts.refusal));
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      class="declare"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        refuse();
      }}
    >
      <FocusedHeading>{texts.proposals.refuseTitle}</FocusedHeading>
      <div class={`declaration ${proposal.level}`}>
        <LevelBadge level={proposal.level} /> <AreaText area={proposal.area} />
      </div>
      <WrongBox wrong={wrong} tries={tries} />
      <div class={`field${wrong.length > 0 ? ' wrong' : ''}`}>
        <label for="reason">{texts.form.reason}</label>
        <textarea
          id="reason"
          rows={3}
          maxLength={2000}
          aria-invalid={wrong.length > 0}
          value={reason}
          onInput={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </div>
      <ProblemBox problem={problem} />
      <div class="buttons">
        <button type="submit" class="button primary" disabled={sending}>
          {sending ? texts.actions.sending : texts.proposals.refuseButton}
        </button>
        <button type="button" class="button secondary" onClick={onCancel}>
          {texts.actions.cancel}
        </button>
      </div>
    </form>
  );
}
