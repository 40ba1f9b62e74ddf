import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Area, DeclarationAct, type LedgerEntry, type Officer } from '../../shared/contracts/declaration.ts';
import { DecisionRequest } from '../../shared/contracts/proposal.ts';
import { ledgerView, nextAct, proposalsView } from '../../shared/core/posture/acts.ts';
import { endOf, italianAlertZones, unknownZones } from '../../shared/core/posture/alert-zones.ts';
import { decideProposal } from '../../shared/core/posture/decisions.ts';
import { dayAt } from '../../shared/core/protocol.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { matchedVersion, type Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logLine } from '../../shared/shell/log.ts';
import { tellQuakes } from '../../shared/shell/queues/tell-quakes.ts';
import type { Ledger } from '../../shared/shell/stores/ledger.ts';
import type { Proposals } from '../../shared/shell/stores/proposals.ts';

// Step 1 of the officer's line: called by on-officer-request; then the ledger's stream wakes on-ledger-entry, which
// tells the bus.

/** A request of an officer who was let in to act on the posture of a service. */
export type OfficerRequest = { service: string; event: APIGatewayProxyEventV2; by: Officer; now: Date };

/** The ledger of a service as staff see it, with its version as ETag. */
export async function showLedger(ledger: Ledger, service: string, now: Date, status = 200): Promise<Reply> {
  const view = ledgerView(service, await ledger.read(), now.toISOString());
  return { status, headers: { ETag: `"${view.version}"` }, body: view };
}

function noSuchZone(zone: string): string {
  const end = endOf(italianAlertZones, zone);
  if (end !== undefined)
    return `${zone} is no alert zone since ${end.until}: name ${end.successors.join(', ')} instead`;
  return `no alert zone is called ${JSON.stringify(zone)}: name it by its code, such as Emil-B1`;
}

/**
 * Throws the Refusal `invalid` that names each zone of an area which no list, act or proposal knows: a slip would alert
 * nobody.
 */
async function refuseUnknownZones(
  area: Area,
  entries: readonly LedgerEntry[],
  proposed: () => Promise<readonly Area[]>,
  today: string,
): Promise<void> {
  if (area.kind === 'national') return;
  const declared = entries.flatMap(({ event }) => ('area' in event ? [event.area] : []));
  if (unknownZones(italianAlertZones, area, declared, today).length === 0) return;
  const unknown = unknownZones(italianAlertZones, area, [...declared, ...(await proposed())], today);
  if (unknown.length === 0) return;
  const errors = unknown.slice(0, 50).map((index) => ({
    detail: noSuchZone(area.zones[index] ?? ''),
    pointer: `/area/zones/${index}`,
  }));
  throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
}

/** How often an act is decided anew where others were quicker: each time by the rules, on what stands then. */
const tries = 5;

/**
 * Appends what an act makes of a ledger, and decides anew where somebody was quicker; gives the entry that stands or
 * the refusal. Throws the Refusal `unavailable` where others were quicker each time.
 */
export async function appendNext<Refused extends { refused: string }>(
  ledger: Ledger,
  entries: readonly LedgerEntry[],
  next: (entries: readonly LedgerEntry[]) => { entry: LedgerEntry } | Refused,
): Promise<LedgerEntry | Refused> {
  let known = entries;
  for (let left = tries; left > 0; left -= 1) {
    const made = next(known);
    if ('refused' in made) return made;
    if ((await ledger.append(made.entry)) === 'appended') return made.entry;
    known = await ledger.read();
  }
  throw new Refusal('unavailable', undefined, { headers: { 'Retry-After': '1' } });
}

/**
 * Carries out an officer's act on the version that `If-Match` names. Throws the Refusals `precondition-required`
 * without one, `invalid` for a zone that there is not, `changed-meanwhile` (412) with what was done since, and
 * `act-refused` for what the rules do not allow.
 */
export async function declareOn(
  { ledger, proposals }: { ledger: Ledger; proposals: Proposals },
  { service, event, by, now }: OfficerRequest,
): Promise<Reply> {
  const act = await readAs(DeclarationAct, event);
  const expectedVersion = matchedVersion(event.headers['if-match']);
  if (expectedVersion === undefined) throw new Refusal('precondition-required');
  const line = { function: 'posture', service, subject: by.subject, act: act.act };
  const entries = await ledger.read();
  if ('area' in act && act.area !== undefined)
    await refuseUnknownZones(
      act.area,
      entries,
      async () => Object.values((await proposals.read()).state.proposals).map(({ area }) => area),
      dayAt(now.toISOString()),
    );
  const command = { act, by, at: now.toISOString(), newDeclaration: randomUUID(), expectedVersion };
  const entry = await appendNext(ledger, entries, (all) => nextAct(service, all, command, sha256));
  if ('refused' in entry) {
    logLine({ level: 'warn', ...line, refused: entry.refused });
    const name = entry.refused === 'conflict' ? 'changed-meanwhile' : 'act-refused';
    throw new Refusal(name, undefined, { members: { ...entry } });
  }
  logLine({ level: 'info', ...line, version: entry.version });
  return showLedger(ledger, service, now, 201);
}

/** The proposals of a service, those that wait for an officer first. */
export async function showProposals(proposals: Proposals, service: string): Promise<Reply> {
  const { state } = await proposals.read();
  return { status: 200, body: proposalsView(service, Object.values(state.proposals)) };
}

/**
 * Keeps an officer's decision on a proposal, and tells the bus where it was about a quake; throws the Refusals `changed-meanwhile` and `act-refused` as `declareOn`
 * does.
 */
export async function decideOn(
  { proposals, bus }: { proposals: Proposals; bus: string },
  { service, event, by, now }: OfficerRequest,
): Promise<Reply> {
  const request = await readAs(DecisionRequest, event);
  const { state, version } = await proposals.read();
  const id = event.pathParameters?.['proposal'] ?? '';
  const decision = decideProposal(state, id, request, by, now.toISOString());
  const line = { function: 'posture', service, subject: by.subject, proposal: id, verdict: request.verdict };
  if ('refused' in decision) {
    logLine({ level: 'warn', ...line, refused: decision.refused });
    const name = decision.refused === 'conflict' ? 'changed-meanwhile' : 'act-refused';
    throw new Refusal(name, undefined, { members: { ...decision } });
  }
  if ((await proposals.keep(decision.state, version)) !== 'kept') throw new Refusal('changed-meanwhile');
  logLine({ level: 'info', ...line });
  await tellQuakes(bus, { before: state, after: decision.state, at: now.toISOString() });
  return { status: 201, body: decision.proposal };
}
