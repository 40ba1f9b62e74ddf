import { useEffect, useState } from 'preact/hooks';
import type { Traced, TracedRow, TracingAct } from '../../../shared/contracts/tracing.ts';
import { tracingRoomIn } from '../../../shared/texts/tracing/room/room.ts';
import { Select } from '../kit/fields.tsx';
import { Form } from '../kit/form.tsx';
import { useLanguage } from '../kit/language.ts';
import type { TracingGiven } from './given.ts';

type ActName = TracingAct['act'];

/** What may be done with a search as it stands. */
function actsOn({ state, toCall, gaveNews, history }: Traced): ActName[] {
  const joins = history.findLast(({ what }) => what === 'joined' || what === 'unjoined');
  return [
    'join',
    ...(joins?.what === 'joined' ? (['unjoin'] as const) : []),
    ...(gaveNews ? [] : (['has-given-news'] as const)),
    ...(state === 'closed' ? [] : (['close'] as const)),
    ...(toCall ? (['called'] as const) : []),
  ];
}

type ActsGiven = TracingGiven & { one: Traced; sending: boolean; onAct: (act: TracingAct) => Promise<void> };

/** Another search of the same event, which a person found to be about the same somebody. */
function JoinForm({ tracing, service, one, sending, onAct, onCancel }: ActsGiven & { onCancel: () => void }) {
  const texts = tracingRoomIn[useLanguage()];
  const [others, setOthers] = useState<TracedRow[]>();
  const [chosen, setChosen] = useState('');
  useEffect(() => {
    tracing
      .desk(service.service, one.event)
      .then(({ buildings }) => {
        const known = new Set([one.id, ...one.same.map(({ id }) => id)]);
        const rows = buildings.flatMap(({ searches }) => searches).filter(({ id }) => !known.has(id));
        setOthers(rows);
        setChosen(rows[0]?.id ?? '');
      })
      .catch(() => setOthers([]));
  }, [one.id]);
  const nameOf = ({ soughtName, soughtAge, address, municipality, code }: TracedRow) =>
    [soughtName, soughtAge, address, municipality, code].filter((part) => part !== undefined).join(', ');
  return (
    <Form
      onSubmit={() => void onAct({ act: 'join', with: chosen })}
      submit={others === undefined || others.length === 0 ? undefined : texts.confirm}
      sending={sending}
      cancel={texts.cancel}
      onCancel={onCancel}
    >
      <h3>{texts.acts.join}</h3>
      {others?.length === 0 && <p>{texts.joinNone}</p>}
      {others !== undefined && others.length > 0 && (
        <Select
          id="tracing-join"
          label={texts.joinWith}
          value={chosen}
          options={others.map((row) => [row.id, nameOf(row)] as const)}
          onValue={setChosen}
        />
      )}
    </Form>
  );
}

/** What staff do with a search: each act is confirmed, none asks for a word about the person looked for. */
export function SearchActs(given: ActsGiven) {
  const { one, sending, onAct } = given;
  const texts = tracingRoomIn[useLanguage()];
  const [doing, setDoing] = useState<ActName>();
  const onCancel = () => setDoing(undefined);
  const hints: Partial<Record<ActName, string>> = texts.hints;
  return (
    <section class="no-print" aria-label={texts.confirm}>
      {doing === 'join' && <JoinForm {...given} onCancel={onCancel} />}
      {doing !== undefined && doing !== 'join' && (
        <Form
          onSubmit={() => void onAct({ act: doing })}
          submit={texts.confirm}
          sending={sending}
          cancel={texts.cancel}
          onCancel={onCancel}
        >
          <h3>{texts.acts[doing]}</h3>
          {hints[doing] !== undefined && <p>{hints[doing]}</p>}
        </Form>
      )}
      {doing === undefined && (
        <p class="buttons">
          {actsOn(one).map((act) => (
            <button key={act} type="button" class="button secondary" onClick={() => setDoing(act)}>
              {texts.acts[act]}
            </button>
          ))}
        </p>
      )}
    </section>
  );
}
