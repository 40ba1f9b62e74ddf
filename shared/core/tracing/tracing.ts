import type { DangerKind } from '../../contracts/danger.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import type { Language } from '../../contracts/text.ts';
import type { Traced, TracingBody, TracingState } from '../../contracts/tracing.ts';
import { DAY, instantOf, isoOf, MINUTE } from '../hours/zone.ts';

/** What somebody wrote of whom they look for and of themselves. Gone once it is erased. */
export type Asked = Omit<TracingBody, 'event' | 'language' | 'privacyAccepted'>;

/** What a search tells of the person and of who looks for them, in the order in which it is read. */
export const toldOfPerson = [
  'soughtName',
  'soughtAge',
  'seenWhen',
  'seenWhere',
  'address',
  'municipality',
  'soughtPhones',
  'signs',
  'name',
  'relation',
] as const satisfies readonly (keyof Asked)[];

/** What whoever looks for somebody is owed a mail about. */
export type Owed = Extract<TracingState, 'received' | 'handed-over' | 'closed'>;

/** What happened to a search, who of staff did it, and to whom it was handed. */
export type Happened = Traced['history'][number];

/** Who looks for whom in an event, as it is kept. */
export type Tracing = {
  id: string;
  code: string;
  version: number;
  event: string;
  language: Language;
  state: TracingState | 'erased';
  receivedAt: string;
  /** The last thing that happened to it, as an ISO instant: it is kept some time after that. */
  touchedAt: string;
  handedOverAt?: string;
  calledAt?: string;
  asked?: Asked;
  /** What danger its words speak of; it is then a request under the same code too. */
  danger?: DangerKind;
  /** The person looked for asked that whoever looks be told so. */
  gaveNews?: true;
  /** Another search that somebody found to be about the same person. */
  sameAs?: string;
  history: Happened[];
};

/** A list that was handed to the coordination of an event: which searches, and no word of them. */
export type HandOver = { id: string; event: string; at: string; by: string; to: string; searches: string[] };

/** What a service says of searches. */
export type TracingRules = NonNullable<ServiceDefinition['tracing']>;

/** Days for which a search is kept after the last thing that happened to it, unless its service says otherwise. */
const keptDays = 365;
/** Hours in which a search goes to the coordination, and after which somebody is woken (ours). */
export const handedOverWithin = 4;
/** Hours in which whoever looked is called once it is closed, and after which somebody is woken (ours). */
export const calledWithin = 24;

/** The instant from which nothing of a search is kept. */
export const goesAt = ({ touchedAt }: Pick<Tracing, 'touchedAt'>, rules: TracingRules): string =>
  isoOf(instantOf(touchedAt) + (rules.keptDays ?? keptDays) * DAY);

/** Whether whoever looks is still to be called: it was closed, and nobody has. */
export const isToCall = ({ state, calledAt }: Pick<Tracing, 'state' | 'calledAt'>): boolean =>
  state === 'closed' && calledAt === undefined;

/** Whether a search waits longer than it should, for the coordination or for the call to whoever looks. */
export function isOverdue(one: Tracing, at: string): boolean {
  const over = (since: string, hours: number) => instantOf(since) + hours * 60 * MINUTE < instantOf(at);
  if (one.state === 'received') return over(one.receivedAt, handedOverWithin);
  const closed = one.history.findLast(({ what }) => what === 'closed');
  return isToCall(one) && closed !== undefined && over(closed.at, calledWithin);
}

/** The searches about one person, as people joined them: each with the first of its circle, by their ids. */
export function circles(all: readonly Pick<Tracing, 'id' | 'sameAs' | 'receivedAt'>[]): Map<string, string> {
  const known = new Map(all.map((one) => [one.id, one]));
  const joined = new Map(all.map(({ id }) => [id, new Set<string>()]));
  for (const { id, sameAs } of all) {
    if (sameAs === undefined || !known.has(sameAs)) continue;
    joined.get(id)?.add(sameAs);
    joined.get(sameAs)?.add(id);
  }
  const firstOf = new Map<string, string>();
  const oldestFirst = [...all].sort((a, b) => (`${a.receivedAt} ${a.id}` < `${b.receivedAt} ${b.id}` ? -1 : 1));
  for (const { id } of oldestFirst) {
    const open = firstOf.has(id) ? [] : [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (firstOf.has(next)) continue;
      firstOf.set(next, id);
      open.push(...(joined.get(next) ?? []));
    }
  }
  return firstOf;
}
