import type { ConsoleService } from '../session/center.ts';
import type { ConsoleLanguage } from '../texts.ts';
import { DangerInWords, useDeskTexts } from './desk-parts.tsx';
import { Field } from './parts.tsx';
import type { Typed, TypedWrong } from './typed-words.ts';

type Given = {
  typed: Typed;
  wrong: readonly (TypedWrong | 'phoneNeeded')[];
  change: (part: Partial<Typed>) => void;
};

/** A line of text with its label. */
export function Line(props: {
  id: string;
  label: string;
  value: string;
  onValue: (value: string) => void;
  maxLength: number;
  hint?: string | undefined;
  wrong?: string | undefined;
  inputMode?: 'numeric' | 'email' | 'tel';
}) {
  const { id, label, value, onValue, maxLength, hint, wrong, inputMode = 'text' } = props;
  return (
    <Field id={id} label={label} hint={hint} wrong={wrong}>
      {(described) => (
        <input
          {...described}
          inputMode={inputMode}
          // What is typed is a citizen's: the browser of a shared desk must not keep it.
          autocomplete="off"
          maxLength={maxLength}
          value={value}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A day or an hour with its label. */
export function DayOrHour(props: {
  id: string;
  type: 'date' | 'time';
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string | undefined;
  wrong?: string | undefined;
}) {
  const { id, type, label, value, onValue, hint, wrong } = props;
  return (
    <Field id={id} label={label} hint={hint} wrong={wrong}>
      {(described) => (
        <input {...described} type={type} value={value} onInput={({ currentTarget }) => onValue(currentTarget.value)} />
      )}
    </Field>
  );
}

/** One of a list, with its label. */
export function Select<Value extends string>(props: {
  id: string;
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onValue: (value: Value) => void;
  wrong?: string | undefined;
}) {
  const { id, label, value, options, onValue, wrong } = props;
  return (
    <Field id={id} label={label} wrong={wrong}>
      {(described) => (
        <select {...described} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value as Value)}>
          {options.map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What it is about: kind, category, subject and words. `first` is what stands for no kind. */
export function AboutFields(props: Given & { service: ConsoleService; language: ConsoleLanguage; first: string }) {
  const { typed, wrong, change, service, language, first } = props;
  const { record: texts, kinds } = useDeskTexts();
  const { wrong: sentences } = texts;
  return (
    <>
      <div class="pair">
        <Select
          id="kind"
          label={texts.kind}
          value={typed.kind}
          options={[['', first] as const, ...service.kinds.map(({ kind }) => [kind, kinds[kind]] as const)]}
          onValue={(kind) => change({ kind })}
          wrong={wrong.includes('kind') ? sentences.kind : undefined}
        />
        <Select
          id="category"
          label={texts.category}
          value={typed.category}
          options={[
            ['', texts.noCategory] as const,
            ...service.categories.map(({ category, name }) => [category, name[language]] as const),
          ]}
          onValue={(category) => change({ category })}
        />
      </div>
      <Line
        id="subject"
        label={texts.subject}
        maxLength={500}
        value={typed.subject}
        onValue={(subject) => change({ subject })}
      />
      <Field
        id="message"
        label={texts.message}
        hint={texts.messageHint}
        wrong={wrong.includes('message') ? sentences.message : undefined}
      >
        {(described) => (
          <textarea
            {...described}
            rows={8}
            maxLength={20_000}
            value={typed.message}
            onInput={({ currentTarget }) => change({ message: currentTarget.value })}
          />
        )}
      </Field>
      <DangerInWords words={`${typed.subject}\n${typed.message}`} numbers={service.emergencyNumbers} />
    </>
  );
}

/** Who it is and where to answer. */
export function PersonFields({ typed, wrong, change }: Given) {
  const { record: texts } = useDeskTexts();
  const phoneWrong = wrong.find((name) => name === 'phone' || name === 'phoneNeeded');
  return (
    <>
      <div class="pair">
        <Line id="name" label={texts.name} maxLength={200} value={typed.name} onValue={(name) => change({ name })} />
        <Line
          id="surname"
          label={texts.surname}
          maxLength={200}
          value={typed.surname}
          onValue={(surname) => change({ surname })}
        />
      </div>
      <div class="pair">
        <Line
          id="email"
          inputMode="email"
          label={texts.email}
          maxLength={254}
          value={typed.email}
          onValue={(email) => change({ email })}
          wrong={wrong.includes('email') ? texts.wrong.email : undefined}
        />
        <Line
          id="phone"
          inputMode="tel"
          label={texts.phone}
          maxLength={30}
          value={typed.phone}
          onValue={(phone) => change({ phone })}
          wrong={phoneWrong && texts.wrong[phoneWrong]}
        />
      </div>
    </>
  );
}

/** Where it is, if that matters. */
export function PlaceFields({ typed, change }: Pick<Given, 'typed' | 'change'>) {
  const { record: texts } = useDeskTexts();
  return (
    <div class="pair">
      <Line
        id="address"
        label={texts.address}
        maxLength={500}
        value={typed.address}
        onValue={(address) => change({ address })}
      />
      <Line
        id="municipality"
        label={texts.municipality}
        maxLength={200}
        value={typed.municipality}
        onValue={(municipality) => change({ municipality })}
      />
    </div>
  );
}
