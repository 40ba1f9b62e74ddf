import type { Language } from '../../contracts/text.ts';
import { type Ring, wakingWays } from '../../contracts/wake.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { type Duty, patience, shiftAt } from './call-out.ts';

/** Whether something more than a mail reaches somebody: at night a mail wakes nobody. */
export const canBeWoken = (person: Duty): boolean => wakingWays.some((way) => addressOf(person, way) !== undefined);

/** Those of a roster whose shift it is at an ISO instant, in the order of calling. */
export const onShift = (roster: readonly Duty[], at: string): Duty[] =>
  roster.filter(({ shift }) => shift === shiftAt(at));

/**
 * Whether somebody reads at an ISO instant what speaks of danger to life: operators while the service is open, and
 * beyond that only where it names somebody of the shift who can be woken.
 */
export const readsUrgent = ({ roster = [] }: { roster?: readonly Duty[] | undefined }, open: boolean, at: string) =>
  open || onShift(roster, at).some(canBeWoken);

/**
 * The rings of one person, a ring in each way that they named, in the order of the ways; none where only mail is named.
 * `id` begins the id of each; `words` gives what is said in a way, in the person's language.
 */
export function ringsFor(
  person: Duty,
  about: {
    service: string;
    id: string;
    words: (way: Ring['way'], language: Language) => string;
    answerAddress: string;
    /** Further keys of a call. */
    more?: NonNullable<Ring['more']>;
    at: string;
    /** Until when it is of use: three minutes unless told. */
    until?: string;
  },
): Ring[] {
  const { service, id, words, answerAddress, more, at } = about;
  const until = about.until ?? isoOf(instantOf(at) + patience);
  return wakingWays.flatMap((way): Ring[] => {
    const to = addressOf(person, way);
    if (to === undefined) return [];
    const language = person.language ?? 'it';
    const said = { language, words: words(way, language), answerAddress };
    const keys = way === 'call' && more !== undefined ? { more } : {};
    return [{ contract: 'ring.v1', id: `${id}.${way}`, service, way, to, ...said, ...keys, at, until }];
  });
}

const addressOf = (person: Duty, way: (typeof wakingWays)[number]): string | undefined =>
  ({ call: person.phone, sms: person.sms, push: person.push })[way];
