import type { LedgerEntry, Officer } from '../../contracts/declaration.ts';
import type { Proposal } from '../../contracts/proposal.ts';
import type { Translated } from '../../contracts/text.ts';
import type { Sha256 } from '../chain.ts';
import { instantOf, isoOf } from '../zone.ts';
import { nextAct } from './acts.ts';
import { AUTOMATIC_ALERT_HOURS } from './decisions.ts';
import { levelIn, postureAt } from './posture-at.ts';

/** Who the ledger names where nobody decided. */
export const nobody: Officer = { subject: 'automatic', name: 'Sportello (nessuno ha deciso)' };

/** The longest id of a proposal that a declaration can name (shared/contracts/declaration.ts). */
const longestId = 120;

/**
 * The ledger's next entry for a proposal that nobody decided on in time: an alert in its area for six hours, with ordinary
 * hours. Undefined when the proposal was applied already, by whomever, or when its whole area is in alert or higher anyway.
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
  if (events.some((event) => event.type === 'Declared' && event.proposal === id)) return undefined;
  const posture = postureAt(events, now);
  const parts =
    proposal.area.kind === 'national'
      ? [proposal.area]
      : proposal.area.zones.map((zone) => ({ kind: 'zones' as const, zones: [zone] }));
  if (parts.every((part) => levelIn(posture, part) !== 'ordinary')) return undefined;
  const next = nextAct(
    service,
    entries,
    {
      act: {
        act: 'declare',
        reason: `Allerta automatica: nessuno ha deciso entro ${minutes} minuti sulla proposta ${proposal.id.slice(0, 1000)} (${proposal.level}).`,
        area: proposal.area,
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
