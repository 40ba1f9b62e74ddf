import { describe, expect, test } from '@jest/globals';
import type { Evidence, Proposal } from '../../../../shared/contracts/proposal.ts';
import { withEvidence } from '../../../../shared/core/posture/episodes.ts';

const piece = (number: number) => ({ kind: 'load', source: `load ${number}` }) as unknown as Evidence;
const proposal = (...evidence: Evidence[]) => ({ evidence }) as unknown as Proposal;

describe('the evidence of a proposal', () => {
  test('is told once, each piece behind those before it', () => {
    const told = withEvidence(proposal(piece(1)), piece(1), piece(2));
    expect(told.evidence).toEqual([piece(1), piece(2)]);
    expect(withEvidence(told, piece(2))).toBe(told);
  });

  test('is the newest twenty pieces', () => {
    const many = Array.from({ length: 21 }, (_, number) => piece(number));
    expect(withEvidence(proposal(), ...many).evidence).toEqual(many.slice(1));
  });
});
