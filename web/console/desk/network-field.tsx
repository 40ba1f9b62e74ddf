import { useEffect, useState } from 'preact/hooks';
import type { PublicContents, PublicLine } from '../../../shared/contracts/content/view.ts';
import { provincesByName } from '../../../shared/core/knowledge/competence.ts';
import {
  type MunicipalitiesFile,
  type Municipality,
  municipalitiesCalled,
  municipalitiesLike,
  municipalitiesOf,
} from '../../../shared/core/knowledge/municipalities.ts';
import { Line, Select } from '../kit/fields.tsx';
import { useDeskTexts } from '../kit/language.ts';
import type { CaseGiven } from './given.ts';

const provinceNames = new Map(provincesByName.map(({ code, name }) => [code, name]));

/** A municipality as it is chosen: its name with its province, since names repeat. */
const written = ({ name, province }: Municipality) => `${name} (${provinceNames.get(province) ?? province})`;

/** The municipalities that a line means: one, several of that name, or none. */
function meant(all: readonly Municipality[], typed: string): Municipality[] {
  const exact = all.filter((one) => written(one) === typed.trim());
  return exact.length > 0 ? exact : municipalitiesCalled(all, typed);
}

/** Suggestions under the line. */
const mostSuggested = 12;

let asked: Promise<Municipality[]> | undefined;
/** The municipalities, asked for once; where the file does not come it is asked for again the next time. */
function municipalities(): Promise<Municipality[]> {
  asked ??= fetch('/assets/municipalities.json')
    .then(async (answer) => municipalitiesOf((await answer.json()) as MunicipalitiesFile))
    .catch((failure) => {
      asked = undefined;
      throw failure;
    });
  return asked;
}

/** The place of the case: that of its last contact that named one. */
const placeOf = ({ known }: CaseGiven): string =>
  known.contacts.map(({ place }) => place?.municipality).findLast((name) => name !== undefined) ?? '';

/** The theme of the case: that of the experts who were asked. */
const themeOf = ({ service, known }: CaseGiven): string =>
  service.experts.find(({ name }) => known.desk.asks.some(({ to }) => Object.values(name).includes(to)))?.themes[0] ??
  '';

/** What was asked for and came, or that it did not come; asked anew when `name` is another. */
function useAsked<Found>(name: string | undefined, ask: () => Promise<Found>) {
  const [state, setState] = useState<{ name: string; found?: Found }>();
  useEffect(() => {
    if (name === undefined) return;
    let isLatest = true;
    const tell = (found?: Found) => isLatest && setState({ name, ...(found !== undefined && { found }) });
    ask().then(tell, () => tell());
    return () => {
      isLatest = false;
    };
  }, [name]);
  return state?.name === name ? { found: state?.found, failed: state !== undefined && state.found === undefined } : {};
}

type Given = CaseGiven & {
  id: string;
  label: string;
  wrong: string | undefined;
  value: string;
  maxLength: number;
  onValue: (value: string) => void;
  /** The name and the address of an administration that was chosen; an empty address where the network has none. */
  onChosen: (chosen: { title: string; email: string }) => void;
};

/** Who is competent for the theme and the municipality that were named, with a way to choose them; a hole is said. */
function CompetentHere({ competence, onChoose }: Pick<PublicContents, 'competence'> & { onChoose: Choose }) {
  const { network: texts } = useDeskTexts();
  if (competence === undefined) return null;
  const { competent, orients } = competence;
  const named = competent ?? orients;
  return (
    <div role="status">
      {competent === undefined && <p>{texts.hole}</p>}
      {named !== undefined && (
        <p>
          {competent === undefined ? texts.orients : texts.competent} <strong>{named.title}</strong>{' '}
          <button type="button" class="button secondary small" onClick={() => onChoose(named)}>
            {texts.choose}
            <span class="visually-hidden">: {named.title}</span>
          </button>
        </p>
      )}
    </div>
  );
}
type Choose = (line: PublicLine) => void;

function PlaceLine(props: { all: readonly Municipality[]; typed: string; onTyped: (typed: string) => void }) {
  const { network: texts } = useDeskTexts();
  const { all, typed, onTyped } = props;
  const found = meant(all, typed);
  const hint = found.length > 1 ? `${texts.which}: ${found.map(written).join(', ')}` : texts.placeHint;
  return (
    <Line
      id="refer-place"
      label={texts.place}
      hint={hint}
      wrong={typed.trim() !== '' && found.length === 0 && all.length > 0 ? texts.noPlace : undefined}
      maxLength={100}
      value={typed}
      suggested={municipalitiesLike(all, typed, mostSuggested).map(written)}
      onValue={onTyped}
    />
  );
}

/**
 * Whom a case is referred to: who is competent for its theme and at its municipality, or any administration of the
 * network by name, with its address; another may be typed.
 */
export function NetworkField(given: Given) {
  const { desk, service, language, id, onValue, onChosen } = given;
  const { network: texts } = useDeskTexts();
  const [theme, setTheme] = useState(() => themeOf(given));
  const [typed, setTyped] = useState(() => placeOf(given));
  const [lacksAddress, setLacksAddress] = useState(false);
  const { found: all = [] } = useAsked('municipalities', municipalities);
  const listed = useAsked('network', () => desk.network(service.service, language));
  const [place, ...others] = meant(all, typed);
  const isPlaced = typed.trim() === '' || (place !== undefined && others.length === 0);
  const code = typed.trim() === '' ? undefined : place?.code;
  const who = useAsked(theme === '' || !isPlaced ? undefined : `${theme} ${code ?? ''}`, () =>
    desk.network(service.service, language, theme, code),
  );
  const lines = listed.found?.contents ?? [];
  const choose = async (line: PublicLine) => {
    onChosen({ title: line.title, email: '' });
    const { facts } = await desk.administration(service.service, line.id, language).catch(() => ({ facts: undefined }));
    const [email] = [facts?.['email'], facts?.['pec']].filter((one) => typeof one === 'string');
    setLacksAddress(email === undefined);
    if (email !== undefined) onChosen({ title: line.title, email });
  };
  return (
    <>
      <fieldset>
        <legend>{texts.title}</legend>
        <Select
          id="refer-theme"
          label={texts.theme}
          value={theme}
          options={[['', '–'], ...(listed.found?.themes ?? []).map((one) => [one.theme, one.name] as const)]}
          onValue={setTheme}
        />
        <PlaceLine all={all} typed={typed} onTyped={setTyped} />
        <CompetentHere competence={who.found?.competence} onChoose={(line) => void choose(line)} />
        {(listed.failed || who.failed) && <p role="alert">{texts.unknown}</p>}
      </fieldset>
      <Line
        id={id}
        label={given.label}
        hint={lacksAddress ? texts.noAddress : texts.byName}
        wrong={given.wrong}
        maxLength={given.maxLength}
        value={given.value}
        suggested={lines.map(({ title }) => title)}
        onValue={(value) => {
          onValue(value);
          setLacksAddress(false);
          const line = lines.find(({ title }) => title === value);
          if (line !== undefined) void choose(line);
        }}
      />
    </>
  );
}
