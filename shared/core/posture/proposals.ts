import type { BulletinReading, Finding, Reading } from '../../contracts/bulletin.ts';
import type { Proposal, ProposalRule } from '../../contracts/proposal.ts';
import { instantOf } from '../hours/zone.ts';
import { type Book, closeEpisode, openOf, type ProposalState } from './episodes.ts';
import { followStatements, hearBulletin, noticeSilence } from './propose-from-bulletins.ts';
import { hearLoad } from './propose-from-load.ts';
import { hearMessage } from './propose-from-message.ts';
import { hearQuake, strongestOfEach } from './propose-from-quake.ts';

const CLOSED_KEPT = 48 * 3_600_000;

/**
 * What readings, or the mere passing of time, led to: the state to keep, the proposals that are new or changed, the
 * findings.
 */
export type Proposed = { state: ProposalState; changed: Proposal[]; findings: Finding[] };

/**
 * What follows from the readings of one poll (none: only time passes) at an instant. Pure; the same readings twice
 * change nothing. Proposes, raises, extends, lowers, withdraws and expires per episode; whatever is stale, missing or
 * doubtful becomes a finding and lowers nothing. Readings in the order in which they were published; both horizons of a
 * bulletin in one call.
 */
export function propose(state: ProposalState, readings: readonly Reading[], rule: ProposalRule, now: string): Proposed {
  const book: Book = { state, rule, now: instantOf(now), findings: [] };
  noticeSilence(book);
  endWhatIsOver(book);
  if (openOf(book, 'bulletin').length > 0) followStatements(book, []);

  const news: BulletinReading[] = [];
  const newest: Partial<Record<BulletinReading['horizon'], string>> = {};
  for (const reading of readings) {
    if (reading.kind !== 'bulletin') continue;
    const { horizon, publishedAt } = reading;
    const before = newest[horizon];
    if (before === undefined || instantOf(publishedAt) > instantOf(before)) newest[horizon] = publishedAt;
  }
  const quakes = new Set(
    strongestOfEach(
      book,
      readings.filter((reading) => reading.kind === 'quake'),
    ),
  );
  for (const reading of readings) {
    switch (reading.kind) {
      case 'bulletin':
        if (hearBulletin(book, reading, newest[reading.horizon])) news.push(reading);
        break;
      case 'cap':
        hearMessage(book, reading);
        break;
      case 'quake':
        if (quakes.has(reading)) hearQuake(book, reading);
        break;
      case 'load':
        hearLoad(book, reading);
        break;
    }
  }
  if (news.length > 0) followStatements(book, news);

  const all = Object.values(book.state.proposals);
  const changed = all.filter((proposal) => state.proposals[proposal.id] !== proposal);
  const kept = all.filter(({ closedAt }) => closedAt === undefined || instantOf(closedAt) > book.now - CLOSED_KEPT);
  const proposals = Object.fromEntries(kept.map((proposal) => [proposal.id, proposal]));
  return {
    state: kept.length === all.length ? book.state : { ...book.state, proposals },
    changed,
    findings: book.findings,
  };
}

function endWhatIsOver(book: Book): void {
  for (const cause of ['cap', 'quake', 'load'] as const) {
    for (const proposal of openOf(book, cause)) {
      const end = instantOf(proposal.validTo);
      if (end <= book.now) closeEpisode(book, proposal, { by: 'expired', at: end });
    }
  }
}
