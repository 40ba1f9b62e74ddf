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
    at: string;
  },
): Ring[] {
  const { service, id, words, answerAddress, at } = about;
  return wakingWays.flatMap((way): Ring[] => {
    const to = addressOf(person, way);
    if (to === undefined) return [];
    const until = isoOf(instantOf(at) + patience);
    const language = person.language ?? 'it';
    const said = { language, words: words(way, language), answerAddress };
    return [{ contract: 'ring.v1', id: `${id}.${way}`, service, way, to, ...said, at, until }];
  });
}

const addressOf = (person: Duty, way: (typeof wakingWays)[number]): string | undefined =>
  ({ call: person.phone, sms: person.sms, push: person.push })[way];
