import { useEffect, useState } from 'preact/hooks';
import type { ManyView } from '../../../shared/contracts/answer-to-many.ts';
import { givenTextPattern } from '../../../shared/contracts/event-members.ts';
import { type GivenAnswer, tellings } from '../../../shared/contracts/given-text.ts';
import { casesGiven, isStillOwed, isToBeTold } from '../../../shared/core/cases/given-texts.ts';
import { dayInRome, instantOf } from '../../../shared/core/hours/zone.ts';
import territory from '../../../shared/core/knowledge/territory.json' with { type: 'json' };
import { DayOrHour, Line } from '../kit/fields.tsx';
import { Form, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useSending } from '../kit/sending.ts';
import { useNow } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';
import { ManyWords, PassedBy, type Sent } from './many-words.tsx';

type Skipped = Extract<ManyView, { is: 'looked' }>['cases'];

const everyMs = 15_000;
/** Cases of which one look tells why they were passed by. */
const lookedAt = 100;
const unknown = 'unknown';
const regionNames = new Map(territory.regions.map(([code = '', name = '']) => [code, name.split('/')[0] ?? name]));

/** All who were given a text, page after page. */
async function everybody({ desk, service }: DeskGiven, text: string): Promise<GivenAnswer[]> {
  const all: GivenAnswer[] = [];
  let after: string | undefined;
  do {
    const view = await desk.many(service.service, { do: 'given', text, ...(after !== undefined && { after }) });
    if (view.is !== 'given') break;
    all.push(...view.cases);
    after = view.next;
  } while (after !== undefined);
  return all;
}

/** One part of those found: which kinds, which regions, given on which days. */
type Part = { leftOut: ReadonlySet<string>; from: string; until: string };
const partOf = (all: readonly GivenAnswer[], { leftOut, from, until }: Part) =>
  casesGiven(
    all.filter(({ at, kind, region = unknown }) => {
      const day = dayInRome(instantOf(at));
      return (
        !leftOut.has(kind) && !leftOut.has(region) && (from === '' || day >= from) && (until === '' || day <= until)
      );
    }),
  );

/** Which of those found are meant, by what of them differs. */
function PartFields(props: { all: readonly GivenAnswer[]; part: Part; onPart: (part: Part) => void }) {
  const { all, part, onPart } = props;
  const { many, kinds } = useDeskTexts();
  const { given: texts } = many;
  const groups = [
    [texts.kinds, [...new Set(all.map(({ kind }) => kind))].map((kind) => [kind, kinds[kind]] as const)],
    [
      texts.regions,
      [...new Set(all.map(({ region = unknown }) => region))].map(
        (region) => [region, regionNames.get(region) ?? texts.unknownRegion] as const,
      ),
    ],
  ] as const;
  const choose = (name: string, isChosen: boolean) =>
    onPart({
      ...part,
      leftOut: new Set(isChosen ? [...part.leftOut].filter((one) => one !== name) : [...part.leftOut, name]),
    });
  return (
    <>
      {groups.map(([legend, options]) => (
        <fieldset key={legend}>
          <legend>{legend}</legend>
          {options.map(([name, words]) => (
            <label class="check" key={name}>
              <input
                type="checkbox"
                checked={!part.leftOut.has(name)}
                onChange={({ currentTarget }) => choose(name, currentTarget.checked)}
              />
              <span>{words}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <DayOrHour
        id="given-from"
        type="date"
        label={texts.from}
        value={part.from}
        onValue={(from) => onPart({ ...part, from })}
      />
      <DayOrHour
        id="given-until"
        type="date"
        label={texts.until}
        value={part.until}
        onValue={(until) => onPart({ ...part, until })}
      />
    </>
  );
}

/** How far it is: a count for each thing that can have become of telling somebody. */
function Counts({ part }: { part: readonly GivenAnswer[] }) {
  const { given: texts } = useDeskTexts().many;
  const rows = [
    [texts.people, part.length],
    [texts.untold, part.filter(({ told }) => told === undefined).length],
    ...tellings.map((one) => [texts.tellings[one], part.filter(({ told }) => told === one).length] as const),
  ] as const;
  return (
    <section aria-labelledby="given-counts">
      <h2 id="given-counts">{texts.counts}</h2>
      <dl class="summary">
        {rows.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p role="status">{texts.left(part.filter(isStillOwed).length)}</p>
    </section>
  );
}

/** What was sent just now: the way back while there is one, and whom it passed by with the reason. */
function AfterTelling({
  given,
  text,
  sent,
  part,
}: {
  given: DeskGiven;
  text: string;
  sent: Sent[];
  part: GivenAnswer[];
}) {
  const { desk, service, at, onSignedOut } = given;
  const { many } = useDeskTexts();
  const now = useNow();
  const [back, setBack] = useState(false);
  const [skipped, setSkipped] = useState<Skipped>([]);
  const { sending, trouble, send } = useSending(onSignedOut);
  const untold = new Set(part.filter(isToBeTold).map(({ code }) => code));
  const looks = sent.map(({ cases, ...one }) => ({ ...one, cases: cases.filter(({ code }) => untold.has(code)) }));
  useEffect(() => {
    const [first] = looks.filter(({ cases }) => cases.length > 0);
    if (first === undefined) return setSkipped([]);
    const { batch, texts, cases } = first;
    desk
      .many(service.service, { do: 'look', batch, texts, corrects: text, cases: cases.slice(0, lookedAt) })
      .then((view) => view.is === 'looked' && setSkipped(view.cases.filter(({ because }) => because !== undefined)))
      .catch(() => undefined);
  }, [part]);
  const takeBack = async () => {
    for (const { batch, cases } of sent) {
      const done = await send(() => desk.many(service.service, { do: 'take-back', batch, cases }));
      if (done === undefined || !('answer' in done)) return;
    }
    setBack(true);
  };
  const left = Math.ceil((Math.max(...sent.map(({ leavesAt }) => Date.parse(leavesAt))) - now) / 60_000);
  return (
    <section aria-labelledby="given-after">
      <h2 id="given-after">{many.after}</h2>
      <p>{back ? many.takenBack : many.given.sent(sent.reduce((count, { cases }) => count + cases.length, 0))}</p>
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
          <p>{many.given.byHand}</p>
          <PassedBy cases={skipped} at={at} />
        </>
      )}
    </section>
  );
}

/** All who were given one version, how far telling them is, and for supervisors the words to tell them. */
function GivenText({ given, text }: { given: DeskGiven; text: string }) {
  const { service, staff, onSignedOut } = given;
  const { given: texts } = useDeskTexts().many;
  const { loading } = useTexts();
  const [part, setPart] = useState<Part>({ leftOut: new Set(), from: '', until: '' });
  const [sent, setSent] = useState<Sent[]>();
  const {
    value: all,
    trouble,
    refresh,
  } = usePolled({
    name: `${service.service} given ${text}`,
    ask: () => everybody(given, text),
    everyMs,
    onSignedOut,
  });
  const meant = partOf(all ?? [], part);
  return (
    <>
      <h2>{text}</h2>
      {all === undefined && trouble === undefined && <p>{loading}</p>}
      <TroubleBox trouble={trouble} who="works" />
      {all?.length === 0 && <p>{texts.none}</p>}
      {all !== undefined && all.length > 0 && (
        <>
          {sent === undefined && <PartFields all={all} part={part} onPart={setPart} />}
          <Counts part={meant} />
          {sent !== undefined && <AfterTelling given={given} text={text} sent={sent} part={meant} />}
          {sent === undefined && !staff.roles.supervisor && <p class="hint">{texts.onlySupervisors}</p>}
          {sent === undefined && staff.roles.supervisor && (
            <ManyWords
              given={given}
              chosen={meant.filter(isToBeTold)}
              corrects={text}
              submit={texts.send}
              onSent={(now) => {
                setSent(now);
                refresh();
              }}
            />
          )}
        </>
      )}
    </>
  );
}

/** Who was given the version of a page or template that the address names, or is asked for. */
export function GivenPage(given: DeskGiven) {
  const { id = '', at, go } = given;
  const { given: texts } = useDeskTexts().many;
  const [typed, setTyped] = useState(id);
  const [wrong, setWrong] = useState(false);
  const known = givenTextPattern.test(id);
  return (
    <>
      <FocusedHeading>{texts.title}</FocusedHeading>
      <p class="lead">{texts.lead}</p>
      {known ? (
        <GivenText key={id} given={given} text={id} />
      ) : (
        <Form
          onSubmit={() => {
            const text = typed.trim();
            setWrong(!givenTextPattern.test(text));
            if (givenTextPattern.test(text)) go(at('given', text));
          }}
          submit={texts.show}
          sending={false}
          problem={null}
          hint={texts.hint}
        >
          <Line
            id="given-text"
            label={texts.text}
            maxLength={130}
            value={typed}
            onValue={setTyped}
            wrong={wrong ? texts.wrong : undefined}
          />
        </Form>
      )}
    </>
  );
}
