import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import { useTexts } from '../kit/language.ts';
import { AreaText, BasisText, LevelBadge } from '../kit/parts.tsx';
import { useTimes } from '../kit/times.tsx';

/** One act of a ledger. */
export type Act = LedgerView['acts'][number];

/** What the acts before left of a declaration that an act does not say itself: `acts` newest first. */
function aboutOf({ version, declaration }: Act, acts: readonly Act[]): Pick<Act, 'level' | 'area'> {
  const before = acts.filter((one) => one.declaration === declaration && one.version <= version);
  return {
    level: before.find(({ level }) => level !== undefined)?.level,
    area: before.find(({ area }) => area !== undefined)?.area,
  };
}

/** What one act said, in a line or a few, and of which declaration among `acts`. */
export function ActText({ act, acts }: { act: Act; acts: readonly Act[] }) {
  const texts = useTexts();
  const { moment } = useTimes();
  const { type, hours, endsAt, legalBasis } = act;
  const { level, area } = aboutOf(act, acts);
  return (
    <>
      <strong>{texts.ledger.acts[type]}</strong> {level !== undefined && <LevelBadge level={level} />}
      {hours !== undefined && <div>{texts.hours[hours]}</div>}
      {area !== undefined && (
        <div>
          <AreaText area={area} />
        </div>
      )}
      {endsAt !== undefined && <div>{texts.ledger.until(moment(endsAt))}</div>}
      {legalBasis !== undefined && (
        <div>
          <BasisText basis={legalBasis} />
        </div>
      )}
    </>
  );
}

/** What others did since the version that an officer saw, among all acts of the ledger. */
export function Meanwhile({ acts, all, onRead }: { acts: readonly Act[]; all: readonly Act[]; onRead: () => void }) {
  const { conflict } = useTexts();
  const { moment } = useTimes();
  return (
    <div class="callout" role="alert">
      <h2>{conflict.title}</h2>
      <p>{conflict.lead}</p>
      <ul class="meanwhile">
        {acts.map((act) => (
          <li key={act.version}>
            {act.by.name}, {moment(act.at)}: <ActText act={act} acts={all} />
            <div>«{act.reason}»</div>
          </li>
        ))}
      </ul>
      <button type="button" class="button primary" onClick={onRead}>
        {conflict.review}
      </button>
    </div>
  );
}

/** The acts that a ledger has beyond a version, newest first. */
export const actsSince = (view: LedgerView, version: number): Act[] => view.acts.filter((act) => act.version > version);
