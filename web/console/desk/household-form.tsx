import { useState } from 'preact/hooks';
import type { CaseActBody } from '../../../shared/contracts/case-act.ts';
import type { HouseholdView } from '../../../shared/contracts/household.ts';
import { consentWays, inspectionOutcomes, promisedThings } from '../../../shared/contracts/household-event.ts';
import { maximumTextLength } from '../../../shared/contracts/text.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { DayOrHour, Line, Select, TextArea } from '../kit/fields.tsx';
import { Form, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts } from '../kit/language.ts';
import { wallTimeOf } from '../kit/rome-time.ts';
import { useSending } from '../kit/sending.ts';
import { useTimes } from '../kit/times.tsx';
import { centerNow } from '../session/center-clock.ts';
import type { HouseholdActName } from './act-table.ts';
import type { DeskGiven } from './given.ts';
import { actOf, codeOfAct, type HouseholdTyped, lacksIn } from './household-typed.ts';

const acts = [
  'visit-household',
  'inspect-household',
  'promise-household',
  'end-promise',
  'join-household',
  'leave-household',
] as const satisfies readonly HouseholdActName[];

type FieldsGiven = {
  known: HouseholdView;
  typed: HouseholdTyped;
  set: (member: keyof HouseholdTyped) => (value: string) => void;
  wrong: readonly string[];
  /** The open promises, each as a choice. */
  promises: readonly (readonly [string, string])[];
};

/** The fields of the act that was chosen; long because each act has its own. */
function HouseholdFields({ known, typed, set, wrong, promises }: FieldsGiven) {
  const { household: texts } = useDeskTexts();
  const { act } = typed;
  const lacking = (member: string) => (wrong.includes(member) ? texts.wrong : undefined);
  const seen = act === 'visit-household' || act === 'inspect-household';
  const words = act !== 'join-household';
  const line = { wrong: lacking('text'), value: typed.text, onValue: set('text') };
  return (
    <>
      {seen && (
        <DayOrHour
          id="household-on"
          label={texts.on}
          type="datetime-local"
          wrong={lacking('on')}
          value={typed.on}
          onValue={set('on')}
        />
      )}
      {act === 'inspect-household' && (
        <Select
          id="household-outcome"
          label={texts.outcome}
          value={typed.outcome}
          options={inspectionOutcomes.map((one) => [one, texts.outcomes[one]] as const)}
          onValue={set('outcome')}
        />
      )}
      {act === 'promise-household' && (
        <Select
          id="household-of"
          label={texts.what}
          value={typed.of}
          options={promisedThings.map((one) => [one, texts.of[one]] as const)}
          onValue={set('of')}
        />
      )}
      {(act === 'promise-household' || (act === 'inspect-household' && typed.outcome === 'to-inspect-again')) && (
        <DayOrHour
          id="household-by"
          label={act === 'promise-household' ? texts.by : texts.againBy}
          type="date"
          wrong={lacking('by')}
          value={typed.by}
          onValue={set('by')}
        />
      )}
      {((seen && promises.length > 0) || act === 'end-promise') && (
        <Select
          id="household-promise"
          label={seen ? texts.keeps : texts.promise}
          value={typed.promise}
          options={seen ? [['', texts.keepsNone] as const, ...promises] : promises}
          onValue={set('promise')}
        />
      )}
      {act === 'end-promise' && (
        <Select
          id="household-end"
          label={texts.end}
          value={typed.end}
          options={(['kept', 'not-kept'] as const).map((one) => [one, texts.ends[one]] as const)}
          onValue={set('end')}
        />
      )}
      {act === 'join-household' && (
        <>
          <Line
            id="household-joins"
            label={texts.code}
            hint={texts.codeHint}
            maxLength={40}
            capitals
            wrong={lacking('joins')}
            value={typed.joins}
            onValue={set('joins')}
          />
          <Select
            id="household-asked"
            label={texts.how}
            value={typed.asked}
            options={consentWays.map((one) => [one, texts.asked[one]] as const)}
            onValue={set('asked')}
          />
        </>
      )}
      {(act === 'leave-household' || (words && typed.promise === '' && known.cases.length > 1)) && (
        <Select
          id="household-code"
          label={texts.code}
          value={typed.code}
          options={known.cases.map(({ code }) => [code, code] as const)}
          onValue={set('code')}
        />
      )}
      {act === 'leave-household' && <p class="notice">{texts.leaving}</p>}
      {words && (
        <TextArea
          id="household-text"
          label={act === 'end-promise' || act === 'leave-household' ? texts.why : texts.words}
          rows={3}
          maxLength={act === 'leave-household' ? 1000 : maximumTextLength}
          {...line}
        />
      )}
    </>
  );
}

/** What is recorded of a household: a visit, an inspection, a promise or its end, one case more or one less. */
export function HouseholdForm(
  given: DeskGiven & {
    known: HouseholdView;
    onDone: (words: string) => Promise<unknown>;
    onChanged: () => Promise<unknown>;
  },
) {
  const { desk, service, staff, known, onDone, onChanged, onSignedOut } = given;
  const { household: texts } = useDeskTexts();
  const { date } = useTimes();
  const { sending, trouble, send } = useSending(onSignedOut);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<HouseholdTyped>({
    act: 'visit-household',
    on: wallTimeOf(new Date(centerNow()).toISOString()),
    by: '',
    outcome: 'usable',
    of: 'visit',
    promise: '',
    end: 'kept',
    code: known.cases[0]?.code ?? '',
    joins: '',
    asked: 'in-person',
    text: '',
  });
  const { act } = typed;
  const may = acts.filter((one) => mayAct(staff, one) && (one !== 'end-promise' || known.owed.length > 0));
  const set = (member: keyof HouseholdTyped) => (value: string) => setTyped({ ...typed, [member]: value });
  const submit = async () => {
    const joins = spellingOf(typed.joins, service.codePrefix);
    const lacks = lacksIn(typed, joins);
    setWrong(lacks);
    if (lacks.length > 0) return;
    const body = actOf(typed, known.household) as CaseActBody;
    const code = codeOfAct(typed, known, joins);
    const sent = await send(async () => {
      const version =
        known.cases.find((one) => one.code === code)?.version ?? (await desk.case(service.service, code)).version;
      return desk.act('actOnCase', { service: service.service, code, version }, body);
    });
    if (sent === undefined) return;
    if ('answer' in sent) await onDone(act === 'join-household' ? texts.doneSoon : texts.done);
    else if (sent.trouble.what === 'changed') await onChanged();
  };
  const promises = known.owed.map(
    ({ promise, of, dueAt, text = '' }) => [promise, `${texts.of[of]}, ${date(dueAt)} ${text.slice(0, 60)}`] as const,
  );
  return (
    <section class="no-print" aria-labelledby="household-do">
      <h2 id="household-do">{texts.doTitle}</h2>
      <Form
        onSubmit={submit}
        submit={texts.submit}
        sending={sending}
        problem={<TroubleBox trouble={trouble} who="works" />}
      >
        <Select
          id="household-act"
          label={texts.does}
          value={act}
          options={may.map((one) => [one, texts.acts[one]] as const)}
          onValue={(to) =>
            setTyped({ ...typed, act: to, promise: to === 'end-promise' ? (promises[0]?.[0] ?? '') : '' })
          }
        />
        <HouseholdFields known={known} typed={typed} set={set} wrong={wrong} promises={promises} />
      </Form>
    </section>
  );
}
