import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Area, LegalBasis, PostureLevel } from '../../../shared/contracts/declaration.ts';
import { italianAlertZones } from '../../../shared/core/posture/alert-zones.ts';
import { byRegion } from './areas.ts';
import { useTexts } from './language.ts';
import { useTimes } from './times.tsx';

/** A heading that takes the focus when it appears, so that a screen reader begins there. */
export function FocusedHeading({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before the page is painted: later it would take the focus from whoever already has it.
  useLayoutEffect(() => {
    heading.current?.focus();
    scrollTo(0, 0);
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** What was just done, read out as soon as it is said; empty words take no room. */
export function DoneBox({ words }: { words: string }) {
  return (
    <p role="status" class={words === '' ? 'visually-hidden' : 'success'}>
      {words}
    </p>
  );
}

/** Facts by name; what is not known is left out. */
export function Facts({ rows }: { rows: readonly (readonly [string, ComponentChildren | undefined])[] }) {
  const known = rows.filter(([, value]) => value !== undefined && value !== '');
  return known.length === 0 ? null : (
    <dl class="summary">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function LevelBadge({ level }: { level: PostureLevel }) {
  const { posture } = useTexts();
  return <span class={`level ${level}`}>{posture[level]}</span>;
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
