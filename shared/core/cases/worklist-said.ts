import type { CaseEvent } from '../../contracts/case-event.ts';
import type { DangerKind } from '../../contracts/danger.ts';
import type { PersonalPart } from '../../contracts/event-members.ts';
import type { WorklistItem } from '../../contracts/worklist.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import { regionOfPlace } from './region-of-place.ts';

/** What was told of a case as far as it holds, by whose words it is: a contact's own, or those of its reading. */
export type Parts = Map<string, PersonalPart>;

/** Dangers whose words are for nobody who merely looks at a list. */
const reservedDangers: ReadonlySet<DangerKind | undefined> = new Set(['violence', 'suicide', 'child'] as const);

/** A text on one line, cut at a word where it is longer than `maximum` letters; undefined for one that says nothing. */
export function oneLine(written: string | undefined, maximum: number): string | undefined {
  const line = (written ?? '').replace(/\s+/g, ' ').trim();
  if (line.length <= maximum) return line === '' ? undefined : line;
  const space = line.lastIndexOf(' ', maximum - 1);
  const cut = line.slice(0, space > maximum / 2 ? space : maximum - 1);
  // A pair of code units is never torn in two.
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}

/** What tells a case from others in a list: its first subject, first words, first name and first place. */
export function saidIn(parts: Parts): WorklistItem['said'] {
  const told = [...parts.values()];
  const first = (of: (part: PersonalPart) => string | undefined, maximum: number) =>
    told.map((part) => oneLine(of(part), maximum)).find((line) => line !== undefined);
  const said = present({
    subject: first(({ subject }) => subject, 120),
    words: first(({ message }) => message, 160),
    who: first(({ name, surname }) => `${name ?? ''} ${surname ?? ''}`, 120),
    place: first(({ place }) => [place?.address, place?.municipality].filter(Boolean).join(', '), 120),
  });
  return Object.keys(said).length === 0 ? undefined : said;
}

/** The region of the first place that a case tells of and that tells one. */
export const regionIn = (parts: Parts): string | undefined =>
  [...parts.values()].map(({ place }) => place && regionOfPlace(place)).find((region) => region !== undefined);

/** The category under which a service takes what its citizens suffer at home. */
const reservedCategory = 'violence';

/**
 * Whether the words of a case tell of violence, of suicide or of a minor in danger, or somebody asked to be reached
 * with care: a row on a screen may be read by whoever stands behind it.
 */
export function reservedBy(
  { tellsViolence, judged, messages, safe }: Pick<KnownCase, 'tellsViolence' | 'messages' | 'judged' | 'safe'>,
  parts: Parts,
  category: string | undefined,
): boolean {
  return (
    tellsViolence === true ||
    category === reservedCategory ||
    reservedDangers.has(judged?.kind) ||
    [...parts.values(), ...messages].some(({ danger }) => reservedDangers.has(danger?.kind)) ||
    Object.values(safe).some((way) => way !== 'any')
  );
}

/** Acts of the staff that a case goes on with, each by name. */
const actsOfStaff: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>([
  'TakenInCharge',
  'Answered',
  'DocumentRead',
  'CallBackTried',
  'JoinedTo',
  'CaseJoined',
]);

/** Who did or said something last, after an event at `at`: what machines note of a case is nobody's. */
export function lastAfter(before: WorklistItem['last'], event: CaseEvent, at: string): WorklistItem['last'] {
  const utc = isoOf(instantOf(at));
  if (event.type === 'ContactReceived' || (event.type === 'MessageAdded' && event.from === 'citizen'))
    return { who: 'citizen', at: utc };
  if (event.type === 'PersonalDataErased') return before === undefined ? undefined : { who: before.who, at: before.at };
  if (!actsOfStaff.has(event.type)) return before;
  // What an exchange reports of a call is signed `phone`.
  const by = 'by' in event && event.by !== 'phone' ? event.by : undefined;
  return { who: 'staff', at: utc, ...present({ name: by === '' ? undefined : by }) };
}
