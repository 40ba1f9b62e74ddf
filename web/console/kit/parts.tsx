import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { Area, LegalBasis, PostureLevel } from '../../../shared/contracts/declaration.ts';
import { italianAlertZones } from '../../../shared/core/posture/alert-zones.ts';
import type { ConsoleTexts } from '../../../shared/texts/officer/it.ts';
import { centerNow } from '../session/center-clock.ts';
import { type ConsoleLanguage, consoleTexts } from '../texts.ts';
import { byRegion } from './areas.ts';
import { countdown } from './rome-time.ts';

export const LanguageContext = createContext<ConsoleLanguage>('it');

/** The texts of the language that the reader chose. */
export const useTexts = (): ConsoleTexts => consoleTexts[useContext(LanguageContext)];

/** Writes instants as people of Rome read them. */
export function useTimes() {
  const language = useContext(LanguageContext);
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      timeZone: 'Europe/Rome',
      ...options,
    });
    return (instant: string | number) => format.format(new Date(instant));
  };
  return {
    moment: write({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    clock: write({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    hour: write({ hour: '2-digit', minute: '2-digit' }),
    day: write({ weekday: 'short', day: 'numeric', month: 'short' }),
    date: write({ day: 'numeric', month: 'long', year: 'numeric' }),
  };
}

/** The center's clock, told again each second (or as often as asked). */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(centerNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(centerNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** A heading that takes the focus when it appears, so that a screen reader begins there. */
export function FocusedHeading({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

export function LevelBadge({ level }: { level: PostureLevel }) {
  const { posture } = useTexts();
  return <span class={`level ${level}`}>{posture[level]}</span>;
}

/** How long until an instant, ticking; read out only when asked for. */
export function Countdown({ to }: { to: string }) {
  const texts = useTexts();
  const now = useNow();
  return (
    <span class="countdown" role="timer" aria-label={texts.leftLabel}>
      {texts.left(countdown(to, now))}
    </span>
  );
}

const nameOf = new Map(italianAlertZones.zones.map(({ zone, name }) => [zone, name]));

/** A zone by its code and, where it has one, its name. */
export function ZoneName({ zone }: { zone: string }) {
  const name = nameOf.get(zone);
  return (
    <>
      <strong>{zone}</strong>
      {name === undefined || name === zone ? '' : ` ${name}`}
    </>
  );
}

/** An area in a line, with its zones by region behind it. */
export function AreaText({ area }: { area: Area }) {
  const texts = useTexts();
  if (area.kind === 'national') return <>{texts.national}</>;
  const regions = byRegion(area.zones);
  const line = regions
    .map(({ name, zones }) => `${name === '' ? texts.otherZones : name} (${zones.length})`)
    .join(', ');
  return (
    <details class="area">
      <summary>
        {texts.zones(area.zones.length)}: {line}
      </summary>
      <ul>
        {area.zones.map((zone) => (
          <li key={zone}>
            <ZoneName zone={zone} />
          </li>
        ))}
      </ul>
    </details>
  );
}

export function BasisText({ basis }: { basis: LegalBasis }) {
  const texts = useTexts();
  const { date } = useTimes();
  return <>{texts.basisText(texts.basisOf[basis.kind], basis.number, date(`${basis.date}T12:00:00Z`))}</>;
}

export type Option<Value extends string> = { value: Value; label: string; hint?: string; mark?: string };

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

/** A labelled field with its hint and what is wrong with it. */
export function Field(props: {
  id: string;
  label: string;
  hint?: string | undefined;
  wrong?: string | undefined;
  children: (described: {
    id: string;
    'aria-describedby': string | undefined;
    'aria-invalid': boolean;
  }) => ComponentChildren;
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
