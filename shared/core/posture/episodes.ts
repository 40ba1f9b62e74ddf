import type { BulletinReading, Finding } from '../../contracts/bulletin.ts';
import type { Area, DeclaredLevel } from '../../contracts/declaration.ts';
import type { Coverage, Evidence, Proposal, ProposalRule, ProposalStep } from '../../contracts/proposal.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { type Interval, toIntervals } from './intervals.ts';
import { higherLevel } from './posture-at.ts';
import type { Statements } from './statements.ts';

const EVIDENCE_KEPT = 20;

/** The key under which a proposal for the whole country keeps its coverage. */
export const WHOLE_COUNTRY = 'IT';

/** What the machine remembers for one service between readings; plain data, to be kept as one item. */
export type ProposalState = {
  service: string;
  statements: Statements;
  /** The latest files put on top, by name, publication and horizon: the same again changes nothing. */
  applied: Readonly<Record<string, string>>;
  lastBulletinAt?: string;
  /** The latest publication of each horizon: one of the two may fall silent alone. */
  lastOf?: Partial<Record<BulletinReading['horizon'], string>>;
  /** Since when bulletins are looked for. */
  watchedSince?: string;
  /** Since when the bulletins are silent for too long; there only while they are. */
  silentSince?: string;
  /**
   * CAP messages by `sender,identifier,sent`: the episode they belong to, whether a later one replaced them, what they
   * said when read.
   */
  messages: Readonly<Record<string, { episode: string; replaced: boolean; print?: string }>>;
  proposals: Readonly<Record<string, Proposal>>;
};

/** Characters of a headline, and names of areas, that are left of a state that is too large to be kept. */
const shortHeadline = 300;
const fewAreas = 20;

/**
 * The same proposals with their messages' words cut short: levels, zones and times are what they were. For a state that
 * could not be kept otherwise, when many long messages come together.
 */
export function withShortWords(state: ProposalState): ProposalState {
  const short = (text: string, longest: number) => text.slice(0, longest).toWellFormed();
  const proposals = Object.entries(state.proposals).map(([id, proposal]) => {
    const evidence = proposal.evidence.map((each) =>
      each.kind === 'cap'
        ? {
            ...each,
            headline: short(each.headline, shortHeadline),
            areas: each.areas.slice(0, fewAreas).map((area) => short(area, 100)),
          }
        : each,
    );
    return [id, { ...proposal, evidence }];
  });
  return { ...state, proposals: Object.fromEntries(proposals) };
}

/** What there is before the first reading. */
export const noProposals = (service: string): ProposalState => ({
  service,
  statements: {},
  applied: {},
  messages: {},
  proposals: {},
});

/**
 * The work of one call of `propose`: the state as it changes, the rule, the instant in epoch milliseconds and what was
 * found. It is written to, and lives and ends within that one call; nobody outside ever holds it.
 */
export type Book = {
  state: ProposalState;
  readonly rule: ProposalRule;
  readonly now: number;
  readonly findings: Finding[];
};

/** Notes what was found to be wrong with a source or a reading; 500 characters of the detail are kept. */
export function noteFinding(book: Book, finding: Finding): void {
  book.findings.push({ ...finding, detail: finding.detail.slice(0, 500) });
}

/** Keeps a proposal as it is now. */
export function keep(book: Book, proposal: Proposal): void {
  book.state = { ...book.state, proposals: { ...book.state.proposals, [proposal.id]: proposal } };
}

/** The proposals of a cause that are not over. */
export function openOf(book: Book, cause: Proposal['cause']): Proposal[] {
  return Object.values(book.state.proposals).filter((each) => each.cause === cause && each.closedAt === undefined);
}

type Quake = Extract<Evidence, { kind: 'quake' }>;

/** The quakes that proposals rest on, each as it was last told. */
export function quakesOf(proposals: readonly Proposal[]): Quake[] {
  const last = new Map<string, Quake>();
  for (const evidence of proposals.flatMap((proposal) => proposal.evidence))
    if (evidence.kind === 'quake') last.set(evidence.eventId, evidence);
  return [...last.values()];
}

/** The quakes that keep a proposal open, each as it was last told. */
export const openQuakesOf = ({ proposals }: ProposalState): Quake[] =>
  quakesOf(
    Object.values(proposals).filter(({ cause, closedAt }) => cause === 'quake' && closedAt === undefined),
  ).filter(({ takenBack }) => takenBack !== true);

/** Since when nothing new has come, and of what: of the horizon that is longer silent, or of bulletins at all. */
export function quietSince({
  lastOf = {},
  lastBulletinAt,
  watchedSince,
}: ProposalState): { since: string; of: string } | undefined {
  const [quietest] = Object.entries(lastOf).sort((one, other) => instantOf(one[1]) - instantOf(other[1]));
  if (quietest) {
    const alone = Object.values(lastOf).some((each) => each !== quietest[1]);
    return { since: quietest[1], of: alone ? `bulletin for ${quietest[0]}` : 'bulletin' };
  }
  const since = lastBulletinAt ?? watchedSince;
  return since === undefined ? undefined : { since, of: 'bulletin' };
}

/**
 * What was found to be wrong with the sources and still lasts: silence, and episodes that only hold for want of a
 * bulletin.
 */
export function openDoubts(state: ProposalState): string[] {
  const { silentSince, proposals } = state;
  const quiet = quietSince(state);
  const held = Object.values(proposals).filter((each) => each.held && each.closedAt === undefined);
  return [
    ...(silentSince === undefined || quiet === undefined ? [] : [`no new ${quiet.of} since ${quiet.since}`]),
    ...held.map(({ id }) => `${id} is held: no bulletin says what came after`),
  ];
}

/** Opens an episode: a new proposal that asks an officer. */
export function openEpisode(
  book: Book,
  input: {
    cause: Proposal['cause'];
    episode: string;
    level: DeclaredLevel;
    area: Area;
    coverage: Coverage;
    publishedAt: string;
    evidence: Evidence[];
  },
): void {
  const at = isoOf(book.now);
  const { cause, episode, level, area, coverage, publishedAt, evidence } = input;
  keep(book, {
    id: `${cause}-${level}-${at.replace(/[-:.]/g, '')}${suffixFor(book, cause, level, at)}`,
    cause,
    episode,
    level,
    area,
    coverage,
    ...spanOf(coverage),
    proposedAt: at,
    publishedAt,
    revision: 1,
    asks: true,
    asksSince: at,
    held: false,
    evidence,
    steps: [{ what: 'proposed', at, publishedAt, zones: zonesOf(area), asks: true }],
  });
}

function suffixFor(book: Book, cause: string, level: string, at: string): string {
  const beginning = `${cause}-${level}-${at.replace(/[-:.]/g, '')}`;
  const same = Object.keys(book.state.proposals).filter((id) => id.startsWith(beginning)).length;
  return same === 0 ? '' : `-${same + 1}`;
}

/**
 * Brings an open proposal up to date with its newest evidence: raises, extends or lowers it; `worse` evidence raises in
 * any case.
 */
export function revise(
  book: Book,
  present: Proposal,
  next: Pick<Proposal, 'level' | 'area' | 'coverage' | 'publishedAt'> & { evidence: Evidence },
  worse = false,
): void {
  const { level, area, coverage, publishedAt, evidence } = next;
  const span = spanOf(coverage);
  const up = level !== present.level && higherLevel(level, present.level) === level;
  const wider = zonesOf(area).some((zone) => !present.coverage[zone]) && present.area.kind !== 'national';
  const down = (level !== present.level && !up) || zonesOf(present.area).some((zone) => !coverage[zone]);
  const longer = instantOf(span.validTo) > instantOf(present.validTo);
  let proposal: Proposal = { ...withEvidence(present, evidence), level, area, coverage, ...span };
  const at = isoOf(book.now);
  const zones = zonesOf(area);
  if (down) proposal = { ...proposal, steps: [...proposal.steps, { what: 'lowered', at, publishedAt, zones }] };
  if (up || wider || longer || worse) {
    const what = up || wider || worse ? 'raised' : 'extended';
    proposal = ask(book, { ...proposal, steps: [...proposal.steps, { what, at, publishedAt, zones, asks: true }] });
  }
  keep(book, proposal);
}

/** The next revision of a proposal, which asks an officer again. */
export function ask(book: Book, proposal: Proposal): Proposal {
  return {
    ...proposal,
    revision: proposal.revision + 1,
    asks: true,
    asksSince: proposal.asks ? proposal.asksSince : isoOf(book.now),
  };
}

/**
 * How an episode ends: why, when (epoch milliseconds), for which zones (all of its area unless said) and by which
 * publication.
 */
type Ending = { by: 'expired' | 'withdrawn'; at: number; zones?: string[]; publishedAt?: string | undefined };

/** Ends the episode of a proposal. */
export function closeEpisode(book: Book, proposal: Proposal, { by, at, zones, publishedAt }: Ending): void {
  const closedAt = isoOf(at);
  const last: ProposalStep = { what: by, at: closedAt, zones: zones ?? zonesOf(proposal.area) };
  keep(book, { ...step(proposal, last, publishedAt), asks: false, held: false, closedAt, closedBy: by });
}

/** A proposal after one more step. */
export function step(proposal: Proposal, taken: ProposalStep, publishedAt?: string): Proposal {
  const full = publishedAt === undefined ? taken : { ...taken, publishedAt };
  return { ...proposal, steps: [...proposal.steps, full] };
}

/** A proposal with one more piece of evidence, unless it is there already; the newest twenty are kept. */
export function withEvidence(proposal: Proposal, ...evidence: Evidence[]): Proposal {
  const known = new Set(proposal.evidence.map((each) => JSON.stringify(each)));
  const more = evidence.filter((each) => !known.has(JSON.stringify(each)));
  if (more.length === 0) return proposal;
  return { ...proposal, evidence: [...proposal.evidence, ...more].slice(-EVIDENCE_KEPT) };
}

/** The zones of an area, or the key of the whole country. */
export function zonesOf(area: Area): string[] {
  return area.kind === 'national' ? [WHOLE_COUNTRY] : area.zones;
}

/** An area covered for one stretch. */
export function coverageOver(area: Area, { from, to }: Interval): Coverage {
  return Object.fromEntries(zonesOf(area).map((zone) => [zone, [{ from: isoOf(from), to: isoOf(to) }]]));
}

/** From the first to the last instant that is covered. */
export function spanOf(coverage: Coverage): { validFrom: string; validTo: string } {
  const intervals = Object.values(coverage).flatMap(toIntervals);
  return {
    validFrom: isoOf(Math.min(...intervals.map(({ from }) => from))),
    validTo: isoOf(Math.max(...intervals.map(({ to }) => to))),
  };
}
