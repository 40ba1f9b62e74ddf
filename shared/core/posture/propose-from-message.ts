import type { CapReading } from '../../contracts/bulletin.ts';
import type { Area, DeclaredLevel } from '../../contracts/declaration.ts';
import type { Evidence, Proposal } from '../../contracts/proposal.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { type Book, closeEpisode, coverageOver, noteFinding, openEpisode, openOf, revise } from './episodes.ts';
import { higherLevel } from './posture-at.ts';

const HOUR = 3_600_000;
const MESSAGES_KEPT = 500;

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
  if (book.state.messages[key]) return;

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
    remember(book, key, key, false);
    followEpisode(book, key, message, false);
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
    remember(book, `${reference.sender},${reference.identifier},${reference.sent}`, episode, true);
  }
  if (known.length > 0 && !current) {
    remember(book, key, episode, true);
    const detail = `${identifier} refers only to messages that were replaced since: left alone`;
    noteFinding(book, { code: 'stale-file', severity: 'alarm', source, detail });
    return;
  }
  remember(book, key, episode, message.msgType === 'Cancel');
  const others = new Set(known.map((each) => each.episode).filter((each) => each !== episode));
  for (const proposal of openOf(book, 'cap')) {
    const cancelled = message.msgType === 'Cancel' && proposal.episode === episode;
    if (cancelled || others.has(proposal.episode)) closeEpisode(book, proposal, { by: 'withdrawn', at: book.now });
  }
  if (message.msgType === 'Update') followEpisode(book, episode, message, true);
}

function remember(book: Book, key: string, episode: string, replaced: boolean): void {
  const { [key]: _known, ...others } = book.state.messages;
  const messages = Object.entries({ ...others, [key]: { episode, replaced } }).slice(-MESSAGES_KEPT);
  book.state = { ...book.state, messages: Object.fromEntries(messages) };
}

/** What a message says of one level: from when to when, and where; `everywhere` when an area of it has no zone that the list knows. */
type Part = { level: DeclaredLevel; from: number; to: number; zones: Set<string>; everywhere: boolean };

const isUnknown = ({ colour, severity }: CapReading['infos'][number]) => colour === undefined && severity === 'Unknown';

function levelOf(book: Book, message: CapReading, info: CapReading['infos'][number]): DeclaredLevel | undefined {
  const { cap } = book.rule;
  const { colour, severity, urgency, certainty } = info;
  if (isUnknown(info)) {
    const known = urgency !== 'Unknown' || certainty !== 'Unknown';
    const detail = `${message.identifier}: severity Unknown${known ? '' : ', nothing else known'}`;
    noteFinding(book, { code: 'unknown-level', severity: 'alarm', source: message.source, detail });
    return undefined;
  }
  if (urgency === 'Past' || certainty === 'Unlikely') return undefined;
  if (colour !== undefined) return colour === 'orange' || colour === 'red' ? cap.colours[colour] : undefined;
  return severity === 'Severe' || severity === 'Extreme' ? cap.severities[severity] : undefined;
}

/** Per level what the blocks of a message add up to, the highest first; languages of one block fall together. */
function partsOf(book: Book, message: CapReading): Part[] {
  const parts = new Map<DeclaredLevel, Part>();
  for (const info of message.infos) {
    const level = levelOf(book, message, info);
    if (level === undefined) continue;
    const part = parts.get(level) ?? {
      level,
      from: Number.POSITIVE_INFINITY,
      to: Number.NEGATIVE_INFINITY,
      zones: new Set<string>(),
      everywhere: false,
    };
    part.from = Math.min(part.from, instantOf(info.onset ?? info.effective ?? message.sent));
    const { hours } = book.rule.cap;
    part.to = Math.max(part.to, info.expires ? instantOf(info.expires) : instantOf(message.sent) + hours * HOUR);
    for (const zone of info.areas.flatMap(({ zones }) => zones)) part.zones.add(zone);
    const unmapped = info.areas.filter(({ zones }) => zones.length === 0).map(({ description }) => description);
    if (unmapped.length > 0 || info.areas.length === 0) {
      part.everywhere = true;
      const where = unmapped.length > 0 ? unmapped.join('; ') : 'no area';
      const detail = `${message.identifier}: ${where}: no alert zone, taken for the whole country`;
      noteFinding(book, { code: 'unknown-zone', severity: 'alarm', source: message.source, detail });
    }
    parts.set(level, part);
  }
  const [emergency, alert] = [parts.get('emergency'), parts.get('alert')];
  // Where there is an emergency, the alert says nothing more.
  if (emergency && alert) {
    for (const zone of emergency.zones) alert.zones.delete(zone);
    if (emergency.everywhere || (!alert.everywhere && alert.zones.size === 0)) return [emergency];
  }
  return [emergency, alert].filter((part) => part !== undefined);
}

function followEpisode(book: Book, episode: string, message: CapReading, mayLower: boolean): void {
  const parts = partsOf(book, message);
  const open = openOf(book, 'cap').filter((proposal) => proposal.episode === episode);
  const timely = parts.filter(({ to }) => to > book.now);
  for (const { to } of parts.filter((part) => !timely.includes(part)))
    noteFinding(book, {
      code: 'stale-file',
      severity: 'alarm',
      source: message.source,
      detail: `${message.identifier} expired at ${isoOf(to)}`,
    });
  // The highest level goes on with what there is; a second one has, or gets, a proposal of its own.
  const followed = new Set<Proposal>();
  const doubtful = message.infos.length === 0 || message.infos.some(isUnknown);
  for (const [place, { level, from, to, zones, everywhere }] of timely.entries()) {
    const area: Area = everywhere ? { kind: 'national' } : { kind: 'zones', zones: [...zones].sort() };
    const next = {
      cause: 'cap' as const,
      episode,
      level,
      area,
      coverage: coverageOver(area, { from: Math.min(from, to - 1), to }),
      publishedAt: message.sent,
      evidence: evidenceOf(message),
    };
    const free = open.filter((proposal) => !followed.has(proposal));
    const present = free.find((proposal) => proposal.level === level) ?? (place === 0 ? free[0] : undefined);
    if (present) {
      followed.add(present);
      // What is partly unknown may raise, never lower.
      const raises = present.level !== level && higherLevel(present.level, level) === level;
      if (!doubtful || raises) revise(book, present, next);
    } else openEpisode(book, { ...next, evidence: [next.evidence] });
  }
  const isOver = mayLower && !doubtful && parts.length === timely.length;
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
