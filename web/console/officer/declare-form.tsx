import { useState } from 'preact/hooks';
import type { DeclaredLevel, HoursChoice } from '../../../shared/contracts/declaration.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { AreaText, Choice, Field, FocusedHeading, LevelBadge, useTexts, useTimes } from '../kit/parts.tsx';
import type { ConsoleService } from '../session/center.ts';
import { centerNow } from '../session/center-clock.ts';
import { actsSince, explain, ProblemBox, useSending } from './acts.tsx';
import {
  actOf,
  answering,
  type Draft,
  following,
  verdictOn,
  type Wrong,
  withLevel,
  wrongIn,
} from './declaration-draft.ts';
import { forecast } from './forecast.ts';
import { ActForm, EndFields, type FormGiven, ReasonFields, useComplaints, useTyped, WrongBox } from './form-parts.tsx';
import { waits } from './proposals.tsx';
import { holds } from './short-forms.tsx';
import { Summary } from './summary.tsx';
import { ZoneChooser } from './zone-chooser.tsx';

type StepGiven = { draft: Draft; wrong: readonly Wrong[]; change: (part: Partial<Draft>) => void };

function StepOne({
  service,
  draft,
  wrong,
  change,
  replace,
}: StepGiven & { service: ConsoleService; replace: (draft: Draft) => void }) {
  const texts = useTexts();
  const { form } = texts;
  return (
    <>
      <Choice<DeclaredLevel>
        name="level"
        legend={form.level}
        options={(['alert', 'emergency'] as const).map((value) => ({
          value,
          label: texts.posture[value],
          mark: value,
        }))}
        value={draft.level}
        onChoose={(level) => replace(withLevel(service, draft, level))}
      />
      <Choice<Draft['where']>
        name="where"
        legend={form.where}
        options={[
          { value: 'zones', label: form.someZones },
          { value: 'national', label: texts.national },
        ]}
        value={draft.where}
        onChoose={(where) => change({ where })}
      />
      {draft.where === 'zones' && (
        <ZoneChooser
          chosen={draft.zones}
          onChoose={(zones) => change({ zones })}
          wrong={wrong.includes('zones') ? form.wrong.zones : undefined}
        />
      )}
      <Choice<HoursChoice>
        name="hours"
        legend={form.hours}
        hint={form.hoursHint}
        options={(['none', 'extended', 'around-the-clock'] as const).map((value) => ({
          value,
          label: form.hoursOf[value],
        }))}
        value={draft.hours}
        onChoose={(hours) => change({ hours })}
      />
    </>
  );
}

function StepTwo({ draft, wrong, change }: StepGiven) {
  const { form } = useTexts();
  const names = { it: 'noticeIt', en: 'noticeEn', de: 'noticeDe' } as const;
  return (
    <>
      <ReasonFields draft={draft} wrong={wrong} change={change} />
      {draft.changes === undefined && <EndFields draft={draft} wrong={wrong} change={change} />}
      <h2>{form.notices}</h2>
      <p class="hint">{form.noticesHint}</p>
      {languages.map((language) => (
        <Field
          key={language}
          id={`notice-${language}`}
          label={form.noticeIn[language]}
          wrong={wrong.includes(names[language]) ? form.wrong[names[language]] : undefined}
        >
          {(described) => (
            <textarea
              {...described}
              rows={4}
              lang={language}
              maxLength={4000}
              value={draft.notice[language]}
              onInput={({ currentTarget }) => change({ notice: { ...draft.notice, [language]: currentTarget.value } })}
            />
          )}
        </Field>
      ))}
    </>
  );
}

/** A proposal that came to say something else while an officer was answering it. */
function ChangedProposal({
  proposal,
  onFollow,
  onKeep,
}: {
  proposal: Proposal;
  onFollow: () => void;
  onKeep: () => void;
}) {
  const { proposals: texts } = useTexts();
  const { moment } = useTimes();
  return (
    <div class="callout" role="alert">
      <p>{texts.changedMeanwhile}</p>
      <p>
        <LevelBadge level={proposal.level} /> {texts.validity(moment(proposal.validFrom), moment(proposal.validTo))}
      </p>
      <AreaText area={proposal.area} />
      <div class="buttons">
        <button type="button" class="button primary" onClick={onFollow}>
          {texts.follow}
        </button>
        <button type="button" class="button secondary" onClick={onKeep}>
          {texts.keepMine}
        </button>
      </div>
    </div>
  );
}

/** Declares or changes in three steps: what and where, why and until when, what will change. Nothing happens before the last. */
export function DeclareForm(given: FormGiven & { start: () => Draft; proposal?: Proposal | undefined }) {
  const { api, service, view, by, roster, refresh, typed, onDone, onCancel, start, proposal } = given;
  const texts = useTexts();
  const { form, actions } = texts;
  const [draft, setDraft] = useTyped(typed, start);
  const [step, setStep] = useState<1 | 2 | 3>(1);
  const { wrong, tries, complain, setWrong } = useComplaints();
  const [seen, setSeen] = useState(view.version);
  const { sending, done, problem, send } = useSending(api, service.service, refresh);
  const [unmarked, setUnmarked] = useState<string>();

  const replace = (next: Draft) => {
    setDraft(next);
    // A complaint goes as soon as it is mended; a new one waits for the next try.
    if (step < 3) setWrong(wrong.filter((name) => wrongIn(next, step as 1 | 2, centerNow()).includes(name)));
  };
  const change = (part: Partial<Draft>) => replace({ ...draft, ...part });
  const next = () => {
    if (step === 3) return;
    if (complain(wrongIn(draft, step, centerNow()))) return;
    setStep(step === 1 ? 2 : 3);
    setSeen(view.version);
  };
  const back = () => {
    setWrong([]);
    if (step === 1) onCancel();
    else setStep(step === 3 ? 2 : 1);
  };
  const confirm = async () => {
    const act = actOf(draft, centerNow());
    if ((await send(act, seen)) === undefined) return;
    typed.drop();
    const { proposal: answered } = draft;
    if (answered !== undefined) {
      const decision = { verdict: verdictOn(draft), revision: answered.revision, reason: draft.reason.trim() };
      try {
        await api.decide(service.service, answered.id, decision);
      } catch (failure) {
        setUnmarked(explain(failure, texts.refusal));
        await refresh();
        return onDone(texts.proposals.notMarked);
      }
    }
    await refresh();
    onDone(act.act === 'change' ? texts.done.change : texts.done.declare);
  };
  const meanwhile = step === 3 && !done ? actsSince(view, seen) : [];
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
      problem={problem ?? unmarked}
      meanwhile={meanwhile}
      ledger={view.acts}
      onRead={() => setSeen(view.version)}
      onSubmit={step === 3 ? confirm : next}
      cancel={step === 1 ? actions.cancel : actions.back}
      onCancel={back}
    >
      <p class="step">
        {form.steps(step)} {draft.changes === undefined ? '' : `· ${form.changeTitle}`}
      </p>
      <FocusedHeading key={step}>{form.titles[step - 1]}</FocusedHeading>
      <WrongBox wrong={wrong} tries={tries} />
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
      {foreseen !== undefined && 'before' in foreseen && <Summary forecast={foreseen} roster={roster} />}
    </ActForm>
  );
}
