import { randomUUID } from 'node:crypto';
import { defaultProposalRule, type ProposalRule } from '../../shared/contracts/proposal.ts';
import { AlertSource, type PreparedService } from '../../shared/contracts/service.ts';
import { dueAutomaticAlerts } from '../../shared/core/posture/decisions.ts';
import type { ProposalState } from '../../shared/core/posture/episodes.ts';
import { pollSources } from '../../shared/shell/alert-sources.ts';
import { environment } from '../../shared/shell/environment.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { appendAct, readLedger } from '../../shared/shell/ledger.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { keepProposals, readProposals } from '../../shared/shell/proposals.ts';
import { readServices } from '../../shared/shell/services.ts';
import { automaticAlert } from './automatic-alert.ts';
import { takeIn } from './take-in.ts';

const { PROPOSALS_TABLE, LEDGER_TABLE } = environment('PROPOSALS_TABLE', 'LEDGER_TABLE');
// An installation may have other sources than the definitions name: files, or a folder.
const elsewhere = process.env['ALERT_SOURCES'];
const sourcesElsewhere =
  elsewhere === undefined ? undefined : AlertSource.parse({ kind: 'bulletin', address: elsewhere });
const services = readServices().filter(({ alerting }) => alerting !== undefined);

/** Declares what a proposal's silence has come to; an officer who acts at the same moment goes first, and it is looked at again next time. */
async function declareWhatNobodyDecided(
  { service, notices }: PreparedService,
  state: ProposalState,
  rule: ProposalRule,
  now: string,
): Promise<void> {
  for (const proposal of dueAutomaticAlerts(state, rule, now)) {
    const entry = automaticAlert({
      service,
      entries: await readLedger(LEDGER_TABLE, service),
      proposal,
      minutes: rule.automaticAlertAfterMinutes ?? 0,
      notice: notices.alert,
      now,
      newDeclaration: randomUUID(),
      sha256,
    });
    if (entry === undefined) continue;
    const appended = await appendAct(LEDGER_TABLE, entry);
    const { version, event } = entry;
    const { declaration } = event;
    logLine({ level: 'warn', function: 'bulletin', service, automatic: proposal.id, declaration, version, appended });
  }
}

/** Reads the alert sources of each service and keeps what they propose; silence and doubt raise an alarm and lower nothing. */
export async function handler(): Promise<void> {
  const now = new Date();
  for (const definition of services) {
    const { service, alerting } = definition;
    const { fetched, silent } = await pollSources(
      sourcesElsewhere ? [sourcesElsewhere] : (alerting?.sources ?? []),
      now,
    );
    const { state, version } = await readProposals(PROPOSALS_TABLE, service);
    const rule = alerting?.rule ?? defaultProposalRule;
    const proposed = takeIn(state, fetched, rule, now.toISOString());
    const kept = await keepProposals(PROPOSALS_TABLE, proposed.state, version);
    for (const proposal of kept === 'kept' ? proposed.changed : []) {
      const { id, level, cause, revision, asks, validFrom, validTo } = proposal;
      logLine({
        level: 'info',
        function: 'bulletin',
        service,
        id,
        proposes: level,
        cause,
        revision,
        asks,
        validFrom,
        validTo,
      });
    }
    // A state that was not kept may lack a decision taken meanwhile.
    if (kept === 'kept') await declareWhatNobodyDecided(definition, proposed.state, rule, now.toISOString());
    for (const finding of proposed.findings) logLine({ level: 'warn', function: 'bulletin', service, finding });
    for (const source of silent) logLine({ level: 'warn', function: 'bulletin', service, silent: source });
    if (silent.length + proposed.findings.length > 0) logCount('AlertSourceDoubt', service);
    logLine({
      level: 'info',
      function: 'bulletin',
      service,
      read: fetched.length,
      changed: proposed.changed.length,
      kept,
    });
  }
}
