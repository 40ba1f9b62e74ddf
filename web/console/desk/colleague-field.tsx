import type { Colleague } from '../../../shared/contracts/shift.ts';
import { isPresent } from '../../../shared/core/shifts.ts';
import { Select } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { usePolled } from '../kit/polling.ts';
import { useWhen } from '../kit/times.tsx';
import { centerNow } from '../session/center-clock.ts';
import { colleagueValue } from './act-table.ts';
import type { CaseGiven } from './given.ts';
import { receivers } from './receivers.ts';

/** How often it is asked who is there while somebody chooses, in ms. */
const everyMs = 30_000;

/** A colleague, with where they are, until when and in which groups of experts. */
export function ColleagueField(
  given: CaseGiven & {
    id: string;
    label: string;
    wrong: string | undefined;
    value: string;
    onValue: (value: string) => void;
  },
) {
  const { desk, service, known, language, onSignedOut, id, label, wrong, value, onValue } = given;
  const { handle: texts, shifts } = useDeskTexts();
  const when = useWhen();
  const { value: view, trouble } = usePolled({
    name: service.service,
    ask: () => desk.shifts(service.service),
    everyMs,
    onSignedOut,
  });
  const now = centerNow();
  const found = receivers(view?.colleagues ?? [], known.desk.owner?.subject, now);
  const groupName = (group: string) => service.experts.find((one) => one.group === group)?.name[language] ?? group;
  const told = (colleague: Colleague) => {
    const { name, presence, groups } = colleague;
    const isThere = isPresent(presence, new Date(now).toISOString());
    const where = isThere && presence !== undefined ? texts.thereUntil(when(presence.until)) : texts.notThere;
    return [name, where, groups.map(groupName).join(', ')].filter(Boolean).join(' · ');
  };
  return (
    <>
      <Select
        id={id}
        label={label}
        wrong={wrong}
        value={value}
        options={[['', '–'], ...found.map((one) => [colleagueValue(one), told(one)] as const)]}
        onValue={onValue}
      />
      {view !== undefined && found.length === 0 && <p class="hint">{texts.noColleagues}</p>}
      <TroubleBox trouble={trouble} who="works" />
      {view === undefined && trouble === undefined && <p class="hint">{shifts.unknown}</p>}
    </>
  );
}
