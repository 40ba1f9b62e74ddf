import { Choice, DayOrHour, Line, TextArea } from '../kit/fields.tsx';
import { WrongBox } from '../kit/form.tsx';
import { useTexts } from '../kit/language.ts';
import type { Draft, Wrong } from './declaration-draft.ts';

/** Why: a few words that stay on record. */
export function ReasonField(props: {
  reason: string;
  wrong: readonly Wrong[];
  hint?: string;
  onWrite: (reason: string) => void;
}) {
  const { reason, wrong, hint, onWrite } = props;
  const { form } = useTexts();
  return (
    <TextArea
      id="reason"
      label={form.reason}
      hint={hint}
      wrong={wrong.includes('reason') ? form.wrong.reason : undefined}
      rows={3}
      maxLength={2000}
      value={reason}
      onValue={onWrite}
    />
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
  const sentenceOf = (name: Wrong) => (wrong.includes(name) ? form.wrong[name] : undefined);
  return (
    <>
      <ReasonField
        reason={draft.reason}
        wrong={wrong}
        hint={hint ?? form.reasonHint}
        onWrite={(reason) => change({ reason })}
      />
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
          <Line
            id="basis-number"
            label={form.basisNumber}
            wrong={sentenceOf('basisNumber')}
            maxLength={80}
            value={draft.basisNumber}
            onValue={(basisNumber) => change({ basisNumber })}
          />
          <DayOrHour
            id="basis-date"
            type="date"
            label={form.basisDate}
            wrong={sentenceOf('basisDate')}
            value={draft.basisDate}
            onValue={(basisDate) => change({ basisDate })}
          />
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
        <DayOrHour
          id="end-date"
          type="datetime-local"
          label={form.endDate}
          wrong={problem && form.wrong[problem]}
          value={draft.endDate}
          onValue={(endDate) => change({ endDate })}
        />
      )}
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

/** What is wrong with an act, above its form. */
export function WrongInAct({ wrong, tries }: { wrong: readonly Wrong[]; tries: number }) {
  const { form } = useTexts();
  return <WrongBox title={form.wrongTitle} wrong={wrong} sentences={form.wrong} fieldOf={fieldOf} tries={tries} />;
}
