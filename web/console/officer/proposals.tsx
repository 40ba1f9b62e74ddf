import type { Evidence, Proposal } from '../../../shared/contracts/proposal.ts';
import { useTexts } from '../kit/language.ts';
import { AreaText, LevelBadge, ZoneName } from '../kit/parts.tsx';
import { useTimes } from '../kit/times.tsx';
import type { DutyGiven } from './given.ts';

/** Whether an officer is still asked. */
export const waits = ({ asks, closedAt }: Proposal) => asks && closedAt === undefined;

function isAddress(text: string) {
  return /^https:\/\//.test(text);
}

/** Zones that are told by their names; of more only the codes. */
const toldByName = 12;

function Zones({ zones }: { zones: readonly string[] }) {
  if (zones.length > toldByName) return <>{zones.join(', ')}</>;
  return (
    <>
      {zones.map((zone, index) => (
        <span key={zone}>
          {index > 0 && ', '}
          <ZoneName zone={zone} />
        </span>
      ))}
    </>
  );
}

function EvidenceText({ evidence }: { evidence: Evidence }) {
  const { proposals: texts } = useTexts();
  const { moment } = useTimes();
  const worst = (colour: string) =>
    evidence.kind === 'bulletin' && evidence.zones.filter((zone) => zone.colour === colour);
  return (
    <li>
      <div>
        <strong>{texts.cause[evidence.kind]}</strong>, {texts.published(moment(evidence.publishedAt))}
        {evidence.kind === 'bulletin' && ` (${texts.horizon[evidence.horizon] ?? evidence.horizon})`}
      </div>
      {evidence.kind === 'bulletin' && (
        <>
          <div>{texts.validity(moment(evidence.validFrom), moment(evidence.validTo))}</div>
          {['red', 'orange', 'yellow'].map((colour) => {
            const zones = worst(colour) || [];
            return zones.length === 0 ? null : (
              <div key={colour}>
                <span class={`colour ${colour}`}>{texts.colour[colour]}</span>{' '}
                <Zones zones={zones.map(({ zone }) => zone)} />
              </div>
            );
          })}
          {evidence.doubts.length > 0 && (
            <div class="doubts">
              {texts.doubts}: {evidence.doubts.map((doubt) => texts.doubtOf[doubt] ?? doubt).join('; ')}
            </div>
          )}
        </>
      )}
      {evidence.kind === 'quake' && (
        <div>
          {texts.quake(evidence.magnitude.toFixed(1), evidence.place, Math.round(evidence.distanceKm))}
          {evidence.takenBack && `: ${texts.takenBack}`}
        </div>
      )}
      {evidence.kind === 'cap' && (
        <div>
          {evidence.headline} ({evidence.sender}): {evidence.areas.join(', ')}
        </div>
      )}
      {evidence.kind === 'load' && <div>{evidence.detail}</div>}
      <div class="hint">
        {texts.source}: {isAddress(evidence.source) ? <a href={evidence.source}>{evidence.source}</a> : evidence.source}
      </div>
    </li>
  );
}

function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <ul class="evidence">
      {evidence.map((one, index) => (
        <EvidenceText key={index} evidence={one} />
      ))}
    </ul>
  );
}

/** One proposal: what, where, until when, on which evidence, and what an officer made of it. */
export function ProposalCard({
  proposal,
  declares,
  at,
}: {
  proposal: Proposal;
  declares: boolean;
  at: (word: 'confirm' | 'refuse') => string;
}) {
  const { proposals: texts } = useTexts();
  const { moment } = useTimes();
  const { id, level, area, cause, validFrom, validTo, asksSince, held, revision, evidence, decision } = proposal;
  // Whoever has to decide reads what the newest publication says without pressing anything.
  const newestAt = waits(proposal)
    ? evidence
        .map(({ publishedAt }) => publishedAt)
        .sort()
        .at(-1)
    : undefined;
  const newest = evidence.filter(({ publishedAt }) => publishedAt === newestAt);
  const older = evidence.filter((one) => !newest.includes(one)).slice(-6);
  return (
    <article class={`proposal ${level}${waits(proposal) ? ' waits' : ''}`} aria-label={`${texts.cause[cause]}, ${id}`}>
      <p class="line">
        <LevelBadge level={level} /> <strong>{texts.cause[cause]}</strong>
      </p>
      <p class="when">{texts.validity(moment(validFrom), moment(validTo))}</p>
      <AreaText area={area} />
      {waits(proposal) && <p class="waiting">{texts.asked(moment(asksSince))}</p>}
      {revision > 1 && <p class="hint">{texts.raised(revision)}</p>}
      {held && <p class="hint">{texts.held}</p>}
      {decision !== undefined && (
        <p>
          {texts.decided(texts.verdicts[decision.verdict], decision.by.name, moment(decision.at))}: «{decision.reason}»
        </p>
      )}
      {proposal.closedBy !== undefined && <p class="hint">{texts.closed[proposal.closedBy]}</p>}
      {newest.length > 0 && (
        <>
          <p class="line">
            <strong>{texts.evidence}</strong>
          </p>
          <EvidenceList evidence={newest} />
        </>
      )}
      {older.length > 0 && (
        <details>
          <summary>{newest.length > 0 ? texts.earlier : texts.evidence}</summary>
          <EvidenceList evidence={older} />
        </details>
      )}
      {waits(proposal) && declares && (
        <div class="buttons">
          <a class="button primary" href={at('confirm')}>
            {texts.confirm}
          </a>
          <a class="button secondary" href={at('refuse')}>
            {texts.refuse}
          </a>
        </div>
      )}
    </article>
  );
}

/** The proposals that wait, then those of before. */
export function Proposals({ proposals, declares, at }: Pick<DutyGiven, 'proposals' | 'declares' | 'at'>) {
  const { proposals: texts } = useTexts();
  // The emergency first: it cannot wait for the alert to be read.
  const open = proposals
    .filter(waits)
    .sort((one, other) => (one.level === other.level ? 0 : one.level === 'emergency' ? -1 : 1));
  const past = proposals.filter((proposal) => !waits(proposal));
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">{texts.title}</h2>
      <p class="hint">{texts.lead}</p>
      {open.length === 0 && <p>{texts.none}</p>}
      {open.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} declares={declares} at={(word) => at(word, proposal.id)} />
      ))}
      {past.length > 0 && (
        <details>
          <summary>
            {texts.past} ({past.length})
          </summary>
          {past.slice(0, 20).map((proposal) => (
            <ProposalCard key={proposal.id} proposal={proposal} declares={false} at={(word) => at(word, proposal.id)} />
          ))}
        </details>
      )}
    </section>
  );
}
