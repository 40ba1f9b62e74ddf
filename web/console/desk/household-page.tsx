import { useState } from 'preact/hooks';
import type { HouseholdView } from '../../../shared/contracts/household.ts';
import { AsOf } from '../kit/as-of.tsx';
import { TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { DoneBox, FocusedHeading } from '../kit/parts.tsx';
import { usePolled } from '../kit/polling.ts';
import { useTimes } from '../kit/times.tsx';
import type { DeskGiven } from './given.ts';
import { HouseholdForm } from './household-form.tsx';

/** What is promised and not done, the first due first. */
function Owed({ owed, at }: Pick<HouseholdView, 'owed'> & Pick<DeskGiven, 'at'>) {
  const { household: texts } = useDeskTexts();
  const { date } = useTimes();
  return (
    <section aria-labelledby="household-owed">
      <h2 id="household-owed">{texts.owedTitle}</h2>
      {owed.length === 0 && <p>{texts.nothingOwed}</p>}
      <ul>
        {owed.map(({ promise, code, of, dueAt, overdue, by, text }) => (
          <li key={promise}>
            <strong>
              {texts.of[of]}, {texts.columns.due.toLowerCase()} <time dateTime={dueAt}>{date(dueAt)}</time>
            </strong>{' '}
            {overdue && <strong class="danger-word">{texts.overdue}</strong>}
            {text !== undefined && <p>{text}</p>}
            <div class="hint">
              {by} · <a href={at('case', code)}>{code}</a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Visits, inspections and what became of promises, the newest first. */
function Happened({ happened, at }: Pick<HouseholdView, 'happened'> & Pick<DeskGiven, 'at'>) {
  const { household: texts } = useDeskTexts();
  const { date } = useTimes();
  return (
    <section aria-labelledby="household-happened">
      <h2 id="household-happened">{texts.happenedTitle}</h2>
      {happened.length === 0 && <p>{texts.nothingHappened}</p>}
      <ul>
        {happened.map((one, index) => (
          <li key={index}>
            <strong>
              <time dateTime={one.on}>{date(one.on)}</time>:{' '}
              {one.what === 'promise' ? (one.kept ? texts.kept : texts.notKept) : texts.happened[one.what]}
              {one.what === 'inspection' && ` · ${texts.outcomes[one.outcome]}`}
            </strong>
            {one.text !== undefined && <p>{one.text}</p>}
            {one.what === 'promise' && one.promised !== undefined && <p>{texts.promised(one.promised)}</p>}
            <div class="hint">
              {one.by} · <a href={at('case', one.code)}>{one.code}</a>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One household over the cases whose people agree: what is owed next, what was done, and what is to be recorded. */
export function HouseholdPage(given: DeskGiven) {
  const { desk, service, id: household = '', at, onSignedOut } = given;
  const { household: texts, kinds } = useDeskTexts();
  const { loading } = useTexts();
  const { date } = useTimes();
  const [done, setDone] = useState('');
  const polled = usePolled({
    name: `${service.service} household ${household}`,
    ask: () => desk.household(service.service, household),
    everyMs: 60_000,
    onSignedOut,
  });
  const { value: known, trouble, refresh } = polled;
  const gone = trouble?.what === 'not-found';
  return (
    <>
      <p class="no-print">
        <a href={at('households')}>{texts.back}</a>
      </p>
      <FocusedHeading>{known?.called ?? texts.unnamed}</FocusedHeading>
      <DoneBox words={done} />
      {known === undefined && trouble === undefined && <p>{loading}</p>}
      {gone ? <p class="notice">{texts.gone}</p> : <TroubleBox trouble={trouble} who="works" />}
      {known !== undefined && !gone && (
        <>
          <Owed owed={known.owed} at={at} />
          <HouseholdForm
            key={known.cases.map(({ version }) => version).join()}
            {...given}
            known={known}
            onDone={async (words) => {
              setDone(words);
              await refresh();
            }}
            onChanged={refresh}
          />
          <Happened happened={known.happened} at={at} />
          <section aria-labelledby="household-cases">
            <h2 id="household-cases">{texts.casesTitle}</h2>
            <ul>
              {known.cases.map(({ code, kind, asked, agreedAt, by }) => (
                <li key={code}>
                  <a href={at('case', code)}>{code}</a> {kinds[kind]}
                  <div class="hint">{texts.agreed(texts.asked[asked], by, date(agreedAt))}</div>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
      <AsOf at={polled.at} failing={trouble !== undefined && !gone} onRefresh={refresh} />
    </>
  );
}
