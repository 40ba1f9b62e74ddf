import { type Finding, QuakeReading } from '../../../shared/contracts/bulletin.ts';
import { isoOf } from '../../../shared/core/hours/zone.ts';

const titles = {
  id: 'eventid',
  time: 'time',
  latitude: 'latitude',
  longitude: 'longitude',
  depth: 'depth/km',
  magnitudeType: 'magtype',
  magnitude: 'magnitude',
  place: 'eventlocationname',
  type: 'eventtype',
} as const;

/**
 * Lines that are read: the country's busiest day had some 1,500 shocks. One that cannot be read costs a hundred times one
 * that can.
 */
const MOST_LINES = 20_000;
/** Lines that cannot be read, each of which is told: of more, how many. */
const MOST_UNREADABLE = 100;
/** Characters of a place that are kept: as many as a proposal's evidence may have. */
const LONGEST_PLACE = 1_000;

/**
 * Reads the text form of the FDSN event service of INGV (`#EventID|Time|Latitude|…`, one event a line, times in UTC
 * without a suffix). Never throws: a line that cannot be read becomes an alarm, the others are read; one that ends
 * early is both. An empty text is no event (the service answers 204).
 */
export function readQuakes(text: string, source = 'ingv'): { readings: QuakeReading[]; findings: Finding[] } {
  const readings: QuakeReading[] = [];
  const findings: Finding[] = [];
  const alarm = (code: Finding['code'], detail: string) =>
    findings.push({ code, severity: 'alarm', source, detail: detail.slice(0, 500) });
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = lines.find((line) => line.startsWith('#'));
  const body = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (body.length === 0 && header === undefined && text.trim() !== '') alarm('unreadable-file', text);
  if (body.length === 0) return { readings, findings };
  if (header === undefined) {
    alarm('unreadable-file', 'no line of titles');
    return { readings, findings };
  }
  const names = header
    .slice(1)
    .split('|')
    .map((name) => name.trim().toLowerCase());
  const absent = Object.values(titles).filter((title) => title !== 'eventtype' && !names.includes(title));
  if (absent.length > 0) {
    alarm('unreadable-file', `no column ${absent.join(', ')}`);
    return { readings, findings };
  }
  if (body.length > MOST_LINES) alarm('unreadable-file', `${body.length} lines: ${MOST_LINES} are read`);
  let unreadable = 0;
  for (const line of body.slice(0, MOST_LINES)) {
    const fields = fieldsOf(line, names);
    const field = (title: keyof typeof titles) => fields[names.indexOf(titles[title])] ?? '';
    const numeric = (title: keyof typeof titles) => (field(title) === '' ? Number.NaN : Number(field(title)));
    const time = field('time');
    const at = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`);
    const depth = numeric('depth');
    const read = QuakeReading.safeParse({
      kind: 'quake',
      source,
      eventId: field('id'),
      at: Number.isNaN(at) ? '' : isoOf(at),
      latitude: numeric('latitude'),
      longitude: numeric('longitude'),
      ...(Number.isNaN(depth) ? {} : { depthKm: depth }),
      magnitude: numeric('magnitude'),
      magnitudeType: field('magnitudeType'),
      place: field('place'),
      type: field('type').toLowerCase() || 'earthquake',
    });
    const whole = fields.length === names.length;
    if (read.success && read.data.eventId !== '')
      readings.push({ ...read.data, place: read.data.place.slice(0, LONGEST_PLACE) });
    if (read.success && read.data.eventId !== '' && whole) continue;
    unreadable += 1;
    if (unreadable <= MOST_UNREADABLE) alarm('unreadable-row', line);
  }
  if (unreadable > MOST_UNREADABLE) alarm('unreadable-row', `${unreadable} lines cannot be read`);
  return { readings, findings };
}

/**
 * The fields of a line in the order of its titles. The name of the place is the one free text of the format: bars too
 * many are its own, so that a name cannot hide the shock. A line that ends early has fewer fields than titles.
 */
function fieldsOf(line: string, names: readonly string[]): string[] {
  const parts = line.split('|').map((part) => part.trim());
  const extra = parts.length - names.length;
  if (extra <= 0) return parts;
  const place = names.indexOf(titles.place);
  return [
    ...parts.slice(0, place),
    parts.slice(place, place + extra + 1).join(' | '),
    ...parts.slice(place + extra + 1),
  ];
}
