import { useEffect, useState } from 'preact/hooks';
import type { ManyView } from '../../../shared/contracts/answer-to-many.ts';
import { Choice } from '../kit/fields.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { useSending } from '../kit/sending.ts';
import { useNow } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';
import { ManyWords, PassedBy, type Sent } from './many-words.tsx';

type Found = Extract<ManyView, { is: 'found' }>['cases'];
type Looked = Extract<ManyView, { is: 'looked' }>['cases'];

/** Cases that may be picked as examples. */
const mostPicked = 3;
/** How often what became of the list is asked for, in milliseconds. */
const askAgain = 3000;
const atOnce = 100;

/** One case of the list, with the reason and whether it gets the answer. */
function OneFound(props: {
  given: DeskGiven;
  found: Found[number];
  chosen: boolean;
  onChosen: (chosen: boolean) => void;
  onPick: (() => void) | undefined;
}) {
  const { given, found, chosen, onChosen, onPick } = props;
  const { many } = useDeskTexts();
  const { code, subject, words, because } = found;
  const reason =
    because.picked === true
      ? many.picked
      : because.incident === true
        ? many.ofIncident
        : many.because(because.words.join(', '), because.place, because.hours);
  return (
    <li>
      <label class="check">
        <input type="checkbox" checked={chosen} onChange={({ currentTarget }) => onChosen(currentTarget.checked)} />
        <span>{[subject, words].filter(Boolean).join(' – ') || many.noWords}</span>
      </label>
      <p class="hint">
        {reason} · <a href={given.at('case', code)}>{code}</a>
        {onPick !== undefined && (
          <>
            {' · '}
            <button type="button" class="link" onClick={onPick}>
              {many.alsoLike}
              <span class="visually-hidden"> {code}</span>
            </button>
          </>
        )}
      </p>
    </li>
  );
}

/** What became of each case of the list, asked for until nothing waits; and the way back while there is one. */
function AfterSending({ given, sent }: { given: DeskGiven; sent: Sent }) {
  const { desk, service, at, onSignedOut } = given;
  const { many } = useDeskTexts();
  const now = useNow();
  const [looked, setLooked] = useState<Looked>([]);
  const [back, setBack] = useState(false);
  const { sending, trouble, send } = useSending(onSignedOut);
  const { batch, texts, cases, leavesAt } = sent;
  useEffect(() => {
    let ended = false;
    const look = async () => {
      const all: Looked = [];
      for (let from = 0; from < cases.length; from += atOnce) {
        const part = cases.slice(from, from + atOnce);
        const view = await desk.many(service.service, { do: 'look', batch, texts, cases: part }).catch(() => undefined);
        if (view?.is === 'looked') all.push(...view.cases);
      }
      if (!ended && all.length === cases.length) setLooked(all);
    };
    void look();
    const timer = setInterval(() => void look(), askAgain);
    return () => {
      ended = true;
      clearInterval(timer);
    };
  }, [batch]);
  const takeBack = async () => {
    const done = await send(() => desk.many(service.service, { do: 'take-back', batch, cases }));
    if (done !== undefined && 'answer' in done) setBack(true);
  };
  const left = Math.ceil((Date.parse(leavesAt) - now) / 60_000);
  const counted = (state: Looked[number]['state']) => looked.filter((one) => one.state === state).length;
  const skipped = looked.filter(({ state }) => state === 'skipped');
  return (
    <section aria-labelledby="many-after">
      <h2 id="many-after">{many.after}</h2>
      <p role="status">
        {back ? many.takenBack : many.counts(counted('waiting'), counted('to-leave'), counted('sent'))}
      </p>
      {counted('withheld') > 0 && <p>{many.withheld(counted('withheld'))}</p>}
      <TroubleBox trouble={trouble} who="works" />
      {left > 0 && !back && (
        <p>
          <button type="button" class="button primary" disabled={sending} onClick={takeBack}>
            {many.takeBack(left)}
          </button>
        </p>
      )}
      {skipped.length > 0 && (
        <>
          <h3>{many.skippedTitle(skipped.length)}</h3>
          <PassedBy cases={skipped} at={at} />
        </>
      )}
    </section>
  );
}

/** One answer to many: cases like the one that the address names, each with the reason, chosen by whoever answers. */
export function ManyPage(given: DeskGiven) {
  const { desk, service, id = '', at, onSignedOut } = given;
  const { many } = useDeskTexts();
  const { loading } = useTexts();
  const [first = '', after] = id.split('.');
  const [picked, setPicked] = useState<readonly string[]>([first]);
  const [by, setBy] = useState<'words' | 'incident'>(after === 'incident' ? 'incident' : 'words');
  const [found, setFound] = useState<Extract<ManyView, { is: 'found' }>>();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [sent, setSent] = useState<Sent>();
  const { trouble, send } = useSending(onSignedOut);
  useEffect(() => {
    void send(() => desk.many(service.service, { do: 'find', picked: [...picked], by })).then((done) => {
      if (done !== undefined && 'answer' in done && done.answer.is === 'found') setFound(done.answer);
    });
  }, [picked.join(), by]);
  const chosen = found?.cases.filter(({ code }) => !left.has(code)) ?? [];
  const choose = (code: string, isChosen: boolean) =>
    setLeft(new Set(isChosen ? [...left].filter((one) => one !== code) : [...left, code]));
  return (
    <>
      <p class="no-print">
        <a href={at('case', first)}>{many.back}</a>
      </p>
      <FocusedHeading>{many.title}</FocusedHeading>
      <p>{many.lead}</p>
      {sent === undefined && (
        <Choice<'words' | 'incident'>
          name="many-by"
          legend={many.by}
          options={[
            { value: 'words', label: many.byWords },
            { value: 'incident', label: many.byIncident },
          ]}
          value={by}
          onChoose={(value) => {
            setFound(undefined);
            setBy(value);
          }}
        />
      )}
      {found === undefined && trouble === undefined && <p>{loading}</p>}
      <TroubleBox trouble={trouble} who="works" />
      {sent !== undefined && <AfterSending given={given} sent={sent} />}
      {sent === undefined && found !== undefined && (
        <>
          <h2>{many.found(found.cases.length)}</h2>
          {by === 'incident' && found.cases.length < 2 && <p class="hint">{many.noIncident}</p>}
          {found.more && <p class="hint">{many.more}</p>}
          <ul class="plain">
            {found.cases.map((one) => (
              <OneFound
                key={one.code}
                given={given}
                found={one}
                chosen={!left.has(one.code)}
                onChosen={(isChosen) => choose(one.code, isChosen)}
                onPick={
                  picked.length < mostPicked && !picked.includes(one.code)
                    ? () => setPicked([...picked, one.code])
                    : undefined
                }
              />
            ))}
          </ul>
          <ManyWords given={given} chosen={chosen} submit={many.send} onSent={([first]) => setSent(first)} />
        </>
      )}
    </>
  );
}
