import { describe, expect, test } from '@jest/globals';
import type { Proposal } from '../../../../shared/contracts/proposal.ts';
import { proposalsView } from '../../../../shared/core/posture/acts.ts';

const proposal = (id: string, proposedAt: string, more: Partial<Proposal> = {}) =>
  ({ id, proposedAt, asks: true, ...more }) as Proposal;
const shown = (proposals: readonly Proposal[]) =>
  proposalsView('protezione-civile', proposals).proposals.map(({ id }) => id);

describe('the proposals that an officer sees', () => {
  test('begin with those that wait for an answer, however old, and go on with the newest', () => {
    const closedAt = '2027-02-01T12:00:00.000Z';
    expect(
      shown([
        proposal('over', '2027-02-01T11:50:00.000Z', { closedAt }),
        proposal('waits, old', '2027-02-01T09:00:00.000Z'),
        proposal('only shown', '2027-02-01T11:55:00.000Z', { asks: false }),
        proposal('waits, new', '2027-02-01T10:00:00.000Z'),
      ]),
    ).toEqual(['waits, new', 'waits, old', 'only shown', 'over']);
  });

  test('are two hundred at most', () => {
    const many = Array.from({ length: 205 }, (_none, one) => proposal(`${one}`, '2027-02-01T09:00:00.000Z'));
    expect(shown(many)).toHaveLength(200);
  });
});
