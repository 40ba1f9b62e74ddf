import { randomUUID } from 'node:crypto';
import type { ProposalRule } from '../../shared/contracts/proposal.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { automaticAlert } from '../../shared/core/posture/automatic-alert.ts';
import { dueAutomaticAlerts } from '../../shared/core/posture/decisions.ts';
import type { ProposalState } from '../../shared/core/posture/episodes.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { logLine } from '../../shared/shell/log.ts';
import { appendAct, readLedger } from '../../shared/shell/stores/ledger.ts';

/**
 * Declares what a proposal's silence has come to; an officer who acts at the same moment goes first, and it is looked
 * at again next time.
 */
export async function declareWhatNobodyDecided(
  ledgerTable: string,
  { service, notices }: PreparedService,
  state: ProposalState,
  rule: ProposalRule,
  now: string,
): Promise<void> {
  for (const proposal of dueAutomaticAlerts(state, rule, now)) {
    const entry = automaticAlert({
      service,
      entries: await readLedger(ledgerTable, service),
      proposal,
      minutes: rule.automaticAlertAfterMinutes ?? 0,
      notice: notices.alert,
      now,
      newDeclaration: randomUUID(),
      sha256,
    });
    if (entry === undefined) continue;
    const appended = await appendAct(ledgerTable, entry);
    const { version, event } = entry;
    const { declaration } = event;
    logLine({ level: 'warn', function: 'bulletin', service, automatic: proposal.id, declaration, version, appended });
  }
}
