import type { CapReading } from '../../contracts/bulletin.ts';
import type { Area, DeclaredLevel } from '../../contracts/declaration.ts';
import type { Evidence, Proposal } from '../../contracts/proposal.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { alertNamedIn, isWorse } from './colours.ts';
import {
  type Book,
  closeEpisode,
  noteFinding,
  openEpisode,
  openOf,
  type ProposalState,
  revise,
  WHOLE_COUNTRY,
} from './episodes.ts';
import { type Interval, minus, toIntervals, union } from './intervals.ts';
import { higherLevel } from './posture-at.ts';

const HOUR = 3_600_000;
const MESSAGES_KEPT = 500;
/** Milliseconds that clocks may differ by. */
const furthestAhead = 15 * 60_000;

/** What a CAP message leads to: proposals by its episode, that is the message and all later ones that refer to it. */
export function hearMessage(book: Book, message: CapReading): void {
  const key = `${message.sender},${message.identifier},${message.sent}`;
  const { source, sender, identifier } = message;
  if (message.status !== 'Actual') {
    const detail = `${identifier} is ${message.status}: it proposes nothing and ends nothing`;
    noteFinding(book, { code: 'not-actual', severity: 'note', source, detail });
    return;
  }
  if (message.msgType === 'Ack' || message.msgType === 'Error') {
    noteFinding(book, { code: 'ignored', severity: 'note', source, detail: `${identifier} is an ${message.msgType}` });
    return;
  }
  if (!book.rule.cap.senders.includes(sender)) {
    noteFinding(book, {
      code: 'unknown-sender',
      severity: 'note',
      source,
      detail: `${sender} is not among the senders that may propose`,
    });
    return;
  }
  const print = printOf(message);
  const before = book.state.messages[key];
  if (before !== undefined) {
    if (before.print === undefined || before.print === print) return;
    noteFinding(book, {
      code: 'changed-in-place',
      severity: 'alarm',
      source,
      detail: `${identifier} says something else now than when read first`,
    });
    remember(book, key, { ...before, print });
    if (!before.replaced && message.msgType !== 'Cancel') followEpisode(book, before.episode, message, 'in-place');
    return;
  }

  const own = message.references.filter((reference) => reference.sender === sender);
  if (own.length < message.references.length) {
    noteFinding(book, {
      code: 'unknown-reference',
      severity: 'alarm',
      source,
      detail: `${identifier} refers to messages of another sender: left alone`,
    });
  }
  if (message.msgType === 'Alert') {
    remember(book, key, { episode: key, replaced: false, print });
    followEpisode(book, key, message, 'new');
    return;
  }

  const known = own
    .map((reference) => book.state.messages[`${reference.sender},${reference.identifier},${reference.sent}`])
    .filter((found) => found !== undefined);
  const current = known.find(({ replaced }) => !replaced);
  const episode = (current ?? known[0])?.episode ?? key;
  if (known.length === 0) {
    noteFinding(book, {
      code: 'unknown-reference',
      severity: 'alarm',
      source,
      detail: `${identifier} (${message.msgType}) refers to nothing known`,
    });
  }
  for (const reference of own) {
    const replaced = `${reference.sender},${reference.identifier},${reference.sent}`;
    remember(book, replaced, { ...book.state.messages[replaced], episode, replaced: true });
  }
  if (known.length > 0 && !current) {
    remember(book, key, { episode, replaced: true, print });
    noteFinding(book, {
      code: 'stale-file',
      severity: 'alarm',
      source,
      detail: `${identifier} refers only to messages that were replaced since: left alone`,
    });
    return;
  }
  remember(book, key, { episode, replaced: message.msgType === 'Cancel', print });
  const others = new Set(known.map((each) => each.episode).filter((each) => each !== episode));
  for (const proposal of openOf(book, 'cap')) {
    const cancelled = message.msgType === 'Cancel' && proposal.episode === episode;
    if (cancelled || others.has(proposal.episode)) closeEpisode(book, proposal, { by: 'withdrawn', at: book.now });
  }
  if (message.msgType === 'Update') followEpisode(book, episode, message, 'update');
}

/**
 * What a rule looks at in a message, as eight hex digits (FNV-1a): enough to see that the same message now says
 * something else.
 */
function printOf({ msgType, infos }: CapReading): string {
  let hash = 0x811c9dc5;
  for (const letter of JSON.stringify([msgType, infos])) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function remember(book: Book, key: string, message: ProposalState['messages'][string]): void {
  const { [key]: _known, ...others } = book.state.messages;
  const messages = Object.entries({ ...others, [key]: message }).slice(-MESSAGES_KEPT);
  book.state = { ...book.state, messages: Object.fromEntries(messages) };
}

/**
 * What a message says of one level: for each zone, or for the whole country where an area of it has no zone that is
 * known, when.
 */
type Part = { level: DeclaredLevel; stretches: Map<string, Interval[]> };

/** The colour that a block states, or that its event's words name; of two the worse. */
function colourIn({ colour, event }: CapReading['infos'][number]): CapReading['infos'][number]['colour'] {
  const named = alertNamedIn(event);
  return colour === undefined || (named !== undefined && isWorse(named, colour)) ? named : colour;
}

const isUnknown = (info: CapReading['infos'][number]) => colourIn(info) === undefined && info.severity === 'Unknown';

/**
 * The level that a block tells. Its colour, the words of its event and its severity say the same; where they do not the
 * worst counts, and an alarm sounds.
 */
function levelOf(book: Book, message: CapReading, info: CapReading['infos'][number]): DeclaredLevel | undefined {
  const { cap } = book.rule;
  const { severity, urgency, certainty } = info;
  const colour = colourIn(info);
  const doubt = (what: string) =>
    noteFinding(book, {
      code: 'unknown-level',
      severity: 'alarm',
      source: message.source,
      detail: `${message.identifier}: ${what}`,
    });
  if (isUnknown(info)) {
    const known = urgency !== 'Unknown' || certainty !== 'Unknown';
    doubt(`severity Unknown${known ? '' : ', nothing else known'}`);
    return undefined;
  }
  const byColour = colour === 'orange' || colour === 'red' ? cap.colours[colour] : undefined;
  const bySeverity = severity === 'Severe' || severity === 'Extreme' ? cap.severities[severity] : undefined;
  if (colour !== undefined && byColour !== bySeverity && severity !== 'Unknown')
    doubt(`colour ${colour} and severity ${severity}`);
  const level = byColour && bySeverity ? higherLevel(byColour, bySeverity) : (byColour ?? bySeverity);
  if (certainty === 'Unlikely' || level === undefined) return undefined;
  if (urgency !== 'Past') return level;
  const start = statedStart(info);
  if (start === undefined || instantOf(start) <= Math.max(book.now, instantOf(message.sent))) return undefined;
  doubt(`urgency Past, but it begins at ${start}`);
  return level;
}

const statedStart = ({ onset, effective }: CapReading['infos'][number]) => onset ?? effective;

/** Whether a block ends before it begins: its times cannot both be right. */
const contradicts = (info: CapReading['infos'][number]) => {
  const start = statedStart(info);
  return start !== undefined && info.expires !== undefined && instantOf(info.expires) <= instantOf(start);
};

/**
 * From when to when a block counts; of times that contradict each other, for as long as either could mean. One that was
 * sent ahead of our clock, and says nothing else, counts from now.
 */
function stretchOf(book: Book, message: CapReading, info: CapReading['infos'][number]): Interval {
  const doubt = (what: string) =>
    noteFinding(book, {
      code: 'doubtful-day-label',
      severity: 'alarm',
      source: message.source,
      detail: `${message.identifier}: ${what}`,
    });
  const longest = book.rule.cap.hours * HOUR;
  const sent = instantOf(message.sent);
  const start = statedStart(info);
  if (start === undefined && sent > book.now + furthestAhead) doubt(`sent in the future, at ${message.sent}`);
  const from = start === undefined ? Math.min(sent, book.now) : instantOf(start);
  const to = info.expires === undefined ? sent + longest : instantOf(info.expires);
  if (!contradicts(info)) return { from: Math.min(from, to - 1), to };
  doubt(`ends at ${info.expires}, before it begins at ${start}`);
  return { from: Math.min(sent, to), to: from + longest };
}

/** Per level what the blocks of a message add up to, the highest first; languages of one block fall together. */
function partsOf(book: Book, message: CapReading): Part[] {
  const stretches: Record<DeclaredLevel, Map<string, Interval[]>> = { emergency: new Map(), alert: new Map() };
  for (const info of message.infos) {
    const level = levelOf(book, message, info);
    if (level === undefined) continue;
    const unmapped = info.areas.filter(({ zones }) => zones.length === 0).map(({ description }) => description);
    const everywhere = unmapped.length > 0 || info.areas.length === 0;
    if (everywhere) {
      const where = unmapped.length > 0 ? unmapped.join('; ') : 'no area';
      const detail = `${message.identifier}: ${where}: no alert zone, taken for the whole country`;
      noteFinding(book, { code: 'unknown-zone', severity: 'alarm', source: message.source, detail });
    }
    const stretch = stretchOf(book, message, info);
    for (const zone of everywhere ? [WHOLE_COUNTRY] : info.areas.flatMap(({ zones }) => zones))
      stretches[level].set(zone, union([...(stretches[level].get(zone) ?? []), stretch]));
  }
  const { emergency, alert } = stretches;
  // Where and while there is an emergency, the alert says nothing more.
  for (const [zone, intervals] of alert) {
    const worse = [...(emergency.get(zone) ?? []), ...(emergency.get(WHOLE_COUNTRY) ?? [])];
    alert.set(
      zone,
      intervals.flatMap((interval) => minus(interval, worse)),
    );
  }
  return (['emergency', 'alert'] as const)
    .map((level) => ({ level, stretches: new Map([...stretches[level]].filter(([, when]) => when.length > 0)) }))
    .filter((part) => part.stretches.size > 0);
}

/** What a part proposes: its zones, each with its own days, or the whole country. */
function proposedBy({ level, stretches }: Part): Pick<Proposal, 'level' | 'area' | 'coverage'> {
  const everywhere = stretches.has(WHOLE_COUNTRY);
  const all = everywhere ? new Map([[WHOLE_COUNTRY, union([...stretches.values()].flat())]]) : stretches;
  const coverage = Object.fromEntries(
    [...all].map(([zone, when]) => [zone, when.map(({ from, to }) => ({ from: isoOf(from), to: isoOf(to) }))]),
  );
  const area: Area = everywhere ? { kind: 'national' } : { kind: 'zones', zones: [...all.keys()].sort() };
  return { level, area, coverage };
}

/**
 * A proposal with what doubtful words add to it: they may raise and widen, never lower. Undefined where they add
 * nothing.
 */
function raisedBy(
  present: Proposal,
  next: Pick<Proposal, 'level' | 'area' | 'coverage'>,
): Pick<Proposal, 'level' | 'area' | 'coverage'> | undefined {
  const level = higherLevel(present.level, next.level);
  if (level !== next.level) return undefined;
  const zones = [...new Set([...Object.keys(present.coverage), ...Object.keys(next.coverage)])].sort();
  const everywhere = zones.includes(WHOLE_COUNTRY);
  const spans = (zone: string) => [...(present.coverage[zone] ?? []), ...(next.coverage[zone] ?? [])];
  const when = (some: string[]) => union(toIntervals(some.flatMap(spans)));
  return proposedBy({
    level,
    stretches: new Map(everywhere ? [[WHOLE_COUNTRY, when(zones)]] : zones.map((zone) => [zone, when([zone])])),
  });
}

type Reading = 'new' | 'update' | 'in-place';

function followEpisode(book: Book, episode: string, message: CapReading, how: Reading): void {
  if (message.infos.length === 0)
    noteFinding(book, {
      code: 'unknown-level',
      severity: 'alarm',
      source: message.source,
      detail: `${message.identifier} says nothing: no level and no area in it`,
    });
  const parts = partsOf(book, message);
  const open = openOf(book, 'cap').filter((proposal) => proposal.episode === episode);
  const endOf = ({ stretches }: Part) => Math.max(...[...stretches.values()].flat().map(({ to }) => to));
  const timely = parts.filter((part) => endOf(part) > book.now);
  for (const part of parts.filter((each) => !timely.includes(each)))
    noteFinding(book, {
      code: 'stale-file',
      severity: 'alarm',
      source: message.source,
      detail: `${message.identifier} expired at ${isoOf(endOf(part))}`,
    });
  // The highest level goes on with what there is; a second one has, or gets, a proposal of its own.
  const followed = new Set<Proposal>();
  const doubtful =
    how === 'in-place' ||
    message.infos.length === 0 ||
    message.infos.some((info) => isUnknown(info) || contradicts(info));
  for (const [place, part] of timely.entries()) {
    const proposed = proposedBy(part);
    const said = { cause: 'cap' as const, episode, publishedAt: message.sent, evidence: evidenceOf(message) };
    const free = open.filter((proposal) => !followed.has(proposal));
    const present = free.find(({ level }) => level === part.level) ?? (place === 0 ? free[0] : undefined);
    if (present) {
      followed.add(present);
      const next = doubtful ? raisedBy(present, proposed) : proposed;
      if (next) revise(book, present, { ...said, ...next });
    } else openEpisode(book, { ...said, ...proposed, evidence: [said.evidence] });
  }
  const isOver = how === 'update' && !doubtful && parts.length === timely.length;
  for (const proposal of open)
    if (isOver && !followed.has(proposal)) closeEpisode(book, proposal, { by: 'withdrawn', at: book.now });
}

function evidenceOf(message: CapReading): Evidence {
  const { source, sent, identifier, sender, msgType, infos } = message;
  const areas = [...new Set(infos.flatMap((info) => info.areas.map(({ description }) => description)))];
  return {
    kind: 'cap',
    source,
    publishedAt: sent,
    identifier,
    sender,
    msgType,
    headline: infos[0]?.headline ?? '',
    areas,
  };
}
