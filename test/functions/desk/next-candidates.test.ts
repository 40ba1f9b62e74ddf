import { describe, expect, test } from '@jest/globals';
import { inOrder, isToTake, laneGroups } from '../../../functions/desk/rules/next-candidates.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { worklistItem } from '../../fixtures/worklist-item.ts';

const at = '2026-09-11T16:00:00.000Z';

describe('a case that is handed out', () => {
  const owner = { name: 'Dario Sala', since: at };

  test('is one that nobody has, or whose owner’s time is over, to the moment', () => {
    expect(isToTake(worklistItem('A'), {}, at)).toBe(true);
    expect(isToTake(worklistItem('A', { owner }), {}, at)).toBe(false);
    expect(isToTake(worklistItem('A', { owner: { ...owner, until: at } }), {}, at)).toBe(true);
    expect(isToTake(worklistItem('A', { owner: { ...owner, until: '2026-09-11T16:00:00.001Z' } }), {}, at)).toBe(false);
  });

  test('is one that waits for the desk, in a language that was asked for', () => {
    expect(isToTake(worklistItem('A', { stage: 'waiting-for-you' }), {}, at)).toBe(false);
    expect(isToTake(worklistItem('A', { language: 'de' }), { languages: ['it', 'de'] }, at)).toBe(true);
    expect(isToTake(worklistItem('A'), { languages: ['de'] }, at)).toBe(false);
  });
});

describe('the lanes', () => {
  test('of danger are those that were asked for, and none where they were not', () => {
    expect(laneGroups(protezioneCivile, { lanes: ['urgent'] })).toEqual([['urgent']]);
    expect(laneGroups(protezioneCivile, { lanes: ['help-offers', 'information'] })).toEqual([
      ['information'],
      ['help-offers'],
    ]);
  });

  test('are handed out as danger, requests, offers, in the order of the service, and no group is empty', () => {
    expect(laneGroups(protezioneCivile, {})).toEqual([
      ['urgent'],
      ['help-requests', 'information', 'complaints', 'instances'],
      ['help-offers'],
    ]);
    expect(laneGroups(protezioneCivile, { lanes: ['help-offers', 'information'] })).toEqual([
      ['information'],
      ['help-offers'],
    ]);
  });

  test('of a lane that offers share with others are those of requests', () => {
    const kinds = protezioneCivile.kinds.map((kind) => ({ ...kind, lane: 'information' }));
    expect(laneGroups({ ...protezioneCivile, kinds }, { lanes: ['information', 'help-offers'] })).toEqual([
      ['information', 'help-offers'],
    ]);
  });
});

describe('the order in which cases are tried', () => {
  const due = (hour: number) => `2026-09-14T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const items = [13, 10, 12, 11, 14].map((hour) => worklistItem(String(hour), { firstAnswerDueAt: due(hour) }));
  const order = (spread: number, chance: number, list = items) =>
    inOrder(list, spread, chance).map(({ caseId }) => caseId);

  test('begins at a place among the first ones that are due, and goes around', () => {
    expect(order(3, 0)).toEqual(['10', '11', '12', '13', '14']);
    expect(order(3, 0.34)).toEqual(['11', '12', '10', '13', '14']);
    expect(order(3, 0.99)).toEqual(['12', '10', '11', '13', '14']);
    expect(order(3, 1)).toEqual(['12', '10', '11', '13', '14']);
    expect(order(3, 0.5, [])).toEqual([]);
  });

  test('is that in which they are due where danger to life is among them', () => {
    const urgent = items.map((item, index) => (index === 0 ? { ...item, lane: 'urgent' } : item));
    expect(order(3, 0.99, urgent)).toEqual(['10', '11', '12', '13', '14']);
  });
});
