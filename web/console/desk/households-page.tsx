import { useState } from 'preact/hooks';
import { AsOf } from '../kit/as-of.tsx';
import { Select } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { pagesOf, usePolledPages } from '../kit/pages.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { useTimes } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';

/** The households of an event, each once: those first to whom something is owed first, overdue ones marked. */
export function HouseholdsPage(given: DeskGiven) {
  const { desk, service, at, onSignedOut } = given;
  const { household: texts } = useDeskTexts();
  const { loading } = useTexts();
  const { date } = useTimes();
  const language = useLanguage();
  const [event, setEvent] = useState<string>();
  const polled = usePolledPages({
    name: `${service.service} households ${event}`,
    ask: (pages) => pagesOf((cursor) => desk.households(service.service, { event, cursor }), pages),
    everyMs: 60_000,
    onSignedOut,
  });
  const { value: views, trouble, refresh } = polled;
  const first = views?.[0];
  // A household of two pages stands where it is owed something first.
  const rows = [
    ...Map.groupBy(views?.flatMap(({ households }) => households) ?? [], ({ household }) => household).values(),
  ].flatMap(([row]) => row ?? []);
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      {views === undefined && trouble === undefined && <p>{loading}</p>}
      <TroubleBox trouble={trouble} who="works" />
      {first !== undefined && first.event === undefined && <p class="notice">{texts.noEvent}</p>}
      {first?.event !== undefined && (
        <>
          <Select
            id="households-event"
            label={texts.event}
            value={first.event}
            options={first.events.map(
              (one) => [one.event, `${one.name[language]}, ${date(one.declaredAt)} (${one.event})`] as const,
            )}
            onValue={setEvent}
          />
          {rows.length === 0 && <p>{texts.none}</p>}
        </>
      )}
      {rows.length > 0 && (
        <div class="table-scroll">
          <table class="contents">
            <thead>
              <tr>
                <th scope="col">{texts.columns.household}</th>
                <th scope="col">{texts.columns.owed}</th>
                <th scope="col">{texts.columns.due}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ household, called, owed }) => (
                <tr key={household}>
                  <th scope="row">
                    <a href={at('household', household)}>{called ?? texts.unnamed}</a>
                  </th>
                  <td>{owed === undefined ? texts.nothingOwed : texts.of[owed.of]}</td>
                  <td>
                    {owed !== undefined && <time dateTime={owed.dueAt}>{date(owed.dueAt)}</time>}{' '}
                    {owed?.overdue && <strong class="danger-word">{texts.overdue}</strong>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {views?.at(-1)?.next !== undefined && (
        <button type="button" class="button secondary" onClick={polled.showMore}>
          {texts.more}
        </button>
      )}
      <AsOf at={polled.at} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
