import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { type KnownFact, maximumPersonFacts, type PersonFact } from '../../../shared/contracts/person-fact.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { present } from '../../../shared/core/present.ts';

// What was noted of a person stands in the case in which they said it, in its personal part, and goes with it. Their
// other cases show it.

/** Days after which a fact that nobody noted again is shown no more: people move, recover, learn a language (ours). */
const daysShown = 365;

/** A fact as its case has it. */
export type NotedFact = Omit<KnownFact, 'code' | 'version'>;

const isSame = (one: PersonFact, other: PersonFact) =>
  one.fact === other.fact && one.language?.toLowerCase() === other.language?.toLowerCase();

/** The facts of a case after an event: one that is noted again is the newer one, one that was taken away is gone. */
export function notedFacts(before: readonly NotedFact[], event: CaseEvent, at: string): readonly NotedFact[] {
  if (event.type !== 'PersonFactNoted' && event.type !== 'PersonFactDropped') return before;
  const fact = event.personal?.fact;
  if (fact === undefined) return before;
  // Taken away is every one of its kind: who needs no interpreter needs none for any language.
  if (event.type === 'PersonFactDropped') return before.filter((one) => one.fact !== fact.fact);
  return [
    ...before.filter((one) => !isSame(one, fact)),
    { ...fact, by: event.by, at, ...present({ reason: event.personal?.message }) },
  ];
}

/**
 * What is known of the person of some cases at an instant, each fact once as it was noted last, the newest first;
 * nothing of those that were noted more than a year ago. Why one was noted is told in its own case (`own`) alone: in
 * another it may be words that are not for whoever reads that.
 */
export function factsOfPerson(
  cases: readonly { code: string; version: number; facts: readonly NotedFact[] }[],
  now: Date,
  own?: string,
): KnownFact[] {
  const since = now.getTime() - daysShown * 86_400_000;
  const all = cases
    .flatMap(({ code, version, facts }) =>
      facts.map(({ reason, ...fact }) => ({ ...fact, code, version, ...(code === own && present({ reason })) })),
    )
    .filter(({ at }) => instantOf(at) > since)
    .sort((one, other) => (one.at < other.at ? 1 : -1));
  return all.filter((fact, place) => all.findIndex((one) => isSame(one, fact)) === place).slice(0, maximumPersonFacts);
}
