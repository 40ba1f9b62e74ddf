import { type PostureLevel, postureLevels } from '../../../shared/contracts/declaration.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import { dayInRome } from '../../../shared/core/hours/zone.ts';
import { byRegion, levelsByZone, regionsOn, squares } from '../kit/areas.ts';
import { useTexts } from '../kit/language.ts';
import { LevelBadge, ZoneName } from '../kit/parts.tsx';
import { centerNow } from '../session/center-clock.ts';

/** Italy as equal squares, one for each region, and the zones above the ordinary by level. */
export function ZonesView({ view }: { view: LedgerView }) {
  const texts = useTexts();
  const { national, zones } = levelsByZone(view.declarations);
  const regions = regionsOn(dayInRome(centerNow()));
  const all = regions.reduce((sum, region) => sum + region.zones.length, 0);
  const levelOf = (key: string) =>
    [...zones].reduce<PostureLevel>(
      (level, [zone, own]) =>
        zone.startsWith(`${key}-`) && postureLevels.indexOf(own) > postureLevels.indexOf(level) ? own : level,
      national,
    );
  return (
    <section aria-labelledby="zones">
      <h2 id="zones">{texts.map.title}</h2>
      <div class="zones-view">
        <div class="tiles" role="img" aria-label={texts.map.drawing}>
          {regions.map(({ key, name }) => {
            const [column, row] = squares[key] ?? [1, 1];
            return (
              <span
                key={key}
                class={`region ${levelOf(key)} c${column} r${row}`}
                title={`${name}: ${texts.posture[levelOf(key)]}`}
              >
                {key}
              </span>
            );
          })}
        </div>
        <div>
          {national !== 'ordinary' && <p>{texts.map.nationalHolds(texts.posture[national])}</p>}
          {(['emergency', 'alert'] as const).map((level) => {
            const own = [...zones].filter(([, of]) => of === level).map(([zone]) => zone);
            return own.length === 0 ? null : (
              <div key={level}>
                <h3>
                  <LevelBadge level={level} /> {texts.zones(own.length)}
                </h3>
                {byRegion(own).map(({ key, name, zones: inside }) => (
                  <details key={key} class="area">
                    <summary>
                      {name === '' ? texts.otherZones : name} ({inside.length})
                    </summary>
                    <ul>
                      {inside.map((zone) => (
                        <li key={zone}>
                          <ZoneName zone={zone} />
                        </li>
                      ))}
                    </ul>
                  </details>
                ))}
              </div>
            );
          })}
          {national === 'ordinary' && (
            <p>{zones.size === 0 ? texts.map.all : texts.map.ordinary(Math.max(0, all - zones.size))}</p>
          )}
        </div>
      </div>
    </section>
  );
}
