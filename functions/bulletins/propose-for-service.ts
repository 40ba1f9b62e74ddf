import { defaultProposalRule } from '../../shared/contracts/proposal.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { AlertSource } from '../../shared/contracts/service-alerting.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { tellQuakes } from '../../shared/shell/queues/tell-quakes.ts';
import { keepProposals, readProposals } from '../../shared/shell/stores/proposals.ts';
import { askForQuakes } from './ask-for-quakes.ts';
import { declareWhatNobodyDecided } from './declare-undecided.ts';
import { isSilent, lookingBack, pollSources } from './poll-sources.ts';
import { isDoubtful, pollLines } from './rules/poll-lines.ts';
import { takeIn, watching } from './rules/take-in.ts';
import { unlistedQuakes } from './rules/unlisted-quakes.ts';

/** The tables that proposals and declarations stand in, and the bus that hears which shocks wait for an officer. */
export type AlertTables = { proposals: string; ledger: string; bus: string };

/**
 * Reads the sources of one service, of one kind alone where it is given, keeps what they propose, and declares what
 * nobody decided in time. Throws where the tables do; a source that does not answer is told and throws nothing.
 */
export async function proposeForService(
  definition: PreparedService,
  sources: readonly AlertSource[],
  tables: AlertTables,
  now: Date,
  only?: AlertSource['kind'],
): Promise<void> {
  const { service, alerting } = definition;
  // A folder holds every kind.
  const asked = sources.filter(({ kind, address }) => only === undefined || kind === only || address.endsWith('/'));
  if (asked.length === 0) return;
  const poll = await pollSources(asked, now);
  const { state, version } = await readProposals(tables.proposals, service);
  const answered = asked.some(({ kind, address }) => kind === 'quakes' && !isSilent(poll, address));
  const unlisted = answered ? unlistedQuakes(state, poll.fetched, now, lookingBack) : [];
  await askForQuakes(sources, unlisted, poll);
  const rule = alerting?.rule ?? defaultProposalRule;
  const at = now.toISOString();
  const proposed = takeIn(watching(state, sources, at), poll.fetched, rule, at, unlisted);
  const kept = await keepProposals(tables.proposals, proposed.state, version);
  // A state that was not kept may lack a decision taken meanwhile.
  if (kept === 'kept') {
    await tellQuakes(tables.bus, { before: state, after: proposed.state, at });
    await declareWhatNobodyDecided(tables.ledger, definition, proposed.state, rule, at);
  }
  const { fetched, silent } = poll;
  for (const line of pollLines(service, { read: fetched.length, proposed, silent, kept })) logLine(line);
  if (only === undefined && isDoubtful(proposed, silent)) logCount('AlertSourceDoubt', service);
}
