import { useState } from 'preact/hooks';
import type { TracedRow, TracingDesk } from '../../../shared/contracts/tracing.ts';
import { tracingRoomIn } from '../../../shared/texts/tracing/room/room.ts';
import { AsOf } from '../kit/as-of.tsx';
import { Select } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useLanguage, useTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import type { TracingGiven } from './given.ts';
import { HandOverBox } from './hand-over-box.tsx';

/** What is said of a search in a word or two, besides where it stands. */
function Marks({ row }: { row: TracedRow }) {
  const texts = tracingRoomIn[useLanguage()];
  const marks = [row.toCall && texts.toCall, row.gaveNews && texts.gaveNews, row.sameAs && texts.sameAs].filter(
    (mark) => typeof mark === 'string',
  );
  return (
    <>
      {row.danger !== undefined && <strong class="danger-word">{texts.danger} </strong>}
      {marks.map((mark) => (
        <span key={mark} class="tag">
          {mark}
        </span>
      ))}
    </>
  );
}

type Choosing = { chosen: ReadonlySet<string>; onChoose: (id: string, chosen: boolean) => void };

/** The searches for people in one building. */
function Building(props: Choosing & { one: TracingDesk['buildings'][number]; at: TracingGiven['at'] }) {
  const { one, at, chosen, onChoose } = props;
  const texts = tracingRoomIn[useLanguage()];
  const name = one.building ?? texts.noBuilding;
  return (
    <section aria-label={name}>
      <h2>
        {name} ({one.searches.length})
      </h2>
      <div class="table-scroll">
        <table class="contents">
          <thead>
            <tr>
              <th scope="col">{texts.columns.person}</th>
              <th scope="col">{texts.columns.age}</th>
              <th scope="col">{texts.columns.state}</th>
              <th scope="col">{texts.columns.code}</th>
            </tr>
          </thead>
          <tbody>
            {one.searches.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {row.state !== 'closed' && (
                    <input
                      type="checkbox"
                      aria-label={texts.choose(row.soughtName)}
                      checked={chosen.has(row.id)}
                      onChange={({ currentTarget }) => onChoose(row.id, currentTarget.checked)}
                    />
                  )}{' '}
                  <a href={at(row.id)}>{row.soughtName}</a>
                </th>
                <td>{row.soughtAge}</td>
                <td>
                  {texts.states[row.state]} <Marks row={row} />
                </td>
                <td class="case-code">{row.code}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The searches of an event by building, and what is handed to its coordination. */
export function SearchesPage(given: TracingGiven) {
  const { tracing, service, at, onSignedOut } = given;
  const language = useLanguage();
  const texts = tracingRoomIn[language];
  const { loading } = useTexts();
  const [event, setEvent] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const polled = usePolled({
    name: `${service.service} ${event}`,
    ask: () => tracing.desk(service.service, event),
    everyMs: 30_000,
    onSignedOut,
  });
  const { value, trouble, refresh } = polled;
  const onChoose = (id: string, yes: boolean) => {
    const next = new Set(chosen);
    if (yes) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const shown = value?.events.find((one) => one.event === value.event);
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      {value === undefined && trouble === undefined && <p>{loading}</p>}
      {value === undefined && <TroubleBox trouble={trouble} who="sees" />}
      {value !== undefined && shown === undefined && <p class="notice">{texts.noEvent}</p>}
      {value !== undefined && shown !== undefined && (
        <>
          <Select
            id="tracing-event"
            label={texts.event}
            value={shown.event}
            options={value.events.map(
              (one) =>
                [one.event, `${one.name[language]}: ${one.event} (${one.open ? texts.open : texts.shut})`] as const,
            )}
            onValue={(to) => {
              setChosen(new Set());
              setEvent(to);
            }}
          />
          <p>{texts.coordination(shown.coordination)}</p>
          <p role="status">
            {texts.counts(value.waiting, value.overdue)} {value.buildings.length === 0 ? texts.none : ''}
          </p>
          {value.more && <p class="notice">{texts.more}</p>}
          <HandOverBox
            {...given}
            desk={value}
            event={shown.event}
            chosen={chosen}
            onDone={() => {
              setChosen(new Set());
              return refresh();
            }}
          />
          {value.buildings.map((one) => (
            <Building key={one.building ?? ''} one={one} at={at} chosen={chosen} onChoose={onChoose} />
          ))}
        </>
      )}
      <AsOf at={polled.at} failing={trouble !== undefined} onRefresh={refresh} />
    </>
  );
}
