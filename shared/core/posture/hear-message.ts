import type { CapReading } from '../../contracts/bulletin.ts';
import type { Area, DeclaredLevel } from '../../contracts/declaration.ts';
import type { Evidence } from '../../contracts/proposal.ts';
import { instantOf, isoOf } from '../zone.ts';
import { type Book, close, coverageOver, find, openEpisode, openOf, revise } from './episodes.ts';
import { higherLevel } from './posture-at.ts';

const HOUR = 3_600_000;
const MESSAGES_KEPT = 500;

/** What a CAP message leads to: proposals by its episode, that is the message and all later ones that refer to it. */
export function hearMessage(book: Book, message: CapReading): void {
  const key = `${message.sender},${message.identifier},${message.sent}`;
  const { source, sender, identifier } = message;
  if (message.status !== 'Actual') {
    find(
      book,
      'not-actual',
      'note',
      source,
      `${identifier} is ${message.status}: it proposes nothing and ends nothing`,
    );
    return;
  }
  if (message.msgType === 'Ack' || message.msgType === 'Error') {
    find(book, 'ignored', 'note', source, `${identifier} is an ${message.msgType}`);
    return;
  }
  if (!book.rule.cap.senders.includes(sender)) {
    find(book, 'unknown-sender', 'note', source, `${sender} is not among the senders that may propose`);
    return;
  }
  if (book.state.messages[key]) return;

  const own = message.references.filter((reference) => reference.sender === sender);
  if (own.length < message.references.length) {
    find(book, 'unknown-reference', 'alarm', source, `${identifier} refers to messages of another sender: left alone`);
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
    find(book, 'unknown-reference', 'alarm', source, `${identifier} (${message.msgType}) refers to nothing known`);
  }
  for (const reference of own) {
    remember(book, `${reference.sender},${reference.identifier},${reference.sent}`, episode, true);
  }
  if (known.length > 0 && !current) {
    remember(book, key, episode, true);
    find(
      book,
      'stale-file',
      'alarm',
      source,
      `${identifier} refers only to messages that were replaced since: left alone`,
    );
    return;
  }
  remember(book, key, episode, message.msgType === 'Cancel');
  const others = new Set(known.map((each) => each.episode).filter((each) => each !== episode));
  for (const proposal of openOf(book, 'cap')) {
    const cancelled = message.msgType === 'Cancel' && proposal.episode === episode;
    if (cancelled || others.has(proposal.episode)) close(book, proposal, 'withdrawn', book.now);
  }
  if (message.msgType === 'Update') followEpisode(book, episode, message, true);
}

function remember(book: Book, key: string, episode: string, replaced: boolean): void {
  const { [key]: _known, ...others } = book.state.messages;
  const messages = Object.entries({ ...others, [key]: { episode, replaced } }).slice(-MESSAGES_KEPT);
  book.state = { ...book.state, messages: Object.fromEntries(messages) };
}

function followEpisode(book: Book, episode: string, message: CapReading, mayLower: boolean): void {
  const { cap } = book.rule;
  let level: DeclaredLevel | undefined;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const areas = new Set<string>();
  const zones = new Set<string>();
  let everywhere = false;
  for (const info of message.infos) {
    const { colour, severity, urgency, certainty } = info;
    const known = urgency !== 'Unknown' || certainty !== 'Unknown';
    if (colour === undefined && severity === 'Unknown') {
      find(
        book,
        'unknown-level',
        'alarm',
        message.source,
        `${message.identifier}: severity Unknown${known ? '' : ', nothing else known'}`,
      );
      continue;
    }
    if (urgency === 'Past' || certainty === 'Unlikely') continue;
    const proposed =
      colour !== undefined
        ? colour === 'orange' || colour === 'red'
          ? cap.colours[colour]
          : undefined
        : severity === 'Severe' || severity === 'Extreme'
          ? cap.severities[severity]
          : undefined;
    if (proposed === undefined) continue;
    level = level === undefined ? proposed : higherLevel(level, proposed);
    from = Math.min(from, instantOf(info.onset ?? info.effective ?? message.sent));
    to = Math.max(to, info.expires ? instantOf(info.expires) : instantOf(message.sent) + cap.hours * HOUR);
    for (const area of info.areas) {
      areas.add(area.description);
      for (const zone of area.zones) zones.add(zone);
      if (area.zones.length === 0) everywhere = true;
    }
    if (info.areas.length === 0) everywhere = true;
  }
  const present = openOf(book, 'cap').find((proposal) => proposal.episode === episode);
  if (level === undefined) {
    if (present && mayLower) close(book, present, 'withdrawn', book.now);
    return;
  }
  if (to <= book.now) {
    find(book, 'stale-file', 'alarm', message.source, `${message.identifier} expired at ${isoOf(to)}`);
    return;
  }
  const area: Area = everywhere ? { kind: 'national' } : { kind: 'zones', zones: [...zones].sort() };
  const coverage = coverageOver(area, { from: Math.min(from, to - 1), to });
  const evidence: Evidence = {
    kind: 'cap',
    source: message.source,
    publishedAt: message.sent,
    identifier: message.identifier,
    sender: message.sender,
    msgType: message.msgType,
    headline: message.infos[0]?.headline ?? '',
    areas: [...areas],
  };
  const next = { cause: 'cap' as const, episode, level, area, coverage, publishedAt: message.sent, evidence };
  if (present) revise(book, present, next);
  else openEpisode(book, { ...next, evidence: [evidence] });
}
