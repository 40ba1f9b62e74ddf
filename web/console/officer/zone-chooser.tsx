import { useState } from 'preact/hooks';
import { dayInRome } from '../../../shared/core/hours/zone.ts';
import { regionsFound, regionsOn } from '../kit/areas.ts';
import { useTexts } from '../kit/language.ts';
import { ZoneName } from '../kit/parts.tsx';
import { centerNow } from '../session/center-clock.ts';

/** Alert zones by region, to be ticked one by one or a region at once. */
export function ZoneChooser(props: {
  chosen: readonly string[];
  onChoose: (zones: string[]) => void;
  wrong: string | undefined;
}) {
  const { chosen, onChoose, wrong } = props;
  const { form } = useTexts();
  const [search, setSearch] = useState('');
  const wanted = search.trim();
  const shown = regionsFound(regionsOn(dayInRome(centerNow())), wanted);
  const set = (zones: readonly string[], on: boolean) => {
    const rest = chosen.filter((zone) => !zones.includes(zone));
    onChoose(on ? [...rest, ...zones] : rest);
  };
  return (
    <fieldset class={`zones${wrong === undefined ? '' : ' wrong'}`} aria-describedby="zones-chosen">
      <legend class="visually-hidden">{form.someZones}</legend>
      <div class="field">
        <label for="zone-search">{form.filter}</label>
        <input
          id="zone-search"
          type="search"
          autocomplete="off"
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </div>
      {wrong !== undefined && <p class="error">{wrong}</p>}
      <p id="zones-chosen" role="status">
        <strong>{form.chosen(chosen.length)}</strong>
      </p>
      {shown.length === 0 && <p>{form.noMatch}</p>}
      {shown.map(({ key, name, zones }) => {
        const codes = zones.map(({ zone }) => zone);
        const ticked = codes.filter((zone) => chosen.includes(zone)).length;
        return (
          <details key={key} open={wanted !== '' || (ticked > 0 && ticked < codes.length)}>
            <summary>
              {name}
              {ticked > 0 ? ` (${ticked}/${codes.length})` : ''}
            </summary>
            <label class="choice whole">
              <input
                type="checkbox"
                checked={ticked === codes.length}
                onChange={({ currentTarget }) => set(codes, currentTarget.checked)}
              />
              <span>{form.wholeRegion(name)}</span>
            </label>
            {codes.map((zone) => (
              <label class="choice" key={zone}>
                <input
                  type="checkbox"
                  checked={chosen.includes(zone)}
                  onChange={({ currentTarget }) => set([zone], currentTarget.checked)}
                />
                <span>
                  <ZoneName zone={zone} />
                </span>
              </label>
            ))}
          </details>
        );
      })}
    </fieldset>
  );
}
