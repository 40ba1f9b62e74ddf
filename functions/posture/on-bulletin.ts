import { defaultProposalRule } from '../../shared/contracts/proposal.ts';
import { AlertSource } from '../../shared/contracts/service.ts';
import { pollSources } from '../../shared/shell/alert-sources.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { keepProposals, readProposals } from '../../shared/shell/proposals.ts';
import { readServices } from '../../shared/shell/services.ts';
import { takeIn } from './take-in.ts';

const { PROPOSALS_TABLE } = environment('PROPOSALS_TABLE');
// An installation may have other sources than the definitions name: files, or a folder.
const elsewhere = process.env['ALERT_SOURCES'];
const sourcesElsewhere =
  elsewhere === undefined ? undefined : AlertSource.parse({ kind: 'bulletin', address: elsewhere });
const services = readServices().filter(({ alerting }) => alerting !== undefined);

/** Reads the alert sources of each service and keeps what they propose; silence and doubt raise an alarm and lower nothing. */
export async function handler(): Promise<void> {
  const now = new Date();
  for (const { service, alerting } of services) {
    const { fetched, silent } = await pollSources(
      sourcesElsewhere ? [sourcesElsewhere] : (alerting?.sources ?? []),
      now,
    );
    const { state, version } = await readProposals(PROPOSALS_TABLE, service);
    const proposed = takeIn(state, fetched, alerting?.rule ?? defaultProposalRule, now.toISOString());
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
