import { SaxesParser } from 'saxes';
import { CapReading, type Colour, colours, type Finding } from '../../../shared/contracts/bulletin.ts';
import { instantOf, isoOf } from '../../../shared/core/hours/zone.ts';
import { type AlertZones, isZoneCode, italianAlertZones } from '../../../shared/core/posture/alert-zones.ts';
import { worstOf } from '../../../shared/core/posture/colours.ts';
import { xmlTextOf } from './encoding.ts';

/** The largest message or feed that is read, in bytes. */
export const LARGEST_CAP = 4_000_000;
const DEEPEST = 32;
/**
 * Blocks of one message, and areas of one block, that are read: the country's busiest day had some hundred zones in
 * four blocks.
 */
const MOST_INFOS = 500;
const MOST_AREAS = 1_000;
/** Messages of one file, and references of one message, that are read. */
const MOST_MESSAGES = 2_000;
const MOST_REFERENCES = 500;
/** Characters of a text that are kept; what is proposed is one DynamoDB item of 400 KB at most. */
const LONGEST_TEXT = 1_000;

/** The namespace of CAP 1.2; older versions are read too, for their members are the same ones. */
const CAP = /^urn:oasis:names:tc:emergency:cap:1\.[012]$/;
const ATOM = 'http://www.w3.org/2005/Atom';

type Element = { uri: string; name: string; text: string; attributes: Record<string, string>; children: Element[] };

/** How feeds call the media type of a message that they point to. */
const CAP_TYPE = /^application\/(cap|common-alerting-protocol)\+xml\b/i;

/**
 * What a file said: messages in it, and, for an Atom feed, the links to messages that it only points to, as they are
 * written.
 */
export type CapOutcome = { readings: CapReading[]; links: string[]; findings: Finding[] };

/**
 * Reads a CAP message, or an Atom feed with messages inside its entries or links to them. Never throws. Any DOCTYPE
 * refuses the whole file before an entity could be used; entities other than XML's own five are an error; nothing
 * external is ever opened.
 */
export function readCap(bytes: Uint8Array, source = 'cap', zones: AlertZones = italianAlertZones): CapOutcome {
  const outcome: CapOutcome = { readings: [], links: [], findings: [] };
  const alarm = (code: Finding['code'], detail: string) =>
    outcome.findings.push({ code, severity: 'alarm', source, detail: detail.slice(0, 500) });
  let root: Element;
  try {
    if (bytes.length > LARGEST_CAP) throw new Error(`${bytes.length} bytes`);
    const { text, damaged } = xmlTextOf(bytes);
    if (damaged) alarm('unreadable-row', 'letters in it are not of the encoding that it names');
    root = elementsOf(text);
  } catch (error) {
    alarm('unreadable-file', error instanceof Error ? error.message : String(error));
    return outcome;
  }
  const messages = messagesOf(root);
  if (root.uri === ATOM) {
    const pointing = entriesOf(root).filter((entry) => messagesOf(entry).length === 0);
    for (const entry of pointing) {
      const links = linksOf(entry);
      outcome.links.push(...links);
      if (links.length === 0) alarm('unreadable-file', `${textIn(entry, 'id')}: an entry without a CAP message`);
    }
  } else if (messages.length === 0) alarm('unreadable-file', `no CAP message: ${root.name}`);
  const codes = new Set(zones.zones.map(({ zone }) => zone));
  // A code of a region of ours that is not in the list yet is a zone of its own: re-zonings come before lists.
  const isZone = (value: string) =>
    codes.has(value) || (isZoneCode(value) && zones.regions[value.slice(0, 4)] !== undefined);
  if (messages.length > MOST_MESSAGES)
    alarm('unreadable-file', `${messages.length} messages: ${MOST_MESSAGES} are read`);
  for (const message of messages.slice(0, MOST_MESSAGES)) {
    const read = CapReading.safeParse(readingOf(message, source, isZone, alarm));
    if (read.success) outcome.readings.push(read.data);
    else {
      const wrong = read.error.issues.map(({ path, message: text }) => `${path.join('/')}: ${text}`).join('; ');
      alarm('unreadable-file', `${textIn(message, 'identifier')}: ${wrong}`);
    }
  }
  return outcome;
}

/**
 * The links of an Atom feed to the messages that it only points to; none for a single message or what cannot be read.
 */
export function linksIn(bytes: Uint8Array): string[] {
  return readCap(bytes).links;
}

function elementsOf(xml: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const top: Element = { uri: '', name: '', text: '', attributes: {}, children: [] };
  const open = [top];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a DOCTYPE is not allowed');
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (open.length > DEEPEST) throw new Error('nested too deep');
    const element: Element = { uri, name: local, text: '', attributes: {}, children: [] };
    for (const { local: name, value } of Object.values(attributes)) element.attributes[name] = value;
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const add = (text: string) => {
    const element = open.at(-1);
    if (element && element !== top) element.text += text;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(xml).close();
  const root = top.children[0];
  if (!root) throw new Error('an empty document');
  return root;
}

function messagesOf(element: Element): Element[] {
  if (element.name === 'alert' && CAP.test(element.uri)) return [element];
  return element.children.flatMap(messagesOf);
}

function entriesOf(root: Element): Element[] {
  return root.name === 'entry' ? [root] : root.children.filter(({ uri, name }) => uri === ATOM && name === 'entry');
}

function linksOf(entry: Element): string[] {
  const links = entry.children.filter(({ uri, name }) => uri === ATOM && name === 'link');
  const typed = links.filter(({ attributes }) => CAP_TYPE.test(attributes['type'] ?? ''));
  // RFC 4287, section 4.2.7: the type is a hint and may be absent; a link without a relation is an alternate one. Such
  // a link leads to a message where the entry itself speaks of one, or the address does.
  const speaksOfAlert = entry.children.some(({ uri }) => CAP.test(uri));
  const untyped = links.filter(
    ({ attributes: { type, rel, href = '' } }) =>
      type === undefined && (rel === undefined || rel === 'alternate') && (speaksOfAlert || /\.(cap|xml)$/i.test(href)),
  );
  return (typed.length > 0 ? typed : untyped).flatMap(({ attributes: { href } }) => href?.trim() || []);
}

const all = (element: Element, name: string) => element.children.filter((child) => child.name === name);
const textIn = (element: Element, name: string) => all(element, name)[0]?.text.trim() ?? '';

function readingOf(
  alert: Element,
  source: string,
  isZone: (value: string) => boolean,
  alarm: (code: Finding['code'], detail: string) => void,
): unknown {
  const identifier = textIn(alert, 'identifier').slice(0, LONGEST_TEXT);
  const blocks = all(alert, 'info');
  const areas = Math.max(0, ...blocks.slice(0, MOST_INFOS).map((info) => all(info, 'area').length));
  if (blocks.length > MOST_INFOS || areas > MOST_AREAS)
    alarm('unreadable-row', `${identifier}: ${blocks.length} blocks, up to ${areas} areas in one: not all are read`);
  const wrong: string[] = [];
  const reading = {
    kind: 'cap',
    source,
    identifier,
    sender: textIn(alert, 'sender').slice(0, LONGEST_TEXT),
    sent: instant(textIn(alert, 'sent')),
    status: capitalised(textIn(alert, 'status')),
    msgType: capitalised(textIn(alert, 'msgType')),
    scope: textIn(alert, 'scope'),
    references: textIn(alert, 'references')
      .split(/\s+/)
      .filter((reference) => reference !== '')
      .slice(-MOST_REFERENCES)
      .map((reference) => {
        const [sender = '', id = '', ...sent] = reference.split(',');
        return { sender, identifier: id, sent: instant(sent.join(',')) };
      }),
    infos: blocks.slice(0, MOST_INFOS).map((info) => infoOf(info, isZone, wrong)),
  };
  if (wrong.length > 0) alarm('unknown-level', `${identifier}: ${wrong.join('; ')}`);
  return reading;
}

/** The standard's words begin with a capital; whoever writes them in small letters means the same. */
const capitalised = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1).toLowerCase()}`;

const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const;
const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const;
const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const;

/**
 * One block of a message. A word or an instant in it that is none of the standard's is told in `wrong` and taken for
 * unknown, which lowers nothing; it does not hide the message's other blocks, nor what else the block says.
 */
function infoOf(info: Element, isZone: (value: string) => boolean, wrong: string[]): CapReading['infos'][number] {
  const oneOf = <Word extends string>(name: string, words: readonly Word[]): Word | 'Unknown' => {
    const written = textIn(info, name);
    const word = words.find((each) => each.toLowerCase() === written.toLowerCase());
    if (word !== written) wrong.push(`${name} ${written}`);
    return word ?? 'Unknown';
  };
  return {
    language: textIn(info, 'language') || 'en-US',
    event: textIn(info, 'event').slice(0, LONGEST_TEXT),
    headline: (textIn(info, 'headline') || textIn(info, 'event')).slice(0, LONGEST_TEXT),
    urgency: oneOf('urgency', urgencies),
    severity: oneOf('severity', severities),
    certainty: oneOf('certainty', certainties),
    ...awareness(info, (value) => wrong.push(`awareness_level ${value}`)),
    ...optionalInstants(info, wrong),
    areas: all(info, 'area')
      .slice(0, MOST_AREAS)
      .map((area) => ({
        description: textIn(area, 'areaDesc').slice(0, LONGEST_TEXT),
        zones: all(area, 'geocode')
          .map((geocode) => textIn(geocode, 'value'))
          .filter(isZone),
      })),
  };
}

/**
 * CAP instants are `dateTime` with an offset (CAP 1.2, section 3.3.2); anything else stays as it is and is refused by
 * the contract.
 */
function instant(text: string): string {
  try {
    return isoOf(instantOf(text.trim()));
  } catch {
    return text;
  }
}

function optionalInstants(info: Element, wrong: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ['effective', 'onset', 'expires']) {
    const text = textIn(info, name);
    if (text === '') continue;
    const at = instant(text);
    if (Number.isNaN(Date.parse(at)) || !at.endsWith('Z')) wrong.push(`${name} ${text}`);
    else found[name] = at;
  }
  // Weather services tell in a parameter when the event itself ends, which may be after their message expires.
  const ending = all(info, 'parameter').find((each) => textIn(each, 'valueName') === 'eventEndingTime');
  const end = ending && instant(textIn(ending, 'value'));
  if (end && !Number.isNaN(Date.parse(end)) && end > (found['expires'] ?? end)) found['expires'] = end;
  return found;
}

const awarenessColours: ReadonlyMap<string, Colour> = new Map([
  ...colours.flatMap((colour, place) => [[String(place + 1), colour] as const, [colour, colour] as const]),
  ...(['minor', 'moderate', 'severe', 'extreme'] as const).map(
    (word, place) => [word, colours[place] as Colour] as const,
  ),
]);

/**
 * The level of the Meteoalarm profile, `3; orange; Severe`. Of parts that contradict each other, or of two levels in one
 * block, the worse counts, and it is told.
 */
function awareness(info: Element, doubtful: (value: string) => void): { colour?: Colour } {
  const told = all(info, 'parameter')
    .filter((each) => textIn(each, 'valueName') === 'awareness_level')
    .map((each) => textIn(each, 'value'));
  const parts = told.flatMap((value) => value.split(';', 3).map((part) => part.trim().toLowerCase()));
  const [first, ...others] = new Set(parts.flatMap((part) => awarenessColours.get(part) ?? []));
  const isDoubtful = others.length > 0 || parts.some((part) => !awarenessColours.has(part));
  if (isDoubtful) doubtful(told.join(' and '));
  return first === undefined ? {} : { colour: worstOf([first, ...others]) };
}
