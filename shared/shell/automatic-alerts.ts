import { randomUUID } from 'node:crypto';
import type { ProposalRule } from '../contracts/proposal.ts';
import type { PreparedService } from '../contracts/service.ts';
import { automaticAlert } from '../core/posture/automatic-alert.ts';
import { dueAutomaticAlerts } from '../core/posture/decisions.ts';
import type { ProposalState } from '../core/posture/episodes.ts';
import { sha256 } from './hashing.ts';
import { appendAct, readLedger } from './ledger.ts';
import { logLine } from './log.ts';

/** Declares what a proposal's silence has come to; an officer who acts at the same moment goes first, and it is looked at again next time. */
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
