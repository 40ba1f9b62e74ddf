import type { Area, LedgerEntry, Officer } from '../../contracts/declaration.ts';
import type { Proposal } from '../../contracts/proposal.ts';
import type { Translated } from '../../contracts/text.ts';
import type { Sha256 } from '../chain.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { nextAct } from './acts.ts';
import { AUTOMATIC_ALERT_HOURS } from './decisions.ts';
import { WHOLE_COUNTRY, zonesOf } from './episodes.ts';
import { levelIn, postureAt } from './posture-at.ts';

/** Who the ledger names where nobody decided. */
export const nobody: Officer = { subject: 'automatic', name: 'Sportello (nessuno ha deciso)' };

/** The longest id of a proposal that a declaration can name (shared/contracts/declaration.ts). */
const longestId = 120;

/**
 * The ledger's next entry for a proposal that nobody decided on in time: an alert for six hours, with ordinary hours,
 * in that part of its area that is in ordinary posture and that no earlier entry of this kind was for (a proposal that
 * grew is new only where it grew). Undefined when there is no such part, or when an officer has declared on the
 * proposal since it last asked.
 */
export function automaticAlert(input: {
  service: string;
  entries: readonly LedgerEntry[];
  proposal: Proposal;
  minutes: number;
  notice: Translated;
  now: string;
  newDeclaration: string;
  sha256: Sha256;
}): LedgerEntry | undefined {
  const { service, entries, proposal, minutes, notice, now, newDeclaration, sha256 } = input;
  const events = entries.map(({ event }) => event);
  const id = proposal.id.slice(0, longestId);
  const applied = events.flatMap((event) => (event.type === 'Declared' && event.proposal === id ? [event] : []));
  const byHand = applied.filter(({ by }) => by.subject !== nobody.subject);
  if (byHand.some(({ at }) => instantOf(at) >= instantOf(proposal.asksSince))) return undefined;
  const had = new Set(applied.filter((event) => !byHand.includes(event)).flatMap((event) => zonesOf(event.area)));
  const posture = postureAt(events, now);
  const fresh = zonesOf(proposal.area).filter(
    (zone) => !had.has(zone) && levelIn(posture, areaOf(zone)) === 'ordinary',
  );
  if (fresh.length === 0) return undefined;
  const next = nextAct(
    service,
    entries,
    {
      act: {
        act: 'declare',
        reason: `Allerta automatica: nessuno ha deciso entro ${minutes} minuti sulla proposta ${proposal.id.slice(0, 1000)} (${proposal.level}).`,
        area: areaOf(...fresh),
        level: 'alert',
        hours: 'none',
        notice,
        endsAt: isoOf(instantOf(now) + AUTOMATIC_ALERT_HOURS * 3_600_000),
        proposal: id,
      },
      by: nobody,
      at: now,
      newDeclaration,
      expectedVersion: entries.length,
    },
    sha256,
  );
  return 'refused' in next ? undefined : next.entry;
}

function areaOf(...zones: string[]): Area {
  return zones.includes(WHOLE_COUNTRY) ? { kind: 'national' } : { kind: 'zones', zones };
}
