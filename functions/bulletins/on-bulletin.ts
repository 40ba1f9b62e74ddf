import { defaultProposalRule } from '../../shared/contracts/proposal.ts';
import { AlertSource, type PreparedService } from '../../shared/contracts/service.ts';
import { environment } from '../../shared/shell/environment.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { keepProposals, readProposals } from '../../shared/shell/stores/proposals.ts';
import { askForQuakes } from './ask-for-quakes.ts';
import { declareWhatNobodyDecided } from './declare-undecided.ts';
import { isSilent, lookingBack, pollSources } from './poll-sources.ts';
import { isDoubtful, pollLines } from './rules/poll-lines.ts';
import { takeIn, watching } from './rules/take-in.ts';
import { unlistedQuakes } from './rules/unlisted-quakes.ts';

const { PROPOSALS_TABLE, LEDGER_TABLE } = environment('PROPOSALS_TABLE', 'LEDGER_TABLE');
// An installation may have other sources than the definitions name: files, or a folder.
const elsewhere = process.env['ALERT_SOURCES'];
const sourcesElsewhere =
  elsewhere === undefined ? undefined : AlertSource.parse({ kind: 'bulletin', address: elsewhere });
const services = readServices().filter(({ alerting }) => alerting !== undefined);

/**
 * Reads the alert sources of each service and keeps what they propose; silence and doubt raise an alarm and lower
 * nothing. With `{"only": "quakes"}`, each minute, it asks for quakes alone: publications of bulletins are minutes old
 * at best.
 */
export async function handler({ only }: { only?: AlertSource['kind'] } = {}): Promise<void> {
  const now = new Date();
  const failed: unknown[] = [];
  for (const definition of services) {
    try {
      await pollFor(definition, now, only);
    } catch (error) {
      // One service's trouble must not keep the next one from its alerts; the failure is told once all were looked at.
      failed.push(error);
      logLine({ level: 'error', function: 'bulletin', service: definition.service, ...errorLine(error) });
    }
  }
  if (failed.length > 0) throw failed[0];
}

async function pollFor(definition: PreparedService, now: Date, only?: AlertSource['kind']): Promise<void> {
  const { service, alerting } = definition;
  const sources = sourcesElsewhere ? [sourcesElsewhere] : (alerting?.sources ?? []);
  // A folder holds every kind.
  const asked = sources.filter(({ kind, address }) => only === undefined || kind === only || address.endsWith('/'));
  if (asked.length === 0) return;
  const poll = await pollSources(asked, now);
  const { state, version } = await readProposals(PROPOSALS_TABLE, service);
  const answered = asked.some(({ kind, address }) => kind === 'quakes' && !isSilent(poll, address));
  const unlisted = answered ? unlistedQuakes(state, poll.fetched, now, lookingBack) : [];
  await askForQuakes(sources, unlisted, poll);
  const rule = alerting?.rule ?? defaultProposalRule;
  const at = now.toISOString();
  const proposed = takeIn(watching(state, sources, at), poll.fetched, rule, at, unlisted);
  const kept = await keepProposals(PROPOSALS_TABLE, proposed.state, version);
  // A state that was not kept may lack a decision taken meanwhile.
  if (kept === 'kept') await declareWhatNobodyDecided(LEDGER_TABLE, definition, proposed.state, rule, at);
  const { fetched, silent } = poll;
  for (const line of pollLines(service, { read: fetched.length, proposed, silent, kept })) logLine(line);
  if (only === undefined && isDoubtful(proposed, silent)) logCount('AlertSourceDoubt', service);
}
