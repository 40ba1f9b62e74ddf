import type { DeclaredLevel, HoursChoice } from '../../../shared/contracts/declaration.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { Choice, TextArea } from '../kit/fields.tsx';
import { useTexts } from '../kit/language.ts';
import { AreaText, LevelBadge } from '../kit/parts.tsx';
import { useTimes } from '../kit/times.tsx';
import type { ConsoleService } from '../session/center.ts';
import { EndFields, ReasonFields } from './act-fields.tsx';
import { type Draft, type Wrong, withLevel } from './declaration-draft.ts';
import { ZoneChooser } from './zone-chooser.tsx';

type StepGiven = { draft: Draft; wrong: readonly Wrong[]; change: (part: Partial<Draft>) => void };

/** Step 1: which level, where, with which hours. */
export function StepOne({
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

/** Step 2: why, until when, in which words. */
export function StepTwo({ draft, wrong, change }: StepGiven) {
  const { form } = useTexts();
  const names = { it: 'noticeIt', en: 'noticeEn', de: 'noticeDe' } as const;
  return (
    <>
      <ReasonFields draft={draft} wrong={wrong} change={change} />
      {draft.changes === undefined && <EndFields draft={draft} wrong={wrong} change={change} />}
      {draft.changes === undefined && (
        <div class="field">
          <label class="check">
            <input
              type="checkbox"
              aria-describedby="asks-reserve-hint"
              checked={draft.asksReserve}
              onChange={({ currentTarget }) => change({ asksReserve: currentTarget.checked })}
            />
            <span>{form.asksReserve}</span>
          </label>
          <p class="hint" id="asks-reserve-hint">
            {form.asksReserveHint}
          </p>
        </div>
      )}
      <h2>{form.notices}</h2>
      <p class="hint">{form.noticesHint}</p>
      {languages.map((language) => (
        <TextArea
          key={language}
          id={`notice-${language}`}
          label={form.noticeIn[language]}
          wrong={wrong.includes(names[language]) ? form.wrong[names[language]] : undefined}
          rows={4}
          lang={language}
          maxLength={4000}
          value={draft.notice[language]}
          onValue={(words) => change({ notice: { ...draft.notice, [language]: words } })}
        />
      ))}
    </>
  );
}

/** A proposal that came to say something else while an officer was answering it. */
export function ChangedProposal({
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
