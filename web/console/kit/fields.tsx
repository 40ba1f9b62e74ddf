import type { ComponentChildren } from 'preact';

/** What a field hands its input: its name, and where its hint and its complaint stand. */
type Described = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean };

/** A labelled field with its hint and what is wrong with it. */
export function Field(props: {
  id: string;
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  children: (described: Described) => ComponentChildren;
}) {
  const { id, label, hint, wrong, children } = props;
  const described = [hint !== undefined && `${id}-hint`, wrong !== undefined && `${id}-error`]
    .filter(Boolean)
    .join(' ');
  return (
    <div class={`field${wrong === undefined ? '' : ' wrong'}`}>
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong !== undefined && (
        <p class="error" id={`${id}-error`}>
          {wrong}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': wrong !== undefined,
      })}
    </div>
  );
}

/** What every field that is typed into is given. */
type FieldGiven = {
  id: string;
  label: string;
  value: string;
  onValue: (value: string) => void;
  hint?: string | undefined;
  wrong?: string | undefined;
};

/** A line of text with its label. */
export function Line(
  props: FieldGiven & {
    maxLength: number;
    inputMode?: 'numeric' | 'email' | 'tel';
    capitals?: boolean;
    /** Lines to choose from; another may be typed. */
    suggested?: readonly string[] | undefined;
    /** What Enter does instead of sending the form that the line stands in. */
    onEnter?: () => void;
  },
) {
  const { value, onValue, maxLength, inputMode = 'text', capitals = false, suggested, onEnter } = props;
  return (
    <Field {...props}>
      {(described) => (
        <>
          <input
            {...described}
            list={suggested && `${props.id}-suggested`}
            inputMode={inputMode}
            // What is typed is a citizen's: the browser of a shared desk must not keep it.
            autocomplete="off"
            autocapitalize={capitals ? 'characters' : undefined}
            spellcheck={capitals ? false : undefined}
            maxLength={maxLength}
            value={value}
            onKeyDown={(press) => {
              if (onEnter === undefined || press.key !== 'Enter' || press.ctrlKey || press.metaKey) return;
              press.preventDefault();
              onEnter();
            }}
            onInput={({ currentTarget }) => onValue(currentTarget.value)}
          />
          {suggested && (
            <datalist id={`${props.id}-suggested`}>
              {suggested.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

/** Several lines of text with their label; `lang` where they are written in another language than the page. */
export function TextArea(props: FieldGiven & { rows: number; maxLength: number; lang?: string }) {
  const { value, onValue, rows, maxLength, lang } = props;
  return (
    <Field {...props}>
      {(described) => (
        <textarea
          {...described}
          rows={rows}
          lang={lang}
          maxLength={maxLength}
          value={value}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A day, an hour or both (wall time of Rome) with its label. */
export function DayOrHour(props: FieldGiven & { type: 'date' | 'time' | 'datetime-local' }) {
  const { type, value, onValue } = props;
  return (
    <Field {...props}>
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

type Option<Value extends string> = { value: Value; label: string; mark?: string };

/** A group of radio buttons with a question. */
export function Choice<Value extends string>(props: {
  name: string;
  legend: string;
  hint?: string;
  options: readonly Option<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
}) {
  const { name, legend, hint, options, value, onChoose } = props;
  return (
    <fieldset aria-describedby={hint === undefined ? undefined : `${name}-hint`}>
      <legend>
        <h2>{legend}</h2>
      </legend>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <div class="choices">
        {options.map((option) => (
          <label key={option.value} class={`tile ${option.mark ?? ''}`}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
