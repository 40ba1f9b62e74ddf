import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { QuakeReading } from '../../../../shared/contracts/bulletin.ts';
import { defaultProposalRule } from '../../../../shared/contracts/proposal.ts';
import { FeltQuake } from '../../../../shared/contracts/service-state.ts';
import { decideProposal } from '../../../../shared/core/posture/decisions.ts';
import { noProposals, type ProposalState } from '../../../../shared/core/posture/episodes.ts';
import { feltQuakes, feltWithinKm } from '../../../../shared/core/posture/felt-quakes.ts';
import { propose } from '../../../../shared/core/posture/proposals.ts';

const at = '2026-11-30T02:36:00.000Z';
const soon = '2026-11-30T02:41:00.000Z';
const by = { subject: 'anna', name: 'Anna Ferri' };
const accumoli: QuakeReading = {
  kind: 'quake',
  source: 'ingv',
  eventId: '7063251',
  at,
  latitude: 42.7,
  longitude: 13.23,
  magnitude: 6,
  magnitudeType: 'Mw',
  place: '1 km W Accumoli (RI)',
  type: 'earthquake',
};
const heard = (quakes: readonly QuakeReading[], now = soon, before: ProposalState = noProposals('protezione-civile')) =>
  propose(before, quakes, defaultProposalRule, now).state;
const proposalOf = (state: ProposalState) =>
  Object.values(state.proposals)[0] as NonNullable<(typeof state.proposals)[string]>;
const decided = (state: ProposalState, verdict: 'confirmed' | 'refused') => {
  const { id, revision } = proposalOf(state);
  const done = decideProposal(state, id, { verdict, revision, reason: 'per la prova' }, by, soon);
  if ('refused' in done) throw new Error(done.refused);
  return done.state;
};

describe('a shock that is proposed', () => {
  test('is shown with what INGV says, for the provinces within the radius, the nearest first', () => {
    const [quake] = feltQuakes(heard([accumoli]), soon);
    expect(FeltQuake.parse(quake)).toMatchObject({
      quake: '7063251',
      at,
      magnitude: 6,
      place: '1 km W Accumoli (RI)',
      page: 'https://terremoti.ingv.it/event/7063251',
      withinKm: feltWithinKm,
    });
    expect(quake?.provinces.slice(0, 4)).toEqual(['Ascoli Piceno', 'Teramo', 'L’Aquila', 'Rieti']);
    expect(quake?.provinces).not.toContain('Milano');
    expect(quake?.provinces).not.toContain('Roma');
  });

  test.each(['confirmed', 'refused'] as const)('is gone once an officer has %s it', (verdict) => {
    expect(feltQuakes(decided(heard([accumoli]), verdict), soon)).toEqual([]);
  });

  test('comes back where a much stronger one asks the officer again', () => {
    const refused = decided(heard([accumoli]), 'refused');
    const stronger = { ...accumoli, eventId: '7063999', magnitude: 6.6, at: '2026-11-30T02:50:00.000Z' };
    const again = heard([stronger], '2026-11-30T02:55:00.000Z', refused);
    expect(feltQuakes(again, '2026-11-30T02:55:00.000Z')[0]).toMatchObject({ quake: '7063999', magnitude: 6.6 });
  });

  test('is gone with the hours of its proposal, and where its source corrects it to less', () => {
    const state = heard([accumoli]);
    expect(feltQuakes(state, '2026-12-01T02:36:00.000Z')).toEqual([]);
    const corrected = heard([{ ...accumoli, magnitude: 3.1 }], '2026-11-30T02:45:00.000Z', state);
    expect(feltQuakes(corrected, '2026-11-30T02:45:00.000Z')).toEqual([]);
  });

  test('far out at sea is shown without provinces, and an id that is no number leads nowhere', () => {
    const far = { ...accumoli, eventId: 'file-1', latitude: 39.2, longitude: 13.2 };
    const state = propose(
      noProposals('protezione-civile'),
      [far],
      { ...defaultProposalRule, quakes: { ...defaultProposalRule.quakes, withinKm: 500 } },
      soon,
    ).state;
    const [quake] = feltQuakes(state, soon);
    expect(quake).toMatchObject({ quake: 'file-1', provinces: [] });
    expect(quake).not.toHaveProperty('page');
  });

  test('never more than three at once, the latest first, whatever a sequence brings', () => {
    const shocks = fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: 12 }),
        magnitude: fc.integer({ min: 50, max: 75 }),
        minute: fc.nat(59),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(shocks, (all) => {
        const readings = all.map(({ id, magnitude, minute }) => ({
          ...accumoli,
          eventId: String(id),
          magnitude: magnitude / 10,
          at: `2026-11-30T02:${String(minute).padStart(2, '0')}:00.000Z`,
        }));
        const shown = feltQuakes(heard(readings, '2026-11-30T03:00:00.000Z'), '2026-11-30T03:00:00.000Z');
        expect(shown.length).toBe(Math.min(3, new Set(readings.map(({ eventId }) => eventId)).size));
        const instants = shown.map((quake) => quake.at);
        expect(instants).toEqual([...instants].sort().reverse());
      }),
      { numRuns: 100 },
    );
  });
});
