import type { ContributionState } from '../../shared/contracts/contribution.ts';
import { type Contribution, type Owed, publicOf, rowOf } from '../../shared/core/contributions/contribution.ts';
import type { Contributions } from '../../shared/shell/stores/contributions.ts';
import { memorySubmissions, owingOf } from './memory-submissions.ts';

/** Contributions in memory. */
export function memoryContributions(service = 'familyline'): Contributions {
  const { submissions, inOrder } = memorySubmissions<Contribution, Owed>();
  const inState = (state: ContributionState) =>
    inOrder(
      ({ since }) => since,
      (one) => one.state === state,
    );
  return {
    ...submissions,
    box: async (state, limit) =>
      inState(state)
        .slice(0, limit)
        .map(({ one }) => rowOf(one)),
    published: async (limit) =>
      inState('published')
        .reverse()
        .flatMap(({ one }) => publicOf(one, service) ?? [])
        .slice(0, limit),
    owing: async (state) => owingOf(inState(state)),
  };
}
