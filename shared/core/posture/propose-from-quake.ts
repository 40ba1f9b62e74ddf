import type { QuakeReading } from '../../contracts/bulletin.ts';
import type { Area } from '../../contracts/declaration.ts';
import type { Evidence, Proposal } from '../../contracts/proposal.ts';
import { instantOf } from '../hours/zone.ts';
import {
  type Book,
  closeEpisode,
  coverageOver,
  keep,
  noteFinding,
  openEpisode,
  openOf,
  quakesOf,
  revise,
  withEvidence,
} from './episodes.ts';
import { kmBetween, kmFromItaly } from './italy.ts';

const HOUR = 3_600_000;
/** How near a further shock counts as the same episode while the first one's proposal is open. */
const SAME_SEQUENCE_KM = 100;
/** By how much a shock must come out stronger than all before for an officer who decided already to be asked again. */
const MUCH_STRONGER = 0.5;
/** Milliseconds that clocks may differ by: what lies further ahead has not happened. */
const furthestAhead = 15 * 60_000;

/**
 * What people do that shakes the ground; whatever else an event is called, a shock that strong is taken for a quake,
 * with an alarm.
 */
const madeByPeople = /blast|explosion|nuclear|experimental|controlled|chemical|sonic/i;
/** How a source says that there was none (QuakeML 1.2, EventType). */
const isNone = /^not existing$/i;

const isNoQuake = ({ type }: QuakeReading): boolean => madeByPeople.test(type) || isNone.test(type);

type QuakeEvidence = Extract<Evidence, { kind: 'quake' }>;

const evidenceOf = (quake: QuakeReading): QuakeEvidence => ({
  kind: 'quake',
  source: quake.source,
  publishedAt: quake.at,
  eventId: quake.eventId,
  magnitude: quake.magnitude,
  latitude: quake.latitude,
  longitude: quake.longitude,
  distanceKm: Math.round(kmFromItaly(quake)),
  place: quake.place,
});

/**
 * Notes that a shock is less than it was, or none; ends its episode once that is so of each shock which it rests on, as
 * where a list has one shock under two ids.
 */
function takeBack(book: Book, holding: Proposal | undefined, quake: QuakeReading): void {
  if (holding === undefined) return;
  const proposal = withEvidence(holding, { ...evidenceOf(quake), takenBack: true });
  const isOver = quakesOf([proposal]).every(({ takenBack }) => takenBack === true);
  if (isOver) closeEpisode(book, proposal, { by: 'withdrawn', at: book.now });
  else if (proposal !== holding) keep(book, proposal);
}

/** Whether a shock is such that an emergency is proposed. */
const leadsToProposal = (book: Book, quake: QuakeReading): boolean =>
  isStrongAndNear(book, quake) && !isNoQuake(quake) && isTimely(book, quake);

const isStrongAndNear = ({ rule: { quakes } }: Book, quake: QuakeReading): boolean =>
  quake.magnitude >= quakes.minimumMagnitude && Math.round(kmFromItaly(quake)) <= quakes.withinKm;

const isTimely = (book: Book, { at }: QuakeReading): boolean =>
  instantOf(at) <= book.now + furthestAhead && instantOf(at) + book.rule.quakes.hours * HOUR > book.now;

/**
 * The shocks of one poll, each once: of one that is listed twice in different words, as two snapshots in one folder do,
 * what leads to a proposal counts, then the stronger, and an alarm sounds, since nothing in them tells which is the
 * newer.
 */
export function strongestOfEach(book: Book, readings: readonly QuakeReading[]): QuakeReading[] {
  const byEvent = Map.groupBy(readings, ({ eventId }) => eventId);
  return [...byEvent].map(([eventId, told]) => {
    const worst = told.reduce((most, each) => {
      const [counts, did] = [leadsToProposal(book, each), leadsToProposal(book, most)];
      return counts === did ? (each.magnitude > most.magnitude ? each : most) : counts ? each : most;
    });
    const words = [...new Set(told.map(inWords))];
    if (words.length > 1)
      noteFinding(book, {
        code: 'told-twice',
        severity: 'alarm',
        source: worst.source,
        detail: `${eventId} is told as ${words.join(' and as ')}`,
      });
    return worst;
  });
}

const inWords = ({ magnitude, type, at, latitude, longitude }: QuakeReading) =>
  `${type} of magnitude ${magnitude} at ${latitude}, ${longitude}, ${at}`;

/**
 * What a quake leads to: near enough and strong enough, a proposal; a shock that the source corrects to less, its end.
 */
export function hearQuake(book: Book, quake: QuakeReading): void {
  const { quakes } = book.rule;
  const holding = openOf(book, 'quake').find(({ evidence }) =>
    evidence.some((each) => each.kind === 'quake' && each.eventId === quake.eventId),
  );
  if (!isStrongAndNear(book, quake)) {
    takeBack(book, holding, quake);
    return;
  }
  const made = isNoQuake(quake);
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
  if (at > book.now + furthestAhead) {
    noteFinding(book, {
      code: 'doubtful-day-label',
      severity: 'alarm',
      source: quake.source,
      detail: `${quake.eventId} lies in the future: ${quake.at}`,
    });
    return;
  }
  const evidence = evidenceOf(quake);
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
  const told = present?.evidence.filter((each) => each.kind === 'quake') ?? [];
  const gone = quakesOf(present === undefined ? [] : [present]).flatMap(({ eventId, takenBack }) =>
    takenBack ? [eventId] : [],
  );
  const strongest = Math.max(...told.map(({ eventId, magnitude }) => (gone.includes(eventId) ? 0 : magnitude)));
  if (present) revise(book, present, next, quake.magnitude >= strongest + MUCH_STRONGER);
  else openEpisode(book, { ...next, evidence: [evidence] });
}
