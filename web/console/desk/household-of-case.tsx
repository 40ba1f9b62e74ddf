import { useState } from 'preact/hooks';
import type { HouseholdsView } from '../../../shared/contracts/household.ts';
import { consentWays } from '../../../shared/contracts/household-event.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { Line, Select } from '../kit/fields.tsx';
import { Form, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useLanguage, useTexts } from '../kit/language.ts';
import { useSending } from '../kit/sending.ts';
import { useTimes } from '../kit/times.tsx';
import type { CaseGiven } from './given.ts';

/** The page of a new household, with this case as its first: its person was asked, and agrees. */
function MakeHousehold(given: CaseGiven & { events: HouseholdsView['events'] }) {
  const { desk, known, events, onActed, onChanged, onSignedOut } = given;
  const { household: texts } = useDeskTexts();
  const language = useLanguage();
  const { date } = useTimes();
  const { sending, trouble, send } = useSending(onSignedOut);
  const [event, setEvent] = useState(events[0]?.event ?? '');
  const [called, setCalled] = useState('');
  const [asked, setAsked] = useState<(typeof consentWays)[number]>('in-person');
  const [wrong, setWrong] = useState(false);
  if (events.length === 0) return <p>{texts.noEvent}</p>;
  const submit = async () => {
    setWrong(called.trim() === '');
    if (called.trim() === '') return;
    const body = { act: 'join-household' as const, event, called: called.trim(), asked };
    const sent = await send(() => desk.act('actOnCase', known, body));
    if (sent === undefined) return;
    if ('answer' in sent) onActed(sent.answer, texts.made);
    else if (sent.trouble.what === 'changed') await onChanged();
  };
  return (
    <Form
      onSubmit={submit}
      submit={texts.make}
      sending={sending}
      problem={<TroubleBox trouble={trouble} who="works" />}
    >
      <p>{texts.makeLead}</p>
      <Select
        id="household-event"
        label={texts.event}
        value={event}
        options={events.map((one) => [one.event, `${one.name[language]}, ${date(one.declaredAt)}`] as const)}
        onValue={setEvent}
      />
      <Line
        id="household-called"
        label={texts.called}
        hint={texts.calledHint}
        maxLength={120}
        wrong={wrong ? texts.wrong : undefined}
        value={called}
        onValue={setCalled}
      />
      <Select
        id="household-asked"
        label={texts.how}
        value={asked}
        options={consentWays.map((one) => [one, texts.asked[one]] as const)}
        onValue={setAsked}
      />
    </Form>
  );
}

/** The way from a case to the page of its household, or to one that is made with it. */
export function HouseholdOfCase(given: CaseGiven) {
  const { desk, service, staff, known, at, onSignedOut } = given;
  const { household: texts } = useDeskTexts();
  const { loading } = useTexts();
  const [events, setEvents] = useState<HouseholdsView['events']>();
  const { sending, trouble, send } = useSending(onSignedOut);
  const { household } = known.desk;
  if (household === undefined && (known.erased || !mayAct(staff, 'join-household'))) return null;
  const begin = async () => {
    const sent = await send(() => desk.households(service.service));
    if (sent !== undefined && 'answer' in sent) setEvents(sent.answer.events);
  };
  return (
    <section class="no-print" aria-labelledby="household-of-case">
      <h2 id="household-of-case">{texts.ofCase}</h2>
      {household !== undefined ? (
        <p>
          <a href={at('household', household.household)}>{texts.open(household.called ?? texts.unnamed)}</a>
        </p>
      ) : (
        <details onToggle={({ currentTarget }) => currentTarget.open && events === undefined && begin()}>
          <summary>{texts.make}</summary>
          <TroubleBox trouble={trouble} who="works" />
          {sending && <p>{loading}</p>}
          {events !== undefined && <MakeHousehold {...given} events={events} />}
        </details>
      )}
    </section>
  );
}
