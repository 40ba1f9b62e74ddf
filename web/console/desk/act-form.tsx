import { useLayoutEffect, useState } from 'preact/hooks';
import type { CaseActBody } from '../../../shared/contracts/case-act.ts';
import { lanesInOrder } from '../../../shared/core/cases/worklist.ts';
import { DayOrHour, Line, Select, TextArea } from '../kit/fields.tsx';
import { Form, focusOn, TroubleBox } from '../kit/form.tsx';
import { useDeskTexts, useTexts } from '../kit/language.ts';
import { instantOfWallTime, wallTimeOf } from '../kit/rome-time.ts';
import { useSending } from '../kit/sending.ts';
import { centerNow } from '../session/center-clock.ts';
import { type ActField, type ActSpec, type ActValues, bodyOf, lackingIn } from './act-table.ts';
import { ColleagueField } from './colleague-field.tsx';
import type { CaseGiven } from './given.ts';
import { NetworkField } from './network-field.tsx';

const idOf = ({ act }: ActSpec, member: string) => `${act}-${member}`;

/** What a field begins with: the present minute where it is of now. */
const firstValues = ({ fields }: ActSpec): ActValues =>
  Object.fromEntries(
    fields.flatMap((field) =>
      field.as === 'moment' && field.now === true
        ? [[field.member, wallTimeOf(new Date(centerNow()).toISOString())]]
        : [],
    ),
  );

/** The choices of a field, with the names that people read. */
function useChoices(given: CaseGiven) {
  const { known, service, language } = given;
  const { handle: texts, kinds } = useDeskTexts();
  const lists: Record<string, () => (readonly [string, string])[]> = {
    kind: () => service.kinds.map(({ kind }) => [kind, kinds[kind]] as const),
    lane: () =>
      lanesInOrder(service.lanes).map((lane) => [
        lane,
        service.lanes.find((one) => one.lane === lane)?.name[language] ?? lane,
      ]),
    ask: () => [
      ...known.desk.asks.map(({ ask, to }) => [ask, to] as const),
      ...known.desk.referrals.map(({ referral, to }) => [referral, to] as const),
    ],
    referral: () => known.desk.referrals.map(({ referral, to }) => [referral, to] as const),
  };
  return ({ member, ...field }: ActField): (readonly [string, string])[] => {
    if (field.as !== 'choice' && field.as !== 'choices') return [];
    const allowed = typeof field.of === 'function' ? field.of(known) : field.of;
    const named = lists[member]?.();
    if (member === 'kind' || member === 'lane') return named ?? [];
    return allowed.map((one) => [one, named?.find(([value]) => value === one)?.[1] ?? texts.choices[one] ?? one]);
  };
}

/** The form of one act: nothing is sent before it says all that the act needs, and what was typed stays on a refusal. */
export function ActForm(given: CaseGiven & { spec: ActSpec; onClose: () => void }) {
  const { desk, known, service, spec, onActed, onChanged, onSignedOut, onClose } = given;
  const { handle: texts } = useDeskTexts();
  const { actions } = useTexts();
  const [values, setValues] = useState<ActValues>(() => firstValues(spec));
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const { sending, trouble, send } = useSending(onSignedOut);
  const choicesOf = useChoices(given);
  const names = texts.acts[spec.act];
  useLayoutEffect(
    () => focusOn(spec.fields[0] === undefined ? `${spec.act}-send` : idOf(spec, spec.fields[0].member)),
    [],
  );
  const act = async () => {
    const left = lackingIn(spec, values);
    setLacking(left);
    if (left[0] !== undefined) return focusOn(idOf(spec, left[0]));
    const body = bodyOf(spec, values, instantOfWallTime) as CaseActBody;
    const sent = await send(() => desk.act('actOnCase', known, body));
    if (sent === undefined) return;
    if ('answer' in sent) {
      onClose();
      onActed(sent.answer, names.done);
    } else if (sent.trouble.what === 'changed' || sent.trouble.what === 'not-possible') await onChanged();
  };
  const field = (one: ActField) => {
    const { member } = one;
    const id = idOf(spec, member);
    const label = texts.fields[`${spec.act}.${member}`] ?? texts.fields[member] ?? member;
    const shared = {
      id,
      label: one.required ? label : texts.optional(label),
      wrong: lacking.includes(member) ? texts.lacking : undefined,
      value: typeof values[member] === 'string' ? values[member] : '',
      onValue: (value: string) => setValues((before) => ({ ...before, [member]: value })),
    };
    if (one.as === 'prose')
      return <TextArea key={id} {...shared} rows={one.most > 1000 ? 5 : 2} maxLength={one.most} />;
    if (one.as === 'moment') return <DayOrHour key={id} {...shared} type="datetime-local" />;
    if (one.as === 'line') {
      if (one.suggests === 'network')
        return (
          <NetworkField
            key={id}
            {...given}
            {...shared}
            maxLength={one.most}
            onChosen={({ title, email }) => setValues((before) => ({ ...before, [member]: title, email }))}
          />
        );
      const suggested = one.suggests === 'experts' ? service.experts.map(({ name }) => name.it) : undefined;
      return <Line key={id} {...shared} maxLength={one.most} suggested={suggested} />;
    }
    if (one.as === 'colleague') return <ColleagueField key={id} {...given} {...shared} />;
    const choices = choicesOf(one);
    if (one.as === 'choice') return <Select key={id} {...shared} options={[['', '–'], ...choices]} />;
    const chosen = values[member] ?? [];
    return (
      <fieldset key={id} id={id} tabIndex={-1}>
        <legend>{label}</legend>
        {choices.map(([value, name]) => (
          <label key={value} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ currentTarget }) =>
                setValues((before) => {
                  const now = (before[member] ?? []) as readonly string[];
                  return {
                    ...before,
                    [member]: currentTarget.checked ? [...now, value] : now.filter((other) => other !== value),
                  };
                })
              }
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
    );
  };
  return (
    <section class="act act-form" aria-labelledby={`${spec.act}-title`}>
      <h2 id={`${spec.act}-title`}>{names.name}</h2>
      {names.means !== '' && <p>{names.means}</p>}
      <Form
        onSubmit={act}
        submit={names.name}
        sending={sending}
        cancel={actions.cancel}
        onCancel={onClose}
        problem={<TroubleBox trouble={trouble} who="works" />}
      >
        {spec.fields.map(field)}
      </Form>
    </section>
  );
}
