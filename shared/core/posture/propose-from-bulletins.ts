import type { BulletinReading, Finding } from '../../contracts/bulletin.ts';
import type { Area, DeclaredLevel } from '../../contracts/declaration.ts';
import type { Coverage, Evidence, Proposal, ProposalStep } from '../../contracts/proposal.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { isZoneCode } from './alert-zones.ts';
import {
  ask,
  type Book,
  closeEpisode,
  keep,
  noteFinding,
  openEpisode,
  openOf,
  quietSince,
  spanOf,
  step,
  withEvidence,
  zonesOf,
} from './episodes.ts';
import { type Interval, minus, toIntervals, union } from './intervals.ts';
import { applyBulletin, pruned, stretchesOf } from './statements.ts';

const HOUR = 3_600_000;
/** Files of the latest publications, some of which lie in a folder for days. */
const APPLIED_KEPT = 40;
const CLOCKS_MAY_DIFFER = 15 * 60_000;

/** Finds the source stale once no new bulletin has come for the rule's hours. */
export function noticeSilence(book: Book): void {
  const quiet = quietSince(book.state);
  if (quiet === undefined || book.state.silentSince !== undefined) return;
  const hours = book.rule.bulletins.staleAfterHours;
  if (book.now - instantOf(quiet.since) <= hours * HOUR) return;
  book.state = { ...book.state, silentSince: isoOf(book.now) };
  const { lastBulletinAt, lastOf } = book.state;
  const last = (lastBulletinAt ?? lastOf) === undefined ? 'there was none yet' : `the last is of ${quiet.since}`;
  noteFinding(book, {
    code: 'stale-source',
    severity: 'alarm',
    source: 'bulletins',
    detail: `no new ${quiet.of} for over ${hours} hours, ${last}`,
  });
}

/**
 * Puts a bulletin on top of what was said before; false when the very same one was read already. `newest` is the latest
 * publication for the same horizon that the poll brought: an older file that still lies beside it is no news, one that
 * came back in its place is.
 */
export function hearBulletin(book: Book, reading: BulletinReading, newest = reading.publishedAt): boolean {
  const { applied, lastBulletinAt } = book.state;
  const found = (code: Finding['code'], detail: string) =>
    noteFinding(book, { code, severity: 'alarm', source: reading.source, detail });
  const key = `${reading.source} ${reading.publishedAt} ${reading.horizon}`;
  const print = printOf(reading);
  const published = instantOf(reading.publishedAt);
  const last = lastBulletinAt === undefined ? Number.NEGATIVE_INFINITY : instantOf(lastBulletinAt);
  const isFresh = book.now - published <= book.rule.bulletins.staleAfterHours * HOUR;
  const isFromFuture = published > book.now + CLOCKS_MAY_DIFFER;
  if (applied[key] === print && Math.max(published, instantOf(newest)) >= last) return false;
  const isStale = published < last || instantOf(reading.validTo) <= book.now || !isFresh;
  if (isStale) {
    found('stale-file', `published ${reading.publishedAt}, valid to ${reading.validTo}, newest ${lastBulletinAt}`);
  } else if (isFromFuture) found('doubtful-day-label', `published in the future, at ${reading.publishedAt}`);
  if (applied[key] === print) return false;
  const before = applied[key];
  if (before !== undefined && colouredIn(before) !== colouredIn(print))
    found('changed-in-place', 'says something else now than when read first');

  const { statements, kept } = applyBulletin(
    book.state.statements,
    reading,
    book.now,
    !isStale && !isFromFuture,
    (colour) => levelOf(book, colour) !== undefined,
  );
  if (kept.length > 0) {
    const why = isStale ? 'stale' : reading.doubts.join(', ') || 'not newer and no correction';
    found('nothing-lowered', `${why}: ${kept.join(', ')} stay as they were`);
  }
  const latest = Object.entries({ ...applied, [key]: print }).slice(-APPLIED_KEPT);
  book.state = { ...book.state, statements, applied: Object.fromEntries(latest) };
  if (published >= last && !isFromFuture) {
    const { silentSince, lastOf, ...state } = book.state;
    book.state = {
      ...state,
      ...(silentSince !== undefined && !isFresh ? { silentSince } : {}),
      lastBulletinAt: reading.publishedAt,
      lastOf: { ...lastOf, [reading.horizon]: reading.publishedAt },
    };
  }
  return true;
}

/**
 * What a bulletin says, to know it again: its zones that are not green, then a bar and what made its reading doubtful.
 * The latter may be gone when the file is read again, as when its index file comes a poll later: then it may lower.
 */
function printOf({ zones, doubts }: BulletinReading): string {
  const coloured = zones.filter(({ colour }) => colour !== 'green');
  const said = `${zones.length} ${coloured.map(({ zone, colour }) => `${zone}:${colour}`).join()}`;
  return `${said}|${[...doubts].sort().join()}`;
}

const colouredIn = (print: string) => print.slice(0, print.lastIndexOf('|'));

function levelOf(book: Book, colour: BulletinReading['zones'][number]['colour']): DeclaredLevel | undefined {
  return colour === 'green' ? undefined : book.rule.bulletins.levels[colour];
}

/** Brings the proposals in line with what is said now; `news` are the readings that were just put on top. */
export function followStatements(book: Book, news: readonly BulletinReading[]): void {
  const hold = book.rule.bulletins.holdHours * HOUR;
  const statements = pruned(book.state.statements, book.now, hold);
  book.state = { ...book.state, statements };
  const stated: Record<DeclaredLevel, Record<string, Interval[]>> = { alert: {}, emergency: {} };
  const unspoken: Record<DeclaredLevel, Record<string, Interval[]>> = { alert: {}, emergency: {} };
  for (const [zone, said] of Object.entries(statements)) {
    if (!looksAt(book, zone) || said.every(({ colour }) => levelOf(book, colour) === undefined)) continue;
    for (const { from, to, colour, held: isHeld } of stretchesOf(said, hold)) {
      const level = levelOf(book, colour);
      if (level === undefined || to <= book.now) continue;
      if (isHeld && from > book.now) continue;
      const by = isHeld ? unspoken[level] : stated[level];
      by[zone] ??= [];
      by[zone].push({ from, to });
    }
  }
  for (const level of ['emergency', 'alert'] as const) {
    followLevel(book, level, { stated: stated[level], unspoken: unspoken[level] }, news);
  }
}

function looksAt(book: Book, zone: string): boolean {
  const { zones } = book.rule.bulletins;
  // A zone by a name that no list knows may be in any region: it counts wherever somebody looks.
  return zones === undefined || !isZoneCode(zone) || zones.some((each) => zone.startsWith(each));
}

/**
 * What is said of one level: per zone the stretches that a bulletin states, and those around this instant for which none
 * speaks.
 */
type Said = { stated: Record<string, Interval[]>; unspoken: Record<string, Interval[]> };

/** What the readings just put on top bring to a proposal; both empty where only time passed. */
type Publication = { publishedAt: string | undefined; evidence: Evidence[] };

function followLevel(book: Book, level: DeclaredLevel, said: Said, news: readonly BulletinReading[]): void {
  const present = openOf(book, 'bulletin').find((proposal) => proposal.level === level);
  const publication: Publication = {
    publishedAt: news.at(-1)?.publishedAt,
    evidence: news.flatMap((reading) => evidenceOf(book, reading, level)),
  };
  if (!present) {
    if (Object.keys(said.stated).length > 0) openBulletin(book, level, said.stated, publication);
    return;
  }
  const difference = differenceTo(book, present, said);
  const { added, lost, remains, holds } = difference;
  const isAsBefore = added.size === 0 && lost.length === 0 && remains === !present.held && holds === present.held;
  if (isAsBefore) restate(book, present, said, difference, publication);
  else bringInLine(book, present, said, difference, publication);
}

/** What is said now beside what an open proposal covers. */
type Difference = {
  /** Zones that are covered and of which no bulletin speaks: for them the proposal goes on without a word. */
  held: string[];
  added: Map<string, 'raised' | 'extended'>;
  lost: string[];
  /** Whether a bulletin states the level for any zone, or the proposal only goes on for want of one. */
  remains: boolean;
  holds: boolean;
};

function differenceTo(book: Book, present: Proposal, { stated, unspoken }: Said): Difference {
  // Only what this very episode covered until now can go on without word.
  const held = Object.keys(unspoken).filter((zone) =>
    present.coverage[zone]?.some(({ from }) => instantOf(from) < book.now),
  );
  const added: Difference['added'] = new Map();
  for (const [zone, intervals] of Object.entries(stated)) {
    const covered = toIntervals(present.coverage[zone] ?? []);
    if (!intervals.some((interval) => minus(interval, covered).some(({ to }) => to > book.now))) continue;
    const goesOn = covered.length > 0 && (covered.some(({ to }) => to > book.now) || present.held);
    added.set(zone, goesOn ? 'extended' : 'raised');
  }
  // A zone that goes on without word may still have lost what was said of a later time.
  const lost = Object.entries(present.coverage)
    .filter(([zone, intervals]) => {
      const goesOn = [...(stated[zone] ?? []), ...(held.includes(zone) ? (unspoken[zone] ?? []) : [])];
      return toIntervals(intervals).some((covered) => minus(covered, goesOn).some(({ to }) => to > book.now));
    })
    .map(([zone]) => zone);
  const remains = Object.keys(stated).length > 0;
  return { held, added, lost, remains, holds: !remains && held.length > 0 };
}

/**
 * A proposal that covers what it covered: new evidence is added, and zones that were held and are spoken of again are
 * over.
 */
function restate(book: Book, present: Proposal, said: Said, { held, remains }: Difference, news: Publication): void {
  const area: Area = { kind: 'zones', zones: zonesIn(said.stated, held, present) };
  const isSameArea = zonesOf(present.area).join() === area.zones.join();
  // A zone that was held and of which a bulletin speaks again is over: that is told, as anything that is lowered.
  const over = present.held ? zonesOf(present.area).filter((zone) => !area.zones.includes(zone)) : [];
  const proven = withEvidence(present, ...(remains ? news.evidence : []));
  const lowered: ProposalStep = { what: 'lowered', at: isoOf(book.now), zones: over };
  const next = over.length > 0 ? step(proven, lowered, news.publishedAt) : proven;
  if (!isSameArea || next !== present) keep(book, { ...next, area });
}

/** Raises, extends, lowers, holds or ends a proposal, as the difference says. */
function bringInLine(book: Book, present: Proposal, said: Said, difference: Difference, news: Publication): void {
  const { held, added, lost, remains, holds } = difference;
  const { publishedAt } = news;
  const at = isoOf(book.now);
  const covered = joined(book, present.coverage, said.stated);
  // Proposed and taken back within one instant, it covered nothing: then it keeps what it was proposed for.
  const coverage = Object.keys(covered).length > 0 ? covered : present.coverage;
  const area: Area = { kind: 'zones', zones: zonesIn(said.stated, held, present) };
  let next: Proposal = { ...withEvidence(present, ...news.evidence), ...spanOf(coverage), coverage, area };
  if (lost.length > 0 && (remains || holds)) next = step(next, { what: 'lowered', at, zones: lost }, publishedAt);
  if (added.size > 0) next = withZonesAdded(book, next, present, added, publishedAt);
  if (holds && !present.held) {
    next = step(next, { what: 'held', at, zones: held }, undefined);
    const detail = `${next.id}: its validity is over and no bulletin says what came after: ${held.join(', ')} stay`;
    noteFinding(book, { code: 'held-without-bulletin', severity: 'alarm', source: 'bulletins', detail });
  }
  next = { ...next, held: holds };
  const ended = present.held ? book.now : Math.min(book.now, instantOf(present.validTo));
  if (remains || holds) keep(book, next);
  else if (lost.length > 0) closeEpisode(book, next, { by: 'withdrawn', at: book.now, zones: lost, publishedAt });
  else closeEpisode(book, next, { by: 'expired', at: ended });
}

function withZonesAdded(
  book: Book,
  next: Proposal,
  present: Proposal,
  added: Difference['added'],
  publishedAt: string | undefined,
): Proposal {
  const what = [...added.values()].includes('raised') ? 'raised' : 'extended';
  const taken: ProposalStep = { what, at: isoOf(book.now), zones: [...added.keys()] };
  // An officer is to see a handful of alerts a week: one that spreads inside its regions or goes on is shown, not asked
  // anew.
  const asks = present.level === 'emergency' || [...added.keys()].some((zone) => !isInRegionsOf(present, zone));
  return asks ? ask(book, step(next, { ...taken, asks }, publishedAt)) : step(next, taken, publishedAt);
}

function isInRegionsOf(proposal: Proposal, zone: string): boolean {
  const beginning = (code: string) => code.split('-')[0];
  return Object.keys(proposal.coverage).some((covered) => beginning(covered) === beginning(zone));
}

function openBulletin(book: Book, level: DeclaredLevel, stated: Said['stated'], news: Publication): void {
  const publishedAt = news.publishedAt ?? book.state.lastBulletinAt ?? isoOf(book.now);
  openEpisode(book, {
    cause: 'bulletin',
    episode: publishedAt,
    level,
    area: { kind: 'zones', zones: Object.keys(stated).sort() },
    coverage: joined(book, {}, stated),
    publishedAt,
    evidence: news.evidence,
  });
}

function joined(book: Book, before: Coverage, stated: Record<string, Interval[]>): Coverage {
  const coverage: Coverage = {};
  for (const zone of new Set([...Object.keys(before), ...Object.keys(stated)])) {
    const past = toIntervals(before[zone] ?? [])
      .filter(({ from }) => from < book.now)
      .map(({ from, to }) => ({ from, to: Math.min(to, book.now) }));
    const intervals = union([...past, ...(stated[zone] ?? [])]);
    if (intervals.length > 0) {
      coverage[zone] = intervals.map(({ from, to }) => ({ from: isoOf(from), to: isoOf(to) }));
    }
  }
  return coverage;
}

function evidenceOf(book: Book, reading: BulletinReading, level: DeclaredLevel): Evidence[] {
  const zones = reading.zones.filter(({ zone, colour }) => looksAt(book, zone) && levelOf(book, colour) === level);
  if (zones.length === 0) return [];
  const { source, publishedAt, horizon, validFrom, validTo, doubts } = reading;
  const said = zones.map(({ zone, colour }) => ({ zone, colour }));
  return [{ kind: 'bulletin', source, publishedAt, horizon, validFrom, validTo, zones: said, doubts }];
}

function zonesIn(stated: Record<string, Interval[]>, held: string[], present: Proposal): string[] {
  const zones = [...new Set([...Object.keys(stated), ...held])].sort();
  return zones.length > 0 ? zones : zonesOf(present.area);
}
