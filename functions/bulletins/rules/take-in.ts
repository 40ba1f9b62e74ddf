import type { Finding, Reading } from '../../../shared/contracts/bulletin.ts';
import type { ProposalRule } from '../../../shared/contracts/proposal.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import type { ProposalState } from '../../../shared/core/posture/episodes.ts';
import { type Proposed, propose } from '../../../shared/core/posture/proposals.ts';
import { readBulletin } from './read-bulletin.ts';
import { readCap } from './read-cap.ts';
import { readBulletinIndex } from './read-index.ts';
import { readQuakes } from './read-quakes.ts';

/** What a poll fetched from one source: the bytes as they came, and for the official bulletins their index file. */
export type Fetched = { kind: 'bulletin' | 'cap' | 'quakes'; name: string; bytes: Uint8Array; index?: Uint8Array };

/**
 * The state with the instant from which bulletins are expected, if a source is to bring any: a first one that never
 * comes is silence too.
 */
export function watching(
  state: ProposalState,
  sources: readonly { kind: Fetched['kind'] }[],
  now: string,
): ProposalState {
  if (state.watchedSince !== undefined || sources.every(({ kind }) => kind !== 'bulletin')) return state;
  return { ...state, watchedSince: now };
}

/**
 * What one poll leads to: reads all that was fetched (nothing is fine: time passes too), oldest first, and proposes.
 * Never throws for what a source sent; `now` is the poll's instant, `unlisted` are events that keep a proposal open and
 * that no list has any more.
 */
export function takeIn(
  state: ProposalState,
  fetched: readonly Fetched[],
  rule: ProposalRule,
  now: string,
  unlisted: readonly string[] = [],
): Proposed {
  const findings: Finding[] = [];
  const readings: Reading[] = [];
  for (const each of fetched) {
    const outcome = guarded(each);
    for (const reading of outcome.readings) readings.push(reading);
    for (const finding of outcome.findings) findings.push(finding);
  }
  for (const eventId of unlisted) {
    if (readings.some((reading) => reading.kind === 'quake' && reading.eventId === eventId)) continue;
    const detail = `${eventId} is no longer listed, and its source does not say what became of it: a person has to look`;
    findings.push({ code: 'no-longer-listed', severity: 'alarm', source: 'quakes', detail });
  }
  const proposed = propose(
    state,
    readings.sort((a, b) => saidAt(a) - saidAt(b)),
    rule,
    now,
  );
  return { ...proposed, findings: [...findings, ...proposed.findings] };
}

/** One file that breaks its reader is one alarm; all others are read. */
function guarded(fetched: Fetched): { readings: Reading[]; findings: Finding[] } {
  try {
    return readOne(fetched);
  } catch (error) {
    const detail = `its reader failed: ${error instanceof Error ? error.message : String(error)}`.slice(0, 500);
    return { readings: [], findings: [{ code: 'unreadable-file', severity: 'alarm', source: fetched.name, detail }] };
  }
}

function readOne({ kind, name, bytes, index }: Fetched): { readings: Reading[]; findings: Finding[] } {
  switch (kind) {
    case 'bulletin': {
      const read = index && readBulletinIndex(index);
      const { reading, findings } = readBulletin(bytes, name, read ? { index: read } : {});
      return { readings: reading ? [reading] : [], findings };
    }
    case 'cap':
      return readCap(bytes, name);
    case 'quakes':
      return readQuakes(new TextDecoder().decode(bytes), name);
  }
}

/** When a reading was said; of one publication "today" comes before "tomorrow". */
function saidAt(reading: Reading): number {
  if (reading.kind === 'bulletin') return instantOf(reading.publishedAt) + (reading.horizon === 'today' ? 0 : 0.5);
  return instantOf(reading.kind === 'cap' ? reading.sent : reading.at);
}
