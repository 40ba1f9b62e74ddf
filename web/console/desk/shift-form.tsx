import { useState } from 'preact/hooks';
import {
  type Colleague,
  type ShiftBody,
  type ShiftDay,
  shiftDays,
  type WeeklyShift,
} from '../../../shared/contracts/shift.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { present } from '../../../shared/core/present.ts';
import { DayOrHour } from '../kit/fields.tsx';
import { Form, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import type { ShiftsGiven } from './given.ts';
import { Several } from './several.tsx';

/** One shift of the week: its days, and from when until when. */
function Spell(props: {
  number: number;
  spell: WeeklyShift;
  wrong: boolean;
  onSpell: (spell: WeeklyShift) => void;
  onDrop: () => void;
}) {
  const { number, spell, wrong, onSpell, onDrop } = props;
  const { shifts } = useDeskTexts();
  const id = `spell-${number}`;
  const days: (readonly [ShiftDay, string])[] = shiftDays.map((day) => [day, shifts.days[day]]);
  return (
    <div class="spell">
      <Several
        id={id}
        legend={shifts.spell(number)}
        hint={shifts.toHint}
        options={days}
        chosen={spell.days}
        onChoose={(chosen) => onSpell({ ...spell, days: chosen })}
      />
      <DayOrHour
        id={`${id}-from`}
        type="time"
        label={shifts.from}
        wrong={wrong ? shifts.wrongSpell : undefined}
        value={spell.from}
        onValue={(from) => onSpell({ ...spell, from })}
      />
      <DayOrHour
        id={`${id}-to`}
        type="time"
        label={shifts.to}
        value={spell.to}
        onValue={(to) => onSpell({ ...spell, to })}
      />
      <button type="button" class="button secondary" onClick={onDrop}>
        {shifts.dropSpell(number)}
      </button>
    </div>
  );
}

const isWhole = ({ days, from, to }: WeeklyShift) => days.length > 0 && from !== '' && to !== '';
/** Shifts of a week that the contract takes. */
const mostSpells = 14;

/** What a colleague is handed and when they work, for whoever may say so. */
export function ShiftForm(
  given: ShiftsGiven & { colleague: Colleague; onSaved: (name: string) => void; onCancel: () => void },
) {
  const { desk, service, onSignedOut, colleague, onSaved, onCancel } = given;
  const { shifts, languages: languageNames } = useDeskTexts();
  const { actions } = useTexts();
  const language = useLanguage();
  const { subject, version, name } = colleague;
  const { sending, trouble, send } = useSending(onSignedOut);
  const [lanes, setLanes] = useState<readonly string[]>(colleague.lanes ?? []);
  const [spoken, setSpoken] = useState<readonly (typeof languages)[number][]>(colleague.languages ?? []);
  const [skills, setSkills] = useState(colleague.skills);
  const [groups, setGroups] = useState(colleague.groups);
  const [week, setWeek] = useState<readonly WeeklyShift[]>(colleague.week);
  const [tried, setTried] = useState(false);
  const save = async () => {
    setTried(true);
    const wrong = week.findIndex((spell) => !isWhole(spell));
    if (wrong >= 0) return focusOn(`spell-${wrong + 1}-from`);
    const body: ShiftBody = {
      name,
      skills,
      groups,
      week: [...week],
      ...present({
        lanes: lanes.length === 0 ? undefined : [...lanes],
        languages: spoken.length === 0 ? undefined : [...spoken],
      }),
    };
    const sent = await send(() => desk.editShift(service.service, subject, version, body));
    if (sent !== undefined && 'answer' in sent) onSaved(name);
  };
  const ofLanes = service.lanes.filter(({ lane }) => lane !== 'urgent');
  return (
    <Form
      class="shift-form"
      onSubmit={save}
      submit={shifts.save}
      sending={sending}
      cancel={actions.cancel}
      onCancel={onCancel}
      problem={<TroubleBox trouble={trouble} who="shifts" />}
    >
      <Several
        id="shift-lanes"
        legend={shifts.columns.lanes}
        hint={shifts.lanesHint}
        options={ofLanes.map((one) => [one.lane, one.name[language]] as const)}
        chosen={lanes}
        onChoose={setLanes}
      />
      <Several
        id="shift-languages"
        legend={shifts.columns.languages}
        hint={shifts.languagesHint}
        options={languages.map((one) => [one, languageNames[one]] as const)}
        chosen={spoken}
        onChoose={setSpoken}
      />
      <Several
        id="shift-skills"
        legend={shifts.columns.skills}
        hint={service.skills.length === 0 ? shifts.noSkills : shifts.skillsHint}
        options={service.skills.map((one) => [one.skill, one.name[language]] as const)}
        chosen={skills}
        onChoose={setSkills}
      />
      <Several
        id="shift-groups"
        legend={shifts.columns.groups}
        hint={service.experts.length === 0 ? shifts.noSkills : ''}
        options={service.experts.map((one) => [one.group, one.name[language]] as const)}
        chosen={groups}
        onChoose={setGroups}
      />
      {week.map((spell, index) => (
        <Spell
          key={index}
          number={index + 1}
          spell={spell}
          wrong={tried && !isWhole(spell)}
          onSpell={(now) => setWeek(week.map((one, at) => (at === index ? now : one)))}
          onDrop={() => setWeek(week.filter((_one, at) => at !== index))}
        />
      ))}
      {week.length < mostSpells && (
        <p>
          <button
            type="button"
            class="button secondary"
            onClick={() => setWeek([...week, { days: [], from: '08:00', to: '14:00' }])}
          >
            {shifts.addSpell}
          </button>
        </p>
      )}
    </Form>
  );
}
