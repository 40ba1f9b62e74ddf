import type { BulletinReading } from '../../contracts/bulletin.ts';
import type { Area, DeclaredLevel } from '../../contracts/declaration.ts';
import type { Coverage, Evidence, Proposal, ProposalStep } from '../../contracts/proposal.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import {
  ask,
  type Book,
  close,
  find,
  openEpisode,
  openOf,
  put,
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
  find(book, 'stale-source', 'alarm', 'bulletins', `no new ${quiet.of} for over ${hours} hours, ${last}`);
}

/**
 * Puts a bulletin on top of what was said before; false when the very same one was read already. `newest` is the latest publication
 * for the same horizon that the poll brought: an older file that still lies beside it is no news, one that came back in its place is.
 */
export function hearBulletin(book: Book, reading: BulletinReading, newest = reading.publishedAt): boolean {
  const key = `${reading.source} ${reading.publishedAt} ${reading.horizon}`;
  const coloured = reading.zones.filter(({ colour }) => colour !== 'green');
  const print = `${reading.zones.length} ${coloured.map(({ zone, colour }) => `${zone}:${colour}`).join()}`;
  const published = instantOf(reading.publishedAt);
  const last =
    book.state.lastBulletinAt === undefined ? Number.NEGATIVE_INFINITY : instantOf(book.state.lastBulletinAt);
  const fresh = book.now - published <= book.rule.bulletins.staleAfterHours * HOUR;
  const fromFuture = published > book.now + CLOCKS_MAY_DIFFER;
  const again = book.state.applied[key] === print && Math.max(published, instantOf(newest)) >= last;
  if (again) return false;
  const stale = published < last || instantOf(reading.validTo) <= book.now || !fresh;
  if (stale) {
    const detail = `published ${reading.publishedAt}, valid to ${reading.validTo}, newest ${book.state.lastBulletinAt}`;
    find(book, 'stale-file', 'alarm', reading.source, detail);
  } else if (fromFuture) {
    find(book, 'doubtful-day-label', 'alarm', reading.source, `published in the future, at ${reading.publishedAt}`);
  }
  if (book.state.applied[key] === print) return false;
  if (book.state.applied[key] !== undefined) {
    find(book, 'changed-in-place', 'alarm', reading.source, `says something else now than when read first`);
  }

  const { statements, kept } = applyBulletin(
    book.state.statements,
    reading,
    book.now,
    !stale && !fromFuture,
    (colour) => levelOf(book, colour) !== undefined,
  );
  if (kept.length > 0) {
    const why = stale ? 'stale' : reading.doubts.join(', ') || 'not newer and no correction';
    find(book, 'nothing-lowered', 'alarm', reading.source, `${why}: ${kept.join(', ')} stay as they were`);
  }
  const applied = Object.entries({ ...book.state.applied, [key]: print }).slice(-APPLIED_KEPT);
  book.state = { ...book.state, statements, applied: Object.fromEntries(applied) };
  if (published >= last && !fromFuture) {
    const { silentSince, ...rest } = book.state;
    const silence = silentSince !== undefined && !fresh ? { silentSince } : {};
    book.state = { ...rest, ...silence, lastBulletinAt: reading.publishedAt };
    book.state = { ...book.state, lastOf: { ...book.state.lastOf, [reading.horizon]: reading.publishedAt } };
  }
  return true;
}

function levelOf(book: Book, colour: BulletinReading['zones'][number]['colour']): DeclaredLevel | undefined {
  return colour === 'green' ? undefined : book.rule.bulletins.levels[colour];
}

/** Brings the proposals in line with what is said now; `news` are the readings that were just put on top. */
export function followStatements(book: Book, news: readonly BulletinReading[]): void {
  const hold = book.rule.bulletins.holdHours * HOUR;
  const statements = pruned(book.state.statements, book.now, hold);
  book.state = { ...book.state, statements };
  const stated: Record<DeclaredLevel, Record<string, Interval[]>> = { alert: {}, emergency: {} };
  const held: Record<DeclaredLevel, string[]> = { alert: [], emergency: [] };
  for (const [zone, said] of Object.entries(statements)) {
    if (!looksAt(book, zone) || said.every(({ colour }) => levelOf(book, colour) === undefined)) continue;
    for (const { from, to, colour, held: isHeld } of stretchesOf(said, hold)) {
      const level = levelOf(book, colour);
      if (level === undefined || to <= book.now) continue;
      if (!isHeld) {
        stated[level][zone] ??= [];
        stated[level][zone].push({ from, to });
      } else if (from <= book.now) held[level].push(zone);
    }
  }
  for (const level of ['emergency', 'alert'] as const) {
    followLevel(book, level, stated[level], held[level], news);
  }
}

function looksAt(book: Book, zone: string): boolean {
  const { zones } = book.rule.bulletins;
  return zones === undefined || zones.some((each) => zone.startsWith(each));
}

function followLevel(
  book: Book,
  level: DeclaredLevel,
  stated: Record<string, Interval[]>,
  unspoken: string[],
  news: readonly BulletinReading[],
): void {
  const present = openOf(book, 'bulletin').find((proposal) => proposal.level === level);
  const evidence = news.flatMap((reading) => evidenceOf(book, reading, level));
  const publishedAt = news.at(-1)?.publishedAt;
  if (!present) {
    if (Object.keys(stated).length > 0) openBulletin(book, level, stated, publishedAt, evidence);
    return;
  }

  // Only what this very episode covered until now can go on without word.
  const held = unspoken.filter((zone) => present.coverage[zone]?.some(({ from }) => instantOf(from) < book.now));
  const added = new Map<string, 'raised' | 'extended'>();
  for (const [zone, intervals] of Object.entries(stated)) {
    const had = toIntervals(present.coverage[zone] ?? []);
    if (intervals.some((interval) => minus(interval, had).some(({ to }) => to > book.now))) {
      added.set(zone, had.some(({ to }) => to > book.now) || present.held ? 'extended' : 'raised');
      if (had.length === 0) added.set(zone, 'raised');
    }
  }
  const lost = Object.entries(present.coverage)
    .filter(([zone, intervals]) =>
      toIntervals(intervals).some((had) => minus(had, stated[zone] ?? []).some(({ to }) => to > book.now)),
    )
    .map(([zone]) => zone)
    .filter((zone) => !held.includes(zone));

  const remains = Object.keys(stated).length > 0;
  const holds = !remains && held.length > 0;
  if (added.size === 0 && lost.length === 0 && remains === !present.held && holds === present.held) {
    const area: Area = { kind: 'zones', zones: zonesIn(stated, held, present) };
    const same = zonesOf(present.area).join() === area.zones.join();
    // A zone that was held and of which a bulletin speaks again is over: that is told, as anything that is lowered.
    const over = present.held ? zonesOf(present.area).filter((zone) => !area.zones.includes(zone)) : [];
    const known = withEvidence(present, ...(remains ? evidence : []));
    const next =
      over.length > 0 ? step(known, { what: 'lowered', at: isoOf(book.now), zones: over }, publishedAt) : known;
    if (!same || next !== present) put(book, { ...next, area });
    return;
  }

  let next = withEvidence(present, ...evidence);
  const kept = joined(book, present.coverage, stated);
  // Proposed and taken back within one instant, it covered nothing: then it keeps what it was proposed for.
  const coverage = Object.keys(kept).length > 0 ? kept : present.coverage;
  next = { ...next, ...spanOf(coverage), coverage, area: { kind: 'zones', zones: zonesIn(stated, held, present) } };
  if (lost.length > 0 && (remains || holds))
    next = step(next, { what: 'lowered', at: isoOf(book.now), zones: lost }, publishedAt);
  if (added.size > 0) {
    const what = [...added.values()].includes('raised') ? 'raised' : 'extended';
    const taken: ProposalStep = { what, at: isoOf(book.now), zones: [...added.keys()] };
    // An officer is to see a handful of alerts a week: one that spreads inside its regions or goes on is shown, not asked anew.
    const asks = level === 'emergency' || [...added.keys()].some((zone) => !isInRegionsOf(present, zone));
    next = asks ? ask(book, step(next, { ...taken, asks }, publishedAt)) : step(next, taken, publishedAt);
  }
  if (holds && !present.held) {
    next = step(next, { what: 'held', at: isoOf(book.now), zones: held }, undefined);
    const detail = `${next.id}: its validity is over and no bulletin says what came after: ${held.join(', ')} stay`;
    find(book, 'held-without-bulletin', 'alarm', 'bulletins', detail);
  }
  next = { ...next, held: holds };
  if (remains || holds) put(book, next);
  else if (lost.length > 0) close(book, next, 'withdrawn', book.now, lost, publishedAt);
  else close(book, next, 'expired', present.held ? book.now : Math.min(book.now, instantOf(present.validTo)));
}

function isInRegionsOf(proposal: Proposal, zone: string): boolean {
  const beginning = (code: string) => code.split('-')[0];
  return Object.keys(proposal.coverage).some((covered) => beginning(covered) === beginning(zone));
}

function openBulletin(
  book: Book,
  level: DeclaredLevel,
  stated: Record<string, Interval[]>,
  published: string | undefined,
  evidence: Evidence[],
): void {
  const coverage = joined(book, {}, stated);
  const zones = Object.keys(stated).sort();
  const publishedAt = published ?? book.state.lastBulletinAt ?? isoOf(book.now);
  openEpisode(book, {
    cause: 'bulletin',
    episode: publishedAt,
    level,
    area: { kind: 'zones', zones },
    coverage,
    publishedAt,
    evidence,
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
