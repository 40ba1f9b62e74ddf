/** Some of a list, with a question. */
export function Several<Value extends string>(props: {
  id: string;
  legend: string;
  hint: string;
  options: readonly (readonly [Value, string])[];
  chosen: readonly Value[];
  onChoose: (chosen: Value[]) => void;
  wrong?: string | undefined;
}) {
  const { id, legend, hint, options, chosen, onChoose, wrong } = props;
  const toggle = (value: Value, on: boolean) =>
    onChoose(options.map(([one]) => one).filter((one) => (one === value ? on : chosen.includes(one))));
  return (
    <fieldset id={id} aria-describedby={`${id}-hint`}>
      <legend>{legend}</legend>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {wrong !== undefined && <p class="error">{wrong}</p>}
      {options.map(([value, name], place) => (
        <label key={value} class="check">
          <input
            id={place === 0 ? `${id}-first` : undefined}
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ currentTarget }) => toggle(value, currentTarget.checked)}
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
