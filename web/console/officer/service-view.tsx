import { useState } from 'preact/hooks';
import { type PostureLevel, postureLevels } from '../../../shared/contracts/declaration.ts';
import type { HandOver } from '../../../shared/contracts/hand-over.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import { isOpen } from '../../../shared/core/hours/calendar.ts';
import { declaredAt } from '../../../shared/core/posture/declared.ts';
import { byRegion, levelsByZone, places, regionsOn } from '../kit/areas.ts';
import { AreaText, BasisText, Countdown, LevelBadge, useNow, useTexts, useTimes, ZoneName } from '../kit/parts.tsx';
import type { Api } from '../session/api.ts';
import type { ConsoleService } from '../session/center.ts';
import { centerNow } from '../session/center-clock.ts';
import { ActText } from './acts.tsx';
import { inForceAsEvents } from './forecast.ts';
import type { TypedWords } from './form-parts.tsx';
import { HandOvers } from './hand-overs.tsx';
import { Proposals, waits } from './proposals.tsx';

/** Whether a service is open at this moment, as its declarations and its calendar say. */
export function useOpen({ timeZone, hours, holidayDates }: ConsoleService, view: LedgerView): boolean {
  const at = new Date(useNow(5_000)).toISOString();
  const { periods } = declaredAt(inForceAsEvents(view), at);
  return isOpen({ timeZone, weekly: hours.weekly, holidays: holidayDates }, periods, at);
}

/** Level, hours and whether it is open: the state of a service in one strip. */
export function StateStrip({ service, view }: { service: ConsoleService; view: LedgerView }) {
  const texts = useTexts();
  const open = useOpen(service, view);
  return (
    <p class="state-strip">
      <LevelBadge level={view.posture} />
      <span class={open ? 'is-open' : 'is-closed'}>{open ? texts.openNow : texts.closedNow}</span>
      <span>{texts.hours[view.hours]}</span>
    </p>
  );
}

type InForce = LedgerView['declarations'][number];

const twoHours = 2 * 3_600_000;

/** Who was called to duty for a declaration, and whether anybody answered. */
function Called({ calls, acknowledged }: Pick<NonNullable<LedgerView['callOuts']>[number], 'calls' | 'acknowledged'>) {
  const { called: texts } = useTexts();
  const { moment, hour } = useTimes();
  return (
    <p class="called">
      <strong>{texts.title}:</strong>{' '}
      {calls.length === 0 ? texts.nobody : calls.map(({ name, at }) => texts.person(name, hour(at))).join(', ')}
      {calls.length === 0 ? '' : '. '}
      {acknowledged !== undefined && texts.answered(acknowledged.by, moment(acknowledged.at))}
      {acknowledged === undefined && calls.length > 0 && <strong>{texts.waiting}</strong>}
    </p>
  );
}

function DeclarationCard({
  declaration,
  called,
  declares,
  at,
}: {
  declaration: InForce;
  called: NonNullable<LedgerView['callOuts']>[number] | undefined;
  declares: boolean;
  at: (what: string) => string;
}) {
  const texts = useTexts();
  const { moment } = useTimes();
  const now = useNow(10_000);
  const { level, hours, area, by, declaredAt: since, endsAt, reason, legalBasis } = declaration;
  const soon = Date.parse(endsAt) - now < twoHours;
  return (
    <article class={`declaration ${level}`} aria-label={`${texts.posture[level]}, ${by.name}`}>
      <div class="head">
        <LevelBadge level={level} />
        <span>{texts.hours[hours]}</span>
        <Countdown to={endsAt} />
      </div>
      <p class="when">{texts.ends(moment(endsAt))}</p>
      {soon && <p class="notice">{texts.renewSoon}</p>}
      <AreaText area={area} />
      <p class="reason">«{reason}»</p>
      <p class="hint">
        {texts.declaredBy(by.name, moment(since))}
        {legalBasis !== undefined && (
          <>
            {' · '}
            <BasisText basis={legalBasis} />
          </>
        )}
      </p>
      {called !== undefined && <Called {...called} />}
      <div class="buttons">
        {declares &&
          (
            [
              ['renew', texts.actions.renew],
              ['change', texts.actions.change],
              ['stand-down', texts.actions.standDown],
            ] as const
          ).map(([what, words]) => (
            <a key={what} class="button secondary" href={at(what)}>
              {words}
            </a>
          ))}
        <a class="button secondary" href={at('report')}>
          {texts.report.ofDeclaration}
        </a>
      </div>
    </article>
  );
}

/** The most serious first; of one level, as they were declared. */
const mostSerious = (declarations: readonly InForce[]) =>
  declarations.toSorted((one, other) => postureLevels.indexOf(other.level) - postureLevels.indexOf(one.level));

const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date(centerNow()));

/** Italy as equal squares, one for each region, and the zones above the ordinary by level. */
function Zones({ view }: { view: LedgerView }) {
  const texts = useTexts();
  const { national, zones } = levelsByZone(view.declarations);
  const regions = regionsOn(today());
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
            const [column, row] = places[key] ?? [1, 1];
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

const shownAtFirst = 12;

function Ledger({ view, at }: { view: LedgerView; at: (what: string, id: string) => string }) {
  const { ledger: texts, report } = useTexts();
  const { moment } = useTimes();
  const [whole, setWhole] = useState(false);
  const acts = whole ? view.acts : view.acts.slice(0, shownAtFirst);
  return (
    <section aria-labelledby="ledger" class="ledger">
      <h2 id="ledger">{texts.title}</h2>
      <p class="hint">{texts.lead}</p>
      {view.acts.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <table class="stacked">
          <thead>
            <tr>
              <th scope="col">{texts.when}</th>
              <th scope="col">{texts.who}</th>
              <th scope="col">{texts.what}</th>
              <th scope="col">{texts.why}</th>
            </tr>
          </thead>
          <tbody>
            {acts.map((act) => (
              <tr key={act.version}>
                <td>
                  <time dateTime={act.at}>{moment(act.at)}</time>
                  <div class="hint">{texts.version(act.version)}</div>
                </td>
                <td>{act.by.name}</td>
                <td>
                  <ActText act={act} acts={view.acts} />
                  {act.type === 'Declared' && (
                    <a class="no-print" href={at('report', act.declaration)}>
                      {report.ofDeclaration}
                      <span class="visually-hidden"> {texts.version(act.version)}</span>
                    </a>
                  )}
                </td>
                <td class="words">{act.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {view.acts.length > acts.length && (
        <p>
          <button type="button" class="button secondary no-print" onClick={() => setWhole(true)}>
            {texts.more(view.acts.length - acts.length)}
          </button>
        </p>
      )}
    </section>
  );
}

/** Everything about one service: what holds, what is proposed, where, and every act. */
export function ServiceView(props: {
  service: ConsoleService;
  view: LedgerView;
  proposals: readonly Proposal[];
  notes: readonly HandOver[];
  api: Api;
  refresh: () => Promise<void>;
  /** The note to the next shift, while it is written. */
  note: TypedWords;
  declares: boolean;
  reader: string;
}) {
  const { service, view, proposals, notes, api, refresh, note, declares, reader } = props;
  const texts = useTexts();
  const { moment } = useTimes();
  const at = (what: string, id?: string) =>
    `#/${service.service}/${what}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
  // What waits for a decision comes before everything else.
  const waiting = proposals.some(waits);
  const inOrder = <Proposals proposals={proposals} declares={declares} at={at} />;
  return (
    <>
      <p class="print-only">
        {texts.report.title} · {texts.report.printed(moment(centerNow()), reader)}
      </p>
      <StateStrip service={service} view={view} />
      <div class="buttons top">
        {declares && (
          <a class="button primary declare-now" href={at('declare')}>
            {texts.actions.declare}
          </a>
        )}
        <button type="button" class="button secondary" onClick={() => print()}>
          {texts.actions.print}
        </button>
      </div>
      {waiting && inOrder}
      <section aria-labelledby="in-force">
        <h2 id="in-force">{texts.now}</h2>
        {view.declarations.length === 0 && <p>{texts.nothingDeclared}</p>}
        {mostSerious(view.declarations).map((declaration) => (
          <DeclarationCard
            key={declaration.declaration}
            declaration={declaration}
            called={view.callOuts?.find((one) => one.declaration === declaration.declaration)}
            declares={declares}
            at={(what) => at(what, declaration.declaration)}
          />
        ))}
      </section>
      {!waiting && inOrder}
      <Zones view={view} />
      <HandOvers
        api={api}
        service={service.service}
        posture={view.posture}
        notes={notes}
        writes={declares}
        typed={note}
        refresh={refresh}
      />
      <Ledger view={view} at={at} />
    </>
  );
}
