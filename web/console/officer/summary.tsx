import type { CapacityLimits } from '../../../shared/contracts/service-capacity.ts';
import type { HoursOfDay } from '../../../shared/core/hours/calendar.ts';
import { areaName } from '../../../shared/core/posture/area-names.ts';
import { useLanguage, useTexts } from '../kit/language.ts';
import { LevelBadge } from '../kit/parts.tsx';
import { useTimes } from '../kit/times.tsx';
import { toldLimits } from '../session/center.ts';
import type { Forecast } from './forecast.ts';
import type { OnRoster } from './given.ts';
import { type Asks, PeopleNeeded } from './people-needed.tsx';

function Spans({ day }: { day: HoursOfDay }) {
  const { summary } = useTexts();
  const { hour } = useTimes();
  const [first] = day.open;
  if (first === undefined) return <>{summary.closedAllDay}</>;
  const length = day.open.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
  if (length >= 23 * 3_600_000) return <>{summary.allDay}</>;
  // The day's last instant reads 24:00, as on a door.
  const until = (to: string) => (hour(to) === '00:00' ? '24:00' : hour(to));
  const told = day.open.filter(({ from, to }) => hour(from) !== hour(to));
  if (told.length === 0) return <>{summary.closedAllDay}</>;
  return <>{told.map(({ from, to }) => `${hour(from)}–${until(to)}`).join(', ')}</>;
}

const sameSpans = (one: HoursOfDay, other: HoursOfDay | undefined) =>
  JSON.stringify(one.open) === JSON.stringify(other?.open);

function Hours({ before, after }: Forecast) {
  const { summary } = useTexts();
  const { day: dayText } = useTimes();
  const changed = after.days.filter((day, index) => !sameSpans(day, before.days[index]));
  if (changed.length === 0) return <p>{summary.hoursSame}</p>;
  return (
    <table class="compare">
      <thead>
        <tr>
          <th scope="col">{summary.day}</th>
          <th scope="col">{summary.before}</th>
          <th scope="col">{summary.after}</th>
        </tr>
      </thead>
      <tbody>
        {after.days.map((day, index) => {
          const was = before.days[index];
          if (was === undefined || sameSpans(day, was)) return null;
          return (
            <tr key={day.date}>
              <th scope="row">
                {dayText(`${day.date}T12:00:00Z`)}
                {index === 0 ? `, ${summary.today}` : ''}
              </th>
              <td>
                <Spans day={was} />
              </td>
              <td>
                <strong>
                  <Spans day={day} />
                </strong>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Limits({ before, after }: Forecast) {
  const { summary } = useTexts();
  const differ = toldLimits.filter((limit: keyof CapacityLimits) => before.limits[limit] !== after.limits[limit]);
  if (differ.length === 0) return <p>{summary.limitsSame}</p>;
  return (
    <table class="compare figures">
      <thead>
        <tr>
          <th scope="col">{summary.what}</th>
          <th scope="col">{summary.before}</th>
          <th scope="col">{summary.after}</th>
        </tr>
      </thead>
      <tbody>
        {differ.map((limit) => (
          <tr key={limit}>
            <th scope="row">{summary.limitOf[limit]}</th>
            <td>{before.limits[limit]}</td>
            <td>
              <strong>{after.limits[limit]}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function People({ calls, roster }: { calls: Forecast['calls']; roster: readonly OnRoster[] }) {
  const { summary } = useTexts();
  if (roster.length === 0) return <p>{summary.peopleNone}</p>;
  if (calls === undefined) return <p>{summary.peopleNotNow}</p>;
  const shift = roster.filter((person) => person.shift === calls);
  if (shift.length === 0) return <p>{summary.peopleNone}</p>;
  return (
    <>
      <p>{summary.peopleInTurn}</p>
      <ol>
        {shift.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ol>
    </>
  );
}

/** What citizens will read and hear: each area's own notice. */
function Notices({ before, after }: Forecast) {
  const { summary, posture } = useTexts();
  const language = useLanguage();
  return (
    <>
      {JSON.stringify(before.notices) === JSON.stringify(after.notices) && <p>{summary.noticeSame}</p>}
      {after.notices.length === 0 && <blockquote>{summary.noticeNone}</blockquote>}
      {after.notices.map(({ level, area, notice, spoken }, index) => (
        <blockquote key={index}>
          {area !== undefined && (
            <strong>
              {posture[level]} – {areaName(area)[language]}.{' '}
            </strong>
          )}
          {notice[language]}
          {spoken[language] !== notice[language] && <p class="hint">{summary.spoken(spoken[language])}</p>}
        </blockquote>
      ))}
    </>
  );
}

/** What an act would change, in plain words: level, hours, limits, notice, people, end. */
export function Summary({ forecast, roster, asks }: { forecast: Forecast; roster: readonly OnRoster[]; asks: Asks }) {
  const texts = useTexts();
  const { summary } = texts;
  const { moment } = useTimes();
  const { before, after, endsAt } = forecast;
  return (
    <div class="forecast">
      <p class="lead">{summary.lead}</p>
      <section>
        <h2>{summary.posture}</h2>
        <p class="turn">
          <LevelBadge level={before.posture} />
          <span aria-hidden="true">→</span>
          <LevelBadge level={after.posture} />
        </p>
      </section>
      <section>
        <h2>{summary.hours}</h2>
        {before.open !== after.open && (
          <p class={after.open ? 'at-once' : 'at-once closes'}>
            {after.open ? summary.opensAtOnce : summary.closesAtOnce}
          </p>
        )}
        <Hours {...forecast} />
      </section>
      <section>
        <h2>{summary.limits}</h2>
        <Limits {...forecast} />
      </section>
      <section>
        <h2>{summary.notice}</h2>
        <Notices {...forecast} />
      </section>
      <section>
        <h2>{summary.people}</h2>
        <People calls={forecast.calls} roster={roster} />
      </section>
      <section>
        <h2>{texts.people.title}</h2>
        <PeopleNeeded {...asks} />
      </section>
      {endsAt !== undefined && (
        <section>
          <h2>{summary.end}</h2>
          <p>
            <strong>{moment(endsAt)}</strong>
          </p>
        </section>
      )}
    </div>
  );
}
