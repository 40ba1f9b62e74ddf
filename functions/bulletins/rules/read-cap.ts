import { SaxesParser } from 'saxes';
import { CapReading, type Colour, type Finding } from '../../../shared/contracts/bulletin.ts';
import { instantOf, isoOf } from '../../../shared/core/hours/zone.ts';
import { type AlertZones, italianAlertZones } from '../../../shared/core/posture/alert-zones.ts';

/** The largest message or feed that is read, in bytes. */
export const LARGEST_CAP = 4_000_000;
const DEEPEST = 32;

/** The namespace of CAP 1.2; older versions are read too, for their members are the same ones. */
const CAP = /^urn:oasis:names:tc:emergency:cap:1\.[012]$/;
const ATOM = 'http://www.w3.org/2005/Atom';

type Element = { uri: string; name: string; text: string; attributes: Record<string, string>; children: Element[] };

/** How feeds call the media type of a message that they point to. */
const CAP_TYPE = /^application\/(cap|common-alerting-protocol)\+xml\b/i;

/** What a file said: messages in it, and, for an Atom feed, the links to messages that it only points to, as they are written. */
export type CapOutcome = { readings: CapReading[]; links: string[]; findings: Finding[] };

/**
 * Reads a CAP message, or an Atom feed with messages inside its entries or links to them. Never throws. Any DOCTYPE refuses the
 * whole file before an entity could be used; entities other than XML's own five are an error; nothing external is ever opened.
 */
export function readCap(bytes: Uint8Array, source = 'cap', zones: AlertZones = italianAlertZones): CapOutcome {
  const outcome: CapOutcome = { readings: [], links: [], findings: [] };
  const alarm = (code: Finding['code'], detail: string) =>
    outcome.findings.push({ code, severity: 'alarm', source, detail: detail.slice(0, 500) });
  let root: Element;
  try {
    if (bytes.length > LARGEST_CAP) throw new Error(`${bytes.length} bytes`);
    root = elementsOf(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
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
  for (const message of messages) {
    const read = CapReading.safeParse(readingOf(message, source, codes, alarm));
    if (read.success) outcome.readings.push(read.data);
    else {
      const wrong = read.error.issues.map(({ path, message: text }) => `${path.join('/')}: ${text}`).join('; ');
      alarm('unreadable-file', `${textIn(message, 'identifier')}: ${wrong}`);
    }
  }
  return outcome;
}

/** The links of an Atom feed to the messages that it only points to; none for a single message or what cannot be read. */
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
  return entry.children
    .filter(({ uri, name, attributes }) => uri === ATOM && name === 'link' && CAP_TYPE.test(attributes['type'] ?? ''))
    .flatMap(({ attributes: { href } }) => href?.trim() || []);
}

const all = (element: Element, name: string) => element.children.filter((child) => child.name === name);
const textIn = (element: Element, name: string) => all(element, name)[0]?.text.trim() ?? '';

function readingOf(
  alert: Element,
  source: string,
  codes: ReadonlySet<string>,
  alarm: (code: Finding['code'], detail: string) => void,
): unknown {
  const identifier = textIn(alert, 'identifier');
  return {
    kind: 'cap',
    source,
    identifier,
    sender: textIn(alert, 'sender'),
    sent: instant(textIn(alert, 'sent')),
    status: textIn(alert, 'status'),
    msgType: textIn(alert, 'msgType'),
    scope: textIn(alert, 'scope'),
    references: textIn(alert, 'references')
      .split(/\s+/)
      .filter((reference) => reference !== '')
      .map((reference) => {
        const [sender = '', id = '', ...sent] = reference.split(',');
        return { sender, identifier: id, sent: instant(sent.join(',')) };
      }),
    infos: all(alert, 'info').map((info) => ({
      language: textIn(info, 'language') || 'en-US',
      event: textIn(info, 'event'),
      headline: textIn(info, 'headline') || textIn(info, 'event'),
      urgency: textIn(info, 'urgency'),
      severity: textIn(info, 'severity'),
      certainty: textIn(info, 'certainty'),
      ...awareness(info, (value) => alarm('unknown-level', `${identifier}: awareness_level ${value}`)),
      ...optionalInstants(info),
      areas: all(info, 'area').map((area) => ({
        description: textIn(area, 'areaDesc'),
        zones: all(area, 'geocode')
          .map((geocode) => textIn(geocode, 'value'))
          .filter((value) => codes.has(value)),
      })),
    })),
  };
}

/** CAP instants are `dateTime` with an offset (CAP 1.2, section 3.3.2); anything else stays as it is and is refused by the contract. */
function instant(text: string): string {
  try {
    return isoOf(instantOf(text.trim()));
  } catch {
    return text;
  }
}

function optionalInstants(info: Element): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of ['effective', 'onset', 'expires']) {
    const text = textIn(info, name);
    if (text !== '') found[name] = instant(text);
  }
  return found;
}

const awarenessColours: Record<string, Colour> = { '1': 'green', '2': 'yellow', '3': 'orange', '4': 'red' };

/** The level of the Meteoalarm profile, `3; orange; Severe`. */
function awareness(info: Element, unknown: (value: string) => void): { colour?: Colour } {
  const parameter = all(info, 'parameter').find((each) => textIn(each, 'valueName') === 'awareness_level');
  if (!parameter) return {};
  const value = textIn(parameter, 'value');
  const colour = awarenessColours[value.split(';')[0]?.trim() ?? ''];
  if (!colour) {
    unknown(value);
    return {};
  }
  return { colour };
}
