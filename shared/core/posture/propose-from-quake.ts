import type { QuakeReading } from '../../contracts/bulletin.ts';
import type { Area } from '../../contracts/declaration.ts';
import type { Evidence, Proposal } from '../../contracts/proposal.ts';
import { instantOf } from '../hours/zone.ts';
import { type Book, closeEpisode, coverageOver, noteFinding, openEpisode, openOf, revise } from './episodes.ts';
import { kmBetween, kmFromItaly } from './italy.ts';

const HOUR = 3_600_000;
/** How near a further shock counts as the same episode while the first one's proposal is open. */
const SAME_SEQUENCE_KM = 100;
/** By how much a shock must come out stronger than all before for an officer who decided already to be asked again. */
const MUCH_STRONGER = 0.5;

/**
 * What people do that shakes the ground; whatever else an event is called, a shock that strong is taken for a quake,
 * with an alarm.
 */
const madeByPeople = /blast|explosion|nuclear|experimental|controlled|chemical|sonic/i;

/** Ends an episode whose only shock its source corrects to less, or calls the work of people. */
function takeBack(book: Book, holding: Proposal | undefined, quake: QuakeReading): void {
  // Only what the same source says of the very same shock, and only if nothing else keeps the episode open.
  if (holding?.evidence.every((each) => each.kind === 'quake' && each.eventId === quake.eventId))
    closeEpisode(book, holding, { by: 'withdrawn', at: book.now });
}

/**
 * The shocks of one poll, each once: of one that is listed twice with different strengths, as two snapshots in one
 * folder do, the stronger counts and an alarm sounds, since nothing in them tells which is the newer.
 */
export function strongestOfEach(book: Book, readings: readonly QuakeReading[]): QuakeReading[] {
  const byEvent = Map.groupBy(readings, ({ eventId }) => eventId);
  return [...byEvent].map(([eventId, told]) => {
    const strongest = told.reduce((most, each) => (each.magnitude > most.magnitude ? each : most));
    const strengths = [...new Set(told.map(({ magnitude }) => magnitude))];
    if (strengths.length > 1)
      noteFinding(book, {
        code: 'told-twice',
        severity: 'alarm',
        source: strongest.source,
        detail: `${eventId} has magnitudes ${strengths.join(' and ')}`,
      });
    return strongest;
  });
}

/**
 * What a quake leads to: near enough and strong enough, a proposal; a shock that the source corrects to less, its end.
 */
export function hearQuake(book: Book, quake: QuakeReading): void {
  const { quakes } = book.rule;
  const distanceKm = Math.round(kmFromItaly(quake));
  const counts = quake.magnitude >= quakes.minimumMagnitude && distanceKm <= quakes.withinKm;
  const holding = openOf(book, 'quake').find(({ evidence }) =>
    evidence.some((each) => each.kind === 'quake' && each.eventId === quake.eventId),
  );
  if (!counts) {
    takeBack(book, holding, quake);
    return;
  }
  const made = madeByPeople.test(quake.type);
  if (quake.type !== 'earthquake') {
    const detail = `${quake.eventId}: magnitude ${quake.magnitude}, called ${quake.type || 'nothing'}`;
    noteFinding(book, { code: made ? 'ignored' : 'unknown-level', severity: 'alarm', source: quake.source, detail });
  }
  if (made) {
    takeBack(book, holding, quake);
    return;
  }
  const at = instantOf(quake.at);
  const to = at + quakes.hours * HOUR;
  if (to <= book.now) return;
  if (at > book.now + 15 * 60_000) {
    noteFinding(book, {
      code: 'doubtful-day-label',
      severity: 'alarm',
      source: quake.source,
      detail: `${quake.eventId} lies in the future: ${quake.at}`,
    });
    return;
  }
  const evidence: Evidence = {
    kind: 'quake',
    source: quake.source,
    publishedAt: quake.at,
    eventId: quake.eventId,
    magnitude: quake.magnitude,
    latitude: quake.latitude,
    longitude: quake.longitude,
    distanceKm,
    place: quake.place,
  };
  const present =
    holding ??
    openOf(book, 'quake').find((proposal) =>
      proposal.evidence.some((each) => each.kind === 'quake' && kmBetween(each, quake) <= SAME_SEQUENCE_KM),
    );
  const seen = present?.evidence.findLast((each) => each.kind === 'quake' && each.eventId === quake.eventId);
  if (seen && JSON.stringify(seen) === JSON.stringify(evidence)) return;
  const area: Area = { kind: 'national' };
  const end = present ? Math.max(to, instantOf(present.validTo)) : to;
  const start = present ? Math.min(at, instantOf(present.validFrom)) : at;
  const coverage = coverageOver(area, { from: start, to: end });
  const episode = present?.episode ?? quake.eventId;
  const next = {
    cause: 'quake' as const,
    episode,
    level: quakes.level,
    area,
    coverage,
    publishedAt: quake.at,
    evidence,
  };
  const strongest = Math.max(...(present?.evidence ?? []).map((each) => (each.kind === 'quake' ? each.magnitude : 0)));
  if (present) revise(book, present, next, quake.magnitude >= strongest + MUCH_STRONGER);
  else openEpisode(book, { ...next, evidence: [evidence] });
}
