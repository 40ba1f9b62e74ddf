import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeclaredLevel, HoursChoice, Officer } from '../../shared/contracts/declaration.ts';
import type { LedgerView } from '../../shared/contracts/officer-view.ts';
import { languages } from '../../shared/contracts/text.ts';
import { actsSince, explain, Meanwhile, ProblemBox, useSending } from './acts.tsx';
import type { Api } from './api.ts';
import type { ConsoleService } from './center.ts';
import { centerNow } from './center-clock.ts';
import { actOf, type Draft, verdictOn, type Wrong, withLevel, wrongIn } from './draft.ts';
import { forecast } from './forecast.ts';
import { Choice, Field, FocusedHeading, useTexts } from './parts.tsx';
import { type OnRoster, Summary } from './summary.tsx';
import { ZoneChooser } from './zone-chooser.tsx';

export type FormGiven = {
  api: Api;
  service: ConsoleService;
  view: LedgerView;
  by: Officer;
  roster: readonly OnRoster[];
  refresh: () => Promise<void>;
  onDone: (said: string) => void;
  onCancel: () => void;
};

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

/** Reason and legal basis: what every act needs. */
export function ReasonFields({
  draft,
  wrong,
  change,
  hint,
}: {
  draft: Pick<Draft, 'reason' | 'basis' | 'basisNumber' | 'basisDate'>;
  wrong: readonly Wrong[];
  change: (part: Partial<Draft>) => void;
  hint?: string;
}) {
  const texts = useTexts();
  const { form } = texts;
  const said = (name: Wrong) => (wrong.includes(name) ? form.wrong[name] : undefined);
  return (
    <>
      <Field id="reason" label={form.reason} hint={hint ?? form.reasonHint} wrong={said('reason')}>
        {(described) => (
          <textarea
            {...described}
            rows={3}
            maxLength={2000}
            value={draft.reason}
            onInput={({ currentTarget }) => change({ reason: currentTarget.value })}
          />
        )}
      </Field>
      <Choice<Draft['basis']>
        name="basis"
        legend={form.basis}
        options={[
          { value: 'none', label: form.basisNone },
          { value: 'decree', label: texts.basisOf.decree },
          { value: 'resolution', label: texts.basisOf.resolution },
        ]}
        value={draft.basis}
        onChoose={(basis) => change({ basis })}
      />
      {draft.basis !== 'none' && (
        <div class="pair">
          <Field id="basis-number" label={form.basisNumber} wrong={said('basisNumber')}>
            {(described) => (
              <input
                {...described}
                maxLength={80}
                value={draft.basisNumber}
                onInput={({ currentTarget }) => change({ basisNumber: currentTarget.value })}
              />
            )}
          </Field>
          <Field id="basis-date" label={form.basisDate} wrong={said('basisDate')}>
            {(described) => (
              <input
                {...described}
                type="date"
                value={draft.basisDate}
                onInput={({ currentTarget }) => change({ basisDate: currentTarget.value })}
              />
            )}
          </Field>
        </div>
      )}
    </>
  );
}

/** When a declaration ends: hours from now, or a moment of its own. */
export function EndFields({
  draft,
  wrong,
  change,
}: {
  draft: Pick<Draft, 'end' | 'endDate'>;
  wrong: readonly Wrong[];
  change: (part: Partial<Draft>) => void;
}) {
  const { form } = useTexts();
  const [problem] = wrong.filter((name) => name.startsWith('end'));
  return (
    <>
      <Choice<Draft['end']>
        name="end"
        legend={form.end}
        hint={form.endHint}
        options={[
          ...(['6', '12', '24', '48'] as const).map((value) => ({ value, label: form.endIn(value) })),
          { value: 'date', label: form.endAt },
        ]}
        value={draft.end}
        onChoose={(end) => change({ end })}
      />
      {draft.end === 'date' && (
        <Field id="end-date" label={form.endDate} wrong={problem && form.wrong[problem]}>
          {(described) => (
            <input
              {...described}
              type="datetime-local"
              value={draft.endDate}
              onInput={({ currentTarget }) => change({ endDate: currentTarget.value })}
            />
          )}
        </Field>
      )}
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

/** The fields that a wrong one leads to. */
const fieldOf: Record<Wrong, string> = {
  zones: 'zone-search',
  reason: 'reason',
  basisNumber: 'basis-number',
  basisDate: 'basis-date',
  endDate: 'end-date',
  endPast: 'end-date',
  endFar: 'end-date',
  noticeIt: 'notice-it',
  noticeEn: 'notice-en',
  noticeDe: 'notice-de',
};

/** What is wrong, above the form, each with a way to its field. */
export function WrongBox({ wrong, tries }: { wrong: readonly Wrong[]; tries: number }) {
  const { form } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wrong.length > 0) box.current?.focus();
  }, [tries]);
  if (wrong.length === 0) return null;
  const go = (event: Event, name: Wrong) => {
    event.preventDefault();
    document.getElementById(fieldOf[name])?.focus();
  };
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{form.wrongTitle}</h2>
      <ul>
        {wrong.map((name) => (
          <li key={name}>
            <a href={`#${fieldOf[name]}`} onClick={(event) => go(event, name)}>
              {form.wrong[name]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Declares or changes in three steps: what and where, why and until when, what will change. Nothing happens before the last. */
export function DeclareForm(given: FormGiven & { start: Draft; keep: (draft: Draft | undefined) => void }) {
  const { api, service, view, by, roster, refresh, onDone, onCancel, start, keep } = given;
  const texts = useTexts();
  const { form, actions } = texts;
  const [draft, setDraft] = useState(start);
  const [step, setStep] = useState<1 | 2 | 3>(1);
  const [tries, setTries] = useState(0);
  const [wrong, setWrong] = useState<readonly Wrong[]>([]);
  const [seen, setSeen] = useState(view.version);
  const { sending, problem, send } = useSending(api, service.service, refresh);
  const [unmarked, setUnmarked] = useState<string>();

  const replace = (next: Draft) => {
    setDraft(next);
    keep(next);
    // A complaint goes as soon as it is mended; a new one waits for the next try.
    if (step < 3) setWrong(wrong.filter((name) => wrongIn(next, step as 1 | 2, centerNow()).includes(name)));
  };
  const change = (part: Partial<Draft>) => replace({ ...draft, ...part });
  const next = () => {
    if (step === 3) return;
    const found = wrongIn(draft, step, centerNow());
    setWrong(found);
    setTries(tries + 1);
    if (found.length > 0) return;
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
    keep(undefined);
    const { proposal } = draft;
    if (proposal !== undefined) {
      const decision = { verdict: verdictOn(draft), revision: proposal.revision, reason: draft.reason.trim() };
      try {
        await api.decide(service.service, proposal.id, decision);
      } catch (failure) {
        setUnmarked(explain(failure, texts.refusal));
        await refresh();
        return onDone(texts.proposals.notMarked);
      }
    }
    await refresh();
    onDone(act.act === 'change' ? texts.done.change : texts.done.declare);
  };
  const meanwhile = step === 3 ? actsSince(view, seen) : [];
  const now = new Date(centerNow()).toISOString();
  const foreseen = step === 3 ? forecast(service, view, actOf(draft, Date.parse(now)), by, now) : undefined;

  return (
    <form
      class="declare"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (step === 3) confirm();
        else next();
      }}
    >
      <p class="step">
        {form.steps(step)} {draft.changes === undefined ? '' : `· ${form.changeTitle}`}
      </p>
      <FocusedHeading key={step}>{form.titles[step - 1]}</FocusedHeading>
      <WrongBox wrong={wrong} tries={tries} />
      {step === 1 && <StepOne service={service} draft={draft} wrong={wrong} change={change} replace={replace} />}
      {step === 2 && <StepTwo draft={draft} wrong={wrong} change={change} />}
      {foreseen !== undefined && 'refused' in foreseen && (
        <ProblemBox problem={texts.refusal[foreseen.refused] ?? texts.refusal['other']} />
      )}
      {foreseen !== undefined && 'before' in foreseen && <Summary forecast={foreseen} roster={roster} />}
      {meanwhile.length > 0 && <Meanwhile acts={meanwhile} onRead={() => setSeen(view.version)} />}
      <ProblemBox problem={problem ?? unmarked} />
      <div class="buttons">
        {meanwhile.length === 0 && !(foreseen !== undefined && 'refused' in foreseen) && (
          <button type="submit" class={`button primary ${step === 3 ? draft.level : ''}`} disabled={sending}>
            {sending
              ? actions.sending
              : step < 3
                ? actions.next
                : draft.changes === undefined
                  ? actions.confirm
                  : actions.confirmChange}
          </button>
        )}
        <button type="button" class="button secondary" onClick={back}>
          {step === 1 ? actions.cancel : actions.back}
        </button>
      </div>
    </form>
  );
}
