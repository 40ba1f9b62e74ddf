import type { ManyView } from '../../../shared/contracts/answer-to-many.ts';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { stemOf, writtenWords } from '../../../shared/core/cases/similar.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { present } from '../../../shared/core/present.ts';

/** Why a case is proposed: words that it shares, the place, and how far apart they came. */
export type Because = Extract<ManyView, { is: 'found' }>['cases'][number]['because'];
type Listed = Pick<WorklistItem, 'caseId' | 'kind' | 'urgent' | 'reserved' | 'receivedAt' | 'said'>;

/** Hours between two messages about one event; ours, as the words below. */
const mostHours = 72;
const HOUR = 3_600_000;

/**
 * Words of the desk's own trade, as far as they count: they stand in messages about anything, so that sharing one says
 * nothing of the matter.
 */
const trade = new Set(
  `informazioni sapere comune strada zona paese protezione civile emergenza numero telefono segnalo segnalazione
   problema urgente situazione persone persona casa famiglia giorni giorno oggi ieri domani mattina sera notte
   aiuto chiamare chiamato risposta servizio cittadino cittadini fare bisogna serve servono vostro nostra nostro
   devo dobbiamo puo possibile qualcuno nessuno sempre dopo prima vicino abito abitiamo davanti
   information people emergency number today tomorrow yesterday street town house need information leute
   heute morgen gestern strasse gemeinde haus nummer notfall`
    .split(/\s+/)
    .map(stemOf),
);

const NUMBER = /^\d+$/;

/** The words of a text that say what it is about, by what counts of each. */
function tellingWords(written: string): Map<string, string> {
  const words = writtenWords(written).filter((word) => !NUMBER.test(word));
  return new Map(words.map((word) => [stemOf(word), word] as const).filter(([stem]) => !trade.has(stem)));
}

type Read = Listed & { words: Map<string, string>; place: Map<string, string>; at: number };

function read(item: Listed): Read {
  const { subject = '', words = '', place = '' } = item.said ?? {};
  return {
    ...item,
    words: tellingWords(`${subject} ${words}`),
    place: tellingWords(place),
    at: instantOf(item.receivedAt),
  };
}

const shared = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
  [...one].filter(([stem]) => other.has(stem)).map(([, word]) => word);

/** Whether two are known to be elsewhere: both say where, and no word of the one place is of the other. */
const isElsewhere = (one: Read, other: Read) =>
  one.place.size > 0 && other.place.size > 0 && shared(one.place, other.place).length === 0;

/** The place that both name, in the field for it or in their words. */
function commonPlace(one: Read, other: Read): string | undefined {
  const named = [
    ...shared(one.place, other.place),
    ...shared(one.place, other.words),
    ...shared(other.place, one.words),
  ];
  return named.length === 0 ? undefined : named.slice(0, 4).join(' ');
}

/**
 * What has to speak for a likeness at least, a word or a place counting one, and a word that several of the picked share
 * two: tuned on a made-up set (test/fixtures/alike-cases.ts).
 */
const leastOfOne = 3;
const leastOfSeveral = 4;

/** Why one case is like another; undefined where too little speaks for it. */
function likeness(one: Read, other: Read, common: ReadonlySet<string>, least: number): Because | undefined {
  const apart = Math.abs(one.at - other.at);
  if (apart > mostHours * HOUR || isElsewhere(one, other)) return undefined;
  const place = commonPlace(one, other);
  const inPlaces = new Set([...one.place.keys(), ...other.place.keys()]);
  const words = shared(one.words, other.words).filter((word) => !inPlaces.has(stemOf(word)));
  const ofAll = words.filter((word) => common.has(stemOf(word))).length;
  // A word that several of the picked share says more than one that stands in one of them.
  const weight = words.length + ofAll + (place === undefined ? 0 : 1);
  if (words.length === 0 || weight < least) return undefined;
  return { words: words.slice(0, 20), hours: Math.floor(apart / HOUR), ...present({ place }) };
}

/** Words that at least two of the picked share. */
function commonOf(picked: readonly Read[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { words } of picked) for (const stem of words.keys()) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([stem]) => stem));
}

/** Whether a case may be answered among many: no danger to life, nothing that is for nobody's list, no complaint. */
export const isProposable = ({ kind, urgent, reserved }: Pick<Listed, 'kind' | 'urgent' | 'reserved'>): boolean =>
  !urgent && reserved !== true && kind !== 'complaint';

/**
 * The cases about the same thing as one to three that somebody picked, each with the reason, those that share most
 * first. A danger to life, a complaint and what is reserved are never among them. The rule only proposes: a person
 * looks at the list and decides.
 */
export function alikeCases<Item extends Listed>(
  picked: readonly Listed[],
  listed: readonly Item[],
): { item: Item; because: Because }[] {
  const ours = picked.map(read);
  const own = new Set(picked.map(({ caseId }) => caseId));
  const common = commonOf(ours);
  const least = picked.length > 1 ? leastOfSeveral : leastOfOne;
  return listed
    .filter((item) => isProposable(item) && !own.has(item.caseId))
    .flatMap((item) => {
      const one = read(item);
      const reasons = ours.flatMap((other) => likeness(one, other, common, least) ?? []);
      const [best] = reasons.sort((a, b) => b.words.length - a.words.length);
      return best === undefined ? [] : [{ item, because: best }];
    })
    .sort((a, b) => b.because.words.length - a.because.words.length);
}
