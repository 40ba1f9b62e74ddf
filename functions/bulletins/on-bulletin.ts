import { defaultProposalRule } from '../../shared/contracts/proposal.ts';
import { AlertSource } from '../../shared/contracts/service.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services.ts';
import { keepProposals, readProposals } from '../../shared/shell/stores/proposals.ts';
import { declareWhatNobodyDecided } from './declare-undecided.ts';
import { pollSources } from './poll-sources.ts';
import { isDoubtful, pollLines } from './rules/poll-lines.ts';
import { takeIn, watching } from './rules/take-in.ts';

const { PROPOSALS_TABLE, LEDGER_TABLE } = environment('PROPOSALS_TABLE', 'LEDGER_TABLE');
// An installation may have other sources than the definitions name: files, or a folder.
const elsewhere = process.env['ALERT_SOURCES'];
const sourcesElsewhere =
  elsewhere === undefined ? undefined : AlertSource.parse({ kind: 'bulletin', address: elsewhere });
const services = readServices().filter(({ alerting }) => alerting !== undefined);

/** Reads the alert sources of each service and keeps what they propose; silence and doubt raise an alarm and lower nothing. */
export async function handler(): Promise<void> {
  const now = new Date();
  for (const definition of services) {
    const { service, alerting } = definition;
    const sources = sourcesElsewhere ? [sourcesElsewhere] : (alerting?.sources ?? []);
    const { fetched, silent } = await pollSources(sources, now);
    const { state, version } = await readProposals(PROPOSALS_TABLE, service);
    const rule = alerting?.rule ?? defaultProposalRule;
    const proposed = takeIn(watching(state, sources, now.toISOString()), fetched, rule, now.toISOString());
    const kept = await keepProposals(PROPOSALS_TABLE, proposed.state, version);
    // A state that was not kept may lack a decision taken meanwhile.
    if (kept === 'kept')
      await declareWhatNobodyDecided(LEDGER_TABLE, definition, proposed.state, rule, now.toISOString());
    for (const line of pollLines(service, { read: fetched.length, proposed, silent, kept })) logLine(line);
    if (isDoubtful(proposed, silent)) logCount('AlertSourceDoubt', service);
  }
}
