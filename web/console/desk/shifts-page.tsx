import { useState } from 'preact/hooks';
import type { Colleague, ShiftChange } from '../../../shared/contracts/shift.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { AsOf } from '../kit/as-of.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { When } from '../kit/times.tsx';
import type { ShiftsGiven } from './given.ts';
import { PresenceBox, PresenceText } from './presence-box.tsx';
import { ShiftForm } from './shift-form.tsx';

/** How often the colleagues are asked for anew while somebody looks, in ms. */
const everyMs = 30_000;

/** A name for each of some words of the service, in a line. */
function Names({ of, named, none }: { of: readonly string[] | undefined; named: Map<string, string>; none: string }) {
  return <>{of === undefined || of.length === 0 ? none : of.map((one) => named.get(one) ?? one).join(', ')}</>;
}

function ColleagueRow(given: ShiftsGiven & { colleague: Colleague; onEdit: (() => void) | undefined }) {
  const { service, colleague, onEdit } = given;
  const { shifts, languages } = useDeskTexts();
  const language = useLanguage();
  const named = <Entry extends { name: Record<typeof language, string> }>(
    entries: readonly Entry[],
    key: (entry: Entry) => string,
  ) => new Map(entries.map((entry) => [key(entry), entry.name[language]]));
  const { columns } = shifts;
  return (
    <tr>
      <th scope="row">{colleague.name}</th>
      <td data-label={columns.presence}>
        {colleague.presence === undefined ? shifts.nothing : <PresenceText here={colleague.presence} />}
      </td>
      <td data-label={columns.lanes}>
        <Names of={colleague.lanes} named={named(service.lanes, ({ lane }) => lane)} none={shifts.every} />
      </td>
      <td data-label={columns.languages}>
        <Names of={colleague.languages} named={new Map(Object.entries(languages))} none={shifts.every} />
      </td>
      <td data-label={columns.skills}>
        <Names of={colleague.skills} named={named(service.skills, ({ skill }) => skill)} none={shifts.nothing} />
      </td>
      <td data-label={columns.groups}>
        <Names of={colleague.groups} named={named(service.experts, ({ group }) => group)} none={shifts.nothing} />
      </td>
      <td data-label={columns.week}>
        {colleague.week.length === 0
          ? shifts.nothing
          : colleague.week.map(({ days, from, to }) => (
              <div key={`${days.join()}${from}${to}`}>
                {days.map((day) => shifts.shortDays[day]).join(' ')} {from}–{to}
              </div>
            ))}
      </td>
      {onEdit !== undefined && (
        <td>
          <button type="button" class="button secondary" aria-label={shifts.editOf(colleague.name)} onClick={onEdit}>
            {shifts.edit}
          </button>
        </td>
      )}
    </tr>
  );
}

function Changes({ changes }: { changes: readonly ShiftChange[] }) {
  const { shifts } = useDeskTexts();
  return (
    <details>
      <summary>{shifts.changes}</summary>
      <ul>
        {changes.map(({ subject, version, at, by, after }) => (
          <li key={`${subject}${version}`}>
            <When at={at} />: {shifts.changed(by.name, after.name)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Who works at the desk, with what and when, and who is here; supervisors change it. */
export function ShiftsPage(given: ShiftsGiven) {
  const { desk, service, staff, works, onSignedOut } = given;
  const { loading } = useTexts();
  const { shifts } = useDeskTexts();
  const [edited, setEdited] = useState<string>();
  const [done, setDone] = useState('');
  const { value, at, trouble, refresh } = usePolled({
    name: `${service.service} shifts`,
    ask: () => desk.shifts(service.service),
    everyMs,
    onSignedOut,
  });
  const colleagues = value?.colleagues ?? [];
  const edits = mayAct(staff, 'edit-shifts');
  const toEdit = colleagues.find(({ subject }) => subject === edited);
  const { columns } = shifts;
  const here = colleagues.find(({ subject }) => subject === staff.officer.subject)?.presence;
  return (
    <>
      <FocusedHeading>{shifts.title}</FocusedHeading>
      <p class="lead">{shifts.lead}</p>
      {works && value !== undefined && <PresenceBox {...given} here={here} onSet={refresh} />}
      <DoneBox words={done} />
      {value === undefined && trouble === undefined && <p>{loading}</p>}
      {value === undefined && <TroubleBox trouble={trouble} who="shifts" />}
      {toEdit !== undefined && (
        <section aria-labelledby="shift-title">
          <h2 id="shift-title">{shifts.editTitle(toEdit.name)}</h2>
          <ShiftForm
            key={toEdit.subject}
            {...given}
            colleague={toEdit}
            onCancel={() => setEdited(undefined)}
            onSaved={async (name) => {
              setEdited(undefined);
              setDone(shifts.saved(name));
              await refresh();
            }}
          />
        </section>
      )}
      {value !== undefined && colleagues.length === 0 && <p>{shifts.none}</p>}
      {colleagues.length > 0 && (
        <table class="stacked shifts">
          <caption>{shifts.table}</caption>
          <thead>
            <tr>
              {Object.values(columns).map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              {edits && (
                <td>
                  <span class="visually-hidden">{shifts.edit}</span>
                </td>
              )}
            </tr>
          </thead>
          <tbody>
            {colleagues.map((colleague) => (
              <ColleagueRow
                key={colleague.subject}
                {...given}
                colleague={colleague}
                onEdit={edits ? () => setEdited(colleague.subject) : undefined}
              />
            ))}
          </tbody>
        </table>
      )}
      {value?.changes !== undefined && value.changes.length > 0 && <Changes changes={value.changes} />}
      <AsOf at={at} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
